"""Whether the database answers and has the schema this program was written for."""

from workbench.domain.errors import Unavailable
from workbench.storage import schema
from workbench.storage.store import Store, utc_now


def prepare(store: Store) -> str:
    """Make the database usable at start-up; return its revision. Writes.

    Raises
    ------
    Unavailable
        When it does not answer, is newer than the program, or is an older PostgreSQL.
    """
    return schema.prepare(store)


def migrate(store: Store) -> str:
    """Bring the database to this program's schema; return the revision. Writes; copies an older SQLite file first."""
    return schema.migrate(store)


def is_newer(store: Store) -> bool:
    """Return whether the database answers and was used by a newer program."""
    try:
        found = schema.current(store)
    except Unavailable:
        return False
    try:
        schema.refuse_newer(found)
    except Unavailable:
        return True
    return False


def stamp() -> str:
    """Return the present moment as it goes into the name of something set aside."""
    return f"{utc_now():%Y%m%dT%H%M%SZ}"


def check(store: Store) -> str:
    """Return the database's revision if it is the one this program needs; writes nothing.

    Raises
    ------
    Unavailable
        When it does not answer or has another schema; it says what to do.
    """
    found = schema.current(store)
    if found == schema.head():
        return found
    schema.refuse_newer(found)
    if not found:
        raise Unavailable("The database is empty.", "Run `workbench migrate` once.")
    raise Unavailable("The database has an older schema than this program.", "Run `workbench migrate` once.")
