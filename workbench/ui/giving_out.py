"""What a session gives out, as it is set up: when names are cut off, and the five lines that teachers read."""

from dataclasses import replace
from typing import Final

import streamlit as st

from workbench.domain import promises
from workbench.domain.catalogue import _, count
from workbench.domain.sessions import A_YEAR, MOST_CUT_DAYS, Plan

_USUAL: Final = (30, 90, A_YEAR)
_NEVER: Final = 0
_OTHER: Final = -1


def part(plan: Plan) -> Plan:
    """Ask when names are cut off, and show what the session promises then; return the plan with it."""
    with st.expander(_("What this session gives out: teachers read this before they join")):
        plan = replace(plan, cut_names_after=_days(plan.cut_names_after))
        for line in promises.five_lines(plan):
            st.text(line)
    return plan


def _days(before: int) -> int:
    choices = [*_USUAL, _OTHER, _NEVER]
    chosen = st.selectbox(
        _("Cut the names off the scores, for good"),
        choices,
        index=choices.index(before if before in choices else _OTHER),
        format_func=_after,
        key="setup-cut-names",
    )
    if chosen != _OTHER:
        return chosen
    return int(st.number_input(_("Days after the session"), 1, MOST_CUT_DAYS, before or A_YEAR, key="setup-cut-days"))


def _after(days: int) -> str:
    if days == _OTHER:
        return _("Another number of days")
    return count("{n} day after the session", "{n} days after the session", days) if days else _("Never")
