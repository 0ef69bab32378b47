"""The cookies that a browser shows us: random tokens, nothing about the person.

One stands for a sign-in. Another, of a projector's screen, stands for nobody: it opens one page and nothing else. A
third is the language that was chosen on this device.
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from workbench.services import walls
from workbench.services.signing_in import HOLDS_FOR, SignIn
from workbench.web.house import House

NAME = "workbench"
WALL = "workbench_wall"
WALL_PATH = "/wall"
LANGUAGE = "workbench_language"
_YEAR = 31_536_000
LONGEST_TOKEN = 200


def token(connection: HTTPConnection) -> str:
    """Return the token of this browser's cookie; empty when it has none."""
    return _token(connection, NAME)


def wall_token(connection: HTTPConnection) -> str:
    """Return the token of a projector's screen; empty when this browser is none."""
    return _token(connection, WALL)


def language(connection: HTTPConnection) -> str:
    """Return the code of the language that was chosen on this device; empty when none was."""
    return _token(connection, LANGUAGE)


def _token(connection: HTTPConnection, name: str) -> str:
    found = connection.cookies.get(name, "")
    return found if len(found) <= LONGEST_TOKEN else ""


def give_wall(house: House, response: Response, value: str) -> None:
    """Make this browser a projector's screen; the cookie is sent to the projector's page only."""
    response.set_cookie(
        WALL,
        value,
        max_age=int(walls.HOLDS_FOR.total_seconds()),
        path=WALL_PATH,
        httponly=True,
        samesite="lax",
        secure=house.settings.is_secure,
    )


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


def give_language(house: House, response: Response, code: str) -> None:
    """Have this device remember a language for its doors."""
    response.set_cookie(LANGUAGE, code, max_age=_YEAR, httponly=True, samesite="lax", secure=house.settings.is_secure)


def take(house: House, response: Response) -> None:
    """Take the token away and have the browser forget the pages it kept."""
    response.delete_cookie(NAME, httponly=True, samesite="lax", secure=house.settings.is_secure)
    response.headers["Clear-Site-Data"] = '"cache"'


def sign_in(connection: HTTPConnection) -> SignIn | None:
    """Return the sign-in that the identity middleware found for this request."""
    found = connection.scope.get("state", {}).get("sign_in")
    return found if isinstance(found, SignIn) else None
