"""The wall in groups of three and four: each member says privately whether dots may stand there, until the reveal.

With three, dots stand on the wall once everybody said that it is fine; with four, as long as nobody would rather not.
Nobody, whoever leads included, learns who said what, nor who has said anything. What the words come to is fixed when a
round is revealed: nobody who comes later, and no word that is let go of with the names, changes the wall after that.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from workbench.domain.errors import WrongMoment, nothing_here
from workbench.domain.people import Viewer
from workbench.domain.phases import Moment
from workbench.domain.sessions import Plan, Session
from workbench.domain.small_groups import Accord, Say, accord, is_asked
from workbench.services import access
from workbench.storage import sessions, small_groups
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Question:
    """The question as one member sees it: what they have said so far."""

    said: Say | None


def question(store: Store, viewer: Viewer, session_id: str) -> Question | None:
    """Return the question for a member of a small group before the reveal; None when it is not asked.

    Raises
    ------
    NotFound
        When this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        if not (standing.rates and _is_open(session.moment) and is_asked(_members(db, session))):
            return None
        if viewer.person.id == session.apart:
            return None
        return Question(small_groups.said(db, session_id, viewer.person.id))


def say(store: Store, viewer: Viewer, session_id: str, word: Say) -> None:
    """Store what a member says; nothing of it is in the audit log, and no other screen moves.

    Raises
    ------
    NotFound
        When this person does not score in the session.
    WrongMoment
        When the dots are out.
    """
    with store.writing() as db:
        sessions.lock(db, session_id)
        session, standing = access.session_for(db, viewer, session_id)
        if not standing.rates:
            raise nothing_here()
        if not _is_open(session.moment):
            raise WrongMoment("The dots are out, so this was not stored.", "Say it to your facilitator.")
        small_groups.say(db, session_id, viewer.person.id, word)


def accord_of(db: Connection, session: Session, round: int) -> Accord:
    """Return what the members' words came to when a round was revealed.

    Of a session that an older program revealed, what they come to now; once its names are cut off, and the words with
    them, the same as if somebody would rather not.
    """
    fixed = session.plan.accords
    if round <= len(fixed):
        return fixed[round - 1]
    return Accord.NOT_ALL if session.names_cut_at else _now(db, session)


def fixed(db: Connection, session: Session, rounds: int) -> Plan:
    """Return a session's plan with what the words come to for the first so many rounds; what is fixed already stays."""
    return replace(session.plan, accords=tuple(accord_of(db, session, round) for round in range(1, rounds + 1)))


def _now(db: Connection, session: Session) -> Accord:
    return accord(small_groups.said_by_all(db, session.id, session.apart), _members(db, session))


def _members(db: Connection, session: Session) -> int:
    """Return how many people's dots there may be: a lead who scores apart has none."""
    return sum(person.id != session.apart for person in sessions.seated(db, session.id))


def _is_open(moment: Moment) -> bool:
    return moment.rounds_revealed == 0
