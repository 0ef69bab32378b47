"""Signing out, and handing the device to the next teacher; nothing of the last person stays behind."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from workbench.services import joining, signing_in
from workbench.web import cookies
from workbench.web.forms import read_form
from workbench.web.house import House


async def sign_out(house: House, request: Request) -> Response:
    """End this sign-in and go to the start."""
    await read_form(house, request)
    return await _leave(house, request, "/welcome")


async def hand_over(house: House, request: Request) -> Response:
    """End this sign-in and show the next teacher the door, with the session's code."""
    await read_form(house, request)
    found = cookies.sign_in(request)
    code = await house.ask(joining.code_of, house.store, found.session_id) if found and found.session_id else ""
    return await _leave(house, request, f"/join?{urlencode({'code': code})}" if code else "/join")


async def _leave(house: House, request: Request, to: str) -> Response:
    token = cookies.token(request)
    if token:
        await house.ask(signing_in.sign_out, house.store, token)
    response = RedirectResponse(to, 303, {"Cache-Control": "no-store"})
    cookies.take(house, response)
    return response
