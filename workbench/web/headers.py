"""Headers on every answer: what the page may load and whom it may talk to, and that nobody keeps pages about people."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.web.house import House

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then post our own forms with "Origin: null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:]{2,45}\](:\d{1,5})?")
_YEAR = 31_536_000


def policy(host: str) -> str:
    """Return the content security policy of Streamlit's pages when they are reached under this host."""
    # Streamlit's bundle needs inline styles and eval; it may talk to this host only.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets} data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    )


class SecurityHeaders:
    """ASGI middleware: adds the headers; a page's own, stricter policy stays."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.always = dict(ALWAYS)
        if house.settings.is_secure:
            # Over plain HTTP browsers ignore it and complain in their consoles.
            self.always["Cross-Origin-Opener-Policy"] = "same-origin"
            self.always["Strict-Transport-Security"] = f"max-age={_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), host)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, host: str) -> None:
        for name, value in self.always.items():
            headers[name] = value
        headers.setdefault("Content-Security-Policy", policy(host))
        # Also keeps the page out of the browser's back-forward cache: Back after a hand-over shows nothing.
        if headers.get("content-type", "").startswith("text/html"):
            headers["Cache-Control"] = "no-store"
