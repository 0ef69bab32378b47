"""A live connection is opened by our own pages, or not at all, and nobody outside is asked about it."""

import asyncio
from dataclasses import replace

import pytest
from starlette.types import Message, Receive, Scope, Send

from workbench.domain.errors import NotAllowed
from workbench.web.house import House
from workbench.web.limits import Limits

HOST = "10.1.2.3:8501"
STRANGE = ["null", "", "http://[", "https://evil.example", "http://10.1.2.3", "http://10.1.2.3:8501.evil.example", "//"]


def opened(house: House, origin: str | None, host: str = HOST) -> bool:
    """Return whether a live connection reaches what lies behind the limits."""
    reached = []

    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["type"])

    async def nothing() -> Message:
        return {"type": "websocket.connect"}

    async def unsent(message: Message) -> None:
        raise AssertionError(message)

    named = [] if origin is None else [(b"origin", origin.encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", host.encode()), *named]}
    asyncio.run(Limits(behind, house)(scope, nothing, unsent))
    return reached == ["websocket"]


@pytest.fixture
def room(house: House) -> House:
    return replace(house, settings=replace(house.settings, host="0.0.0.0", address=""))


@pytest.mark.parametrize("origin", [f"http://{HOST}", None])
def test_our_own_pages_and_programs_may_open_one(room: House, origin: str | None):
    assert opened(room, origin)


@pytest.mark.parametrize("origin", STRANGE)
def test_nobody_else_may_open_one_in_a_room(room: House, origin: str):
    with pytest.raises(NotAllowed):
        opened(room, origin)


@pytest.mark.parametrize("origin", STRANGE)
def test_nobody_else_may_open_one_where_the_address_is_known(house: House, origin: str):
    known = replace(house, settings=replace(house.settings, address="https://calibration.example.org"))
    assert opened(known, "https://calibration.example.org", host="127.0.0.1:8501")
    with pytest.raises(NotAllowed):
        opened(known, origin, host="127.0.0.1:8501")
