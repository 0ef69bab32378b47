"""Page pictures of student work: sent to those who may read the work, kept by nobody on the way."""

from starlette.requests import Request
from starlette.responses import Response

from workbench.domain.errors import nothing_here
from workbench.services.files import open_files, page_picture
from workbench.services.signing_in import viewer_of
from workbench.web import cookies
from workbench.web.house import House

HEADERS = {
    "Cache-Control": "private, no-store",
    # No name: the file's own could tell who made the work.
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


async def page(house: House, request: Request) -> Response:
    """Send one page picture."""
    data, media_type = await house.ask(_picture, house, request)
    return Response(data, media_type=media_type, headers=HEADERS)


def _picture(house: House, request: Request) -> tuple[bytes, str]:
    sign_in = cookies.sign_in(request)
    viewer = viewer_of(house.store, sign_in.id) if sign_in else None
    number = request.path_params["number"]
    if viewer is None or not (number.isascii() and number.isdecimal() and len(number) <= 4):
        raise nothing_here()
    files = open_files(house.settings)
    return page_picture(house.store, files, viewer, request.path_params["artifact"], int(number))
