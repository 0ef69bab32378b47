"""Agreeing: a level on every screen, half a minute to say that one cannot live with it, and how each cell ended."""

from datetime import datetime

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.phases import Phase, Stage
from workbench.domain.sessions import Outcome, SplitReason
from workbench.services import agreeing, talking
from workbench.services.board import Board, BoardCell
from workbench.services.dots import words
from workbench.services.dots.strips import strips
from workbench.ui import memory
from workbench.ui.components.timer import Clock, look_again, minutes
from workbench.ui.dots import figure
from workbench.ui.plain import escape
from workbench.ui.room import Room
from workbench.ui.talk.cell import style
from workbench.ui.talk.moving import all_dots, join_everybody, moves


def rule(board: Board) -> None:
    """Say what agreed means here."""
    style()
    st.caption(escape(board.rule))


def on_the_screens(room: Room, board: Board) -> None:
    """Show each level that stands on every screen now, how long, and the button of those who cannot live with it."""
    # Levels put on the screens together end together: one of their clocks brings the page on.
    ringing: set[datetime] = set()
    # In the order in which they came: nothing moves under a finger that is about to press.
    for cell in sorted(board.pending, key=lambda cell: cell.outcome.sequence if cell.outcome else 0):
        proposal = cell.outcome
        if proposal is None or proposal.level is None:
            continue
        with st.container(border=True, key=f"proposed-{proposal.sequence}"):
            text, time = st.columns([5, 1], vertical_alignment="center")
            with text:
                st.markdown(f"**{escape(_name(cell))}**")
                level = words.level(cell.criterion, proposal.level)
                st.header(escape(_("Agreed level: {level}?").format(level=level)), anchor=False)
            with time:
                most = room.session.plan.objection_seconds
                clock = Clock(cell.seconds_left, _("to object"), _("deciding"), most)
                minutes(f"decides-{proposal.sequence}", clock, on_over=None if proposal.at in ringing else look_again)
                ringing.add(proposal.at)
            if not room.leads:
                _objection(room, proposal)


def _objection(room: Room, proposal: Outcome) -> None:
    pressed = f"objected-{proposal.sequence}"
    said = bool(memory.chosen(pressed))
    st.button(
        _("I cannot live with this"),
        key=f"object-{proposal.sequence}",
        disabled=said,
        on_click=memory.told(_object),
        args=(room, proposal.sequence, pressed),
    )
    if said:
        st.caption(_("Noted, without your name. Nobody sees it before the time is over."))
    else:
        st.caption(_("Nobody learns who pressed. If anybody does, we stay split."))


def _object(room: Room, proposal: int, pressed: str) -> None:
    agreeing.object_to(room.here.store, room.here.viewer, room.session.id, proposal)
    memory.keep(pressed, value=True)


def cells(room: Room, board: Board) -> None:
    """Show how each cell of the agenda stands; the facilitator proposes a level or says how it ended."""
    st.header(_("What we talked about"), anchor=False)
    if not board.cells:
        st.text(_("Nothing was on the agenda."))
    for cell in board.cells:
        with st.container(border=True, key=f"agreeing-{'-'.join(cell.cell)}"):
            left, right = st.columns([3, 2], gap="medium")
            with left:
                st.markdown(f"**{escape(_name(cell))}**")
                st.text(agreeing.ending(cell))
                _dots(cell)
            with right:
                if _may_decide(room, cell):
                    _decide(room, cell)


def _dots(cell: BoardCell) -> None:
    shown = strips([cell.criterion], [cell.dots], {})
    if shown:
        figure.draw(shown, f"agree-dots-{'-'.join(cell.cell)}", about=cell.sample)
    elif cell.dots.withheld:
        st.caption(escape(cell.dots.withheld))


def _may_decide(room: Room, cell: BoardCell) -> bool:
    return room.leads and room.session.stage is Stage.AGREE and not cell.is_pending


def _decide(room: Room, cell: BoardCell) -> None:
    key = "-".join(cell.cell)
    levels = list(range(1, len(cell.criterion.levels) + 1))
    level = st.selectbox(
        _("Level to agree on"),
        levels,
        index=levels.index(cell.suggestion) if cell.suggestion else None,
        format_func=lambda position: words.level(cell.criterion, position),
        key=f"choose-{key}",
        placeholder=_("Choose a level"),
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Put it on every screen"),
            key=f"propose-{key}",
            type="secondary" if cell.outcome else "primary",
            disabled=level is None,
            on_click=memory.told(_propose),
            args=(room, cell, f"choose-{key}"),
        )
        with st.popover(_("We stay split…"), key=f"split-{key}"):
            for reason in SplitReason:
                _end(room, cell, agreeing.split_reason(reason), reason)
        _end(room, cell, _("Not reached"))


def _propose(room: Room, cell: BoardCell, key: str) -> None:
    level = memory.chosen(key)
    if level is not None:
        agreeing.propose(room.here.store, room.here.viewer, room.session.id, cell.cell, int(level))


def _end(room: Room, cell: BoardCell, label: str, reason: SplitReason | None = None) -> None:
    st.button(
        label,
        key=f"end-{reason or 'not-reached'}-{'-'.join(cell.cell)}",
        on_click=memory.told(agreeing.split if reason else agreeing.not_reached),
        args=(room.here.store, room.here.viewer, room.session.id, cell.cell, *([reason] if reason else [])),
    )


def unanimous(room: Room, board: Board) -> None:
    """Show the cells where everybody gave one level; they are accepted together, under the same rule."""
    if not board.unanimous:
        return
    st.header(_("Where everybody gave the same level"), anchor=False)
    with st.container(key="unanimous"):
        for cell in board.unanimous:
            level = cell.dots.dots.unanimous if cell.dots.dots else None
            gave = words.level(cell.criterion, level) if level else ""
            parts = [_name(cell), gave, agreeing.ending(cell) if cell.outcome else ""]
            st.text(" · ".join(part for part in parts if part))
    left = [cell for cell in board.unanimous if cell.outcome is None and cell.is_unanimous]
    if left and room.leads and room.session.stage is Stage.AGREE:
        st.button(
            count("Put this level on every screen", "Put these {n} levels on every screen", len(left)),
            key="accept-unanimous",
            on_click=memory.told(agreeing.accept_unanimous),
            args=(room.here.store, room.here.viewer, room.session.id),
        )


def lead_on(room: Room, board: Board) -> None:
    """Let the facilitator go back to the talk, or conclude."""
    if not room.leads or room.moment.phase is not Phase.REVEALED:
        return
    if room.session.stage is not Stage.AGREE:
        join_everybody(room)
        return
    act = (room.here.store, room.here.viewer, room.session.id)
    missing = sum(cell.outcome is None for cell in board.cells)
    if missing:
        st.caption(
            count(
                "{n} topic has no ending yet; concluding notes it as not reached.",
                "{n} topics have no ending yet; concluding notes them as not reached.",
                missing,
            )
        )
    with st.container(horizontal=True):
        waits = bool(board.pending)
        st.button(
            _("Conclude"),
            key="conclude",
            type="primary",
            disabled=waits,
            on_click=moves(agreeing.conclude),
            args=act,
        )
        if board.cells:
            st.button(
                _("Back to the talk"),
                key="back-to-talk",
                disabled=waits,
                on_click=moves(talking.start_talk),
                args=act,
            )
        all_dots(room)


def _name(cell: BoardCell) -> str:
    return f"{cell.sample} · {cell.criterion.name}"
