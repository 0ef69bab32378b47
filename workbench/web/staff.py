"""The staff's doors: name and passphrase, one-time links, and the demo's links."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workbench.domain.errors import WorkbenchError, nothing_here
from workbench.services import inviting, signing_in
from workbench.services.inviting import Invitation
from workbench.services.signing_in import Passphrase, SignedIn
from workbench.web import cookies
from workbench.web.forms import read_form
from workbench.web.house import House
from workbench.web.identity import kept
from workbench.web.joining import client_address, start_page
from workbench.web.limits import THIS_MACHINE
from workbench.web.pages import waiting

LONGEST_NAME = 100
LONGEST_TYPED = 400


async def sign_in_door(house: House, request: Request) -> Response:
    """Show the form for name and passphrase."""
    return house.pages.show("sign_in", form={}, query=kept(request), trouble=None)


async def sign_in(house: House, request: Request) -> Response:
    """Sign staff in, or show the form again."""
    form = await read_form(house, request)
    typed = Passphrase(
        form.get("name", "")[:LONGEST_NAME], form.get("passphrase", "")[:LONGEST_TYPED], client_address(request)
    )
    try:
        signed = await house.ask_slowly(signing_in.sign_in, house.store, typed)
    except WorkbenchError as trouble:
        page = house.pages.show("sign_in", status=trouble.status, form=form, query=kept(request), trouble=trouble)
        return waiting(page, trouble)
    return await _come_in(house, request, signed)


async def link_door(house: House, request: Request) -> Response:
    """Show what a one-time link is for; only the form uses it."""
    invitation = await house.ask(inviting.look_at, house.store, request.path_params["token"])
    return _link_page(house, invitation, {})


async def link(house: House, request: Request) -> Response:
    """Use a one-time link: set the passphrase and come in."""
    form = await read_form(house, request)
    token = request.path_params["token"]
    invitation = await house.ask(inviting.look_at, house.store, token)
    name, passphrase = form.get("name", "")[:LONGEST_NAME], form.get("passphrase", "")[:LONGEST_TYPED]
    try:
        signed = await house.ask_slowly(inviting.open_link, house.store, token, name, passphrase)
    except WorkbenchError as trouble:
        if trouble.field:
            return _link_page(house, invitation, form, trouble)
        raise
    return await _come_in(house, request, signed)


async def demo(house: House, request: Request) -> Response:
    """Sign a person of the demo in; from this machine only."""
    if client_address(request) not in THIS_MACHINE:
        raise nothing_here()
    signed = await house.ask(inviting.open_demo_link, house.store, request.path_params["token"])
    return await _come_in(house, request, signed)


def _link_page(
    house: House, invitation: Invitation, form: dict[str, str], trouble: WorkbenchError | None = None
) -> Response:
    return house.pages.show(
        "link", status=trouble.status if trouble else 200, invitation=invitation, form=form, trouble=trouble
    )


async def _come_in(house: House, request: Request, signed: SignedIn) -> Response:
    old = cookies.token(request)
    if old:
        await house.ask(signing_in.sign_out, house.store, old)
    response = RedirectResponse(start_page(request.query_params.get("session", "")), 303)
    cookies.give(house, response, signed.token)
    return response
