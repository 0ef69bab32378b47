"""Bring a spreadsheet: a table of scores from anywhere is read, confirmed and reported on; nothing is stored."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import access
from workbench.ui import viewer
from workbench.ui.spreadsheet import bringing, confirming, keeping, showing

here = viewer.current()
access.staff_only(here.viewer)

st.title(_("Bring a spreadsheet"), anchor=False)
seen, brought = keeping.seen(), keeping.brought()
if seen:
    showing.draw(here, seen)
elif brought:
    confirming.draw(here, brought)
else:
    bringing.fields(here)
