"""Set up a session: rubric, samples, what the desk asks for."""

from functools import partial

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.visibility import Sight
from workbench.services import contacts, mix, mixing, rubrics, samples, sessions
from workbench.ui import asking, contact, material, reach, room, setup, viewer

here = viewer.current()
wanted = st.query_params.get("session", "")
session = sessions.overview(here.store, here.viewer, wanted, Sight.SET_UP).session if wanted else None
if session and not setup.is_draft(session):
    room.show("lobby", session=session.id)

st.title(_("Set up a session"), anchor=False)
with st.container(key="narrow-setup"):
    work = samples.for_session(here.store, here.viewer, wanted)
    told = contacts.known(here.store, here.viewer)
    noted = mix.reasons(here.store, here.viewer, wanted) if wanted else {}
    known = material.Choices(
        rubrics.browse(here.store, here.viewer), work, told, noted, partial(mixing.known, here.store, here.viewer)
    )
    draft = setup.form(known, session)
    setup.honest_word(draft)
    contact.only_one_told(here, draft)
    setup.buttons(here, draft, session)
    if session:
        asking.part(here, session)
        reach.check(here, session)
        setup.paper(here, session)
    else:
        st.caption(
            _(
                "Keep the draft, and this page makes a link to ask teachers for samples, shows how to check that "
                "phones and laptops can get in, and prints score sheets and the work for who has no device."
            )
        )
