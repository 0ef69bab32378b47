"""Streamlit's own WebSocket protocol, spoken from Python: open a page and keep every frame that comes."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Address:
    """A page as a browser asks for it: its name, its query, and, when it was clicked in the menu, its hash."""

    page: str
    query: str = ""
    page_script_hash: str = ""


@dataclass(slots=True)
class Tab:
    """One browser tab: a connection, and how to ask it for pages."""

    socket: ClientConnection

    async def open(self, address: Address, widgets: Iterable[WidgetState] = ()) -> list[ForwardMsg]:
        """Ask for a page, with these widgets as this browser says they are; return every frame of the answer."""
        asked = BackMsg()
        wanted = asked.rerun_script
        wanted.query_string, wanted.page_name = address.query, address.page
        wanted.page_script_hash = address.page_script_hash
        wanted.context_info.timezone, wanted.context_info.locale = "Europe/Helsinki", "en-GB"
        wanted.context_info.url = f"http://workbench.test/{address.page}"
        wanted.widget_states.widgets.extend(widgets)
        await self.socket.send(asked.SerializeToString())
        return await self._frames()

    async def redraw(self, fragment: str, address: Address) -> list[ForwardMsg]:
        """Ask for a part of the page that is open, as a click within it does; return every frame of the answer."""
        asked = BackMsg()
        wanted = asked.rerun_script
        wanted.query_string, wanted.page_name, wanted.fragment_id = address.query, address.page, fragment
        await self.socket.send(asked.SerializeToString())
        return await self._frames()

    async def _frames(self) -> list[ForwardMsg]:
        """Return what comes until the script has run to its end; being sent to another page is a run of its own."""
        frames: list[ForwardMsg] = []
        ended = ForwardMsg.FINISHED_EARLY_FOR_RERUN  # a run that is broken off for another one is not the last
        async with asyncio.timeout(SECONDS):
            while True:
                frames.append(ForwardMsg.FromString(await self.socket.recv(decode=False)))
                kind = frames[-1].WhichOneof("type")
                if kind == "script_finished":
                    ended = frames[-1].script_finished
                rests = kind == "session_status_changed" and not frames[-1].session_status_changed.script_is_running
                if rests and ended != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return frames


@asynccontextmanager
async def tab(port: int, token: str = "", **headers: str) -> AsyncIterator[Tab]:
    """Open a tab of a browser that holds this cookie.

    Raises
    ------
    websockets.exceptions.InvalidStatus
        When the server refuses it.
    """
    sent = {"Cookie": f"workbench={token}"} if token else {}
    async with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        additional_headers={**sent, **headers},
        subprotocols=["streamlit"],
        compression=None,
        proxy=None,
        max_size=None,
    ) as socket:
        yield Tab(socket)


def masked(frame: ForwardMsg) -> bytes:
    """Return a frame without the ids that Streamlit draws for each connection, run and file that waits to be made."""
    copy = ForwardMsg()
    copy.CopyFrom(frame)
    copy.hash = ""  # of all the rest, which is compared
    copy.metadata.run.script_run_id = ""
    drawn = copy.delta.new_element if copy.WhichOneof("type") == "delta" else None
    if drawn is not None and drawn.WhichOneof("type") == "download_button":
        drawn.download_button.deferred_file_id = ""
    if copy.WhichOneof("type") == "new_session":
        copy.new_session.initialize.session_id = ""
    return copy.SerializeToString(deterministic=True)


def elements(frames: Iterable[ForwardMsg], kind: str) -> Iterator[Any]:
    """Yield what was drawn of a kind: ``button``, ``text``, ``checkbox``, ..."""
    for frame in frames:
        drawn = frame.delta.new_element  # empty in a frame of another kind
        if drawn.WhichOneof("type") == kind:
            yield getattr(drawn, kind)


def words(frames: Iterable[ForwardMsg]) -> str:
    """Return everything in the frames as text, to look for words in."""
    return "\n".join(str(frame) for frame in frames)
