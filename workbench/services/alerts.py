"""Worries about a student as the session's contact, or whoever brought the work, is told them."""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.concerns import Concern
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.services import access
from workbench.storage import concerns, people, samples, sessions
from workbench.storage.store import Store

_UNDER_WAY = (Phase.OPEN, Phase.CLOSED, Phase.REVEALED)


@dataclass(frozen=True, slots=True)
class Alert:
    """One worry as one person is told it: which piece, and nothing else about anybody.

    Parameters
    ----------
    session_title, sample, sample_id
        The piece, and where it is read.
    as_contact
        Whether this person takes it up; else they brought the work.
    alone
        Whether nobody else is told.
    paused, taken_up
        What became of it.
    opens
        Whether this person prepares sessions with the piece, and may look at it.
    """

    id: str
    session_title: str
    sample: str
    sample_id: str
    as_contact: bool
    alone: bool
    paused: bool
    taken_up: bool
    opens: bool


def contact_of(db: Connection, session: Session) -> str:
    """Return who is told in a session: its contact while they hold a role there, else whoever leads it."""
    named = session.plan.contact.person_id
    there = {person.id for person in people.staff_of(db, session.school_id)}
    return named if named in there else session.facilitator_id


def is_told(store: Store, viewer: Viewer) -> bool:
    """Return whether this person may ever be told: whoever holds a role, and whoever brought work by a link."""
    if viewer.roles:
        return True
    with store.reading() as db:
        return concerns.has_brought(db, viewer.person.id)


def alerts(store: Store, viewer: Viewer) -> tuple[Alert, ...]:
    """Return the worries that the viewer is told of and has not put away, the oldest first."""
    me = viewer.person.id
    with store.reading() as db:
        mine = _one_a_piece([concern for concern in concerns.for_contacts(db) if _waits_for(db, me, concern)])
        brought = [concern for concern in concerns.unread(db, me) if not _takes_up(db, me, concern.session_id)]
        return tuple(_alert(db, viewer, concern) for concern in (*mine, *brought))


def _one_a_piece(found: list[Concern]) -> list[Concern]:
    """Return what waits first, then pieces that are only paused still."""
    by_piece = {(c.session_id, c.sample_id): c for c in sorted(found, key=lambda c: not c.taken_up)}
    return sorted(by_piece.values(), key=lambda c: (c.taken_up, c.raised_at, c.id))


def may_be_on_a_wall(store: Store, viewer: Viewer) -> bool:
    """Return whether this person's screen may be in front of a room: they lead a session that is under way."""
    with store.reading() as db:
        return any(
            session.facilitator_id == viewer.person.id and session.moment.phase in _UNDER_WAY
            for session in sessions.of_person(db, viewer.person.id)
        )


def _waits_for(db: Connection, person_id: str, concern: Concern) -> bool:
    session = sessions.get(db, concern.session_id)
    over = concern.taken_up and session.moment.phase not in _UNDER_WAY
    return not over and _is_contact(db, person_id, session)


def _takes_up(db: Connection, person_id: str, session_id: str) -> bool:
    return _is_contact(db, person_id, sessions.get(db, session_id))


def _is_contact(db: Connection, person_id: str, session: Session) -> bool:
    # Asked of everybody on every page: who still holds a role is only looked up for the two it can be.
    may_be = person_id in (session.plan.contact.person_id, session.facilitator_id)
    return may_be and contact_of(db, session) == person_id


def _alert(db: Connection, viewer: Viewer, concern: Concern) -> Alert:
    session = sessions.get(db, concern.session_id)
    contact = contact_of(db, session)
    return Alert(
        id=concern.id,
        session_title=session.title,
        sample=samples.covers(db, [concern.sample_id])[concern.sample_id].name,
        sample_id=concern.sample_id,
        as_contact=contact == viewer.person.id,
        alone={contact, *concerns.brought_by(db, concern.sample_id)} == {viewer.person.id},
        paused=concern.sample_id in concerns.paused(db, session.id),
        taken_up=concern.taken_up,
        opens=access.prepares(db, viewer, concern.sample_id),
    )
