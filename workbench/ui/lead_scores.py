"""Whether a lead who scores too leaves their own scores out: chosen before the reveal, then fixed."""

from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.sessions import Plan
from workbench.services import lead_scores
from workbench.ui import memory
from workbench.ui.room import Room


def planned(plan: Plan) -> Plan:
    """Ask in Set up, for a lead who means to score."""
    wanted = st.checkbox(
        _("If I score too, leave my scores out of every dot and figure"),
        value=plan.lead_apart,
        key="setup-lead-apart",
        help=_why(),
    )
    return replace(plan, lead_apart=wanted)


def choice(room: Room) -> None:
    """Ask a lead who has a seat, until the first reveal; nobody else."""
    if not (room.leads and room.standing.rates) or room.moment.rounds_revealed:
        return
    key = f"lead-apart-{room.session.id}"
    memory.mirror(key, room.session.plan.lead_apart)
    st.checkbox(
        _("Leave my scores out of every dot and figure"),
        key=key,
        help=_why(),
        on_change=memory.told(_choose),
        args=(room, key),
    )


def _choose(room: Room, key: str) -> None:
    wanted = bool(memory.chosen(key))
    lead_scores.leave_out(room.here.store, room.here.viewer, room.session.id, wanted=wanted)


def _why() -> str:
    return _(
        "You chose the work and had seen it before, so your scores are not independent. The agreement page says so "
        "either way. This is fixed at the reveal: of two versions, one with you and one without, anybody could work "
        "out your levels. Scores left out are deleted when names are cut off."
    )
