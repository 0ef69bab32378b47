"""A session with many raters in an empty database: everybody has a seat, a queue and a cookie."""

from dataclasses import dataclass

from workbench.domain.concerns import Contact
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import Plan, SessionSample
from workbench.services import builtin, seats, sessions, signing_in
from workbench.services.first_session import FIRST_SAMPLES, RUBRIC
from workbench.services.sessions import Draft
from workbench.storage import people, scores
from workbench.storage.files import Files
from workbench.storage.people import Grant
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Rater:
    """Somebody who scores: the token of their cookie, and the reads in their queue."""

    token: str
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """An open session and those who score in it."""

    session_id: str
    criteria: tuple[str, ...]
    raters: tuple[Rater, ...]


def gather(store: Store, files: Files, raters: int) -> Crowd:
    """Store an open session of four letters and its raters."""
    builtin.ensure_rubrics(store)
    leader = _leader(store)
    ids = builtin.import_samples(store, files, leader, FIRST_SAMPLES)
    pieces = tuple(SessionSample(sample_id) for sample_id in ids.values())
    told = Plan(contact=Contact(leader.person.id, "Room 12"))
    wanted = Draft("Load", builtin.rubric_id(RUBRIC), pieces, told)
    session_id = sessions.draft(store, leader, wanted)
    sessions.act(store, leader, session_id, Act.OPEN)
    with store.writing() as db:
        for number in range(raters):
            person = Person(store.new_id(), f"Rater {number + 1}", leader.person.school_id)
            people.add(db, person, "", store.now())
            seats.take_seat(store, db, session_id, person.id)
    sessions.act(store, leader, session_id, Act.START)
    criteria = sessions.overview(store, leader, session_id).rubric.criteria
    return Crowd(session_id, tuple(c.id for c in criteria), _signed_in(store, leader, session_id))


def _leader(store: Store) -> Viewer:
    with store.writing() as db:
        person = Person(store.new_id(), "Leader", people.default_school(db, store.new_id()))
        people.add(db, person, "", store.now())
        people.grant(db, Grant(person.id, Role.FACILITATOR), store.new_id(), store.now())
    return Viewer(person, frozenset({Role.FACILITATOR}))


def _signed_in(store: Store, leader: Viewer, session_id: str) -> tuple[Rater, ...]:
    seated = sessions.people_here(store, leader, session_id)
    with store.writing() as db:
        return tuple(
            Rater(
                signing_in.start(store, db, person.id, session_id),
                tuple(read.id for read in scores.queue(db, session_id, person.id, 1)),
            )
            for person in seated
        )
