"""A link between browsers and a server: so many bits a second each way, shared by all, and a delay.

A TCP proxy in a thread of its own. A new connection waits one round trip before anything passes; TCP's slow start,
lost packets and the air that Wi-Fi devices share are not modelled.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

CHUNK = 8 * 1024


@dataclass(frozen=True, slots=True)
class Link:
    """Bits a second each way, and seconds there and back."""

    bits: float
    round_trip: float


class _Lane:
    """One direction of the link: one thing at a time, in order of arrival."""

    def __init__(self, link: Link) -> None:
        self.link, self.free_at = link, 0.0

    async def carry(self, size: int) -> None:
        """Wait until so many bytes have gone through to the other end."""
        loop = asyncio.get_running_loop()
        self.free_at = max(self.free_at, loop.time()) + size * 8 / self.link.bits
        await asyncio.sleep(self.free_at + self.link.round_trip / 2 - loop.time())


@contextmanager
def slow_link(link: Link, port: int, to: int) -> Iterator[None]:
    """Forward ``port`` of this machine to another one over the link while the block runs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_serve(link, port, to), loop).result()
    yield
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


async def _serve(link: Link, port: int, to: int) -> asyncio.Server:
    up, down = _Lane(link), _Lane(link)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(link.round_trip)
        there, back = await asyncio.open_connection("127.0.0.1", to)
        await asyncio.gather(_pour(reader, back, up), _pour(there, writer, down))

    return await asyncio.start_server(connected, "127.0.0.1", port)


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, lane: _Lane) -> None:
    """Carry everything one way; what is on its way does not wait for what comes behind it."""
    under_way: asyncio.Queue[tuple[bytes, asyncio.Task[None]] | None] = asyncio.Queue(maxsize=256)

    async def read() -> None:
        try:
            while data := await reader.read(CHUNK):
                await under_way.put((data, asyncio.create_task(lane.carry(len(data)))))
        except ConnectionError:
            pass
        await under_way.put(None)

    reading = asyncio.create_task(read())
    try:
        while (sent := await under_way.get()) is not None:
            data, arrival = sent
            await arrival
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        reading.cancel()
    finally:
        writer.close()
