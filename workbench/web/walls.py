"""The projector's page: opened by a code on any screen, read only, without anybody's sign-in.

It is one small document whose middle a script of ours swaps when something has changed; it asks every three seconds.
No Streamlit and no WebSocket: it works on a television's browser and behind a proxy that lets nothing else through.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from workbench.domain.errors import WorkbenchError
from workbench.services import agreeing, walls
from workbench.services.asides import wish_said
from workbench.services.board import BoardCell
from workbench.services.dots import words
from workbench.services.dots.strips import Strip, strips
from workbench.services.wall_screen import Agree, Countdown, Lobby, Revealed, Talk, Wall, wall_now
from workbench.web import cookies, dots
from workbench.web.dots import Picture
from workbench.web.forms import read_form
from workbench.web.house import House
from workbench.web.joining import client_address
from workbench.web.pages import waiting
from workbench.web.troubles import hidden

HERE = Path(__file__).parent
NO_STORE = {"Cache-Control": "no-store"}
LONGEST_CODE = 20
_MARK = 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """The middle of the page, a mark that changes when it does, and the seconds left on its clocks, in order."""

    html: str
    mark: str
    clocks: tuple[float, ...]


async def door(house: House, request: Request) -> Response:
    """Show what belongs to the moment, or ask for a code; with ``?another`` ask in any case."""
    drawn = None if "another" in request.query_params else await _drawn(house, request)
    if drawn is None:
        return house.pages.show("wall_door", form={}, trouble=None)
    return house.pages.show("wall", with_script=True, drawn=drawn)


async def open_it(house: House, request: Request) -> Response:
    """Open a session's page with its code, or ask again and say what is wrong."""
    form = await read_form(house, request)
    code, old = form.get("code", "")[:LONGEST_CODE], cookies.wall_token(request)
    try:
        token = await house.ask(walls.open_screen, house.store, code, client_address(request))
    except WorkbenchError as trouble:
        shown = hidden(trouble)
        return waiting(house.pages.show("wall_door", status=shown.status, form={"code": code}, trouble=shown), trouble)
    if old:
        await house.ask(walls.close_screen, house.store, old)
    response = RedirectResponse("/wall", 303, NO_STORE)
    cookies.give_wall(house, response, token)
    return response


async def now(house: House, request: Request) -> Response:
    """Tell an open page what it shows now; without its cookie there is nothing here."""
    drawn = await _drawn(house, request)
    if drawn is None:
        return Response(status_code=404, headers=NO_STORE)
    answer: dict[str, Any] = {"mark": drawn.mark, "clocks": drawn.clocks}
    if request.query_params.get("mark") != drawn.mark:
        answer["html"] = drawn.html
    return JSONResponse(answer, headers=NO_STORE)


async def script(_house: House, _request: Request) -> Response:
    """Send the page's script."""
    return FileResponse(HERE / "wall.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})


async def stylesheet(_house: House, _request: Request) -> Response:
    """Send the page's stylesheet."""
    return FileResponse(HERE / "wall.css", media_type="text/css", headers={"Cache-Control": "no-cache"})


async def _drawn(house: House, request: Request) -> Drawn | None:
    token = cookies.wall_token(request)
    return await house.ask(_draw, house, token) if token else None


def _draw(house: House, token: str) -> Drawn | None:
    wall = wall_now(house.store, token)
    if wall is None:
        return None
    name = type(wall.shows).__name__.lower()
    html = house.pages.render(f"wall/{name}", title=wall.title, shows=wall.shows, **_parts(house, wall))
    return Drawn(html, sha256(html.encode()).hexdigest()[:_MARK], clocks(wall))


def clocks(wall: Wall) -> tuple[float, ...]:
    """Return the seconds left on each clock of the page; they are not part of what it shows, or it changed always."""
    match wall.shows:
        case Countdown(seconds):
            return (round(seconds, 1),)
        case Talk():
            silence = [wall.shows.silence] if wall.shows.silence else []
            return tuple(round(left, 1) for left in (wall.shows.seconds, *silence))
        case Agree():
            return tuple(round(cell.seconds_left, 1) for cell in _pending(wall.shows))
    return ()


def _parts(house: House, wall: Wall) -> dict[str, Any]:
    """Return what a template needs beyond what the service says: addresses, pictures, words."""
    match wall.shows:
        case Lobby(join_code):
            return _way_in(house.settings.public_address, join_code)
        case Revealed():
            return _table(wall.shows)
        case Talk():
            return _talk(wall.shows)
        case Agree():
            return {"pending": _pending(wall.shows), "words": words, "ending": agreeing.ending}
    return {}


def _way_in(address: str, join_code: str) -> dict[str, Any]:
    code = segno.make(f"{address}/j/{join_code}", error="m")
    return {"address": address, "qr": code.svg_inline(border=2, dark="#1f2328", light="#ffffff", omitsize=True)}


def _table(shown: Revealed) -> dict[str, Any]:
    votes = [vote for _name, cells in shown.pieces for vote in cells]
    found = strips(shown.criteria, votes, {})
    return {
        "rows": [(name, _cells(shown, name, cells, dots.lines(found, dots.MANY))) for name, cells in shown.pieces],
        "headline": words.headline(votes),
        "withheld": tuple(dict.fromkeys(vote.withheld for vote in votes if vote.withheld)),
        "small_group": words.small_group(votes),
        "lines": tuple(dict.fromkeys(words.line(criterion) for criterion in shown.criteria)),
        "again": any(vote.round > 1 for vote in votes),
    }


def _cells(shown: Revealed, name: str, cells: tuple[Any, ...], high: int) -> list[tuple[str, Picture | None]]:
    drawn = {strip.criterion.id: strip for strip in strips(shown.criteria, cells, {})}
    return [
        (criterion.name, dots.picture(name, drawn[criterion.id], dots.MANY, high) if criterion.id in drawn else None)
        for criterion in shown.criteria
    ]


def _talk(shown: Talk) -> dict[str, Any]:
    found: tuple[Strip, ...] = strips([shown.criterion], shown.votes, {})
    high = dots.lines(found, dots.ONE)
    return {
        "pictures": [dots.picture(shown.sample, strip, dots.ONE, high) for strip in found],
        "apart": words.apart(found[-1].dots) if found else "",
        "conditions": words.conditions(found[-1].dots) if found else "",
        "withheld": tuple(dict.fromkeys(vote.withheld for vote in shown.votes if vote.withheld)),
        "small_group": words.small_group(shown.votes),
        "wishes": wish_said() if shown.wishes else "",
    }


def _pending(shown: Agree) -> list[BoardCell]:
    """Return the cells whose level stands on every screen, in the order in which the levels came."""
    return sorted(shown.board.pending, key=lambda cell: cell.outcome.sequence if cell.outcome else 0)
