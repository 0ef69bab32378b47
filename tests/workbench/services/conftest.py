"""A teacher who has joined."""

import pytest

from workbench.domain.sessions import Session
from workbench.services import installed, joining
from workbench.services.joining import Arrival, Joined
from workbench.storage.store import Store


@pytest.fixture
def joined(store: Store, session: Session) -> Joined:
    """Ana, in the session, with the PIN 8264."""
    return joining.join(store, Arrival(session.join_code, "Ana P.", "8264", "10.0.0.1"))


@pytest.fixture(scope="session")
def png() -> bytes:
    """A photo of handwriting."""
    return (installed.data_dir() / "samples" / "dogwood" / "work.png").read_bytes()
