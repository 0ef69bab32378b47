"""A browser at one house's door: HTTP on one connection that is kept, so that asking costs less than answering."""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``headers`` in the order in which they came."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Knocker:
    """Asks first and hears later, so that two servers work at the same time. Redirects are not followed."""

    line: HTTPConnection

    def ask(self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, str]) -> None:
        """Send a request; a form when it is a POST."""
        if self.line.sock is not None and select.select([self.line.sock], [], [], 0)[0]:
            self.line.close()  # the server ended a connection that it thought nobody used any more
        posts = {"content-type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        self.line.request(method, path, urlencode(form) if posts else None, {**headers, **posts})

    def hear(self) -> Answer:
        """Wait for the answer to what was asked last."""
        answer = self.line.getresponse()
        headers = tuple((name.lower(), value) for name, value in answer.getheaders())
        return Answer(answer.status, headers, answer.read())


@contextmanager
def knocker(port: int) -> Iterator[Knocker]:
    """Open a connection, and close it at the end."""
    line = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        yield Knocker(line)
    finally:
        line.close()
