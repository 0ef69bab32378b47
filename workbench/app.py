"""Streamlit's entry: who is here, which pages they may open, and the one place that shows errors."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.ui import foot, memory, menu, presses, reading, room, theme, troubles, viewer, worry

st.set_page_config(page_title=_(theme.NAME), page_icon="⚖️", layout="wide")
presses.never_lose()
theme.apply()
with troubles.shown():
    here = viewer.current()
    memory.drawn_for(here.viewer)
    reading.apply(here)
    page = menu.pages(here)
    theme.title(page.title)
    worry.alerts_for(here)
    page.run()
    foot.draw(here)
room.arrived()
