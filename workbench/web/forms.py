"""Reading a posted form: only from our own pages, and only a small one."""

from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from workbench.domain.errors import Invalid, NotAllowed, WorkbenchError
from workbench.web.house import House
from workbench.web.sites import site_of

LONGEST_FORM = 16 * 1024
MOST_FIELDS = 20


class TooLarge(WorkbenchError):
    """More was sent than is ever needed."""

    status = 413


async def read_form(house: House, request: Request) -> dict[str, str]:
    """Return the fields of a form that one of our own pages posted.

    Raises
    ------
    NotAllowed
        When another site's page posted it.
    TooLarge
        When it is longer than 16 KiB.
    Invalid
        When it is no form.
    """
    refuse_foreign(house, request)
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise Invalid("That was not a form of ours.", "Go back and send it again.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            raise TooLarge("That is more text than this form takes.", "Go back and shorten it.")
    return _fields(body)


def refuse_foreign(house: House, request: Request) -> None:
    """Raise unless a page of ours sent this request: browsers say so in ``Sec-Fetch-Site`` or ``Origin``.

    Raises
    ------
    NotAllowed
        With the sentence that everything forbidden gets.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    same_site = site in (None, "same-origin", "none")
    homes = {request.headers.get("host"), urlsplit(house.settings.public_address).netloc}
    ours = origin is None or site_of(origin) in homes
    if not (same_site and ours) or (site is None and origin is None):
        raise NotAllowed("There is nothing here for you.", "Go back to your start page.")


def _fields(body: bytes) -> dict[str, str]:
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as broken:
        raise Invalid("That form could not be read.", "Go back and send it again.") from broken
    return {name: values[0] for name, values in found.items()}
