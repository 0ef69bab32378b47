"""Pages without a browser: a real database in a folder of its own, and somebody signed in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.workbench.world import Templates, staff
from workbench import settings as settings_module
from workbench.domain.people import Viewer
from workbench.services import signing_in
from workbench.services.hashing import hash_token
from workbench.services.opening import open_store
from workbench.storage import sign_ins
from workbench.storage.store import Store
from workbench.ui.room import page_file

ENTRY = Path(__file__).parents[2] / "workbench" / "app.py"
PATIENCE = 60


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """An empty database to copy."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def store(tmp_path: Path, templates: Templates, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the pages open too."""
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    templates.copy_to(tmp_path / "workbench.sqlite")
    store = open_store(settings_module.read())
    yield store
    store.close()


@pytest.fixture
def facilitator(store: Store) -> Viewer:
    """Somebody who prepares sessions."""
    return staff(store)


@pytest.fixture
def open_page(store: Store) -> Callable[..., AppTest]:
    """Open a page as somebody: ``open_page("rubric", viewer, rubric=ID)``; it has run once."""

    def opened(name: str, viewer: Viewer, **query: str) -> AppTest:
        page = AppTest.from_file(str(ENTRY), default_timeout=PATIENCE)
        page.user = {"uid": sign_in(store, viewer)}
        page.query_params.update(query)
        page.switch_page(str(page_file(name)))
        return page.run()

    return opened


def sign_in(store: Store, viewer: Viewer) -> str:
    """Sign somebody in; return the sign-in's id, which the trusted header carries."""
    with store.writing() as db:
        token = signing_in.start(store, db, viewer.person.id)
    with store.reading() as db:
        found = sign_ins.by_token(db, hash_token(token), store.now())
    assert found is not None
    return found.id
