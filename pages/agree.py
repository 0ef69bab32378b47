"""Agree: agreed, we stay split, or not reached."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import agreeing
from workbench.ui import agree, hour, projector, room, worry

here = room.enter("agree")
board = agreeing.board(here.here.store, here.here.viewer, here.session.id)

st.title(_("What do we agree on?"), anchor=False)
hour.strip(here)
agree.rule(board)
agree.on_the_screens(here, board)
agree.cells(here, board)
agree.unanimous(here, board)
agree.lead_on(here, board)
worry.offer_among(here)
projector.draw(here)
