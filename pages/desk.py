"""Scoring desk: the work on the left, the rubric on the right."""

import streamlit as st

from workbench.services import scoring
from workbench.ui import hour, memory, projector, room
from workbench.ui.desk import evidence, header
from workbench.ui.desk.panel import panel

here = room.enter("desk")


def desk() -> None:
    """Draw the piece that this person reads now."""
    queue = scoring.desk(here.here.store, here.here.viewer, here.session.id)
    at = f"reading-{here.session.id}"  # a piece that is complete stays on the desk until its reader goes on
    read = queue.read(st.query_params.get("read", "") or memory.chosen(at) or "")
    memory.keep(at, read.assignment.id)
    header.title(here, queue, read)
    hour.strip(here)
    work, rubric = st.columns([6, 5], gap="medium")
    with work:
        evidence.draw(here, read)
    with rubric:
        header.queue(here, queue, read)
        panel(here, read.assignment.id)
    projector.way_back(here)


if projector.before_own_scoring(here):
    hour.strip(here)
else:
    desk()
