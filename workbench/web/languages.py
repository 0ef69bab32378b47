"""Which language is spoken to whom: what they chose, what this device chose at a door, what its browser asks for."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from workbench.domain.catalogue import speaking
from workbench.domain.errors import Invalid
from workbench.domain.languages import Language, known, preferred
from workbench.services import reading
from workbench.web import cookies
from workbench.web.forms import read_form
from workbench.web.house import House
from workbench.web.joining import signed_in


class Speaking:
    """ASGI middleware, outside of whatever says something: speaks the device's language until it is known who asks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; whoever looks its sign-in up goes on in that person's language."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        with speaking(of_device(HTTPConnection(scope))):
            await self.app(scope, receive, send)


def of_device(connection: HTTPConnection) -> Language:
    """Return the language chosen on this device; else the first that its browser asks for and we speak."""
    asked_for = preferred(connection.headers.get("accept-language", ""))
    return known(cookies.language(connection)) or asked_for or Language.ENGLISH


async def choose(house: House, request: Request) -> Response:
    """Speak another language on this device, and to whoever is signed in wherever they sign in; then go back.

    Raises
    ------
    Invalid
        When it is not spoken here.
    """
    form = await read_form(house, request)
    chosen = known(form.get("language", ""))
    if chosen is None:
        raise Invalid("That language is not spoken here.", "Choose one of those at the foot of the page.")
    viewer = await signed_in(house, request)
    if viewer is not None:
        await house.ask(reading.choose, house.store, viewer, chosen)
    response = RedirectResponse(_back(request), 303, {"Cache-Control": "no-store"})
    cookies.give_language(house, response, chosen)
    return response


def _back(request: Request) -> str:
    """Return the page on which the language was chosen: an address of ours, never another site's."""
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return "/"
    path = "/" + came_from.path.lstrip("/\\")
    return f"{path}?{came_from.query}" if came_from.query else path
