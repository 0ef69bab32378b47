"""Opening a session's page on a projector by a short code, closing it, and keeping it blank.

The code is not the join code: who may join may not thereby open the page, and this code lets nobody join. A screen
that was opened with it may read one session's page and nothing else; it stands for no person.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from workbench.domain.errors import NotFound, Unavailable, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Moment, Phase
from workbench.domain.visibility import Sight
from workbench.domain.wallcodes import new_wall_code, read_wall_code
from workbench.services import access, hashing, throttling
from workbench.services.throttling import Limit
from workbench.storage import audit, sessions, walls
from workbench.storage.store import Store

HOLDS_FOR: Final = timedelta(hours=24)
# A million codes and one of them right: far fewer tries than at a door with eight signs, from anywhere together too.
OF_AN_ADDRESS: Final = Limit(20, 10, 300, timedelta(hours=1))
OF_EVERYBODY: Final = Limit(300, 2, 30, timedelta(hours=1))
_DRAWS: Final = 100
_SHUT: Final = (Phase.DRAFT, Phase.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Projector:
    """What the facilitator is told: the code that opens the page now, if any, and whether the page is blank."""

    code: str
    blank: bool


def projector(store: Store, viewer: Viewer, session_id: str) -> Projector:
    """Return the code and whether the page is blank.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.SET_UP)
        found = walls.of_session(db, session_id)
        return Projector(found.code_now(store.now()), is_blank(found.blank_in_round, session.moment))


def is_blank(blank_in_round: int, moment: Moment) -> bool:
    """Return whether the page is blank: until the round's reveal, when the facilitator's own desk is shut again."""
    return blank_in_round == moment.round and moment.phase in (Phase.OPEN, Phase.CLOSED)


def new_code(store: Store, viewer: Viewer, session_id: str) -> str:
    """Return a fresh code for a session's page; the old one, and every screen opened with it, stop at once.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    WrongMoment
        Before it is open, and once it is archived.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase in _SHUT:
            raise WrongMoment("This session is not open, so there is nothing to project.", "Open it first.")
        code, now = _free_code(store, db), store.now()
        walls.set_code(db, session_id, code, now + HOLDS_FOR)
        audit.add(db, viewer.person.id, "wall.code", session_id, now)
        return code


def _free_code(store: Store, db: Connection) -> str:
    for _draw in range(_DRAWS):
        code = new_wall_code(store.rng)
        if not walls.is_taken(db, code):
            return code
    raise Unavailable("No code for the projector is free.", "Try again.")


def blank(store: Store, viewer: Viewer, session_id: str) -> None:
    """Keep a session's page blank until the round's reveal; raises as :func:`new_code`."""
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase not in (Phase.OPEN, Phase.CLOSED):
            raise WrongMoment("Nothing is scored now, so there is nothing to hide.", "Go on.")
        walls.set_blank(db, session_id, session.moment.round)
        audit.add(db, viewer.person.id, "wall.blank", session_id, store.now(), round=session.moment.round)


def show_again(store: Store, viewer: Viewer, session_id: str) -> None:
    """Let a session's page show what belongs to the moment again.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    """
    with store.writing() as db:
        access.led_session(db, viewer, session_id)
        walls.set_blank(db, session_id, 0)
        audit.add(db, viewer.person.id, "wall.show", session_id, store.now())


def open_screen(store: Store, typed: str, address: str) -> str:
    """Open a session's page on a screen; return the token for its cookie.

    Raises
    ------
    Invalid
        When it cannot be a code for the projector.
    NotFound
        When no session's page opens with it: unknown, replaced and expired look the same.
    TooMany
        After too many wrong tries from this network address, or from everywhere.
    """
    code = read_wall_code(typed)
    limits = {f"wall:{address}": OF_AN_ADDRESS, "walls": OF_EVERYBODY}
    counted = throttling.count(store, limits)
    token, now = hashing.new_token(store), store.now()
    with store.writing() as db:
        session_id = walls.session_with(db, code, now)
        if session_id and sessions.get(db, session_id).moment.phase not in _SHUT:
            throttling.take_back(db, counted)
            walls.add_screen(db, session_id, hashing.hash_token(token), now, now + HOLDS_FOR)
            audit.add(db, None, "wall.opened", session_id, now)
            return token
    raise NotFound(
        "No projector's page opens with that code.",
        "Look again at “Projector” on the facilitator's page.",
        field="code",
    )


def close_screen(store: Store, token: str) -> None:
    """Take a screen's right away, for example because it opens another session; again, it changes nothing."""
    with store.writing() as db:
        walls.close_screen(db, hashing.hash_token(token))
