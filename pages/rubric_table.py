"""The rubric I have: a table is pasted or uploaded, looked at and confirmed; the next page stores it."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import access
from workbench.ui import viewer
from workbench.ui.rubrics import bringing, confirming

here = viewer.current()
access.staff_only(here.viewer)

st.title(_("The rubric I have"), anchor=False)
tables = bringing.brought()
if tables:
    confirming.draw(here, tables)
else:
    bringing.fields(here)
