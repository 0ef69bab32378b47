"""Ask for samples: a lead sends a link before the meeting, and sees what has come and what is missing."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from workbench.domain import joincodes
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.giving import LONGEST_WANTED, MOST_EXPECTED, Asking
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.plain_text import clean_line
from workbench.domain.samples import Sample
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight
from workbench.services import access
from workbench.storage import audit, giving, samples
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a lead asks for: in a few words, by when, and of how many people, 0 where that is open."""

    what: str
    due: date | None = None
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that has come: its neutral name and whether somebody has looked at it, never who brought it."""

    sample: Sample
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Came:
    """What a lead has asked for, and what has come of it; pieces by name, which says nothing about their order."""

    asking: Asking | None
    pieces: tuple[Piece, ...] = ()
    people: int = 0

    @property
    def missing(self) -> int:
        """From how many of those expected nothing has come yet."""
        return max((self.asking.expected if self.asking else 0) - self.people, 0)


def ask(store: Store, viewer: Viewer, session_id: str, wanted: Wanted) -> None:
    """Store what is asked for; the first time a link is made, later it stays.

    Raises
    ------
    NotFound
        When somebody else facilitates the session.
    WrongMoment
        When the session is open already.
    Invalid
        When nothing is asked for, the words are too long, or the day has passed.
    """
    asked = _checked(wanted)
    with store.writing() as db:
        session = _prepared(db, viewer, session_id)
        before = giving.asking(db, session_id)
        if asked.due and asked.due < store.now().date() and not (before and before.due == asked.due):
            raise Invalid("The day by which it is asked for has passed already.", "Choose a later day.")
        code = before.code if before else joincodes.new_code(store.rng)
        new = Asking(session.id, code, asked.what, asked.due, asked.expected)
        giving.save_asking(db, new, store.now())
        audit.add(db, viewer.person.id, "session.ask", session_id, store.now())


def renew(store: Store, viewer: Viewer, session_id: str) -> None:
    """Make another link; the old one leads nowhere from now on. Raises as :func:`ask`."""
    with store.writing() as db:
        _prepared(db, viewer, session_id)
        asked = giving.asking(db, session_id)
        if asked is None:
            raise Invalid("Nothing is asked for yet.", "Say what teachers should bring first.")
        giving.save_asking(db, replace(asked, code=joincodes.new_code(store.rng)), store.now())
        audit.add(db, viewer.person.id, "session.ask_again", session_id, store.now())


def came(store: Store, viewer: Viewer, session_id: str) -> Came:
    """Return what was asked for and what has come; nobody is named, and nothing tells who brought what.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.SET_UP)
        found = giving.brought_for(db, session.id)
        work = samples.many(db, [brought.sample_id for brought in found])
        pieces = tuple(Piece(work[b.sample_id], b.sent_at) for b in found if b.sent_at is not None)
        return Came(giving.asking(db, session.id), pieces, len({brought.person_id for brought in found}))


def _prepared(db: Connection, viewer: Viewer, session_id: str) -> Session:
    session = access.led_session(db, viewer, session_id)
    if session.moment.phase is not Phase.DRAFT:
        raise WrongMoment("This session is open, so its set-up stays as it is.", "Start a new session.")
    return session


def _checked(wanted: Wanted) -> Wanted:
    what = clean_line(wanted.what)
    if not what:
        raise Invalid("Nothing is asked for.", "Write what to bring, for example “one piece near the line”.")
    if len(what) > LONGEST_WANTED:
        raise Invalid("That is longer than {most} characters.", "Ask in a few words.", most=LONGEST_WANTED)
    if not 0 <= wanted.expected <= MOST_EXPECTED:
        raise Invalid("Between 0 and {most} people can be expected.", "Choose another number.", most=MOST_EXPECTED)
    return replace(wanted, what=what)
