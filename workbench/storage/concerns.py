"""Worries about a student, by session and sample."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, insert, or_, select, update

from workbench.domain.concerns import Concern
from workbench.storage import tables as t

# Asked at every click or on every page, so built once.
_PAUSED = select(t.concern.c.sample_id).where(
    t.concern.c.session_id == bindparam("session_id"), t.concern.c.paused.is_(True)
)
_HAS_BROUGHT = select(t.affiliation.c.sample_id).where(t.affiliation.c.person_id == bindparam("person_id")).limit(1)

_FOR_CONTACTS = (
    select(t.concern)
    .where(or_(t.concern.c.settled_at.is_(None), t.concern.c.paused.is_(True)))
    .order_by(t.concern.c.raised_at, t.concern.c.id)
)
_BROUGHT = or_(
    exists().where(t.sample.c.id == t.concern.c.sample_id, t.sample.c.owner_id == bindparam("person_id")),
    exists().where(
        t.affiliation.c.sample_id == t.concern.c.sample_id, t.affiliation.c.person_id == bindparam("person_id")
    ),
)
_READ = exists().where(
    t.concern_read.c.concern_id == t.concern.c.id, t.concern_read.c.person_id == bindparam("person_id")
)
_UNREAD = select(t.concern).where(_BROUGHT, ~_READ).order_by(t.concern.c.raised_at, t.concern.c.id)


def add(db: Connection, concern: Concern) -> None:
    """Store a worry; nothing says whose."""
    db.execute(
        insert(t.concern).values(
            id=concern.id,
            session_id=concern.session_id,
            sample_id=concern.sample_id,
            raised_at=concern.raised_at,
            paused=concern.paused,
        )
    )


def get(db: Connection, concern_id: str) -> Concern | None:
    """Return a worry."""
    row = db.execute(select(t.concern).where(t.concern.c.id == concern_id)).first()
    return None if row is None else _concern(row)


def waiting_about(db: Connection, session_id: str, sample_id: str) -> Concern | None:
    """Return the worry about a piece that the contact has not taken up yet."""
    c = t.concern.c
    query = select(t.concern).where(c.session_id == session_id, c.sample_id == sample_id, c.settled_at.is_(None))
    row = db.execute(query).first()
    return None if row is None else _concern(row)


def for_contacts(db: Connection) -> tuple[Concern, ...]:
    """Return every worry that is not taken up or whose piece is paused, the oldest first; there are never many."""
    return tuple(map(_concern, db.execute(_FOR_CONTACTS)))


def unread(db: Connection, person_id: str) -> tuple[Concern, ...]:
    """Return the worries about what somebody brought that they have not said they have read, the oldest first."""
    return tuple(map(_concern, db.execute(_UNREAD, {"person_id": person_id})))


def paused(db: Connection, session_id: str) -> frozenset[str]:
    """Return the samples that are paused in a session."""
    return frozenset(db.execute(_PAUSED, {"session_id": session_id}).scalars())


def pause(db: Connection, concern_id: str) -> None:
    """Pause the piece of a worry in its session."""
    db.execute(update(t.concern).where(t.concern.c.id == concern_id).values(paused=True))


def read_again(db: Connection, session_id: str, sample_id: str) -> None:
    """Let a piece be read again, whatever it was paused for."""
    c = t.concern.c
    db.execute(update(t.concern).where(c.session_id == session_id, c.sample_id == sample_id).values(paused=False))


def take_up(db: Connection, concern_id: str, person_id: str, now: datetime) -> None:
    """Note who has taken a worry up."""
    changed = {"settled_at": now, "settled_by": person_id}
    db.execute(update(t.concern).where(t.concern.c.id == concern_id).values(changed))


def note_read(db: Connection, concern_id: str, person_id: str, now: datetime) -> None:
    """Note that somebody who brought the work has read of the worry."""
    db.execute(insert(t.concern_read).values(concern_id=concern_id, person_id=person_id, read_at=now))


def brought_by(db: Connection, sample_id: str) -> frozenset[str]:
    """Return who brought a piece: its owner, and whoever sent it by a link."""
    owner = select(t.sample.c.owner_id).where(t.sample.c.id == sample_id)
    sent = select(t.affiliation.c.person_id).where(t.affiliation.c.sample_id == sample_id)
    return frozenset(person for query in (owner, sent) for person in db.execute(query).scalars() if person)


def has_brought(db: Connection, person_id: str) -> bool:
    """Return whether somebody ever brought a piece by a link."""
    return db.execute(_HAS_BROUGHT, {"person_id": person_id}).first() is not None


def _concern(row: Row[Any]) -> Concern:
    return Concern(row.id, row.session_id, row.sample_id, row.raised_at, row.paused, row.settled_at is not None)
