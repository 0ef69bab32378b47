"""Cutting the link between names and scores for good: once a session is concluded, when its days are over or at once.

Who took part stays known, and every figure stays the same; scores that a lead left out of every figure are deleted.
Whose a score was can be found by nobody any more: not by the teacher, not by whoever runs the database. Copies of the
database that were made before still hold it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from workbench.domain.errors import WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.services import access
from workbench.services import small_groups as wall
from workbench.storage import audit, cutting, results, sessions, small_groups
from workbench.storage.cutting import Cut
from workbench.storage.store import Store

OVER = (Phase.CONCLUDED, Phase.ARCHIVED)


def due(store: Store, viewer: Viewer, session_id: str) -> datetime | None:
    """Return when names are cut off a session's scores by themselves; None when never, or when they are.

    Raises
    ------
    NotFound
        When this person has no part in the session.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id)
        return _due(db, session)


def cut_now(store: Store, viewer: Viewer, session_id: str) -> None:
    """Cut the names off a session's scores at once; a second time changes nothing.

    Raises
    ------
    NotFound
        When the viewer does not facilitate it.
    WrongMoment
        When it is not concluded.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase not in OVER:
            raise WrongMoment("Names can be cut off once the session is concluded.", "Conclude it first.")
        _cut(store, db, session, viewer.person.id)
    store.let_go()


def cut_overdue(store: Store) -> int:
    """Cut the names off every session whose days are over; return how many there were."""
    with store.reading() as db:
        ids = cutting.uncut(db, OVER)
    found = [session_id for session_id in ids if _cut_if_due(store, session_id)]
    if found:
        store.let_go()
    return len(found)


def _cut_if_due(store: Store, session_id: str) -> bool:
    with store.writing() as db:
        session = sessions.lock(db, session_id)
        when = _due(db, session)
        if when is None or when > store.now():
            return False
        _cut(store, db, session, None)
        return True


def _due(db: Connection, session: Session) -> datetime | None:
    days = session.plan.cut_names_after
    if session.names_cut_at or not days or session.moment.phase not in OVER:
        return None
    concluded = audit.times(db, "session.conclude", session.id)
    return concluded[-1] + timedelta(days=days) if concluded else None


def _cut(store: Store, db: Connection, session: Session, by: str | None) -> None:
    if session.names_cut_at:
        return
    people = list(cutting.readers(db, session.id))
    store.rng.shuffle(people)
    now = store.now()
    day = (session.created_at or now).replace(hour=0, minute=0, second=0, microsecond=0)
    fixed = wall.fixed(db, session, session.moment.rounds_revealed)
    sessions.save_plan(db, session.id, replace(fixed, lead_scored=results.lead_scored(db, session.id)))
    nobody = {person: store.new_id() for person in people}
    cutting.cut(db, Cut(session.id, nobody, day, store.new_id, session.apart), now)
    small_groups.forget(db, session.id)
    audit.add(db, by, "session.cut_names", session.id, now)
