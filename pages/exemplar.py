"""One exemplar: the work with notes, why it is at this level, and how that came about."""

import streamlit as st

from workbench.services import exemplars
from workbench.ui import viewer
from workbench.ui.exemplars import one

here = viewer.current()
shown = exemplars.exemplar(here.store, here.viewer, st.query_params.get("exemplar", ""))

st.title(one.title(shown), anchor=False)
work, words = st.columns([6, 5], gap="large")
with work:
    one.work_with_notes(here, shown)
with words:
    one.reasons(shown)
    one.notes(here, shown)
    one.offered(here, shown)
    one.about(shown)
one.acts(here, shown)
