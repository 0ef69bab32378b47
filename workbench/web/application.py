"""The ASGI application: Streamlit with our own doors before it."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

import workbench
from workbench.domain.errors import WorkbenchError
from workbench.services.opening import Store
from workbench.settings import Settings
from workbench.web import (
    files,
    giving,
    joining,
    languages,
    leaving,
    new_pin,
    printing,
    shell,
    staff,
    status,
    troubles,
    walls,
)
from workbench.web.assets import Assets
from workbench.web.daily import housekeeping
from workbench.web.following import Following
from workbench.web.headers import SecurityHeaders
from workbench.web.house import House
from workbench.web.identity import Identity
from workbench.web.limits import Limits

ENTRY = Path(workbench.__file__).with_name("app.py")


def build_app(settings: Settings, store: Store) -> st.App:
    """Return the application for these settings; nothing is opened or listened to yet."""
    house = House(settings, store)
    return st.App(
        ENTRY,
        routes=routes(house),
        middleware=middleware(house),
        lifespan=partial(lifespan, house),
        on_script_error=troubles.on_script_error,
        exception_handlers=handlers(house),
    )


def routes(house: House) -> list[Route]:
    """Return our own routes; Streamlit answers for every other address."""
    return [
        _get("/welcome", joining.welcome, house),
        _get("/j/{code}", joining.short, house),
        _get("/join", joining.door, house),
        _post("/join", joining.join, house),
        _get("/promises", joining.promised, house),
        _get("/give/{code}", giving.door, house),
        _post("/give/{code}", giving.come, house),
        _get("/new-pin", new_pin.door, house),
        _post("/new-pin", new_pin.choose, house),
        _get("/sign-in", staff.sign_in_door, house),
        _post("/sign-in", staff.sign_in, house),
        _get("/link/{token}", staff.link_door, house),
        _post("/link/{token}", staff.link, house),
        _get("/demo/{token}", staff.demo, house),
        _post("/language", languages.choose, house),
        _post("/sign-out", leaving.sign_out, house),
        _post("/hand-over", leaving.hand_over, house),
        _get("/phase/{session_id}", status.phase, house),
        _get("/files/{artifact}/{number}", files.page, house),
        _get("/print/{session_id}", printing.agreed, house),
        _get("/print/{session_id}/sheets", printing.sheets, house),
        _get("/print/{session_id}/work", printing.work, house),
        _get("/wall", walls.door, house),
        _post("/wall", walls.open_it, house),
        _get("/wall/now", walls.now, house),
        _get("/wall.js", walls.script, house),
        _get("/wall.css", walls.stylesheet, house),
        _get("/shell.js", shell.script, house),
        _get("/healthz", status.healthz, house),
        _get("/workbench.css", status.stylesheet, house),
    ]


def middleware(house: House) -> list[Middleware]:
    """Return what every request goes through, the outermost first."""
    return [
        Middleware(SecurityHeaders, house=house),
        Middleware(languages.Speaking),
        Middleware(troubles.Troubles, house=house),
        Middleware(Limits, house=house),
        Middleware(troubles.Ready, house=house),
        Middleware(Following, house=house),
        Middleware(Identity, house=house),
        Middleware(Assets),
        Middleware(shell.Shell, house=house),
    ]


def handlers(house: House) -> dict[Any, Any]:
    """Return what answers for errors that routing itself raises."""

    def refused(request: Any, trouble: HTTPException) -> Any:
        return troubles.for_http(house, request, trouble)

    def ours(request: Any, trouble: WorkbenchError) -> Any:
        return house.pages.trouble(troubles.hidden(trouble))

    return {HTTPException: refused, WorkbenchError: ours}


@asynccontextmanager
async def lifespan(house: House, _app: Any) -> AsyncIterator[None]:
    """Load what the first page would load, put it out of the garbage collector's sight, and keep house.

    Without this the first teacher waits for pandas, and every collection walks through all loaded modules.
    """
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401

    gc.collect()
    gc.freeze()
    async with housekeeping(house):
        yield


def _get(path: str, endpoint: Any, house: House) -> Route:
    return Route(path, partial(endpoint, house), methods=["GET"])


def _post(path: str, endpoint: Any, house: House) -> Route:
    return Route(path, partial(endpoint, house), methods=["POST"])
