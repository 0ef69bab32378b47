"""The facilitator's own screen goes along when the facilitator moves everybody on."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.domain.catalogue import _
from workbench.ui import memory
from workbench.ui.room import MOVED, Room, go_to_session, going


def moves(act: Callable[..., object]) -> Callable[..., None]:
    """Return a callback after which this screen goes where everybody's goes."""

    def acted(*args: Any) -> None:
        act(*args)
        memory.keep(MOVED, value=True)

    return memory.told(acted)


def join_everybody(room: Room) -> None:
    """Offer the way to the page that everybody's screen shows."""
    st.button(
        _("Go where everybody is"),
        key="join-everybody",
        on_click=memory.told(go_to_session),
        args=(room.here, room.session.id),
    )


def all_dots(room: Room) -> None:
    """Offer a look at all dots, on this screen only."""
    st.button(_("Look at all dots"), key="all-dots", on_click=going("reveal", session=room.session.id))
