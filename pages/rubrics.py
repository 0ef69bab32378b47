"""Rubrics: what there is, and the ways to a new one."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import rubrics
from workbench.ui import viewer
from workbench.ui.rubrics import shelf

here = viewer.current()
known = rubrics.browse(here.store, here.viewer)

st.title(_("Rubrics"), anchor=False)
shelf.buttons()
shelf.shelf(known)
