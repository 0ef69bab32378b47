"""Pages for paper: what a session agreed, for its participants after the reveal; nothing for anybody else."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workbench.domain.errors import nothing_here
from workbench.services.agreed import inline_hashes, printed
from workbench.services.signing_in import viewer_of
from workbench.web import cookies
from workbench.web.house import House


async def agreed(house: House, request: Request) -> Response:
    """Send the page; it holds its own style and script, and its policy allows nothing else."""
    html = await house.ask(_page, house, request)
    style, script = inline_hashes()
    policy = f"default-src 'none'; style-src {style}; script-src {script}; img-src 'self'; base-uri 'none'"
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return HTMLResponse(html, headers=headers)


def _page(house: House, request: Request) -> str:
    sign_in = cookies.sign_in(request)
    viewer = viewer_of(house.store, sign_in.id) if sign_in else None
    if viewer is None:
        raise nothing_here()
    return printed(house.store, viewer, request.path_params["session_id"])
