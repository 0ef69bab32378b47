"""The projector in the facilitator's hand: its code, and keeping it blank while the facilitator scores."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.phases import Phase
from workbench.domain.wallcodes import said
from workbench.services import walls
from workbench.services.first_session import is_practice
from workbench.ui import memory
from workbench.ui.room import Room, going


def draw(room: Room) -> None:
    """Say at the foot of a facilitator's page how a projector shows the session; when it is blank, offer it again."""
    if not room.leads or room.moment.phase in (Phase.DRAFT, Phase.ARCHIVED):
        return
    found = walls.projector(room.here.store, room.here.viewer, room.session.id)
    if found.blank:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="blank"):
            st.text(_("The projector is blank: it shows the title only."))
            _button(room, _("Show the projector again"), "show-projector", walls.show_again)
    with st.expander(_("Projector"), icon=":material/cast:", key="projector"):
        if not found.code:
            st.text(_("A projector, or any other screen, shows the session to the room, and never a name."))
            _button(room, _("Get a code for it"), "projector-code", walls.new_code)
            return
        st.text(
            _("On the projector open {address} and type {code}").format(
                address=f"{room.here.settings.public_address}/wall", code=said(found.code)
            )
        )
        st.caption(_("It shows the session to the room, and never a name. You steer it from here."))
        _button(room, _("New code"), "projector-code", walls.new_code)
        st.caption(_("With a new code the old one stops at once, and so do the screens opened with it."))


def before_own_scoring(room: Room) -> bool:
    """Stop a facilitator at the door of their own desk until the projector is blank; return whether it did.

    A session that is practice has nobody to look at a wall.
    """
    if not room.leads or is_practice(room.session):
        return False
    if walls.projector(room.here.store, room.here.viewer, room.session.id).blank:
        return False
    st.title(_("Blank the projector first"), anchor=False)
    st.text(_("What you choose would be on the wall."))
    st.text(
        _(
            "If this very screen is on the projector, take it off first, or score on a phone. A projector that was "
            "opened with a code shows only the title from now on, until the reveal or until you show it again."
        )
    )
    with st.container(horizontal=True):
        _button(room, _("Blank the projector and score"), "blank-projector", walls.blank, primary=True)
        _back(room, _("Back"))
    return True


def before_typing(room: Room) -> bool:
    """Stop a facilitator before sheets are typed in until the projector is blank; return whether it did."""
    if not room.leads or is_practice(room.session):
        return False
    if walls.projector(room.here.store, room.here.viewer, room.session.id).blank:
        return False
    with st.container(border=True, key="before-typing"):
        st.text(_("What you type could be on the wall. If this very screen is on the projector, take it off first."))
        _button(room, _("Blank the projector and type"), "blank-projector", walls.blank, primary=True)
    return True


def way_back(room: Room) -> None:
    """Offer a facilitator the way back from their own desk."""
    if room.leads:
        _back(room, _("Back to who has finished"))


def _back(room: Room, label: str) -> None:
    st.button(label, key="back-to-live", on_click=going("live", session=room.session.id))


def _button(room: Room, label: str, key: str, act: Callable[..., object], *, primary: bool = False) -> None:
    st.button(
        label,
        key=key,
        type="primary" if primary else "secondary",
        on_click=memory.told(act),
        args=(room.here.store, room.here.viewer, room.session.id),
    )
