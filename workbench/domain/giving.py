"""Asking for samples: what a lead asks teachers to bring before the meeting, and what each of them brought."""

from dataclasses import dataclass
from datetime import date, datetime

from workbench.domain.catalogue import _
from workbench.domain.days import day_soon
from workbench.domain.samples import Sample

LONGEST_WANTED = 120
LONGEST_LABEL = 60
MOST_EXPECTED = 300


@dataclass(frozen=True, slots=True)
class Asking:
    """What a session's lead asks for, and the code of the link; ``expected`` people, 0 where nobody said."""

    session_id: str
    code: str
    wanted: str
    due: date | None = None
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """A piece that somebody brought for a session; not sent yet while there is no ``sent_at``.

    Parameters
    ----------
    sample_id, person_id, session_id
        What, by whom, for which session.
    facilitator_id
        Who leads that session.
    session_only
        Whether nobody outside that session may ever see it.
    sent_at
        When it was sent.
    """

    sample_id: str
    person_id: str
    session_id: str
    facilitator_id: str
    session_only: bool
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnPiece:
    """A piece as the person who brought it sees it; the label is for their eyes alone."""

    sample: Sample
    label: str
    sent_at: datetime | None = None


def in_words(asked: Asking) -> str:
    """Return what is asked for, and by when, as one phrase."""
    return _("{what}, by {day}").format(what=asked.wanted, day=day_soon(asked.due)) if asked.due else asked.wanted
