"""Who types the sheets in: the lead names somebody who does not score."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.people import Person
from workbench.domain.phases import Phase
from workbench.services import typists
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.room import Room


def part(room: Room) -> None:
    """Show who has the task, and let the lead give it and take it back."""
    if not room.leads or room.moment.phase in (Phase.CONCLUDED, Phase.ARCHIVED):
        return
    with st.container(border=True, key="paper-typists"):
        st.header(_("Who types the sheets"), anchor=False)
        st.text(_own_word(room))
        if code := memory.shown_once("typist-pin"):
            st.info(
                _("Say this code: {code}. It lets them choose a PIN at the join page, and come in to type.").format(
                    code=code
                )
            )
        for person in typists.of_session(room.here.store, room.here.viewer, room.session.id):
            _named(room, person)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(_("Name of a colleague who does not score"), max_chars=40, key="typist-name")
            st.button(_("Give the task"), key="typist-give", on_click=memory.told(_give), args=(room,))


def _own_word(room: Room) -> str:
    if room.standing.rates:
        return _(
            "You score here too, so until scoring is closed somebody else types the sheets. Once you have typed a "
            "sheet yourself, your own scores of this round stay as they are."
        )
    return _("You do not score here, so you can type them. A colleague who does not score can help, or do it all.")


def _named(room: Room, person: Person) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"typist-{person.id}"):
        st.text(person.name)
        st.button(
            _("Take the task back"),
            key=f"typist-end-{person.id}",
            help=escape(person.name),
            on_click=memory.told(_end),
            args=(room, person.id),
        )


def _give(room: Room) -> None:
    typed = str(memory.chosen("typist-name") or "")
    named = typists.give_task(room.here.store, room.here.viewer, room.session.id, typed)
    memory.keep("typist-name", "")
    if named.code:
        memory.show_once("typist-pin", named.code)
    memory.note(_("{name} can type sheets in now.").format(name=named.person.name))


def _end(room: Room, person_id: str) -> None:
    typists.take_task(room.here.store, room.here.viewer, room.session.id, person_id)
