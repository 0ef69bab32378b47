"""What is refused before anybody looks at it: a strange host name, and more than is ever uploaded."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench import lan
from workbench.domain.errors import Invalid, NotAllowed
from workbench.settings import LOCALHOST, Settings
from workbench.web.forms import TooLarge
from workbench.web.house import House
from workbench.web.sites import site_of

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 25
LARGEST_BODY = (LARGEST_UPLOAD + 1) * MEGABYTE
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def allowed_hosts(settings: Settings) -> tuple[str, ...]:
    """Return the host names this program answers to, beside any network address where it listens for other devices.

    Knowing them keeps other sites from reaching it under a name of their own that points at this machine.
    """
    if settings.address:
        return (urlsplit(settings.public_address).hostname or "", *THIS_MACHINE)
    if settings.is_for_this_machine_only:
        return THIS_MACHINE
    return (settings.host.lower(), *THIS_MACHINE, *lan.names())


def knows_its_name(settings: Settings) -> bool:
    """Return whether only names are answered to: a laptop on a school's network has addresses that may change."""
    return bool(settings.address) or lan.is_loopback(settings.host) or settings.host == LOCALHOST


class Limits:
    """ASGI middleware: refuses strange hosts, live connections that another site opens, and oversized requests."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.pages = house.pages
        self.hosts = frozenset(allowed_hosts(house.settings))
        self.only_names = knows_its_name(house.settings)
        self.home = site_of(house.settings.address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 400 or 413."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._answers_to(headers.get("host", "")):
            raise Invalid("This program does not answer under that address.", "Use the address it printed at start.")
        if scope["type"] == "websocket" and not self._is_ours(headers):
            raise NotAllowed("Another site may not open this program.", "Open it under its own address.")
        if int(headers.get("content-length", "0") or 0) > LARGEST_BODY:
            raise TooLarge("That is more than {most} MB.", "Make the file smaller, or split it.", most=LARGEST_UPLOAD)
        await self.app(scope, _counted(receive), send)

    def _answers_to(self, host: str) -> bool:
        name = _name(host)
        return name in self.hosts or (not self.only_names and _is_address(name))

    def _is_ours(self, headers: Headers) -> bool:
        # Streamlit would ask a host outside for this machine's address before it refuses.
        origin = headers.get("origin")
        return origin is None or site_of(origin) in {headers.get("host", ""), self.home} - {""}


def _name(host: str) -> str:
    """Return what a Host header names, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    # A site cannot bend a network address to another machine as it can its own name.
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _counted(receive: Receive) -> Receive:
    seen = 0

    async def counting() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > LARGEST_BODY:
                raise TooLarge(
                    "That is more than {most} MB.", "Make the file smaller, or split it.", most=LARGEST_UPLOAD
                )
        return message

    return counting
