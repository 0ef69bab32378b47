"""The page on which a teacher whose PIN was reset chooses a new one: for a session, or for bringing work before it."""

from starlette.requests import Request
from starlette.responses import Response

from workbench.domain.errors import WorkbenchError
from workbench.services import giving, joining
from workbench.web import cookies
from workbench.web.forms import read_form
from workbench.web.giving import give_page
from workbench.web.house import House
from workbench.web.joining import LONGEST_CODE, arrival, come_in, start_page
from workbench.web.pages import waiting
from workbench.web.troubles import hidden

GIVE = "give"


async def door(house: House, request: Request) -> Response:
    """Show the form, with the code of the session or of the link filled in."""
    asked = request.query_params
    form = {"code": asked.get("code", "")[:LONGEST_CODE], "to": asked.get("to", "")}
    return house.pages.show("new_pin", form=form, gives=form["to"] == GIVE, trouble=None)


async def choose(house: House, request: Request) -> Response:
    """Let a teacher in with a one-time code and the new PIN."""
    form = await read_form(house, request)
    gives, one_time_code = form.get("to") == GIVE, form.get("one_time_code", "")[:LONGEST_CODE]
    service = giving.come_with_new_pin if gives else joining.join_with_new_pin
    try:
        joined = await house.ask_slowly(service, house.store, arrival(request, form), one_time_code)
    except WorkbenchError as trouble:
        shown = house.pages.show("new_pin", status=trouble.status, form=form, gives=gives, trouble=hidden(trouble))
        return waiting(shown, trouble)
    go = give_page(joined.session_id) if gives else start_page(joined.session_id)
    return await come_in(house, joined, cookies.token(request), go)
