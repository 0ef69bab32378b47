"""What goes beside a level where the session asks for it: a sentence, confidence, a borderline flag."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.rubrics import Criterion
from workbench.domain.scoring import LONGEST_SENTENCE, Borderline, Remark
from workbench.domain.sessions import Ask, Asks
from workbench.services import scoring
from workbench.services.reads import Read
from workbench.services.scoring import Entry
from workbench.ui import memory
from workbench.ui.room import Room


def is_asked(asks: Asks) -> bool:
    """Return whether anything may be said beside a level."""
    return {asks.sentence, asks.confidence, asks.borderline} != {Ask.OFF}


def draw(room: Room, read: Read, criterion: Criterion) -> None:
    """Draw the fields that this session asks for beside one criterion."""
    asks = room.session.plan.asks
    said = read.remarks.get(criterion.id, Remark())
    key = f"beside-{read.assignment.id}-{criterion.id}"
    args = (room, read.assignment.id, criterion.id, key)
    if asks.sentence is not Ask.OFF:
        _sentence(key, said, args, asks.sentence)
    if {asks.confidence, asks.borderline} != {Ask.OFF}:
        with st.container(horizontal=True):
            if asks.confidence is not Ask.OFF:
                _confidence(key, said, args)
            if asks.borderline is not Ask.OFF:
                _borderline(key, said, args)


def _sentence(key: str, said: Remark, args: tuple[object, ...], ask: Ask) -> None:
    memory.mirror(f"{key}-sentence", said.sentence)
    st.text_input(
        _("What decided it?"),
        key=f"{key}-sentence",
        placeholder=_("What decided it? (asked for)") if ask is Ask.REQUIRED else _("What decided it? (one sentence)"),
        label_visibility="collapsed",
        max_chars=LONGEST_SENTENCE,
        disabled=_closed(args),
        on_change=memory.told(_save),
        args=args,
    )


def _confidence(key: str, said: Remark, args: tuple[object, ...]) -> None:
    labels = {1: _("unsure"), 2: _("fairly sure"), 3: _("sure")}
    memory.mirror(f"{key}-confidence", said.confidence)
    st.segmented_control(
        _("How sure?"),
        list(labels),
        format_func=lambda n: labels[n],
        key=f"{key}-confidence",
        disabled=_closed(args),
        on_change=memory.told(_save),
        args=args,
    )


def _borderline(key: str, said: Remark, args: tuple[object, ...]) -> None:
    labels = {Borderline.LOW: _("only just"), Borderline.HIGH: _("nearly the next")}
    memory.mirror(f"{key}-borderline", said.borderline or None)
    st.segmented_control(
        _("Borderline?"),
        list(labels),
        format_func=lambda b: labels[b],
        key=f"{key}-borderline",
        disabled=_closed(args),
        on_change=memory.told(_save),
        args=args,
    )


def _closed(args: tuple[object, ...]) -> bool:
    room = args[0]
    return isinstance(room, Room) and not room.moment.scores_open


def _save(room: Room, assignment_id: str, criterion_id: str, key: str) -> None:
    said = Remark(
        sentence=memory.chosen(f"{key}-sentence") or "",
        confidence=memory.chosen(f"{key}-confidence"),
        borderline=memory.chosen(f"{key}-borderline") or Borderline.NO,
    )
    form = f"remark:{assignment_id}:{criterion_id}"
    scoring.remark(room.here.store, room.here.viewer, Entry(assignment_id, memory.submission(form)), criterion_id, said)
    memory.sent(form)
