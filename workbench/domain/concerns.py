"""A worry about a student, seen in their work: what it is about, and who is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

LONGEST_REACH: Final = 120


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is told when somebody worries about a student, and how to reach them now.

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
    """One worry: the piece it is about, and whether the others are kept from it meanwhile."""

    id: str
    session_id: str
    sample_id: str
    raised_at: datetime
    paused: bool
