"""Databases that are empty, older, newer, or changed while somebody works."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from tests.workbench.world import Clock, a_store
from workbench.domain.errors import Unavailable
from workbench.storage import schema
from workbench.storage.store import Store, connect
from workbench.storage.tables import metadata


def set_revision(store: Store, revision: str) -> None:
    with store.writing() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_the_migrations_make_exactly_the_tables_of_the_program(either_store: Store):
    with either_store.reading() as db:
        context = MigrationContext.configure(db, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_created_and_a_second_start_changes_nothing(tmp_path: Path, clock: Clock):
    store = a_store(f"sqlite:///{(tmp_path / 'new' / 'workbench.sqlite').as_posix()}", clock)
    assert schema.current(store) == schema.head() == schema.prepare(store)
    assert schema.is_ours(store)


def test_a_reader_sees_one_state_while_others_write(either_store: Store):
    with either_store.writing() as db:
        db.execute(text("INSERT INTO setting (name, value) VALUES ('word', 'first')"))
    with either_store.reading() as db:
        seen = [db.execute(text("SELECT value FROM setting WHERE name = 'word'")).scalar_one()]
        with either_store.writing() as other:
            other.execute(text("UPDATE setting SET value = 'second' WHERE name = 'word'"))
        seen.append(db.execute(text("SELECT value FROM setting WHERE name = 'word'")).scalar_one())
    with either_store.reading() as db:
        seen.append(db.execute(text("SELECT value FROM setting WHERE name = 'word'")).scalar_one())
    assert seen == ["first", "first", "second"]


def test_a_newer_database_is_refused_and_left_as_it_is(either_store: Store):
    set_revision(either_store, "9999")
    for attempt in (schema.prepare, schema.migrate):
        with pytest.raises(Unavailable, match="newer than this program"):
            attempt(either_store)
    assert schema.current(either_store) == "9999"


def older(url: str, clock: Clock) -> Store:
    """Return a store whose database has the schema before the newest, with one row in it."""
    store = Store(connect(url), clock)
    with store.writing() as db:
        config = schema.alembic_config(db)
        command.upgrade(config, "0001")
        db.execute(text("INSERT INTO setting (name, value) VALUES ('last', 'word')"))
    return store


def test_an_older_sqlite_file_is_copied_beside_itself_then_migrated(tmp_path: Path, clock: Clock):
    store = older(f"sqlite:///{(tmp_path / 'workbench.sqlite').as_posix()}", clock)
    assert schema.prepare(store) == schema.head()
    copies = sorted(tmp_path.glob("workbench-before-*.sqlite"))
    assert len(copies) == 1
    with sqlite3.connect(copies[0]) as found:
        assert found.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert found.execute("SELECT value FROM setting").fetchall() == [("word",)]
    found.close()
    store.close()


def test_an_older_postgresql_waits_for_the_migrate_command(postgres_url: str, clock: Clock):
    store = older(postgres_url, clock)
    with pytest.raises(Unavailable, match="Run `workbench migrate` once"):
        schema.prepare(store)
    assert schema.migrate(store) == schema.head() == schema.prepare(store)
    store.close()


def test_two_processes_that_migrate_at_once_do_it_once(postgres_url: str, clock: Clock):
    stores = [older(postgres_url, clock), Store(connect(postgres_url), clock)]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(schema.migrate, stores)) == [schema.head()] * 2
    for store in stores:
        store.close()


def test_a_copy_beside_an_sqlite_file_holds_what_was_written_last(tmp_path: Path, store: Store, clock: Clock):
    with store.writing() as db:
        db.execute(text("INSERT INTO setting (name, value) VALUES ('last', 'word')"))
    copy = schema.copy_beside(store, clock.now)
    assert copy.parent == Path(str(store.engine.url.database)).parent
    with sqlite3.connect(copy) as found:
        assert found.execute("SELECT value FROM setting WHERE name = 'last'").fetchall() == [("word",)]
    found.close()


def test_sqlite_writes_are_on_the_disk_before_they_are_answered(store: Store):
    with store.reading() as db:
        pragmas = [db.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("journal_mode", "synchronous")]
        assert pragmas == ["wal", 2]
        assert db.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_write_that_fails_leaves_nothing_behind(either_store: Store):
    def stumble() -> None:
        with either_store.writing() as db:
            db.execute(text("INSERT INTO setting (name, value) VALUES ('half', 'written')"))
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        stumble()
    with either_store.reading() as db:
        assert db.execute(text("SELECT count(*) FROM setting WHERE name = 'half'")).scalar_one() == 0


def test_an_unreachable_database_says_so_in_one_sentence(tmp_path: Path):
    folder = tmp_path / "no-file-but-a-folder.sqlite"
    folder.mkdir()
    store = Store(connect(f"sqlite:///{folder.as_posix()}"))
    with pytest.raises(Unavailable, match="does not answer"):
        schema.is_ours(store)
