"""Opening the store that the settings name: once per process and settings."""

from functools import lru_cache

from workbench.settings import Settings
from workbench.storage.store import Store, connect

__all__ = ["Store", "open_store"]


@lru_cache(maxsize=8)
def open_store(settings: Settings) -> Store:
    """Return the store for these settings; the same one to every caller in this process.

    The web routes and the Streamlit scripts run in different threads of one process and share its connections.
    Nothing is read or written here; see :func:`workbench.storage.schema.prepare`.
    """
    return Store(connect(settings.database_url))
