"""The session's named contact, in Set up: who is told when somebody worries about a student."""

from collections.abc import Sequence

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.concerns import LONGEST_REACH, Contact
from workbench.domain.people import Person


def naming_contact(known: Sequence[Person], before: Contact) -> Contact:
    """Ask who is told, and how to reach them now; nobody is chosen for the lead."""
    names = {person.id: person.name for person in known}
    ids = list(names)
    with st.container(border=True, key="contact"):
        person_id = st.selectbox(
            _("If somebody worries about a student, tell"),
            ids,
            index=ids.index(before.person_id) if before.person_id in names else None,
            format_func=lambda i: names[i],
            key="setup-contact",
            placeholder=_("Choose a colleague: they are told at once, on every page they have open"),
        )
        reach = st.text_input(
            _("How to reach them now"),
            before.reach,
            max_chars=LONGEST_REACH,
            placeholder=_("Room 12, extension 44"),
            key="setup-reach",
        )
    return Contact(person_id or "", reach.strip())
