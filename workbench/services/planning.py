"""What is checked and made harmless of a session before it is stored as a draft, and again before it opens."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, NotFound
from workbench.domain.people import Viewer
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.rubrics import Rubric
from workbench.domain.samples import Sample
from workbench.domain.sessions import MOST_CUT_DAYS, Plan, Session, SessionSample
from workbench.services import access, contacts
from workbench.services.samples import fits
from workbench.storage import giving, rubrics, samples


def cleaned(plan: Plan, rubric: Rubric) -> Plan:
    """Return the plan with what people wrote in it made harmless, and the criteria chosen of its rubric in order.

    Raises
    ------
    Invalid
        When the rubric lacks one of them, names are to be cut off later than is possible, or the way to reach the
        contact is too long.
    """
    if not 0 <= plan.cut_names_after <= MOST_CUT_DAYS:
        raise Invalid(
            "Names are cut off after 1 to {most} days, or never.",
            "Choose another number of days.",
            field="cut_names_after",
            most=f"{MOST_CUT_DAYS:,}",
        )
    _check_criteria(rubric, plan)
    chosen = rubric.only(plan.criteria).criteria
    return replace(
        plan,
        purpose=clean(plan.purpose).strip(),
        norms=tuple(filter(None, map(clean_line, plan.norms))),
        contact=contacts.cleaned(plan.contact),
        criteria=() if chosen == rubric.criteria else tuple(criterion.id for criterion in chosen),
    )


def check_to_open(db: Connection, session: Session) -> None:
    """Raise with the first thing that a session still lacks to be opened, within the caller's transaction.

    Raises
    ------
    Invalid
        When something is missing; it says what, and where.
    """
    ids = [place.sample_id for place in session.samples]
    _check_ready(session, samples.covers(db, ids))
    _check_somebodys(db, ids)
    contacts.check(db, session)
    _check_criteria(rubrics.get(db, session.rubric_id), session.plan)


def _check_criteria(rubric: Rubric, plan: Plan) -> None:
    """Raise where a criterion was chosen that the rubric has no more: one that no session used yet may change."""
    if set(plan.criteria) - {criterion.id for criterion in rubric.criteria}:
        raise Invalid(
            "The rubric has changed since its criteria were chosen.",
            "Choose again in Set up which criteria are scored.",
            field="criteria",
        )


def title(typed: str) -> str:
    """Return the title as it is stored; raises ``Invalid`` when nothing is left of it or it is too long."""
    named = clean_line(typed)
    if not named:
        raise Invalid("The session has no title.", "Name it, for example “Grade 7 argument, October”.", field="title")
    if len(named) > 120:
        raise Invalid("That title is longer than 120 characters.", "Shorten it.", field="title")
    return named


def check_work(db: Connection, viewer: Viewer, wanted: tuple[SessionSample, ...], session_id: str = "") -> None:
    """Raise unless every piece is the school's own and for this session: whoever facilitates it sees its work."""
    ids = [sample.sample_id for sample in wanted]
    brought = giving.brought(db, ids)
    if not all(access.prepares(db, viewer, i) and fits(brought.get(i), session_id) for i in ids):
        raise NotFound("There is no such piece of work.", "Choose among the pieces listed.")
    _check_somebodys(db, ids)


def _check_somebodys(db: Connection, sample_ids: list[str]) -> None:
    """Raise for a piece whose bringer's name was cut off: they could be given their own piece, and count in it."""
    gone = giving.hold_nobodys(db, sample_ids)
    for sample in samples.covers(db, sorted(gone)).values():
        raise Invalid(
            "Somebody brought {name}, and names were cut off, so nobody knows who must not score it.",
            "Take it out, and choose another piece.",
            field="samples",
            name=sample.name,
        )


def _check_ready(session: Session, work: Mapping[str, Sample]) -> None:
    if not session.samples:
        raise Invalid("This session has no student work yet.", "Choose at least one piece.", field="samples")
    for sample in work.values():
        if sample.withdrawn:
            raise Invalid("{name} was withdrawn.", "Take it out of the session.", field="samples", name=sample.name)
        if not sample.checked:
            raise Invalid(
                "Nobody has looked at every page of {name} for names and faces yet.",
                "Check it under Samples first.",
                field="samples",
                name=sample.name,
            )
