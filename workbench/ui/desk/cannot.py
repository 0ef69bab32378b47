"""When a piece can't be scored, or the rater knows the student."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.scoring import Condition, Given, Recusal
from workbench.services import scoring
from workbench.services.dots.words import reason
from workbench.services.reads import Read
from workbench.services.scoring import Entry
from workbench.ui import memory, worry
from workbench.ui.room import Room, going


def draw(room: Room, read: Read) -> None:
    """Offer "can't be scored because", "I know this student", and to type a sheet of paper in."""
    if read.assignment.recusal is not Recusal.NONE:
        _recused(room, read)
    with st.container(horizontal=True):
        with st.popover(_("Can't be scored because…"), disabled=not room.moment.scores_open):
            _conditions(room, read)
        with st.popover(_("I know this student"), disabled=not room.moment.scores_open):
            _recusals(room, read)
        worry.offer(room, read.sample.id)
        st.button(
            _("My sheet is on paper"),
            key="desk-paper",
            type="tertiary",
            disabled=not room.moment.scores_open,
            on_click=going("paper", session=room.session.id),
        )


def _conditions(room: Room, read: Read) -> None:
    key = f"condition-{read.assignment.id}"
    everything = _("every criterion")
    names = {"": everything} | {c.id: c.name for c in read.criteria}
    st.selectbox(_("About"), list(names), format_func=lambda c: names[c], key=f"{key}-about")
    why = st.radio(_("Because"), list(Condition), format_func=reason, index=None, key=f"{key}-why")
    st.button(
        _("Save"),
        key=f"{key}-save",
        disabled=why is None,
        on_click=memory.told(_set_condition),
        args=(room, read, key),
    )


def _set_condition(room: Room, read: Read, key: str) -> None:
    about, why = memory.chosen(f"{key}-about") or "", memory.chosen(f"{key}-why")
    if why is None:
        return
    for criterion in read.criteria:
        if about in ("", criterion.id):
            form = f"condition:{read.assignment.id}:{criterion.id}"
            entry = Entry(read.assignment.id, memory.submission(form))
            scoring.score(room.here.store, room.here.viewer, entry, criterion.id, Given(condition=why))
            memory.sent(form)


def _recusals(room: Room, read: Read) -> None:
    st.caption(_("Nobody in the session is told. You can undo this until scoring closes."))
    for choice, label in ((Recusal.SKIP, _("Skip it")), (Recusal.SCORED_ANYWAY, _("Score it anyway, marked"))):
        st.button(
            label,
            key=f"recuse-{choice}-{read.assignment.id}",
            on_click=memory.told(_recuse),
            args=(room, read.assignment.id, choice),
        )


def _recused(room: Room, read: Read) -> None:
    skipped = read.assignment.recusal is Recusal.SKIP
    st.info(_("You skip this piece: you know the student.") if skipped else _("Marked: you know this student."))
    st.button(
        _("Undo"),
        key=f"unrecuse-{read.assignment.id}",
        disabled=not room.moment.scores_open,
        on_click=memory.told(_recuse),
        args=(room, read.assignment.id, Recusal.NONE),
    )


def _recuse(room: Room, assignment_id: str, choice: Recusal) -> None:
    form = f"recuse:{assignment_id}"
    scoring.recuse(room.here.store, room.here.viewer, Entry(assignment_id, memory.submission(form)), choice)
    memory.sent(form)
