"""Who asks: the cookie becomes the header that Streamlit trusts, and nobody else's header ever does.

Every address is guarded unless :mod:`workbench.web.paths` says otherwise, whatever Streamlit would serve there: in a
fresh process it serves more than in one that has drawn its first page.
"""

import re
from urllib.parse import parse_qs, urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from workbench.domain.catalogue import speak, spoken
from workbench.services.giving import may_upload
from workbench.services.signing_in import SignIn, sign_in_for_token, viewer_of
from workbench.web import cookies
from workbench.web.house import House
from workbench.web.paths import UPLOADS, Kind, kind

HEADER = "X-Workbench-Sign-In"
USER_KEY = "uid"
_RAW_HEADER = HEADER.lower().encode()
_POLICY_VIOLATION = 1008
_KEPT = {"session": re.compile(r"[\w-]{1,64}", re.ASCII), "code": re.compile(r"[A-Za-z0-9 -]{1,20}")}


class Identity:
    """ASGI middleware: looks the cookie up and guards what is not open to everybody."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the identity header, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != _RAW_HEADER]
        how = kind(scope["path"])
        if how in (Kind.SHELL, Kind.FOLLOWED) and scope["type"] == "http":
            await self.app(scope, receive, send)
            return
        found = await self._sign_in(scope)
        if found is not None:
            scope["headers"].append((_RAW_HEADER, found.id.encode()))
            scope.setdefault("state", {})["sign_in"] = found
            if how is not Kind.DOOR:  # at a door somebody else may stand who comes in next
                speak(found.language or spoken())
        may_pass = found is not None or (how is Kind.DOOR and scope["type"] == "http")
        if may_pass and how is not Kind.NOWHERE and await self._may_upload(scope, found):
            await self.app(scope, receive, send)
        else:
            await self._refuse(scope, receive, send)

    async def _sign_in(self, scope: Scope) -> SignIn | None:
        token = cookies.token(HTTPConnection(scope))
        return await self.house.ask(sign_in_for_token, self.house.store, token) if token else None

    async def _may_upload(self, scope: Scope, found: SignIn | None) -> bool:
        """Return whether this is no upload, or one of somebody who has work to bring: memory holds uploads."""
        if not scope["path"].startswith(UPLOADS):
            return True
        viewer = await self.house.ask(viewer_of, self.house.store, found.id) if found else None
        if viewer is None or viewer.is_staff:
            return viewer is not None
        return await self.house.ask(may_upload, self.house.store, viewer)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if kind(request.url.path) is Kind.NOWHERE or not is_navigation(request):
            return PlainTextResponse("Not Found", 404, {"Cache-Control": "no-store"})
        return RedirectResponse(f"/welcome{kept(request)}", 303, {"Cache-Control": "no-store"})


def is_navigation(request: Request) -> bool:
    """Return whether a person opens a page, rather than a page asking for a part of itself."""
    asks_for_a_page = request.url.path == "/" or "text/html" in request.headers.get("accept", "")
    return request.method in ("GET", "HEAD") and asks_for_a_page


def kept(request: Request) -> str:
    """Return the part of the query that signing in has to remember: a session's id or a join code."""
    given = parse_qs(request.url.query, max_num_fields=50) if len(request.url.query) < 4000 else {}
    fine = {name: given[name][0] for name, shape in _KEPT.items() if name in given and shape.fullmatch(given[name][0])}
    return f"?{urlencode(fine)}" if fine else ""
