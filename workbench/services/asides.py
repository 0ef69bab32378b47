"""Beside the talk: "I want to add evidence" without a name, and a silent minute for the words that decided it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid, WrongMoment, nothing_here
from workbench.domain.minimums import DEFAULTS
from workbench.domain.people import Viewer
from workbench.domain.phases import Stage
from workbench.domain.plain_text import clean_line
from workbench.domain.sessions import AgendaCell, Session
from workbench.domain.visibility import Sight, require
from workbench.services import access
from workbench.services.leading import LOOK_AGAIN, leading
from workbench.storage import asides as stored
from workbench.storage import results, sessions, talk
from workbench.storage.store import Store

SILENCE: Final = timedelta(seconds=60)
# What is on its way when the minute ends still counts.
GRACE: Final = timedelta(seconds=5)
LONGEST_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class Minute:
    """A silent minute.

    Parameters
    ----------
    seconds_left
        Until the words come out; 0 once they are out.
    own
        What the viewer wrote, for their own device.
    words
        What everybody wrote, without names, in an order that says nothing; empty while the minute runs.
    wrote
        How many wrote; 0 while the minute runs.
    """

    seconds_left: float
    own: str
    words: tuple[str, ...]
    wrote: int

    @property
    def is_running(self) -> bool:
        """Whether it is still silent."""
        return self.seconds_left > 0

    @property
    def too_few(self) -> bool:
        """Whether too few wrote for their words to be shown without pointing at anybody."""
        return not self.is_running and 0 < self.wrote < DEFAULTS.distribution_raters


@dataclass(frozen=True, slots=True)
class Asides:
    """What stands beside the talk of one cell.

    Parameters
    ----------
    wishes
        How many want to add evidence.
    any_sentence
        Whether anybody wrote a sentence for this cell while scoring.
    minute
        The silent minute, once there was one.
    """

    wishes: int
    any_sentence: bool
    minute: Minute | None


def asides(store: Store, viewer: Viewer, session_id: str) -> Asides | None:
    """Return what stands beside the cell on the screens; None when no cell is.

    Raises
    ------
    NotFound
        When nothing is revealed, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_SENTENCES, standing, session.moment)
        cell = _on_screen(db, session)
        return None if cell is None else asides_of(store, db, session, cell, viewer.person.id)


def asides_of(store: Store, db: Connection, session: Session, cell: AgendaCell, person_id: str = "") -> Asides:
    """Return what stands beside a cell; without a person, what may stand on a wall beside the words themselves."""
    return Asides(
        wishes=stored.wishes(db, session.id, cell),
        any_sentence=bool(results.sentences(db, session.id, cell)),
        minute=_minute(store, db, session.id, cell, person_id),
    )


def wish_said() -> str:
    """Return what every screen says once anybody wishes; never how many, which pressing again would change."""
    return _("Somebody wants to add evidence.")


def wish(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Let every screen say that somebody wants to add evidence, without a name.

    Raises
    ------
    NotFound
        When this person does not score in the session.
    WrongMoment
        When another cell is on the screens.
    """
    with _taking_part(store, viewer, session_id, cell_id) as (db, cell):
        stored.add_wish(db, session_id, cell, store.now())
        sessions.touch_stage(db, session_id)


def heard(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Take the wishes of a cell off the screens."""
    with leading(store, viewer, session_id) as lead:
        stored.forget_wishes(lead.db, session_id, lead.cell(cell_id))
        sessions.touch_stage(lead.db, session_id)


def begin_minute(store: Store, viewer: Viewer, session_id: str, cell_id: str) -> None:
    """Begin a silent minute on every screen, or begin it again.

    Raises
    ------
    NotFound
        When somebody else facilitates the session.
    WrongMoment
        When another cell is on the screens.
    """
    with leading(store, viewer, session_id) as lead:
        lead.still_on(cell_id)
        stored.begin_minute(lead.db, session_id, lead.cell(cell_id), lead.now)
        sessions.touch_stage(lead.db, session_id)
        lead.note("silent_minute", cell=cell_id)


def write(store: Store, viewer: Viewer, session_id: str, cell_id: str, words: str) -> None:
    """Store the words in the work that decided it for the viewer; the last ones count.

    Raises
    ------
    Invalid
        When they are too long.
    NotFound
        When this person does not score in the session.
    WrongMoment
        When the minute is over, or another cell is on the screens.
    """
    cleaned = clean_line(words)
    if len(cleaned) > LONGEST_WORDS:
        raise Invalid("That is longer than {most} characters.", "Keep the words that decided it.", most=LONGEST_WORDS)
    with _taking_part(store, viewer, session_id, cell_id) as (db, cell):
        began = stored.minute_began(db, session_id, cell)
        if began is None or store.now() > began + SILENCE + GRACE:
            raise WrongMoment("The silent minute is over.", "Say it in the talk.")
        stored.save_words(db, session_id, cell, viewer.person.id, cleaned)


@contextmanager
def _taking_part(
    store: Store, viewer: Viewer, session_id: str, cell_id: str
) -> Iterator[tuple[Connection, AgendaCell]]:
    with store.writing() as db:
        session = sessions.lock(db, session_id)
        standing = sessions.standing(db, session, viewer)
        require(Sight.THE_SENTENCES, standing, session.moment)
        if not standing.rates:
            raise nothing_here()
        cell = _on_screen(db, session)
        if cell is None or cell.id != cell_id:
            raise WrongMoment("The talk has moved on already.", LOOK_AGAIN)
        yield db, cell


def _on_screen(db: Connection, session: Session) -> AgendaCell | None:
    if session.stage is not Stage.TALK:
        return None
    return next((cell for cell in talk.agenda(db, session.id) if cell.id == session.stage_cell), None)


def _minute(store: Store, db: Connection, session_id: str, cell: AgendaCell, person_id: str) -> Minute | None:
    began = stored.minute_began(db, session_id, cell)
    if began is None:
        return None
    left = max((began + SILENCE - store.now()).total_seconds(), 0)
    written = stored.words(db, session_id, cell)
    wrote = 0 if left else len(written)
    shown = sorted(written.values(), key=str.casefold) if wrote >= DEFAULTS.distribution_raters else []
    return Minute(left, written.get(person_id, ""), tuple(shown), wrote)
