"""What every open page does beside clicking: it asks every three seconds whether the session has moved on."""

import asyncio
from random import Random
from urllib.parse import urlsplit

SECONDS = 3


class Follower:
    """Asks on one connection that is kept, as a browser does; counts the answers."""

    def __init__(self, address: str, cookie: str, session_id: str) -> None:
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port
        head = f"GET /phase/{session_id} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nCookie: {cookie}\r\n"
        self.question = f"{head}Accept: */*\r\n\r\n".encode()
        self.answers = 0

    async def follow(self, rng: Random) -> None:
        """Ask until cancelled."""
        await asyncio.sleep(rng.uniform(0, SECONDS))
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            while True:
                writer.write(self.question)
                await self._answer(reader)
                self.answers += 1
                await asyncio.sleep(SECONDS)
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"/phase answered {head.splitlines()[0]!r}")
        length = next(line for line in head.splitlines() if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.partition(b":")[2]))
