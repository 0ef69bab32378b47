"""The mix of a session's work: the part each piece plays, and why it was chosen, for the eyes of the lead alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workbench.domain.dots import Dots


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


class Because(StrEnum):
    """How a lead knows what part a piece could play."""

    NOTED = "noted"
    SCORED = "scored"
    EXEMPLAR = "exemplar"


@dataclass(frozen=True, slots=True)
class Known:
    """What part a piece could play, and how the lead knows; never a level."""

    part: Part
    because: Because


MIX: Final = (Part.CLEAR, Part.NEAR, Part.NEAR, Part.SURPRISES)


def to_add(known: Mapping[str, Known], chosen: Iterable[Part]) -> dict[str, Known]:
    """Return the pieces, of those that something is known of, that a mix still lacks.

    Parameters
    ----------
    known
        By piece, those that are chosen already left out; the first that fit are taken.
    chosen
        The parts that the chosen pieces play.
    """
    lacking, found = Counter(MIX) - Counter(chosen), dict[str, Known]()
    for sample_id, piece in known.items():
        if lacking[piece.part] > 0:
            lacking[piece.part] -= 1
            found[sample_id] = piece
    return found


def part_played(cells: Collection[tuple[Dots, int]]) -> Part | None:
    """Return the part that a piece played when it was scored, from each criterion's dots and cut; None where unknown.

    It surprised when two people were two levels or more apart; it lay near the line when they stood on both sides.
    """
    if not cells:
        return None
    if any(dots.spread > 1 for dots, _cut in cells):
        return Part.SURPRISES
    return Part.NEAR if any(dots.lowest < cut <= dots.highest for dots, cut in cells) else Part.CLEAR
