"""The server that ``workbench serve`` starts, with a clock that the test moves by hand.

``python -m tests.blindness.serving CLOCK`` reads everything else from WORKBENCH_*. Two of these, given the same
requests in the same order, differ in nothing but their databases.
"""

import sys
from datetime import datetime
from pathlib import Path
from random import Random

from tests.blindness.ids import Ids
from workbench import settings as settings_module
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


def serve(clock: Path) -> None:
    """Serve until somebody stops it."""
    store = open_store_at(clock)
    # Before anything that keeps a name for it is loaded: the routes and the pages are to share this store.
    opening.open_store = lambda _settings: store
    from workbench.web import server

    server.serve(settings_module.read(), store)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
