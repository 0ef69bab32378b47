"""A proxy between a browser and a server, as schools have them: with WebSockets, or without until somebody allows them.

A TCP proxy in a thread of its own. Each request gets a connection of its own, so that every one can be looked at.
"""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

CHUNK = 64 * 1024
ASKS_FOR_A_SOCKET = re.compile(rb"^upgrade:\s*websocket", re.IGNORECASE | re.MULTILINE)
KEPT_OPEN = re.compile(rb"^connection:.*\r\n", re.IGNORECASE | re.MULTILINE)
REFUSED = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@dataclass(slots=True)
class Proxy:
    """A proxy that runs; ``lets_sockets_through`` may change at any time, ``refused`` counts what it turned away."""

    port: int
    to: int
    lets_sockets_through: bool
    refused: int = 0

    @property
    def url(self) -> str:
        """Its address without a trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one request there and its answer back, or refuse it."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()  # browsers open connections to have them ready
            return
        is_socket = ASKS_FOR_A_SOCKET.search(head) is not None
        if is_socket and not self.lets_sockets_through:
            self.refused += 1
            writer.write(REFUSED)
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        back.write(head if is_socket else KEPT_OPEN.sub(b"", head)[:-2] + b"Connection: close\r\n\r\n")
        sending = asyncio.create_task(_pour(reader, back))
        with suppress(asyncio.CancelledError):  # at the end of the block
            await _pour(there, writer)
        sending.cancel()


@contextmanager
def proxy(port: int, to: int, *, lets_sockets_through: bool) -> Iterator[Proxy]:
    """Forward ``port`` of this machine to another one while the block runs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    made = Proxy(port, to, lets_sockets_through)
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(made.connected, "127.0.0.1", port), loop).result()
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()
