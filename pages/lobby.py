"""Lobby: the code on the wall, who is here, why we meet, and our norms."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import sessions
from workbench.ui import lobby, room

here = room.enter("lobby")

st.title(here.session.title, anchor=False)
wall, words = st.columns([2, 3], gap="large")
with wall:
    lobby.code(here)
    lobby.who_is_here(sessions.people_here(here.here.store, here.here.viewer, here.session.id))
with words:
    lobby.purpose(here.session)
    lobby.norms(here.session)
    if here.leads:
        lobby.start_button(here)
    else:
        st.info(
            _("Scoring starts when the facilitator says so. This page moves on by itself."),
            icon=":material/hourglass_top:",
        )
