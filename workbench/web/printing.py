"""Pages for paper: what a session agreed, score sheets, and the work; for those who may have them, nobody else."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workbench.domain.errors import nothing_here
from workbench.domain.people import Viewer
from workbench.services import paper_prints
from workbench.services.agreed import printed
from workbench.services.opening import Store
from workbench.services.paper_prints import allowed_inline
from workbench.services.signing_in import viewer_of
from workbench.web import cookies
from workbench.web.house import House

Printed = Callable[[Store, Viewer, str], str]


async def agreed(house: House, request: Request) -> Response:
    """Send what a session agreed, for its participants after the reveal."""
    return await _page(house, request, "agreed", printed)


async def sheets(house: House, request: Request) -> Response:
    """Send the score sheets that lie ready, for whoever leads the session or types for it."""
    return await _page(house, request, "sheets", paper_prints.sheets)


async def work(house: House, request: Request) -> Response:
    """Send the work and the rubric, for whoever leads the session or types for it."""
    return await _page(house, request, "booklet", paper_prints.work)


async def _page(house: House, request: Request, name: str, service: Printed) -> Response:
    """Send a page; it holds its own style and script, and its policy allows nothing else."""
    html = await house.ask(_ask, house, request, service)
    style, script = allowed_inline(name)
    policy = f"default-src 'none'; style-src {style}; script-src {script}; img-src 'self'; base-uri 'none'"
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return HTMLResponse(html, headers=headers)


def _ask(house: House, request: Request, service: Printed) -> str:
    sign_in = cookies.sign_in(request)
    viewer = viewer_of(house.store, sign_in.id) if sign_in else None
    if viewer is None:
        raise nothing_here()
    return service(house.store, viewer, request.path_params["session_id"])
