"""The facilitator's own screen goes along when the facilitator moves everybody on."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.domain.catalogue import _
from workbench.ui import memory
from workbench.ui.room import Room, go, open_session

_MOVED = "moved-everybody"


def moves(act: Callable[..., object]) -> Callable[..., None]:
    """Return a callback after which this screen goes where everybody's goes."""

    def acted(*args: Any) -> None:
        act(*args)
        memory.keep(_MOVED, value=True)

    return memory.told(acted)


def along(room: Room) -> None:
    """Go where everybody is, when the last press moved them."""
    if memory.taken(_MOVED):
        open_session(room.here, room.session.id)


def join_everybody(room: Room) -> None:
    """Offer the way to the page that everybody's screen shows."""
    if st.button(_("Go where everybody is"), key="join-everybody"):
        open_session(room.here, room.session.id)


def all_dots(room: Room) -> None:
    """Offer a look at all dots, on this screen only."""
    if st.button(_("Look at all dots"), key="all-dots"):
        go("reveal", session=room.session.id)
