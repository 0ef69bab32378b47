"""Beside the talk on the screen: who wants to add evidence, never who; and the silent minute."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import asides
from workbench.services.asides import LONGEST_WORDS, Asides, Minute
from workbench.ui import memory
from workbench.ui.components.timer import Clock, look_again, minutes
from workbench.ui.room import Room


def draw(room: Room, cell_id: str) -> None:
    """Draw what stands beside one cell: for the lead its buttons, for everybody else their own."""
    found = asides.asides(room.here.store, room.here.viewer, room.session.id)
    if found is None:
        return
    _wishes(room, cell_id, found)
    if found.minute:
        _minute(room, cell_id, found.minute)
    elif room.leads:
        _offer(room, cell_id, found)


def _wishes(room: Room, cell_id: str, found: Asides) -> None:
    if found.wishes:
        st.info(asides.wish_said(), icon=":material/front_hand:")
    if room.leads and found.wishes:
        _button(room, cell_id, _("Heard"), asides.heard)
    elif not room.leads and room.standing.rates:
        pressed = f"wished-{cell_id}"
        said = bool(memory.chosen(pressed)) and found.wishes > 0
        st.button(
            _("I want to add evidence"),
            key=f"wish-{cell_id}",
            icon=":material/front_hand:",
            disabled=said,
            on_click=memory.told(_wish),
            args=(room, cell_id, pressed),
        )
        if said:
            st.caption(_("Every screen says so, without your name."))


def _wish(room: Room, cell_id: str, pressed: str) -> None:
    asides.wish(room.here.store, room.here.viewer, room.session.id, cell_id)
    memory.keep(pressed, value=True)


def _offer(room: Room, cell_id: str, found: Asides) -> None:
    if not found.any_sentence:
        st.caption(_("Nobody wrote a sentence. A silent minute asks everybody for the words that decided it."))
    _button(room, cell_id, _("Silent minute"), asides.begin_minute)


def _button(room: Room, cell_id: str, label: str, act: Callable[..., object]) -> None:
    st.button(
        label,
        key=f"aside-{act.__name__}-{cell_id}",
        on_click=memory.told(act),
        args=(room.here.store, room.here.viewer, room.session.id, cell_id),
    )


def _minute(room: Room, cell_id: str, minute: Minute) -> None:
    with st.container(border=True, key=f"minute-{cell_id}"):
        if minute.is_running:
            _running(room, cell_id, minute)
        else:
            _out(minute)
            if room.leads:
                _button(room, cell_id, _("Another silent minute"), asides.begin_minute)


def _running(room: Room, cell_id: str, minute: Minute) -> None:
    asked, clock = st.columns([5, 1], vertical_alignment="center")
    asked.text(_("A silent minute. Which words in the work decided it for you?"))
    with clock:
        minutes(f"silence-{cell_id}", Clock(minute.seconds_left, _("left")), on_over=look_again)
    if room.leads or not room.standing.rates:
        return
    key = f"deciding-{cell_id}"
    memory.mirror(key, minute.own)
    st.text_input(
        _("The words, as they stand in the work"),
        key=key,
        max_chars=LONGEST_WORDS,
        on_change=memory.told(_write),
        args=(room, cell_id, key),
    )
    saved = _("Saved. They come out without your name when the minute is over.")
    st.caption(saved if minute.own else _("Press Enter. They come out without your name when the minute is over."))


def _write(room: Room, cell_id: str, key: str) -> None:
    asides.write(room.here.store, room.here.viewer, room.session.id, cell_id, str(memory.chosen(key) or ""))


def _out(minute: Minute) -> None:
    if minute.words:
        st.text(_("The words that decided it, without names:"))
        for words in minute.words:
            st.text(f"“{words}”")
    elif minute.too_few:
        st.text(_("Too few wrote for their words to be shown without names."))
    else:
        st.text(_("Nobody wrote anything down."))
