"""The agenda in the facilitator's hand: order, add, remove, jump."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.sessions import CellState
from workbench.services import agenda, talking
from workbench.services.agenda import Topic
from workbench.services.results import Cell
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.room import Room


def draw(room: Room, topics: tuple[Topic, ...]) -> None:
    """List the agenda with what can be done to each cell, and offer to add one."""
    for number, topic in enumerate(topics, start=1):
        _topic(room, number, topic)
    add(room)


def _topic(room: Room, number: int, topic: Topic) -> None:
    act = (room.here.store, room.here.viewer, room.session.id, topic.cell.id)
    name = f"{topic.sample} · {topic.criterion}"
    with st.container(border=True, key=f"plan-{topic.cell.id}"):
        state = f" · {_state(topic.cell.state)}" if topic.cell.state is not CellState.WAITING else ""
        st.text(f"{number}. {name}{state}")
        if topic.why:
            st.caption(escape(topic.why))
        with st.container(horizontal=True, gap="small"):
            _button(_("Show"), f"show-{topic.cell.id}", talking.show_cell, act)
            _button(_("Up"), f"up-{topic.cell.id}", agenda.move_cell, (*act, -1))
            _button(_("Down"), f"down-{topic.cell.id}", agenda.move_cell, (*act, 1))
            _button(_("Remove"), f"remove-{topic.cell.id}", agenda.remove_cell, act)


def _button(label: str, key: str, act: Callable[..., object], args: tuple[object, ...]) -> None:
    st.button(label, key=key, on_click=memory.told(act), args=args)


def add(room: Room) -> None:
    """Offer every sample and criterion that is not on the agenda."""
    names = agenda.piece_names(room.here.store, room.here.viewer, room.session.id)
    known = {
        (topic.cell.sample_id, topic.cell.criterion_id)
        for topic in agenda.topics(room.here.store, room.here.viewer, room.session.id)
    }
    cells: dict[Cell, str] = {
        (sample_id, criterion.id): f"{name} · {criterion.name}"
        for sample_id, name in names.items()
        for criterion in room.rubric.criteria
        if (sample_id, criterion.id) not in known
    }
    if not cells:
        st.caption(_("Every piece and criterion is on the agenda."))
        return
    st.selectbox(
        _("Piece and criterion to talk about"), list(cells), format_func=lambda cell: cells[cell], key="cell-to-add"
    )
    st.button(_("Add it"), key="add-cell", on_click=memory.told(_add), args=(room,))


def _add(room: Room) -> None:
    cell = memory.chosen("cell-to-add")
    if cell:
        agenda.add_cell(room.here.store, room.here.viewer, room.session.id, cell)
        memory.forget("cell-to-add")


def _state(state: CellState) -> str:
    return _("talked about") if state is CellState.TALKED else _("skipped")
