"""Setting up a session: rubric, samples, what the desk asks for, and an honest word before opening."""

from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.phases import Act, Phase
from workbench.domain.sessions import Plan, Session
from workbench.services import paper_sheets, sessions
from workbench.services.sessions import Draft
from workbench.ui import asks, fitting, giving_out, lead_scores, material, memory, mix
from workbench.ui.contact import naming
from workbench.ui.paper import printing
from workbench.ui.room import go, go_to_session, going
from workbench.ui.viewer import Here

_FORM = "setup"


def form(choices: material.Choices, session: Session | None) -> Draft:
    """Draw the form, filled with the draft where there is one; return what it holds."""
    plan = session.plan if session else Plan()
    title = st.text_input(
        _("Name of the session"),
        value=session.title if session else "",
        max_chars=120,
        placeholder=_("Grade 7 argument, October"),
        key="setup-title",
    )
    rubric = material.rubric(choices.rubrics, session)
    plan = material.criteria(rubric, plan)
    samples = material.samples(choices, session, rubric)
    known = {sample.id: sample for sample in choices.samples}
    chosen = [known[place.sample_id] for place in samples]
    noted = mix.noting({sample.id: sample.name for sample in chosen}, choices.mix)
    plan = fitting.plan(plan)
    fitting.word(chosen, len(rubric.only(plan.criteria).criteria), plan)
    plan = asks.choose(plan)
    plan = lead_scores.planned(_own_apart(_second_vote(plan)))
    plan = replace(plan, contact=naming(choices.contacts, plan.contact))
    with st.expander(_("Purpose and norms")):
        plan = _words(plan)
    plan = giving_out.part(plan)
    return Draft(title=title, rubric_id=rubric.id, samples=samples, plan=plan, mix=noted)


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


def paper(here: Here, session: Session) -> None:
    """Lead to the page for those who score on paper; warn where sheets were made before the last change."""
    with st.container(border=True, key="setup-paper"):
        st.header(_("Paper"), anchor=False)
        st.text(_("For who has no device, or if the network fails: score sheets and the work, typed in later."))
        printing.outdated(paper_sheets.pile(here.store, here.viewer, session.id))
        st.button(
            _("Sheets and work to print"),
            key="to-paper",
            icon=":material/print:",
            on_click=going("paper", session=session.id),
        )


def is_draft(session: Session) -> bool:
    """Return whether a session can still be set up."""
    return session.moment.phase is Phase.DRAFT
