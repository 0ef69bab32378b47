"""Worries about a student, by session and sample."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from workbench.domain.concerns import Concern
from workbench.storage import tables as t


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


def open_about(db: Connection, session_id: str, sample_id: str) -> Concern | None:
    """Return the worry about a piece that nobody has taken up yet."""
    c = t.concern.c
    query = select(t.concern).where(c.session_id == session_id, c.sample_id == sample_id, c.settled_at.is_(None))
    row = db.execute(query).first()
    return None if row is None else _concern(row)


def get(db: Connection, concern_id: str) -> Concern | None:
    """Return a worry that is not settled; None for any other."""
    row = db.execute(select(t.concern).where(t.concern.c.id == concern_id, t.concern.c.settled_at.is_(None))).first()
    return None if row is None else _concern(row)


def paused(db: Connection, session_id: str) -> frozenset[str]:
    """Return the samples that are paused in a session."""
    c = t.concern.c
    return frozenset(db.execute(select(c.sample_id).where(c.session_id == session_id, c.paused)).scalars())


def set_paused(db: Connection, concern_id: str, *, paused: bool) -> None:
    """Pause the piece of a worry, or let it be read again."""
    db.execute(update(t.concern).where(t.concern.c.id == concern_id).values(paused=paused))


def settle(db: Connection, concern_id: str, person_id: str, now: datetime) -> None:
    """Note who has taken a worry up; its piece is read again."""
    changed = {"settled_at": now, "settled_by": person_id, "paused": False}
    db.execute(update(t.concern).where(t.concern.c.id == concern_id).values(changed))


def brought_by(db: Connection, sample_id: str) -> frozenset[str]:
    """Return who brought a piece: its owner, and whoever sent it by a link."""
    owner = select(t.sample.c.owner_id).where(t.sample.c.id == sample_id)
    sent = select(t.affiliation.c.person_id).where(t.affiliation.c.sample_id == sample_id)
    return frozenset(person for query in (owner, sent) for person in db.execute(query).scalars() if person)


def has_brought(db: Connection, person_id: str) -> bool:
    """Return whether somebody ever sent a piece by a link."""
    query = select(t.affiliation.c.sample_id).where(t.affiliation.c.person_id == person_id).limit(1)
    return db.execute(query).first() is not None


def open_everywhere(db: Connection) -> tuple[Concern, ...]:
    """Return every worry that nobody has taken up yet, the oldest first; there are never many."""
    query = select(t.concern).where(t.concern.c.settled_at.is_(None)).order_by(t.concern.c.raised_at)
    return tuple(_concern(row) for row in db.execute(query))


def _concern(row: Row[Any]) -> Concern:
    return Concern(row.id, row.session_id, row.sample_id, row.raised_at, row.paused)
