"""The Store: one engine, a clock, a source of ids, and two ways in: reading and writing.

A write on SQLite begins IMMEDIATE, so that two writers queue instead of failing half-way; on PostgreSQL the
services lock the session row they are about. Nothing here knows what a score is.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DataError, OperationalError

from workbench.domain.errors import Invalid, Unavailable
from workbench.domain.ids import random_id

BUSY_MILLISECONDS = 15_000
# What a reader asks for to see one state throughout; a transaction of SQLite always does.
_ONE_STATE: dict[str, dict[str, Any]] = {
    "sqlite": {},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def utc_now() -> datetime:
    """Return this server's time, the only clock that counts."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """Where everything is kept.

    Parameters
    ----------
    engine
        A SQLAlchemy engine from :func:`connect`.
    clock
        Returns the present moment in UTC.
    ids
        Returns a fresh random id.
    rng
        Shuffles queues and draws codes and names.
    writers
        Whose turn it is to write, where the database takes one writer at a time.
    """

    engine: Engine
    clock: Callable[[], datetime] = utc_now
    ids: Callable[[], str] = random_id
    rng: Random = secrets.SystemRandom()
    writers: Lock = field(default_factory=Lock, repr=False, compare=False)

    def now(self) -> datetime:
        """Return the present moment."""
        return self.clock()

    def new_id(self) -> str:
        """Return a fresh id."""
        return self.ids()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a short transaction that sees one state of the database and writes nothing."""
        with _reached(), self.engine.connect().execution_options(**_ONE_STATE[self.engine.dialect.name]) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a short transaction that is stored as a whole at its end, or not at all."""
        with self._turn(), _reached(), self.engine.connect().execution_options(workbench_writes=True) as db, db.begin():
            yield db

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for this thread's turn to write to SQLite, which lets one in at a time.

        SQLite itself only looks again after ever longer naps, so that many writers wait for seconds while nobody
        writes; threads of this process are woken at once. Other processes still meet SQLite's own lock.
        """
        if self.engine.dialect.name != "sqlite":
            yield
        elif self.writers.acquire(timeout=BUSY_MILLISECONDS / 1000):
            try:
                yield
            finally:
                self.writers.release()
        else:
            raise _silent()

    def let_go(self) -> None:
        """Have the database overwrite what was deleted, where it would keep it for a while: after a secret was."""
        if self.engine.dialect.name == "sqlite":
            with self._turn(), closing(self.engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            with _reached(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
                db.exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except OperationalError as lost:
        raise _silent() from lost
    except DataError as strange:  # PostgreSQL takes no NUL, and no number beyond its column
        raise Invalid("That holds a character that cannot be stored.", "Type it again.") from strange


def _silent() -> Unavailable:
    return Unavailable("The database does not answer.", "What you saved before is safe. Try again in a minute.")


def connect(url: str) -> Engine:
    """Return an engine for SQLite (WAL, fsync at every commit) or PostgreSQL; nothing is opened yet."""
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True)


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: sqlite3.Connection, _record: Any) -> None:
    # SQLAlchemy begins transactions itself (see _begin); sqlite3 must not begin others.
    raw.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what was deleted is overwritten
    ):
        raw.execute(f"PRAGMA {pragma}")


def _begin(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE" if is_writing(db) else "BEGIN")


def is_writing(db: Connection) -> bool:
    """Return whether this connection is in a transaction that writes."""
    return bool(db.get_execution_options().get("workbench_writes", False))
