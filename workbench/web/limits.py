"""What is refused before anybody looks at it: a strange host name, and more than is ever uploaded."""

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.domain.errors import Invalid
from workbench.settings import Settings
from workbench.web.forms import TooLarge
from workbench.web.house import House

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 25
LARGEST_BODY = (LARGEST_UPLOAD + 1) * MEGABYTE
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def allowed_hosts(settings: Settings) -> tuple[str, ...]:
    """Return the host names this program answers to; none means any.

    Knowing them keeps other sites from reaching it under a name of their own that points at this machine.
    """
    if settings.address:
        return (urlsplit(settings.public_address).hostname or "", *THIS_MACHINE)
    return THIS_MACHINE if _is_loopback(settings.host) else ()


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Limits:
    """ASGI middleware: refuses strange hosts and oversized requests."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.pages = house.pages
        self.hosts = frozenset(allowed_hosts(house.settings))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 400 or 413."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if self.hosts and not is_allowed(headers.get("host", ""), self.hosts):
            raise Invalid("This program does not answer under that address.", "Use the address it printed at start.")
        if int(headers.get("content-length", "0") or 0) > LARGEST_BODY:
            raise TooLarge(f"That is more than {LARGEST_UPLOAD} MB.", "Make the file smaller, or split it.")
        await self.app(scope, _counted(receive), send)


def is_allowed(host: str, hosts: Iterable[str]) -> bool:
    """Return whether a Host header names one of these hosts; ports do not matter."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".") in hosts
    except ValueError:
        return False


def _counted(receive: Receive) -> Receive:
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > LARGEST_BODY:
                raise TooLarge(f"That is more than {LARGEST_UPLOAD} MB.", "Make the file smaller, or split it.")
        return message

    return counting
