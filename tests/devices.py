"""Devices of people in a journey: each a browser context of its own, watched for calls to strangers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, expect

OURS = frozenset({"127.0.0.1", "localhost", "::1"})
TIMEOUT_MS = 30_000
# Drawing what moves without a graphics card takes a sixth of a browser's work, so most of our people asked their device
# for no motion; phones and what hangs on the wall move, as does whatever is about it.
DEVICE = {"viewport": {"width": 1440, "height": 900}, "locale": "en-US", "reduced_motion": "reduce"}
# What is expected on a screen comes at once, and on a machine that is busy with other tests it still comes.
expect.set_options(timeout=TIMEOUT_MS)


class NewContext(Protocol):
    """Open one more device; keyword arguments are those of Playwright's ``Browser.new_context``."""

    def __call__(self, **options: Any) -> BrowserContext: ...


def is_stranger(url: str) -> bool:
    """Tell whether asking for this address leaves the machine."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in OURS


@contextmanager
def devices(browser: Browser, home: str = "") -> Iterator[NewContext]:
    """Give a function that opens devices; at the end all are closed, and none may have called another host.

    Parameters
    ----------
    home
        The address of our server when it is reached over a network.
    """
    opened: list[BrowserContext] = []
    strangers: list[str] = []

    def note(url: str) -> None:
        if is_stranger(url) and urlsplit(url).netloc != urlsplit(home).netloc:
            strangers.append(url)

    def watch_sockets(page: Page) -> None:
        page.on("websocket", lambda socket: note(socket.url))

    def new_context(**options: Any) -> BrowserContext:
        context = browser.new_context(**{**DEVICE, **options})
        context.set_default_timeout(TIMEOUT_MS)
        context.on("request", lambda request: note(request.url))
        context.on("page", watch_sockets)
        opened.append(context)
        return context

    try:
        yield new_context
    finally:
        for context in opened:
            context.close()
    if strangers:
        raise AssertionError(f"A browser called another host: {sorted(set(strangers))}")
