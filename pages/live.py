"""Live: who has finished, never what they gave; close and reveal."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import progress
from workbench.ui import hour, lead_scores, live, lobby, projector, room, viewer

here = room.enter("live")


@st.fragment(run_every=10)
def board() -> None:
    """Keep the counts fresh."""
    viewer.still_here()
    now = progress.live(here.here.store, here.here.viewer, here.session.id)
    counts, act = st.columns([3, 2], gap="large")
    with counts:
        live.heads(now)
        live.names(here, now)
    with act:
        live.close_buttons(here, now)
        live.own_desk(here)
        lead_scores.choice(here)
        lobby.paper(here)


st.title(_("Scoring is on") if here.moment.scores_open else _("Scoring is closed"), anchor=False)
st.text(here.session.title)
hour.strip(here)
board()
with st.expander(_("Join code for latecomers")):
    lobby.code(here)
projector.draw(here)
