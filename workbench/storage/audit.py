"""The audit log: who did what, in order; rows are never changed."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from workbench.storage import tables as t


def add(db: Connection, person_id: str | None, action: str, about: str, now: datetime, **detail: object) -> None:
    """Store one event, in the same transaction as what it is about."""
    db.execute(insert(t.audit).values(at=now, person_id=person_id, action=action, about=about, detail=detail))


def times(db: Connection, action: str, about: str) -> tuple[datetime, ...]:
    """Return when something was done about this, oldest first."""
    query = select(t.audit.c.at).where(t.audit.c.action == action, t.audit.c.about == about)
    return tuple(db.execute(query.order_by(t.audit.c.sequence)).scalars())


def details(db: Connection, action: str, about: str) -> tuple[dict[str, object], ...]:
    """Return what was noted each time that something was done about this, oldest first."""
    query = select(t.audit.c.detail).where(t.audit.c.action == action, t.audit.c.about == about)
    return tuple(db.execute(query.order_by(t.audit.c.sequence)).scalars())


def happened(db: Connection, action: str, about: str) -> bool:
    """Return whether something was ever done about this."""
    query = select(t.audit.c.sequence).where(t.audit.c.action == action, t.audit.c.about == about).limit(1)
    return db.execute(query).first() is not None
