"""The server that ``workbench serve`` starts, with a clock that the test moves by hand.

``python -m tests.blindness.serving CLOCK`` reads everything else from WORKBENCH_*. Two of these, given the same
requests in the same order, differ in nothing but their databases.
"""

import sys
from datetime import datetime
from pathlib import Path
from random import Random

from tests.blindness.ids import Ids
from tests.hashing import hashing_lightly
from workbench import settings as settings_module
from workbench.domain import ids
from workbench.services import opening
from workbench.services.opening import Store
from workbench.storage.store import connect


def open_store_at(clock: Path) -> Store:
    """Return the store that the settings name, on the time that is written in a file."""
    settings = settings_module.read()
    return Store(
        connect(settings.database_url),
        clock=lambda: datetime.fromisoformat(clock.read_text(encoding="ascii")),
        ids=Ids("server"),
        rng=Random(11),
    )


def share(clock: Path) -> Store:
    """Let routes and pages share one store and its ids; to be called before anything keeps a name for theirs."""
    store = open_store_at(clock)
    opening.open_store = lambda _settings: store
    ids.random_id = Ids("page")
    return store


def serve(store: Store) -> None:
    """Serve until somebody stops it."""
    from workbench.web import server

    with hashing_lightly():
        server.serve(settings_module.read(), store)


if __name__ == "__main__":
    serve(share(Path(sys.argv[1])))
