"""The facilitator's screen while others score: head counts first, names only when asked for on this screen."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.phases import Act, Phase
from workbench.domain.visibility import heads_shown
from workbench.services import pins, sessions
from workbench.services.progress import Live, Progress
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.room import Room, going


def heads(live: Live) -> None:
    """Say how many have finished, where that may stand on a wall: this screen may be on one."""
    if live.people and not heads_shown(len(live.people)):
        st.text(_("In so small a group, how many have finished stays with the names."))
        return
    done = sum(person.is_finished for person in live.people)
    st.metric(_("Finished"), _("{done} of {all}").format(done=done, all=len(live.people)))


def names(room: Room, live: Live) -> None:
    """Show which samples everybody has read and who has finished how much, on this screen only; off at every moment.

    The switch is kept nowhere: it is off again on every new page, and when scoring closes or opens.
    """
    if not st.toggle(_("Show names on this screen only"), key=f"live-names-{room.moment.phase}-{room.moment.round}"):
        st.caption(_("Names stay hidden in case this screen is on the wall."))
        return
    for reading in live.read_by_all:
        label = _("{name}: {n} of {all} have read it").format(
            name=reading.sample.name, n=reading.complete, all=reading.readers
        )
        st.progress(reading.complete / max(reading.readers, 1), text=escape(label))
    if code := memory.shown_once("new-pin"):
        st.info(
            _("Say this code to the teacher: {code}. It lets them choose a new PIN at the join page.").format(code=code)
        )
    for person in live.people:
        left, middle, right = st.columns([3, 4, 2], vertical_alignment="center")
        left.text(person.person.name)
        middle.text(_how_far(person))
        right.button(
            _("Forgot PIN"),
            key=f"pin-{person.person.id}",
            help=_("Signs this teacher out everywhere and makes a one-time code for a new PIN."),
            on_click=memory.told(_new_pin),
            args=(room, person.person.id),
        )


def _new_pin(room: Room, person_id: str) -> None:
    code = pins.reset_pin(room.here.store, room.here.viewer, room.session.id, person_id)
    memory.show_once("new-pin", code)


def close_buttons(room: Room, live: Live) -> None:
    """Offer to close, saying what is missing, or to reveal or open again once closed."""
    if room.moment.phase is Phase.OPEN:
        if live.unfinished:
            st.warning(escape(_missing(live)))
        elif live.people:
            st.success(_("Everybody has finished."))
        else:
            st.info(_("Nobody has joined yet."))
        _button(room, _("Close scoring"), Act.CLOSE, primary=True)
        return
    st.info(_("Scoring is closed. The reveal puts everybody's levels on every screen at once, without names."))
    with st.container(horizontal=True):
        _button(room, _("Reveal"), Act.REVEAL, primary=True)
        _button(room, _("Open again"), Act.REOPEN)


def own_desk(room: Room) -> None:
    """Let a facilitator who scores go to their own desk."""
    if room.standing.rates:
        st.button(_("My own scoring"), key="own-desk", on_click=going("desk", session=room.session.id))


def _how_far(person: Progress) -> str:
    if person.is_finished:
        return _("has finished")
    return _("has begun") if person.has_begun else _("has not finished a piece yet")


def _missing(live: Live) -> str:
    if heads_shown(len(live.people)):
        missing = count("{n} person has not finished yet.", "{n} people have not finished yet.", live.unfinished)
    else:
        missing = _("Not everybody has finished yet.")
    full = [reading.sample.name for reading in live.read_by_all if reading.complete == reading.readers]
    read = _("Read by everybody: {names}.").format(names=", ".join(full)) if full else _("No piece is read by all yet.")
    return f"{missing} {read} {_('What is saved counts; closing can be undone until the reveal.')}"


def _button(room: Room, label: str, act: Act, *, primary: bool = False) -> None:
    st.button(
        label,
        key=f"act-{act}",
        type="primary" if primary else "secondary",
        on_click=memory.told(_do),
        args=(room, act),
    )


def _do(room: Room, act: Act) -> None:
    sessions.act(room.here.store, room.here.viewer, room.session.id, act)
