"""Sayable names for student work, which say nothing about it."""

from sqlalchemy import Connection

from workbench.services.installed import data_dir
from workbench.storage import sample_changes, samples
from workbench.storage.store import Store


def sample_names() -> tuple[str, ...]:
    """Return the sayable names that a sample may be given."""
    return tuple((data_dir() / "names.txt").read_text(encoding="utf-8").split())


def free_name(store: Store, db: Connection, school_id: str, wished: str = "") -> str:
    """Return a name that the school has never used: the one wished for if that is free, else one drawn at random.

    Two words once the list is used up.
    """
    sample_changes.lock_names(db, school_id)
    taken = samples.names_taken(db, school_id)
    if wished and wished not in taken:
        return wished
    names = sorted(sample_names())
    free = [name for name in names if name not in taken]
    free = free or [pair for one in names for two in names if one != two and (pair := f"{one} {two}") not in taken]
    return store.rng.choice(free)
