"""Lobby: the code on the wall, who is here, why we meet, and our norms."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import sessions
from workbench.ui import hour, lobby, projector, reach, room, small_group, viewer

here = room.enter("lobby")


@st.fragment(run_every=10 if here.leads else None)
def people() -> None:
    """Keep the list of people fresh on the facilitator's screen."""
    viewer.still_here()
    lobby.who_is_here(here, sessions.people_here(here.here.store, here.here.viewer, here.session.id))


st.title(_("Lobby"), anchor=False)
hour.strip(here)
st.text(here.session.title)
wall, words = st.columns([2, 3], gap="large")
with wall:
    lobby.code(here)
    if here.leads:
        reach.way_in(here.here)
    people()
with words:
    lobby.purpose(here.session)
    lobby.norms(here.session)
    if here.leads:
        lobby.start_button(here)
        lobby.paper(here)
    else:
        st.info(_("Scoring starts when the facilitator says so. This page moves on by itself."))
        small_group.ask(here)
projector.draw(here)
