"""Start: what waits for me."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import giving, sessions
from workbench.ui import room, viewer
from workbench.ui.home import asked_card, first_steps, session_card, start_buttons

here = viewer.current()
if wanted := st.query_params.get("session"):
    room.open_session(here, wanted)
mine = sessions.mine(here.store, here.viewer)
asked = giving.tables(here.store, here.viewer)

st.title(_("What waits for you"))
if here.viewer.is_staff:
    start_buttons(here)
    if not mine:
        first_steps(here)
elif not (mine or asked):
    st.info(_("Nothing waits for you. Join a session with the code on the wall."))
    st.link_button(_("Join a session"), "/join")
with st.container(key="narrow-sessions"):
    for table in asked:
        if table.is_open:
            asked_card(table)
    for overview in mine:
        session_card(overview)
    for table in asked:
        if not table.is_open:
            asked_card(table)
