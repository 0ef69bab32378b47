"""The work on the desk, with the rater's own evidence marks."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.scoring import Mark
from workbench.domain.sessions import Ask
from workbench.services import scoring
from workbench.services.reads import Read
from workbench.services.scoring import Entry
from workbench.ui import memory
from workbench.ui.components.work import ON_THE_DESK, Passage, asked, paused, tags, work
from workbench.ui.room import Room


def draw(room: Room, read: Read) -> None:
    """Show the work; where the session asks for evidence, let passages be marked for a criterion."""
    if read.paused:
        paused()
        return
    marking = room.session.plan.asks.evidence is not Ask.OFF and room.moment.scores_open
    with st.container(height=680, border=False, key="work-pane"):
        work(
            read.sample,
            tags(room.rubric.criteria),
            [Passage(mark) for mark in read.marks],
            on_marks=_changed(room, read) if marking else None,
            place=ON_THE_DESK,
        )


def _changed(room: Room, read: Read) -> Callable[[], None]:
    def store() -> None:
        request = memory.chosen(f"work-{read.sample.id}").get("marks")
        if not request:
            return
        do, mark = asked(read.sample, request)
        # Read anew: another mark may have been stored since this page was drawn.
        desk = scoring.desk(room.here.store, room.here.viewer, room.session.id, with_work=False)
        marks = _after(desk.read(read.assignment.id).marks, do, mark)
        form = f"marks:{read.assignment.id}"
        scoring.mark(room.here.store, room.here.viewer, Entry(read.assignment.id, memory.submission(form)), marks)
        memory.sent(form)

    return memory.told(store)


def _after(marks: tuple[Mark, ...], do: str, mark: Mark) -> tuple[Mark, ...]:
    """Return the marks with one more, or without one; a passage marked twice for a criterion counts once."""
    others = tuple(m for m in marks if m != mark)
    return (*others, mark) if do == "add" else others
