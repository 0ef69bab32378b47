"""The cookie that a browser shows us: a random token, nothing about the person."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from workbench.services.signing_in import HOLDS_FOR, SignIn
from workbench.web.house import House

NAME = "workbench"
LONGEST_TOKEN = 200


def token(connection: HTTPConnection) -> str:
    """Return the token of this browser's cookie; empty when it has none."""
    found = connection.cookies.get(NAME, "")
    return found if len(found) <= LONGEST_TOKEN else ""


def give(house: House, response: Response, value: str) -> None:
    """Give the browser its token; scripts cannot read it, other sites do not send it along."""
    response.set_cookie(
        NAME,
        value,
        max_age=int(HOLDS_FOR.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=house.settings.is_secure,
    )


def take(house: House, response: Response) -> None:
    """Take the token away and have the browser forget the pages it kept."""
    response.delete_cookie(NAME, httponly=True, samesite="lax", secure=house.settings.is_secure)
    response.headers["Clear-Site-Data"] = '"cache"'


def sign_in(connection: HTTPConnection) -> SignIn | None:
    """Return the sign-in that the identity middleware found for this request."""
    found = connection.scope.get("state", {}).get("sign_in")
    return found if isinstance(found, SignIn) else None
