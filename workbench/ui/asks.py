"""What the desk asks for beside the levels, chosen when a session is set up."""

from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.sessions import FULL, QUICK, Ask, Asks, Plan


def choose(plan: Plan) -> Plan:
    """Ask for one of the two presets, or each by itself; return the plan with it."""
    presets = {"quick": QUICK, "full": FULL, "own": plan.asks}
    labels = {
        "quick": _("Quick: levels and one optional sentence"),
        "full": _("Full: evidence, confidence, borderline too"),
        "own": _("Choose each"),
    }
    before = next((name for name in ("quick", "full") if presets[name] == plan.asks), "own")
    picked = st.radio(
        _("What the desk asks for"),
        list(labels),
        index=list(labels).index(before),
        format_func=lambda n: labels[n],
        key="setup-asks",
    )
    return replace(plan, asks=_each(plan.asks) if picked == "own" else presets[picked])


def _each(asks: Asks) -> Asks:
    words = {Ask.OFF: _("off"), Ask.OPTIONAL: _("optional"), Ask.REQUIRED: _("asked for")}
    fields = {
        "sentence": _("A sentence"),
        "evidence": _("Evidence in the work"),
        "confidence": _("How sure"),
        "borderline": _("Borderline"),
    }
    columns = st.columns(len(fields))
    chosen = {
        name: column.selectbox(
            label,
            list(words),
            index=list(words).index(getattr(asks, name)),
            format_func=lambda a: words[a],
            key=f"setup-ask-{name}",
        )
        for column, (name, label) in zip(columns, fields.items(), strict=True)
    }
    return Asks(**chosen)
