"""The reveal is one act and simultaneous for everybody: the dots come out together, by the server's clock."""

from datetime import timedelta
from typing import Final

from workbench.domain.phases import Stage
from workbench.domain.sessions import Session
from workbench.storage.store import Store

# Five seconds in which every screen hears of it, then 3, 2, 1.
COUNTDOWN: Final = timedelta(seconds=8)


def seconds_left(store: Store, session: Session) -> float:
    """Return how long until the dots come out on every screen; 0 when they are out."""
    if session.stage is not Stage.DOTS or session.stage_since is None:
        return 0.0
    return max(0.0, (session.stage_since + COUNTDOWN - store.now()).total_seconds())
