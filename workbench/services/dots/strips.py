"""One strip of dots per criterion and vote: what the picture, the words and the table are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.dots import Dots
from workbench.domain.rubrics import Criterion
from workbench.domain.scoring import Given
from workbench.services.results import Cell, CellDots

SECOND = 2
# More lines of dots than this in one column are one dot with their number.
LINES = 4


@dataclass(frozen=True, slots=True)
class Strip:
    """The dots of one criterion in one vote, and perhaps the level that the viewer gave."""

    criterion: Criterion
    dots: Dots
    round: int = 1
    own: int | None = None


def strips(
    criteria: Sequence[Criterion], votes: Sequence[CellDots], own: Mapping[tuple[int, Cell], Given]
) -> tuple[Strip, ...]:
    """Return a strip for each vote that may be seen, criterion by criterion, the first vote first."""
    return tuple(
        Strip(criterion, vote.dots, vote.round, _level(own.get((vote.round, vote.cell))))
        for criterion in criteria
        for vote in votes
        if vote.criterion_id == criterion.id and vote.dots is not None
    )


def _level(given: Given | None) -> int | None:
    return given.level if given else None


def places(n: int, abreast: int, apart: float) -> list[tuple[float, float]]:
    """Return where the dots of one column stand: lines from the bottom, each centred; very many are one dot.

    Parameters
    ----------
    n
        How many people gave the level.
    abreast, apart
        Dots side by side, and their distance in levels.

    Returns
    -------
    list
        For each dot the distance from the column's middle, in levels, and its line, from 0.
    """
    if n > abreast * LINES:
        return [(0.0, 0.0)]
    found = []
    for line in range(0, n, abreast):
        here = min(abreast, n - line)
        found += [((i - (here - 1) / 2) * apart, float(line // abreast)) for i in range(here)]
    return found
