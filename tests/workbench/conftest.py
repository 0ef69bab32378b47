"""Stores for the tests of the rooms: real databases, a clock moved by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench.world import Clock, Templates, a_store, an_open_session, staff
from workbench.domain.people import Viewer
from workbench.domain.sessions import Session
from workbench.storage.store import Store


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
        url = request.getfixturevalue("postgres_url")
    store = a_store(url, clock)
    yield store
    store.close()


@pytest.fixture
def facilitator(store: Store) -> Viewer:
    """Somebody who may lead sessions."""
    return staff(store)


@pytest.fixture
def session(store: Store, facilitator: Viewer) -> Session:
    """An open session in its lobby."""
    return an_open_session(store, facilitator)
