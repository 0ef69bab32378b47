"""Which schema a database has, and bringing it to the program's own.

An empty database is created. An older SQLite file is copied beside itself and migrated. An older PostgreSQL is
refused until somebody runs ``workbench migrate``, because other processes may be using it. A newer one is refused.
"""

import sqlite3
from datetime import datetime
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from workbench.domain.errors import Unavailable
from workbench.storage.store import Store

ADVISORY_LOCK = 0x776F726B  # "work": one process migrates, others wait


@cache
def head() -> str:
    """Return the revision this program was written for; read from its files once, because every health check asks."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(store: Store) -> str:
    """Return the revision of the database; empty when it has no tables of ours."""
    with store.reading() as db:
        return MigrationContext.configure(db).get_current_revision() or ""


def prepare(store: Store) -> str:
    """Make the database usable at start-up, or say what has to be done; return its revision.

    Raises
    ------
    Unavailable
        When it is newer than the program, or an older PostgreSQL.
    """
    found = current(store)
    if found == head():
        return found
    if not found:
        return migrate(store)
    refuse_newer(found)
    if store.engine.dialect.name != "sqlite":
        raise Unavailable("The database has an older schema than this program.", "Run `workbench migrate` once.")
    return migrate(store)


def refuse_newer(found: str) -> None:
    """Raise when the database has a revision that this program does not know.

    Raises
    ------
    Unavailable
        It was used by a newer program.
    """
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found and found not in known:
        raise Unavailable(
            "The database has schema {found}, which is newer than this program.",
            "Start the newer program again, or give this one another data folder.",
            found=found,
        )


def migrate(store: Store) -> str:
    """Bring the database to this program's schema; return the revision. Writes; copies an older SQLite file first."""
    found = current(store)
    refuse_newer(found)
    if found and store.engine.dialect.name == "sqlite":
        copy_beside(store, store.now())
    with store.writing() as db:
        _lock(db)
        command.upgrade(alembic_config(db), "head")
    return head()


def copy_beside(store: Store, now: datetime) -> Path:
    """Copy an SQLite file beside itself through SQLite's own backup, which also takes what is still in the WAL."""
    path = Path(str(store.engine.url.database))
    target = path.with_name(f"{path.stem}-before-{now:%Y%m%dT%H%M%SZ}{path.suffix}")
    source, copy = sqlite3.connect(path), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    return target


def is_ours(store: Store) -> bool:
    """Return whether the database holds tables of this program."""
    with store.reading() as db:
        return inspect(db).has_table("calibration")


def _lock(db: Connection) -> None:
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def alembic_config(db: Connection) -> Config:
    """Return Alembic's configuration for one open connection."""
    config = _config()
    config.attributes["connection"] = db
    return config


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    return config
