"""The door for whoever was asked to bring work: the link in the mail, a name and a PIN."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workbench.domain.errors import NotFound, WorkbenchError
from workbench.domain.giving import in_words
from workbench.services import giving
from workbench.web import cookies
from workbench.web.forms import read_form
from workbench.web.house import House
from workbench.web.joining import LONGEST_CODE, arrival, client_address, come_in, signed_in
from workbench.web.pages import waiting


async def door(house: House, request: Request) -> Response:
    """Show what is asked for, and ask who came."""
    return await _door(house, request, {})


async def come(house: House, request: Request) -> Response:
    """Let somebody in, or show the door again with what has to be mended."""
    form = await read_form(house, request)
    old = cookies.token(request)
    try:
        if form.get("as") == "me":
            return await _come_signed_in(house, request)
        came = arrival(request, form | {"code": _code(request)})
        joined = await house.ask_slowly(giving.come, house.store, came)
    except WorkbenchError as trouble:
        return await _door(house, request, form, trouble)
    return await come_in(house, joined, old, give_page(joined.session_id))


async def _door(
    house: House, request: Request, form: dict[str, str], trouble: WorkbenchError | None = None
) -> Response:
    title, wanted = "", ""
    try:
        session, asked = await house.ask(giving.asked_at, house.store, _code(request), client_address(request))
        title, wanted = session.title, in_words(asked)
    except WorkbenchError as closed:
        trouble = trouble or closed
    viewer = await signed_in(house, request)
    page = house.pages.show(
        "give",
        status=trouble.status if trouble else 200,
        form=form,
        trouble=trouble,
        code=_code(request),
        title=title,
        wanted=wanted,
        me=viewer.person.name if viewer else "",
    )
    return waiting(page, trouble)


async def _come_signed_in(house: House, request: Request) -> Response:
    viewer = await signed_in(house, request)
    if viewer is None:
        raise NotFound("You are signed out.", "Type your name and PIN.")
    address = client_address(request)
    session_id = await house.ask(giving.come_signed_in, house.store, viewer, _code(request), address)
    return RedirectResponse(give_page(session_id), 303)


def _code(request: Request) -> str:
    return str(request.path_params["code"])[:LONGEST_CODE]


def give_page(session_id: str) -> str:
    """Return the address of the page on which work is brought."""
    return f"/give?{urlencode({'session': session_id})}"
