"""Reveal: everybody's levels at once, as dots without names, and what to talk about."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import agenda
from workbench.ui import hour, projector, reveal, room, worry

here = room.enter("reveal")

st.title(_("What we gave") if here.moment.round == 1 else _("What we gave the second time"), anchor=False)
hour.strip(here)
if reveal.is_counting(here):
    reveal.count_down(here)
else:
    votes, topics = reveal.votes_of(here), agenda.topics(here.here.store, here.here.viewer, here.session.id)
    reveal.sentence(votes)
    reveal.lead_on(here, topics)
    reveal.changes(here)
    reveal.legend(here, votes)
    reveal.pieces(here, votes, reveal.own_of(here))
    reveal.what_to_talk_about(topics)
    to_agreement = room.going("agreement", session=here.session.id)
    st.button(_("How well did we agree?"), key="to-agreement", on_click=to_agreement)
    worry.offer_among(here)
projector.draw(here)
