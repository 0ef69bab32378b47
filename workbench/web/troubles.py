"""The one place where an error becomes a page, for everything that is not Streamlit; and the request log."""

from http import HTTPStatus

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from workbench.domain.catalogue import _
from workbench.domain.errors import NotAllowed, WorkbenchError, nothing_here
from workbench.services import eventlog
from workbench.services.readiness import check
from workbench.web import cookies, identity
from workbench.web.house import House
from workbench.web.paths import Kind, kind, route

_INTERNAL_ERROR = 1011


class Troubles:
    """ASGI middleware, outside of whatever can fail: errors become pages, answers become log lines."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer for it when something goes wrong before an answer has begun."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begun: list[int] = []

        async def noting(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept", "websocket.close"):
                begun.append(int(message.get("status", 0)))
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except WorkbenchError as trouble:
            await self._answer(scope, receive, noting, self.house.pages.trouble(hidden(trouble)), begun=bool(begun))
        except Exception as trouble:  # noqa: BLE001 the one place: whatever it is, no trace reaches a browser
            code = eventlog.error(trouble, route(scope["path"]), _person_id(scope))
            await self._answer(scope, receive, noting, self._ours(code), begun=bool(begun))
        if begun and _is_logged(scope, begun[0]):
            eventlog.event(begun[0], route(scope["path"]), _person_id(scope))

    async def _answer(self, scope: Scope, receive: Receive, send: Send, page: Response, *, begun: bool) -> None:
        if begun:
            return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _INTERNAL_ERROR})
            return
        await page(scope, receive, send)

    def _ours(self, code: str) -> Response:
        says = _("Something went wrong on our side. Your scores are safe.")
        do = _("Try again. If it happens once more, tell whoever looks after the workbench the code {code}.")
        return self.house.pages.show("trouble", status=500, says=says, do=do.format(code=code))


def hidden(trouble: WorkbenchError) -> WorkbenchError:
    """Return the trouble as it may be shown: what is forbidden looks like what does not exist."""
    return nothing_here() if type(trouble) is NotAllowed else trouble


def for_http(house: House, request: Request, trouble: HTTPException) -> Response:
    """Answer what routing refuses (no such page, wrong method) in the look of the app."""
    if not identity.is_navigation(request) and request.method in ("GET", "HEAD"):
        return Response(HTTPStatus(trouble.status_code).phrase, trouble.status_code, media_type="text/plain")
    status = 404 if trouble.status_code == 403 else trouble.status_code
    page = house.pages.trouble(nothing_here(), status=status)
    page.headers.update(trouble.headers or {})
    return page


def on_script_error(trouble: Exception) -> bool:
    """Show an error of a callback or fragment, which the entry script cannot catch; never its text or trace."""
    if isinstance(trouble, WorkbenchError):
        st.text(f"{trouble.says} {trouble.do}")
        return True
    code = eventlog.error(trouble, "script")
    st.error(_("Something went wrong on our side. Your scores are safe. (Code {code})").format(code=code))
    return True


class Ready:
    """ASGI middleware: answers 503 with the reason until the database can be used."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house
        self.is_ready = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on once the database has been seen with the right schema."""
        waits = scope["type"] in ("http", "websocket") and kind(scope["path"]) is not Kind.SHELL
        if waits and not self.is_ready and scope["path"] not in ("/healthz", "/workbench.css"):
            await self._look()
        await self.app(scope, receive, send)

    async def _look(self) -> None:
        await self.house.ask(check, self.house.store)
        self.is_ready = True


def _is_logged(scope: Scope, status: int) -> bool:
    # Polled every few seconds by everybody, or the same for everybody: these would drown the rest.
    drowning = kind(scope["path"]) in (Kind.SHELL, Kind.FOLLOWED) or scope["path"] == "/healthz"
    return scope["type"] == "http" and (status >= 500 or not drowning)


def _person_id(scope: Scope) -> str:
    found = cookies.sign_in(HTTPConnection(scope))
    return found.person_id if found else ""
