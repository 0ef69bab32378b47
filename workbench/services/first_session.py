"""A first session for whoever has nothing yet: with our samples in one press, or alone in three minutes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from workbench.domain import joincodes
from workbench.domain.catalogue import _, later
from workbench.domain.concerns import Contact
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act, Moment, Phase
from workbench.domain.samples import Sample
from workbench.domain.sessions import QUICK, Plan, Session, SessionSample
from workbench.services import access, builtin, contacts, past, seats, sessions
from workbench.services.district import Sheet, district
from workbench.services.retelling import Retelling
from workbench.services.sessions import CODE_LIVES, Draft
from workbench.storage import people, samples
from workbench.storage import sessions as stored
from workbench.storage.files import Files
from workbench.storage.store import Store

RUBRIC: Final = "argument-writing"
# One task, a range of levels, and two letters that careful readers part on.
FIRST_SAMPLES: Final = ("birch", "cedar", "alder", "maple")
FIRST_TITLE: Final = later("Our first calibration")
# The shortest letters on which the levels stand apart.
PRACTICE_SAMPLES: Final = ("birch", "spruce")
PRACTICE_TITLE: Final = later("Practice: two letters, with colleagues who are not real")
COLLEAGUE: Final = later("Practice colleague {n}")
COLLEAGUES: Final = 5


def first_session(store: Store, files: Files, viewer: Viewer) -> str:
    """Store a draft with the argument-writing rubric, four of our samples and the usual contact; return its id.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    builtin.ensure_rubrics(store)
    ids = builtin.import_samples(store, files, viewer, FIRST_SAMPLES)
    chosen = tuple(SessionSample(ids[slug]) for slug in FIRST_SAMPLES)
    with store.reading() as db:
        plan = Plan(asks=QUICK, contact=contacts.usual(db, viewer))
    return sessions.draft(store, viewer, Draft(_(FIRST_TITLE), builtin.rubric_id(RUBRIC), chosen, plan))


def try_alone(store: Store, files: Files, viewer: Viewer) -> str:
    """Return the id of an open practice session of the viewer's own, in which everybody but they has scored.

    It is marked as practice in its title. One that is still open for scoring is used again, so that pressing
    twice makes one.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    builtin.ensure_rubrics(store)
    ids = builtin.import_samples(store, files, viewer, PRACTICE_SAMPLES)
    with store.writing() as db:
        waiting = _still_open(db, viewer)
        if waiting is not None:
            return waiting.id
        found = samples.many(db, list(ids.values()))
        return _practice(store, db, viewer, {slug: found[ids[slug]] for slug in PRACTICE_SAMPLES})


def is_practice(session: Session) -> bool:
    """Return whether a session is practice: nobody but its facilitator is real."""
    return session.title == _(PRACTICE_TITLE)


def _still_open(db: Connection, viewer: Viewer) -> Session | None:
    for session in stored.of_person(db, viewer.person.id):
        own = session.facilitator_id == viewer.person.id and is_practice(session)
        if own and session.moment.phase is Phase.OPEN:
            return session
    return None


def _practice(store: Store, db: Connection, viewer: Viewer, work: Mapping[str, Sample]) -> str:
    now = store.now()
    session = Session(
        id=store.new_id(),
        title=_(PRACTICE_TITLE),
        school_id=viewer.person.school_id,
        facilitator_id=viewer.person.id,
        rubric_id=builtin.rubric_id(RUBRIC),
        join_code=joincodes.new_code(store.rng),
        moment=Moment(),
        plan=Plan(asks=QUICK, contact=Contact(viewer.person.id)),
        samples=tuple(SessionSample(work[slug].id) for slug in PRACTICE_SAMPLES),
        code_expires_at=now + CODE_LIVES,
    )
    begun = now - timedelta(minutes=20)
    told = _with_colleagues(past.begin(store, db, session, begun), viewer, work)
    told.past.act(Act.OPEN, begun)
    for person in told.who.values():
        told.past.sit(person.id, begun)
    told.past.act(Act.START, begun)
    told.past.score(_queues(told), begun)
    seats.take_seat(store, db, session.id, viewer.person.id)
    return session.id


def _with_colleagues(begun: past.Past, viewer: Viewer, work: Mapping[str, Sample]) -> Retelling:
    """Return the practice session with colleagues who stand for the first raters of the demo's letters."""
    demo = next(session for session in district().sessions if session.rubric == RUBRIC)
    who = {
        rater: _colleague(begun.store, begun.db, viewer.person.school_id, number)
        for number, rater in enumerate(list(demo.sheets)[:COLLEAGUES], start=1)
    }
    return Retelling(begun, demo, who, work)


def _colleague(store: Store, db: Connection, school_id: str, number: int) -> Person:
    name = _(COLLEAGUE).format(n=number)
    known = people.named(db, school_id, name)
    if known is not None:
        return known.person
    person = Person(store.new_id(), name, school_id)
    # Without a secret nobody can sign in as somebody who is not real.
    people.add(db, person, "", store.now())
    return person


def _queues(told: Retelling) -> dict[str, tuple[past.PastRead, ...]]:
    return {person.id: _reads(told, told.demo.sheets[rater]) for rater, person in told.who.items()}


def _reads(told: Retelling, sheet: Sheet) -> tuple[past.PastRead, ...]:
    return tuple(told.read(slug, sheet) for slug in PRACTICE_SAMPLES)
