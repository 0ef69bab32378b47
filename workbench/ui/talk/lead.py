"""The facilitator's controls in the talk, on the same screen as the cell."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.phases import Act
from workbench.services import sessions, talking
from workbench.services.talk_screen import Screen
from workbench.ui import memory
from workbench.ui.room import Room
from workbench.ui.talk import plan
from workbench.ui.talk.moving import all_dots, moves


@dataclass(frozen=True, slots=True)
class Press:
    """One button about the cell on the screens, and what it does."""

    label: str
    key: str
    act: Callable[..., object]
    disabled: bool = False
    primary: bool = False


def draw(room: Room, screen: Screen) -> None:
    """Draw every control in one row."""
    cell = screen.topic.cell
    first, last = screen.place == 0, screen.place == len(screen.agenda) - 1
    presses = (
        Press(_("Back"), "previous", talking.previous_cell, disabled=first),
        Press(_("Next"), "next", talking.next_cell, disabled=last, primary=not last),
        Press(_("Skip"), "skip", talking.skip_cell, disabled=last),
        Press(_("+2 minutes"), "longer", talking.add_minutes),
        Press(_("Show two sentences"), "sentences", talking.show_sentences, disabled=cell.sentences_shown),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="lead", gap="small"):
        for press in presses:
            _press(room, cell.id, press)
        with st.popover(_("Agenda"), key="agenda"):
            plan.draw(room, screen.agenda)
            all_dots(room)
        _second_vote(room, screen)
        _end(room, last=last)


def _press(room: Room, cell_id: str, press: Press) -> None:
    st.button(
        press.label,
        key=f"talk-{press.key}",
        type="primary" if press.primary else "secondary",
        disabled=press.disabled,
        on_click=memory.told(press.act),
        args=(room.here.store, room.here.viewer, room.session.id, cell_id),
    )


def _second_vote(room: Room, screen: Screen) -> None:
    """Offer to vote again on this cell, and to start it once a cell is chosen."""
    if room.moment.round == 2 or not room.session.plan.second_vote:
        return
    cell = screen.topic.cell
    key = f"again-{cell.id}"
    memory.mirror(key, cell.second_vote)
    st.toggle(_("Vote again on this"), key=key, on_change=memory.told(_choose), args=(room, cell.id, key))
    chosen = sum(topic.cell.second_vote for topic in screen.agenda)
    if chosen:
        st.button(
            count("Start the second vote on {n} topic", "Start the second vote on {n} topics", chosen),
            key="vote-again",
            on_click=moves(sessions.act),
            args=(room.here.store, room.here.viewer, room.session.id, Act.VOTE_AGAIN),
        )


def _choose(room: Room, cell_id: str, key: str) -> None:
    wanted = bool(memory.chosen(key))
    talking.choose_second_vote(room.here.store, room.here.viewer, room.session.id, cell_id, wanted=wanted)


def _end(room: Room, *, last: bool) -> None:
    st.button(
        _("End the talk"),
        key="end-talk",
        type="primary" if last else "secondary",
        on_click=moves(talking.end_talk),
        args=(room.here.store, room.here.viewer, room.session.id),
    )
