"""Tries at a PIN, a passphrase or a code, kept for a day."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from workbench.storage import tables as t

KEPT = timedelta(days=1)
ATTEMPTS_LOCK = 0x74727973  # "trys": keeps these locks apart from all others


def take_turns(db: Connection, keys: Iterable[str]) -> None:
    """Let nobody else count under these keys until the transaction ends (SQLite has one writer anyway)."""
    if db.dialect.name == "postgresql":
        for key in sorted(keys):
            db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, ATTEMPTS_LOCK))))


def recent(db: Connection, key: str, since: datetime) -> tuple[int, datetime | None]:
    """Return how many tries there were since a moment, and when the last one was."""
    a = t.attempt.c
    last = select(a.at).where(a.key == key).order_by(a.sequence.desc()).limit(1)
    n = db.execute(select(func.count()).select_from(t.attempt).where(a.key == key, a.at > since)).scalar_one()
    return int(n), db.execute(last).scalar_one_or_none() if n else None


def add(db: Connection, key: str, now: datetime) -> int:
    """Store a try; return its sequence."""
    done = db.execute(insert(t.attempt).values(key=key, at=now).returning(t.attempt.c.sequence))
    return int(done.scalar_one())


def forget(db: Connection, sequences: Iterable[int], key: str = "") -> None:
    """Take tries back that turned out right, and all others under a key when one is given."""
    a = t.attempt.c
    db.execute(delete(t.attempt).where(a.sequence.in_(tuple(sequences)) | ((a.key == key) & (a.key != ""))))


def forget_old(db: Connection, now: datetime) -> None:
    """Take back everything that is older than a day."""
    db.execute(delete(t.attempt).where(t.attempt.c.at < now - KEPT))
