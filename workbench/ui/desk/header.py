"""The top of the desk: which piece this is, the task one key away, and the way through the queue."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.samples import Sample
from workbench.services.reads import Read
from workbench.services.scoring import Desk
from workbench.ui import memory, reading
from workbench.ui.plain import escape
from workbench.ui.room import Room, go


def title(room: Room, desk: Desk, read: Read) -> None:
    """Say the piece's name, its place in this person's own order, and that scoring is blind."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left, st.container(horizontal=True, vertical_alignment="bottom", key="desk-title"):
        st.title(escape(read.sample.name), anchor=False, width="content")
        st.text(_place(desk, read))
    with (
        right,
        st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="desk-tools"),
    ):
        _blind(scores_open=room.moment.scores_open)
        reading.control(room.here)
        st.button(
            _("Task"),
            key="task",
            icon=":material/assignment:",
            shortcut="t",
            on_click=memory.show_once,
            args=("task", read.assignment.id),
        )
        if memory.shown_once("task") == read.assignment.id:
            st.dialog(_("Task"), width="large")(_task)(read.sample)


def _blind(*, scores_open: bool) -> None:
    if scores_open:
        st.badge(_("Blind scoring"), icon=":material/visibility_off:")
    else:
        st.badge(_("Scoring is closed"), icon=":material/lock:", color="gray")


def _place(desk: Desk, read: Read) -> str:
    place = _("Your piece {n} of {total}").format(n=read.assignment.position, total=len(desk.reads))
    return f"{place} · {read.sample.task}" if read.sample.task else place


def _task(sample: Sample) -> None:
    st.text(sample.task or _("No task was written down."))
    with st.container(border=True):
        st.text(sample.prompt or _("No prompt was written down."))


def queue(room: Room, desk: Desk, read: Read) -> None:
    """Offer every piece of this person's queue, and the next one that is not complete."""
    names = {r.assignment.id: _entry(r) for r in desk.reads}
    ids = list(names)
    st.selectbox(
        _("Go to"),
        ids,
        index=ids.index(read.assignment.id),
        format_func=lambda i: names[i],
        key=f"goto-{read.assignment.id}",
        label_visibility="collapsed",
        on_change=_go_to,
        args=(room, f"goto-{read.assignment.id}"),
    )
    if desk.brought:
        st.caption(
            count(
                "{n} piece is yours, so it is not among these.",
                "{n} pieces are yours, so they are not among these.",
                desk.brought,
            )
        )
    if read.apart:
        st.caption(_("You brought this piece. What you give it is in no figure; only you see it, after the reveal."))


def _go_to(room: Room, key: str) -> None:
    go("desk", session=room.session.id, read=str(memory.chosen(key)))


def _entry(read: Read) -> str:
    return f"{read.sample.name} · {_state(read)}"


def _state(read: Read) -> str:
    if read.sample.withdrawn:
        return _("withdrawn")
    if read.paused:
        return _("paused")
    return _("complete") if read.is_complete else count("{n} to score", "{n} to score", read.missing)
