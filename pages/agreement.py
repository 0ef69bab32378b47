"""Agreement: how far we agreed before we talked, in sentences and dots; figures one click deeper."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.ui import hour, reveal, room
from workbench.ui.agreement import remembered, screen
from workbench.ui.places import place

here = room.enter("agreement")
if reveal.is_counting(here):
    room.show("reveal", session=here.session.id)
found = remembered.group(here.here, here.session.id)

st.title(_("How well did we agree?"), anchor=False)
st.text(here.session.title)
hour.strip(here)
screen.headline(found)
screen.beside_the_others(here)
screen.each_criterion(found)
screen.more(here, found)
back = room.going(place(here.standing, here.moment), session=here.session.id)
st.button(_("Back to the session"), key="back", on_click=back)
