"""What we agreed: levels and reasons, what stays open, and what the group takes along; one page for paper."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services.agreed import what_we_agreed
from workbench.ui import agreed, hour, names, projector, room

here = room.enter("agreed")
found = what_we_agreed(here.here.store, here.here.viewer, here.session.id)

st.title(_("What we agreed"), anchor=False)
st.text(here.session.title)
hour.strip(here)
agreed.ways_on(here)
agreed.levels(found)
agreed.reasons(found)
agreed.open_ends(found)
agreed.take_along(here, found)
agreed.publishing(here, found)
agreed.rule(found)
names.draw(here)
projector.draw(here)
