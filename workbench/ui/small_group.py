"""A small group's private question: may our dots stand on the wall? Nobody learns who said what."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.small_groups import Say
from workbench.services import small_groups
from workbench.ui import memory
from workbench.ui.room import Room


def ask(room: Room) -> None:
    """Ask a member of a group of up to four, until the reveal; nothing for anybody else."""
    asked = small_groups.question(room.here.store, room.here.viewer, room.session.id)
    if asked is None:
        return
    words = {Say.FINE: _("That is fine"), Say.RATHER_NOT: _("Rather not")}
    key = f"wall-say-{room.session.id}"
    memory.mirror(key, asked.said)
    with st.container(border=True, key="small-group"):
        st.radio(
            _("We are few. May our dots stand on the wall, without names?"),
            list(words),
            format_func=lambda word: words[word],
            horizontal=True,
            key=key,
            on_change=memory.told(_say),
            args=(room, key),
        )
        st.caption(_("Only you see what you choose. Nobody is told who said what."))


def _say(room: Room, key: str) -> None:
    if word := memory.chosen(key):
        small_groups.say(room.here.store, room.here.viewer, room.session.id, word)
