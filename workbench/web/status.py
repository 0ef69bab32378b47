"""Two short answers for programs: is the server healthy, and has a session moved on."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from workbench.domain.errors import Unavailable
from workbench.services import readiness, signing_in
from workbench.web import cookies
from workbench.web.house import House

NO_STORE = {"Cache-Control": "no-store"}


async def healthz(house: House, request: Request) -> Response:
    """Answer 200 with the schema's revision when the database answers and has it; else 503."""
    try:
        revision = await house.ask(readiness.check, house.store)
    except Unavailable as trouble:
        return JSONResponse({"schema": None, "says": str(trouble)}, 503, NO_STORE)
    return JSONResponse({"schema": revision}, headers=NO_STORE)


async def phase(house: House, request: Request) -> Response:
    """Tell a session's participants, and nobody else, what changes when their screen has to: a number, and for whom."""
    token, session_id = cookies.token(request), request.path_params["session_id"]
    seen = await house.ask(signing_in.stage_revision, house.store, token, session_id) if token else None
    if seen is None:
        return Response(status_code=404, headers=NO_STORE)
    return JSONResponse({"s": seen[0], "w": seen[1]}, headers=NO_STORE)


async def stylesheet(house: House, request: Request) -> Response:
    """Send the stylesheet of our own pages."""
    path = Path(__file__).with_name("workbench.css")
    return FileResponse(path, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
