"""The material of a session that is set up: its rubric, the criteria that are scored, and the student work."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.mix import Known as KnownPiece
from workbench.domain.mix import Reason
from workbench.domain.rubrics import Rubric
from workbench.domain.samples import Sample
from workbench.domain.sessions import Plan, Session, SessionSample
from workbench.services.contacts import Known
from workbench.ui import memory, mix
from workbench.ui.plain import escape


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from."""

    rubrics: tuple[Rubric, ...]
    samples: tuple[Sample, ...]
    contacts: Known
    mix: Mapping[str, Reason] = field(default_factory=dict)
    known: Callable[[str, Collection[str]], Mapping[str, KnownPiece]] = lambda _rubric, _ids: {}


def rubric(known: tuple[Rubric, ...], session: Session | None) -> Rubric:
    """Ask which rubric is used."""
    ids = [one.id for one in known]
    titles = {one.id: one.title for one in known}
    chosen = ids.index(session.rubric_id) if session and session.rubric_id in ids else 0
    picked = st.selectbox(_("Rubric"), ids, index=chosen, format_func=lambda i: titles[i], key="setup-rubric")
    used = next(one for one in known if one.id == picked)
    names = ", ".join(criterion.name for criterion in used.criteria)
    st.caption(
        escape(
            _("{n} criteria: {names}. The line is {line}.").format(
                n=len(used.criteria), names=names, line=used.criteria[0].cut_label
            )
        )
    )
    return used


def criteria(used: Rubric, plan: Plan) -> Plan:
    """Ask which of the rubric's criteria are scored, all where nothing else was chosen; return the plan with them."""
    names = {criterion.id: criterion.name for criterion in used.criteria}
    key = f"setup-criteria-{used.id}"
    memory.begin_with(key, [i for i in names if i in plan.criteria] or list(names))
    picked = st.multiselect(
        _("Criteria that are scored"), list(names), format_func=lambda i: names[i], key=key, placeholder=_("All")
    )
    if not picked:
        st.caption(_("At least one is scored: with none chosen here, all are."))
    return replace(plan, criteria=tuple(i for i in names if i in picked))


def samples(choices: Choices, session: Session | None, used: Rubric) -> tuple[SessionSample, ...]:
    """Ask which work is read, and which of it everybody reads first."""
    ready = [sample for sample in choices.samples if sample.checked]
    names = {sample.id: f"{sample.name} · {sample.task}" for sample in ready}
    before = [s.sample_id for s in session.samples if s.sample_id in names] if session else []
    first_before = [s.sample_id for s in session.samples if s.everyone_first] if session else []
    memory.begin_with(mix.PICKED, before)
    picked = st.multiselect(
        _("Student work"),
        list(names),
        format_func=lambda i: names[i],
        key=mix.PICKED,
        placeholder=_("Choose three or four pieces"),
    )
    _no_longer_there(session, names)
    mix.suggestion({sample.id: sample.name for sample in ready}, choices.known(used.id, list(names)), choices.mix)
    first = st.multiselect(
        _("Everyone reads these first"),
        picked,
        default=[i for i in first_before if i in picked],
        format_func=lambda i: names[i],
        key="setup-first",
        placeholder=_("Optional: so that late finishers still share some pieces"),
    )
    return tuple(SessionSample(sample_id, sample_id in first) for sample_id in picked)


def _no_longer_there(session: Session | None, offered: Collection[str]) -> None:
    gone = [place for place in session.samples if place.sample_id not in offered] if session else []
    if gone:
        st.caption(
            count(
                "{n} piece that was chosen before is not offered any more: it was withdrawn or changed, or the name of "
                "whoever brought it was cut off.",
                "{n} pieces that were chosen before are not offered any more: they were withdrawn or changed, or the "
                "names of those who brought them were cut off.",
                len(gone),
            )
        )
