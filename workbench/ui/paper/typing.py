"""The grid on which sheets are typed in, and what became of the last one."""

from dataclasses import replace
from functools import partial

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.errors import WorkbenchError, WrongMoment
from workbench.services import paper
from workbench.services.paper import Saved
from workbench.ui import memory, projector
from workbench.ui.components.score_grid import KEY, Heard, State, score_grid, typed
from workbench.ui.room import Room


def part(room: Room) -> None:
    """Show the grid, or say why nothing can be typed in now."""
    with st.container(key="paper-grid"):
        st.header(_("Type a sheet in"), anchor=False)
        try:
            grid = paper.grid(room.here.store, room.here.viewer, room.session.id)
        except WrongMoment as not_now:
            st.info(f"{not_now.says} {not_now.do}")
            return
        if grid.own_only:
            st.text(_("This is for your own sheet. Nobody else's can be typed in here while you score."))
        else:
            st.caption(_("You see what you type and nothing else. What stands on a sheet is nobody else's to know."))
        st.caption(
            _("These are the boxes of sheets of version {version}: it stands at the top.").format(version=grid.version)
        )
        if projector.before_typing(room):
            return
        whose = f"{room.session.id} {room.here.viewer.person.id} {room.moment.round}"
        score_grid(grid, whose, _state(room), memory.told(partial(_save, room)))


def _state(room: Room) -> State:
    found = memory.chosen(_key(room))
    return found if isinstance(found, State) else State()


def _key(room: Room) -> str:
    return f"paper:{room.session.id}"


def _save(room: Room) -> None:
    """Store what was just sent; a refusal is said beside the grid, which keeps what was typed."""
    sent = memory.chosen(KEY).get("save")
    if not sent:
        return
    state, viewer = replace(_state(room), tries=_state(room).tries + 1), room.here.viewer
    memory.keep(_key(room), state)
    sheet = typed(sent)
    ours = replace(sheet, submission_id=f"{viewer.person.id}:{sheet.submission_id}")
    try:
        stored = paper.save(room.here.store, viewer, room.session.id, ours)
    except WorkbenchError as trouble:
        refused = Heard(sheet.submission_id, f"{trouble.says} {trouble.do}")
        memory.keep(_key(room), replace(state, refused=refused))
    else:
        memory.keep(_key(room), replace(state, saved=Heard(sheet.submission_id, _said(stored))))


def _said(stored: Saved) -> str:
    said = _("Saved: {name}, {boxes}.").format(name=stored.name, boxes=count("{n} box", "{n} boxes", stored.boxes))
    if stored.left_out:
        gone = _("Withdrawn or paused meanwhile, so not stored: {names}.").format(names=", ".join(stored.left_out))
        return f"{said} {gone}"
    return said
