"""Sheets and work to print: before anybody has joined, or with the names of who has."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.paper import MOST_SHEETS
from workbench.domain.phases import Phase
from workbench.services import paper_sheets
from workbench.services.paper_sheets import Pile, WantedSheets
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.room import Room

_USUAL = 8


def part(room: Room) -> None:
    """Let sheets be made, and lead to the pages to print."""
    found = paper_sheets.pile(room.here.store, room.here.viewer, room.session.id)
    with st.container(border=True, key="paper-print"):
        st.header(_("Print"), anchor=False)
        with st.container(horizontal=True):
            st.link_button(_("The work and the rubric"), _address(room, "work"), icon=":material/print:")
            if found.blank + found.named:
                st.link_button(_sheets(found), _address(room, "sheets"), icon=":material/print:", type="primary")
        outdated(found)
        if room.moment.phase in (Phase.DRAFT, Phase.OPEN, Phase.CLOSED):
            _make(room, found)


def outdated(found: Pile) -> None:
    """Warn where sheets were made before pieces or criteria changed; each says its version at the top."""
    if found.outdated:
        said = _(
            "Score sheets were made before the pieces, the criteria or their levels changed. Sheets of version "
            "{before} do not match any more: print them again, and they say version {now}."
        )
        st.warning(said.format(before=found.outdated, now=found.version))


def _sheets(found: Pile) -> str:
    return count("{n} score sheet", "{n} score sheets", found.blank + found.named)


def _address(room: Room, what: str) -> str:
    return f"/print/{room.session.id}/{what}"


def _make(room: Room, found: Pile) -> None:
    st.text(_("Each sheet has a code and an order of its own. Sheets without a name are good for anybody."))
    blank, named = st.columns(2)
    blank.number_input(_("Sheets without a name"), 0, MOST_SHEETS, found.blank or _USUAL, key="paper-blank")
    names = {person.id: escape(person.name) for person in found.people}
    if names:
        named.multiselect(
            _("Sheets with a name"),
            list(names),
            format_func=lambda i: names.get(i, ""),
            key="paper-named",
            placeholder=_("For who scores on paper"),
        )
    st.button(_("Make these sheets"), key="paper-make", on_click=memory.told(_made), args=(room,))
    if room.moment.phase is Phase.DRAFT and found.blank:
        st.caption(_("Print them again when you change rubric or pieces: a sheet shows them as they are now."))


def _made(room: Room) -> None:
    wanted = WantedSheets(int(memory.chosen("paper-blank") or 0), tuple(memory.chosen("paper-named") or ()))
    paper_sheets.make(room.here.store, room.here.viewer, room.session.id, wanted)
