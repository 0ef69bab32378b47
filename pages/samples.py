"""Samples: the student work of this school."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import samples
from workbench.ui import viewer
from workbench.ui.samples import shelf

here = viewer.current()
known = samples.browse(here.store, here.viewer)

st.title(_("Student work"), anchor=False)
shelf.add_button()
shelf.shelf(known)
