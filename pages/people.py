"""People: one-time links for colleagues who prepare sessions. Teachers need none: they join with a code."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import nothing_here
from workbench.ui import people, viewer

here = viewer.current()
if not here.viewer.is_admin:
    raise nothing_here()

st.title(_("Invite a colleague"), anchor=False)
st.text(_("Teachers need no invitation: they join a session with the code on the wall."))
with st.container(key="narrow-people"):
    people.new_link()
    people.invite_form(here)
