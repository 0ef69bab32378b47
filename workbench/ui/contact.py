"""The session's named contact, in Set up: who is told when somebody worries about a student."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.concerns import LONGEST_REACH, Contact
from workbench.services import contacts
from workbench.services.contacts import Known
from workbench.services.sessions import Draft
from workbench.ui.plain import escape
from workbench.ui.viewer import Here


def naming(known: Known, before: Contact) -> Contact:
    """Ask who is told, and how to reach them; the answer of the last session stands there already."""
    names = {person.id: person.name for person in known.people}
    told = before if before.person_id in names else known.usual
    ids = list(names)
    who, where = st.columns(2, vertical_alignment="bottom")
    with who:
        person_id = st.selectbox(
            _("Told when somebody worries about a student"),
            ids,
            index=ids.index(told.person_id) if told.person_id in names else None,
            format_func=lambda i: names[i],
            key="setup-contact",
            placeholder=_("Choose a colleague"),
            help=_("At once, on every page they have open: which piece, and never who pressed."),
        )
    with where:
        reach = st.text_input(
            _("How to reach them during the session"),
            told.reach,
            max_chars=LONGEST_REACH,
            placeholder=_("Room 12, extension 44"),
            key="setup-reach",
        )
    return Contact(person_id or "", reach.strip())


def only_one_told(here: Here, draft: Draft) -> None:
    """Say where the contact brought the work themselves, so that nobody else would be told."""
    told = draft.plan.contact.person_id
    picked = tuple(piece.sample_id for piece in draft.samples)
    names = contacts.brought_too(here.store, here.viewer, told, picked)
    if not names:
        return
    pieces = ", ".join(names)
    if told == here.viewer.person.id:
        says = _("You brought {pieces}, so nobody but you would be told of a worry there.")
    else:
        says = _("Your contact brought {pieces}, so nobody else would be told of a worry there.")
    st.info(escape(f"{says.format(pieces=pieces)} {_('Name another colleague if you can.')}"))
