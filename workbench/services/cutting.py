"""Cutting the link between names and scores for good: once a session is concluded, when its days are over or at once.

Who took part stays known, and every figure stays the same; scores that were in no figure are deleted: a lead's who left
them out, and what somebody gave their own piece. Whose a score was can be found by nobody any more: not by the teacher,
not by whoever runs the database. Copies of the database that were made before still hold it.

A piece that somebody brought may be read in several sessions. Whose it is has to be known in each: to give it to
everybody else, and to leave it out of the figures. So names are cut off in all of them together, and not while one of
them goes on. Between them the name would be found again: whoever does not score the piece there, brought it here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from workbench.domain.errors import NotFound, WrongMoment, nothing_here
from workbench.domain.people import Viewer
from workbench.domain.sessions import Session
from workbench.services import access
from workbench.services import small_groups as wall
from workbench.storage import audit, cutting, results, sessions, small_groups
from workbench.storage.cutting import OVER, Cut
from workbench.storage.store import Store

__all__ = ["OVER", "Due", "cut_now", "cut_overdue", "due"]


@dataclass(frozen=True, slots=True)
class Due:
    """When names are cut off by themselves.

    Parameters
    ----------
    when
        The day on which they would be; None for never.
    waiting
        Whether that day has come, and a session that is not concluded keeps them.
    waits_for
        The titles of the sessions that do, where the viewer may know all of them.
    """

    when: datetime | None
    waiting: bool = False
    waits_for: tuple[str, ...] = ()


def due(store: Store, viewer: Viewer, session_id: str) -> Due:
    """Return when names are cut off a session's scores by themselves, and what keeps them once that day has come.

    Raises
    ------
    NotFound
        When this person has no part in the session.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id)
        over, running = _together(db, session.id)
        when = _due(db, [sessions.get(db, one) for one in over])
        if when is None or when > store.now() or not running:
            return Due(when)
        return Due(when, waiting=True, waits_for=_titles(db, viewer, running))


def _titles(db: Connection, viewer: Viewer, running: Iterable[str]) -> tuple[str, ...]:
    """Return the titles of these sessions; none where the viewer may not know one of them."""
    try:
        return tuple(sorted(access.session_for(db, viewer, one)[0].title for one in running))
    except NotFound:
        return ()


def cut_now(store: Store, viewer: Viewer, session_id: str) -> None:
    """Cut the names off a session's scores at once; a second time changes nothing.

    Raises
    ------
    NotFound
        When the viewer does not facilitate it.
    WrongMoment
        When it is not concluded, or a session that reads what was brought to it is not, or is led by somebody else.
    """
    with store.writing() as db:
        group, waits = _locked(db, session_id)
        session = next(one for one in group if one.id == session_id)
        if session.facilitator_id != viewer.person.id:
            raise nothing_here()
        if session.names_cut_at:
            return
        if session.moment.phase not in OVER:
            raise WrongMoment("Names can be cut off once the session is concluded.", "Conclude it first.")
        _check_together(viewer, group, waits=waits)
        _cut(store, db, group, viewer.person.id)
    store.let_go()


def cut_overdue(store: Store) -> int:
    """Cut the names off every session whose days are over; return how many there were.

    A session whose pieces are read in one that is not concluded waits for that.
    """
    with store.reading() as db:
        ids = cutting.uncut(db, OVER)
    found = sum(_cut_if_due(store, session_id) for session_id in ids)
    if found:
        store.let_go()
    return found


def _cut_if_due(store: Store, session_id: str) -> int:
    with store.writing() as db:
        group, waits = _locked(db, session_id)
        when = _due(db, group)
        if waits or when is None or when > store.now():
            return 0
        _cut(store, db, group, None)
        return len(group)


def _check_together(viewer: Viewer, group: Sequence[Session], *, waits: bool) -> None:
    if waits:
        raise WrongMoment(
            "A session that is not concluded reads a piece that somebody brought here, and must know whose it is.",
            "Conclude that session first, or ask whoever leads it to.",
        )
    if any(session.facilitator_id != viewer.person.id for session in group):
        raise WrongMoment(
            "A session that somebody else leads reads a piece that somebody brought here, so names are cut off both "
            "together.",
            "It happens by itself once the days of one of them are over.",
        )


def _locked(db: Connection, session_id: str) -> tuple[tuple[Session, ...], bool]:
    """Return the sessions whose names are cut off together, locked, and whether one that goes on keeps them waiting."""
    over, _running = _together(db, session_id)
    cutting.hold_work(db, sorted(over))
    group = tuple(sessions.lock(db, one) for one in sorted(over))
    cutting.hold(db, sorted(over))
    again, running = _together(db, session_id)
    return group, bool(running) or again != over


def _together(db: Connection, session_id: str) -> tuple[set[str], set[str]]:
    """Return the sessions whose names are cut off together, and those that go on and keep them waiting."""
    found, left, running = {session_id}, [session_id], set[str]()
    while left:
        for other, is_over in cutting.beside(db, left.pop()).items():
            if not is_over:
                running.add(other)
            elif other not in found:
                found.add(other)
                left.append(other)
    return found, running


def _due(db: Connection, group: Sequence[Session]) -> datetime | None:
    """Return when the first days of these sessions are over: what one of them promised is kept in all."""
    return min(filter(None, (_own_due(db, session) for session in group)), default=None)


def _own_due(db: Connection, session: Session) -> datetime | None:
    days = session.plan.cut_names_after
    if session.names_cut_at or not days or session.moment.phase not in OVER:
        return None
    concluded = audit.times(db, "session.conclude", session.id)
    return concluded[-1] + timedelta(days=days) if concluded else None


def _cut(store: Store, db: Connection, group: Sequence[Session], by: str | None) -> None:
    for session in group:
        fixed = wall.fixed(db, session, session.moment.rounds_revealed)
        sessions.save_plan(db, session.id, replace(fixed, lead_scored=results.lead_scored(db, session.id)))
        small_groups.forget(db, session.id)
    cutting.cut(db, [_planned(store, db, session) for session in group], store.now())
    for session in group:
        audit.add(db, by, "session.cut_names", session.id, store.now())


def _planned(store: Store, db: Connection, session: Session) -> Cut:
    people = list(cutting.readers(db, session.id))
    store.rng.shuffle(people)
    day = (session.created_at or store.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return Cut(session.id, {person: store.new_id() for person in people}, day, store.new_id, session.apart)
