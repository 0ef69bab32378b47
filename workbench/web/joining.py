"""The teacher's door: from the code on the wall to the session in one small page."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workbench import lan
from workbench.domain import promises
from workbench.domain.errors import NotFound, WorkbenchError
from workbench.domain.people import Viewer
from workbench.domain.sessions import Plan
from workbench.services import joining, reaching, signing_in
from workbench.services.joining import Arrival, Joined
from workbench.services.reaching import Device
from workbench.web import cookies
from workbench.web.forms import read_form
from workbench.web.house import House
from workbench.web.identity import kept
from workbench.web.pages import waiting

LONGEST_CODE = 20
LONGEST_FIELD = 100


async def welcome(house: House, request: Request) -> Response:
    """Where somebody signed out begins: type a session's code, or sign in as staff."""
    if cookies.sign_in(request) is not None:
        return RedirectResponse(start_page(request.query_params.get("session", "")), 303)
    if request.query_params.get("code"):
        return RedirectResponse(f"/join{kept(request)}", 303)
    return house.pages.show("welcome", query=kept(request), code="")


async def short(house: House, request: Request) -> Response:
    """Lead from the address behind the QR code to the door; before the session opens, say that the way is free."""
    code = request.path_params["code"][:LONGEST_CODE]
    viewer = await signed_in(house, request)
    address = client_address(request)
    device = Device(address, viewer.person.id if viewer else "", lan.is_this_machine(address))
    if await house.ask(reaching.opened, house.store, code, device, house.settings.public_address):
        return house.pages.show("reached", another=not device.serves)
    return RedirectResponse(f"/join?{urlencode({'code': code})}", 303)


async def door(house: House, request: Request) -> Response:
    """Show the door, with the code filled in."""
    code = request.query_params.get("code", "")[:LONGEST_CODE]
    return await _door(house, request, {"code": code})


async def join(house: House, request: Request) -> Response:
    """Bring a teacher in, or show the door again with what has to be mended."""
    form = await read_form(house, request)
    old = cookies.token(request)
    try:
        if form.get("as") == "me":
            return await _join_signed_in(house, request, form)
        joined = await house.ask_slowly(joining.join, house.store, arrival(request, form))
    except WorkbenchError as trouble:
        return await _door(house, request, form, trouble)
    return await come_in(house, joined, old, start_page(joined.session_id))


async def promised(house: House, request: Request) -> Response:
    """Show what a session gives out, on a page to print."""
    code = request.query_params.get("code", "")[:LONGEST_CODE]
    try:
        session = await house.ask(joining.session_at, house.store, code, client_address(request))
    except WorkbenchError as closed:
        return house.pages.trouble(closed)
    plan = session.plan
    return house.pages.show(
        "promises", title=session.title, lines=promises.five_lines(plan), version=plan.promises or promises.CURRENT
    )


async def _door(
    house: House, request: Request, form: dict[str, str], trouble: WorkbenchError | None = None
) -> Response:
    title, plan = "", Plan()
    try:
        if form.get("code"):
            session = await house.ask(joining.session_at, house.store, form["code"], client_address(request))
            title, plan = session.title, session.plan
    except WorkbenchError as closed:
        trouble = trouble or closed
    viewer = await signed_in(house, request)
    page = house.pages.show(
        "join",
        status=trouble.status if trouble else 200,
        form=form,
        trouble=trouble,
        title=title,
        lines=promises.five_lines(plan),
        me=viewer.person.name if viewer else "",
    )
    return waiting(page, trouble)


async def _join_signed_in(house: House, request: Request, form: dict[str, str]) -> Response:
    viewer = await signed_in(house, request)
    if viewer is None:
        raise NotFound("You are signed out.", "Type your name and PIN.")
    code = form.get("code", "")
    session_id = await house.ask(joining.join_signed_in, house.store, viewer, code, client_address(request))
    return RedirectResponse(start_page(session_id), 303)


async def signed_in(house: House, request: Request) -> Viewer | None:
    """Return who is signed in on this device, if anybody."""
    found = cookies.sign_in(request)
    return await house.ask(signing_in.viewer_of, house.store, found.id) if found else None


async def come_in(house: House, joined: Joined, old_token: str, go: str) -> Response:
    """Sign somebody in on this device, tell them what they have to be told, and lead on."""
    if old_token:  # somebody else was signed in on this device
        await house.ask(signing_in.sign_out, house.store, old_token)
    response: Response = RedirectResponse(go, 303)
    if joined.notices:
        response = house.pages.show("told", notices=joined.notices, go=go)
    cookies.give(house, response, joined.token)
    return response


def arrival(request: Request, form: dict[str, str]) -> Arrival:
    """Return what was typed at a door."""
    code, name, pin = (form.get(field, "")[:LONGEST_FIELD] for field in ("code", "name", "pin"))
    return Arrival(code, name, pin, client_address(request))


def client_address(request: Request) -> str:
    """Return the network address a request came from."""
    return request.client.host if request.client else "unknown"


def start_page(session_id: str) -> str:
    """Return the address of the app's start, which leads on to the session's right page."""
    return f"/?{urlencode({'session': session_id})}" if session_id else "/"
