"""A worry about a student, seen in their work: what it is about, and who is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

LONGEST_REACH: Final = 120


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is told when somebody worries about a student, and how to reach them.

    Parameters
    ----------
    person_id
        Somebody with an account: every page they have open says it at once.
    reach
        Phone, room: what a teacher needs to go there themselves.
    """

    person_id: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """One worry: the piece it is about, and what became of it; nothing says who had it.

    Parameters
    ----------
    raised_at
        To the minute only: an exact time beside the times of scores would point at somebody.
    paused
        Whether nobody reads the piece in this session meanwhile.
    taken_up
        Whether the contact has taken it up.
    """

    id: str
    session_id: str
    sample_id: str
    raised_at: datetime
    paused: bool = False
    taken_up: bool = False
