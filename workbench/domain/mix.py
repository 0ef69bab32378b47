"""The mix of a session's work: the part each piece plays, and why it was chosen, for the eyes of the lead alone."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a piece is in the session for."""

    CLEAR = "clear"
    NEAR = "near"
    SURPRISES = "surprises"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the lead chose a piece.

    Not a part of the session as it is stored, which every page reads: it would tell raters a level before they score.
    """

    part: Part | None = None
    note: str = ""
