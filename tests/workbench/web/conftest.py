"""Our own routes and middleware over real HTTP semantics, without Streamlit behind them: quick, with a moved clock."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from workbench.services import inviting
from workbench.settings import Settings
from workbench.storage.store import Store
from workbench.web.application import handlers, middleware, routes
from workbench.web.house import House

BASE = "http://workbench.test:8501"
PASSPHRASE = "four quiet blue herons"


class Browser:
    """A browser as far as our pages need one: cookies, Origin on forms, no redirects followed by itself."""

    def __init__(self, app: Starlette, address: str = "10.0.0.1") -> None:
        self.app, self.address, self.cookies = app, address, httpx.Cookies()

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._ask("GET", path, headers={"accept": "text/html", **headers})

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"origin": BASE, "sec-fetch-site": "same-origin", "accept": "text/html", **changed}
        sent = {name: value for name, value in sent.items() if value}
        return self._ask("POST", path, data=form or {"": ""}, headers=sent)

    def _ask(self, method: str, path: str, **options) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(self.address, 1))
            async with httpx.AsyncClient(transport=transport, base_url=BASE, cookies=self.cookies) as client:
                answer = await client.request(method, path, **options)
                self.cookies = client.cookies
                return answer

        return asyncio.run(ask())


async def shell(request: Request) -> HTMLResponse:
    """Stand where Streamlit's index.html is; say which identity header came through."""
    return HTMLResponse("SHELL " + request.headers.get("x-workbench-sign-in", "nobody"))


async def broken(request: Request) -> JSONResponse:
    raise RuntimeError("secret: Ana gave Maple level 3")


def build(house: House) -> Starlette:
    own = [*routes(house), Route("/broken", broken), Route("/{path:path}", shell)]
    return Starlette(routes=own, middleware=middleware(house), exception_handlers=handlers(house))


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    return House(Settings(data=tmp_path, host="0.0.0.0", address=BASE), store)


@pytest.fixture
def open_browser(house: House) -> Callable[..., Browser]:
    """Open another device, with cookies of its own."""
    app = build(house)
    return lambda address="10.0.0.1": Browser(app, address)


@pytest.fixture
def laptop(open_browser: Callable[..., Browser]) -> Browser:
    """One device."""
    return open_browser()


@pytest.fixture
def first_link(store: Store) -> str:
    return f"/link/{inviting.first_admin_link(store)}"
