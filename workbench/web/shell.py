"""Streamlit's page, with words of ours for a network that lets pages through but not the live connection.

Streamlit's page waits for its WebSocket for ever and says nothing. Ours carries a few words, hidden, and a script that
shows them when the line does not come though the server answers, and takes them away as soon as it does.
"""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.domain.catalogue import spoken
from workbench.web.house import House

HERE = Path(__file__).parent
ROOT = b'<div id="root"></div>'
ENGLISH, OURS = b'<html lang="en">', '<html lang="{language}">'
# They belong to the file, not to what is sent.
_OF_THE_FILE = ("etag", "last-modified", "accept-ranges")


class Shell:
    """ASGI middleware: puts words and language into Streamlit's page, whatever address it is served under."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the words when a whole page comes back."""
        if scope["type"] == "http" and scope["method"] == "GET":
            send = _Page(send, self.house).send
        await self.app(scope, receive, send)


class _Page:
    """One answer: held back while it is a page, passed on as it comes when it is anything else."""

    def __init__(self, onwards: Send, house: House) -> None:
        self.onwards = onwards
        self.house = house
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_whole_page(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.onwards(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        if ROOT in self.body:
            words = self.house.pages.render("shell").encode()
            self.body = self.body.replace(ROOT, ROOT + b"\n" + words, 1)
            self.body = self.body.replace(ENGLISH, OURS.format(language=spoken()).encode(), 1)
            headers = MutableHeaders(scope=start)
            headers["Content-Length"] = str(len(self.body))
            for name in _OF_THE_FILE:
                del headers[name]
        await self.onwards(start)
        await self.onwards({"type": "http.response.body", "body": self.body})


async def script(_house: House, _request: Request) -> Response:
    """Send the script that watches for the line."""
    return FileResponse(HERE / "shell.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _is_whole_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_page = headers.get("content-type", "").startswith("text/html")
    return start["status"] == 200 and is_page and "content-encoding" not in headers
