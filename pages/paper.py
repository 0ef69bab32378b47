"""Paper: sheets and work to print, who types them, and the grid on which they are typed in."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.phases import Phase, Stage
from workbench.domain.visibility import Sight, may_see
from workbench.ui import hour, projector, room
from workbench.ui.paper import printing, typing, typists
from workbench.ui.places import place

here = room.enter("paper")

st.title(_("Paper"), anchor=False)
st.text(here.session.title)
hour.strip(here)
prints = may_see(Sight.THE_SHEETS, here.standing, here.moment)
waits = here.moment.phase is Phase.DRAFT or here.moment.stage is Stage.LOBBY
if here.session.samples:
    if not waits or not here.standing.facilitates:
        typing.part(here)
    if prints:
        with st.container(key="narrow-paper"):
            printing.part(here)
            typists.part(here)
else:
    st.info(_("Choose student work under Set up first; then there is something to print."))
if not here.standing.types:
    st.button(
        _("Back to the session"),
        key="paper-back",
        on_click=room.going(place(here.standing, here.moment), session=here.session.id),
    )
projector.draw(here)
