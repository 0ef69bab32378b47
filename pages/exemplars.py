"""Exemplars: agreed work that shows what a level means, and where examples are missing."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.ui import viewer
from workbench.ui.exemplars import shelf

here = viewer.current()

st.title(_("Exemplars"), anchor=False)
library = shelf.choose(here, st.query_params.get("session", ""))
if library.cards:
    shelf.coverage(library)
    shelf.cards(library)
else:
    shelf.nothing_yet(here)
