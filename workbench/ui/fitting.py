"""Fitting the hour when a session is set up: how its minutes are shared out, and what silent scoring will take."""

from collections.abc import Sequence
from dataclasses import asdict, replace

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.hour import PLANS, Fit, fit
from workbench.domain.samples import Sample
from workbench.domain.sessions import Plan, Timings
from workbench.ui import memory
from workbench.ui.plain import escape

LONGEST_PART = 240
_OWN = 0


def plan(before: Plan) -> Plan:
    """Ask how long the meeting is and whether people score before it; return the plan with its minutes."""
    chosen = next((minutes for minutes, timings in PLANS.items() if timings == before.timings), _OWN)
    choices = [*PLANS, _OWN]
    st.radio(
        _("How long do you have?"),
        choices,
        index=choices.index(chosen),
        format_func=lambda minutes: _("{n} minutes").format(n=minutes) if minutes else _("Our own minutes"),
        horizontal=True,
        key="setup-hour",
        on_change=_fill,
    )
    own = memory.chosen("setup-hour") == _OWN
    with st.expander(_("Minutes of each part"), expanded=own):
        timings = _minutes(before.timings)
    ahead = st.checkbox(
        _("People score before we meet: scoring opens as soon as you open the session"),
        before.ahead,
        key="setup-ahead",
    )
    return replace(before, timings=timings, ahead=ahead)


def _fill() -> None:
    timings = PLANS.get(memory.chosen("setup-hour"))
    for name, minutes in asdict(timings).items() if timings else ():
        memory.keep(f"setup-min-{name}", minutes)


def _minutes(before: Timings) -> Timings:
    fields = {
        "welcome": _("Welcome"),
        "reading": _("Task and rubric"),
        "scoring": _("Silent scoring"),
        "talk": _("Talk"),
        "debrief": _("Debrief"),
    }
    for name in fields:
        if memory.chosen(f"setup-min-{name}") is None:
            memory.keep(f"setup-min-{name}", getattr(before, name))
    columns = st.columns(len(fields))
    minutes = {
        name: int(column.number_input(label, 0, LONGEST_PART, key=f"setup-min-{name}"))
        for column, (name, label) in zip(columns, fields.items(), strict=True)
    }
    st.caption(count("{n} minute in all", "{n} minutes in all", sum(minutes.values())))
    return Timings(**minutes)


def word(samples: Sequence[Sample], criteria: int, now: Plan) -> None:
    """Say about how long silent scoring takes, and what would fit if it is more than there is."""
    if not samples:
        return
    found = fit(samples, criteria, now.timings.scoring)
    said = f"{_takes(len(samples), criteria, found)} {_have(found, now)}"
    if found.fits or now.ahead:
        st.caption(escape(said))
    else:
        st.warning(escape(f"{said} {_instead(found, len(samples), criteria)}"), icon=":material/schedule:")


def _takes(pieces: int, criteria: int, found: Fit) -> str:
    return _("{pieces} × {criteria} take about {minutes} to score.").format(
        pieces=count("{n} piece", "{n} pieces", pieces),
        criteria=count("{n} criterion", "{n} criteria", criteria),
        minutes=count("{n} minute", "{n} minutes", found.needed),
    )


def _have(found: Fit, now: Plan) -> str:
    if now.ahead:
        return _("Everybody takes that time before you meet.")
    return _("You have {n}.").format(n=found.planned)


def _instead(found: Fit, pieces: int, criteria: int) -> str:
    ways = []
    if 0 < found.pieces < pieces:
        ways.append(count("take {n} piece", "take {n} pieces", found.pieces))
    if 0 < found.criteria < criteria:
        ways.append(count("score {n} criterion", "score {n} criteria", found.criteria))
    ways += [_("plan more minutes"), _("let people score before you meet")]
    *first, last = ways
    return _("To fit: {ways}, or {last}.").format(ways=", ".join(first), last=last)
