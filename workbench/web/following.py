"""The short way to the question that every open page asks every three seconds: has the session moved on?"""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from workbench.web import status
from workbench.web.house import House
from workbench.web.paths import FOLLOWED


class Following:
    """ASGI middleware: answers for the route of the same address, before Streamlit's own layers.

    Three hundred open pages ask a hundred times a second; the layers took half of the time of an answer.
    """

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app = app
        self.house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(FOLLOWED):
            await self.app(scope, receive, send)
            return
        asked = Request({**scope, "path_params": {"session_id": scope["path"].removeprefix(FOLLOWED)}})
        answer = await status.phase(self.house, asked)
        await answer(scope, receive, send)
