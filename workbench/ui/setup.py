"""Setting up a session: rubric, samples, what the desk asks for, and an honest word before opening."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.mix import Known as KnownPiece
from workbench.domain.mix import Reason
from workbench.domain.phases import Act, Phase
from workbench.domain.rubrics import Rubric
from workbench.domain.samples import Sample
from workbench.domain.sessions import FULL, QUICK, Ask, Asks, Plan, Session, SessionSample
from workbench.services import sessions
from workbench.services.contacts import Known
from workbench.services.sessions import Draft
from workbench.ui import fitting, giving_out, lead_scores, memory, mix
from workbench.ui.contact import naming
from workbench.ui.plain import escape
from workbench.ui.room import go, go_to_session, going
from workbench.ui.viewer import Here

_FORM = "setup"


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from."""

    rubrics: tuple[Rubric, ...]
    samples: tuple[Sample, ...]
    contacts: Known
    mix: Mapping[str, Reason] = field(default_factory=dict)
    known: Callable[[str, Collection[str]], Mapping[str, KnownPiece]] = lambda _rubric, _ids: {}


def form(choices: Choices, session: Session | None) -> Draft:
    """Draw the form, filled with the draft where there is one; return what it holds."""
    plan = session.plan if session else Plan()
    title = st.text_input(
        _("Name of the session"),
        value=session.title if session else "",
        max_chars=120,
        placeholder=_("Grade 7 argument, October"),
        key="setup-title",
    )
    rubric = _rubric(choices.rubrics, session)
    samples = _samples(choices, session, rubric)
    known = {sample.id: sample for sample in choices.samples}
    chosen = [known[place.sample_id] for place in samples]
    noted = mix.noting({sample.id: sample.name for sample in chosen}, choices.mix)
    plan = fitting.plan(plan)
    fitting.word(chosen, len(rubric.criteria), plan)
    plan = _asks(plan)
    plan = lead_scores.planned(_own_apart(_second_vote(plan)))
    plan = replace(plan, contact=naming(choices.contacts, plan.contact))
    with st.expander(_("Purpose and norms")):
        plan = _words(plan)
    plan = giving_out.part(plan)
    return Draft(title=title, rubric_id=rubric.id, samples=samples, plan=plan, mix=noted)


def _rubric(known: tuple[Rubric, ...], session: Session | None) -> Rubric:
    ids = [rubric.id for rubric in known]
    titles = {rubric.id: rubric.title for rubric in known}
    chosen = ids.index(session.rubric_id) if session and session.rubric_id in ids else 0
    picked = st.selectbox(_("Rubric"), ids, index=chosen, format_func=lambda i: titles[i], key="setup-rubric")
    rubric = next(rubric for rubric in known if rubric.id == picked)
    names = ", ".join(criterion.name for criterion in rubric.criteria)
    st.caption(
        escape(
            _("{n} criteria: {names}. The line is {line}.").format(
                n=len(rubric.criteria), names=names, line=rubric.criteria[0].cut_label
            )
        )
    )
    return rubric


def _samples(choices: Choices, session: Session | None, rubric: Rubric) -> tuple[SessionSample, ...]:
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
    mix.suggestion({sample.id: sample.name for sample in ready}, choices.known(rubric.id, list(names)), choices.mix)
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


def _asks(plan: Plan) -> Plan:
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


def _second_vote(plan: Plan) -> Plan:
    wanted = st.checkbox(
        _("A second blind vote on what was talked about"), value=plan.second_vote, key="setup-second-vote"
    )
    return replace(plan, second_vote=wanted)


def _own_apart(plan: Plan) -> Plan:
    wanted = st.checkbox(
        _("Whoever brought a piece scores it too, apart from the figures"),
        value=plan.own_apart,
        key="setup-own-apart",
        help=_("For small groups. Otherwise nobody is given the piece they brought. Either way it never counts."),
    )
    return replace(plan, own_apart=wanted)


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


def _words(plan: Plan) -> Plan:
    purpose = st.text_area(_("Why we meet"), plan.purpose, max_chars=600, key="setup-purpose")
    norms = st.text_area(_("How we work, one line each"), "\n".join(plan.norms), max_chars=1200, key="setup-norms")
    lines = tuple(line.strip() for line in norms.splitlines() if line.strip())
    return replace(plan, purpose=purpose.strip(), norms=lines)


def honest_word(draft: Draft) -> None:
    """Say before opening what so many samples can and cannot show."""
    n = len(draft.samples)
    if not n:
        return
    if n < 10:
        said = count(
            "With {n} piece agreement cannot be told good from poor; it will show where you differ.",
            "With {n} pieces agreement cannot be told good from poor; it will show where you differ.",
            n,
        )
    else:
        said = count(
            "{n} piece gives a first figure.", "{n} pieces give a first, rough figure of how far you agree.", n
        )
    st.info(said)


def buttons(here: Here, draft: Draft, session: Session | None) -> None:
    """Offer to keep the draft, or to open the session."""
    with st.bottom, st.container(horizontal=True):
        st.button(
            _("Open the session"),
            key="setup-open",
            type="primary",
            on_click=memory.ask,
            args=(_FORM, _open),
        )
        st.button(_("Keep as a draft"), key="setup-save", on_click=memory.ask, args=(_FORM, _save))
    memory.carry_out(_FORM, lambda asked: asked(here, draft, session))


def _save(here: Here, draft: Draft, session: Session | None) -> str:
    if session is None:
        session_id = sessions.draft(here.store, here.viewer, draft)
        go("setup", session=session_id)
    else:
        session_id = session.id
        sessions.save_draft(here.store, here.viewer, session_id, draft)
    memory.note(_("Kept."))
    return session_id


def _open(here: Here, draft: Draft, session: Session | None) -> None:
    session_id = _save(here, draft, session)
    sessions.act(here.store, here.viewer, session_id, Act.OPEN)
    if draft.plan.ahead:
        sessions.act(here.store, here.viewer, session_id, Act.START)
    go_to_session(here, session_id)


def paper(session: Session) -> None:
    """Lead to the page for those who score on paper."""
    with st.container(border=True, key="setup-paper"):
        st.header(_("Paper"), anchor=False)
        st.text(_("For who has no device, or if the network fails: score sheets and the work, typed in later."))
        st.button(
            _("Sheets and work to print"),
            key="to-paper",
            icon=":material/print:",
            on_click=going("paper", session=session.id),
        )


def is_draft(session: Session) -> bool:
    """Return whether a session can still be set up."""
    return session.moment.phase is Phase.DRAFT
