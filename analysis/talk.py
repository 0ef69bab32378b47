"""What a group needs to talk: cells to discuss, work to keep, and what the talk changed.

Standard library only; read through `analysis.values`, which says what holds for every result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

__all__ = ["AgendaEntry", "CellChange", "ExemplarCandidate", "Level", "VoteChange", "Why"]

Level: TypeAlias = int | float | str


@dataclass(frozen=True, slots=True)
class Why:
    """A reason that can be translated: a code, an English sentence with gaps, and what fills them.

    Parameters
    ----------
    code
        What kind of reason it is.
    message
        The sentence as a message id, with ``{names}`` for the facts.
    facts
        Names, levels and counts; or another reason, which is translated first.
    """

    code: str
    message: str
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return self.message.format(**self.facts)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A cell worth talking about.

    Parameters
    ----------
    session, sample, criterion
        The cell.
    priority
        1 is the cell where talk pays most.
    spread
        Highest minus lowest level given, in levels.
    straddles_cut
        Whether the raters stand on both sides of the cut; None when no cut was given.
    lower, upper
        The two neighbouring levels in dispute: the line that divides this cell's raters most evenly, the cut when
        it does so as well as any.
    n_raters
        Raters who scored the cell.
    why
        The reasons, the weightiest first; never empty.
    given
        How many gave each level.
    """

    session: str
    sample: str
    criterion: str
    priority: int
    spread: int
    straddles_cut: bool | None
    lower: Level
    upper: Level
    n_raters: int
    why: tuple[Why, ...]
    given: Mapping[Level, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExemplarCandidate:
    """A cell on whose level the raters agree strongly enough to keep the work as an example of it.

    Parameters
    ----------
    session, sample, criterion, level
        The cell and the level most raters gave.
    strength
        Share of the raters who gave that level.
    boundary
        The two levels of the line on which the others hesitated, lower first; None when nobody did.
    n_raters
        Raters who scored the cell.
    why
        The reason.
    """

    session: str
    sample: str
    criterion: str
    level: Level
    strength: float
    boundary: tuple[Level, Level] | None
    n_raters: int
    why: Why


@dataclass(frozen=True, slots=True)
class CellChange:
    """What the second vote did to one cell, counting only people who voted twice in it.

    Parameters
    ----------
    n_raters, n_left_out
        People who voted twice, and who voted only once.
    spread_before, spread_after
        Mean distance between two of them, in levels; None when fewer than two voted twice.
    toward, away, moved
        How many came closer to, or went farther from, where the others stood at the first vote; and how many
        changed their level at all.
    crossed_up, crossed_down
        How many crossed the cut; None when no cut was given.
    before, after
        How many gave each level, at each vote.
    """

    session: str
    sample: str
    criterion: str
    n_raters: int
    n_left_out: int
    spread_before: float | None
    spread_after: float | None
    moved: int
    toward: int
    away: int
    crossed_up: int | None
    crossed_down: int | None
    before: Mapping[Level, int]
    after: Mapping[Level, int]


@dataclass(frozen=True, slots=True)
class VoteChange:
    """What changed between two votes, over all cells that somebody voted on twice.

    Parameters
    ----------
    before, after
        The two rounds compared.
    cells
        One entry per cell voted on twice, in the order of sample and criterion.
    n_raters, n_votes, n_left_out
        People who voted twice somewhere, their second votes that have a first, and votes without a partner in
        the cells that were voted on again.
    moved, toward, away, crossed_up, crossed_down
        Sums over the cells.
    exact_before, exact_after
        Share of pairs at the same level, averaged over cells with two or more people who voted twice.
    undefined_because
        Why there is nothing to compare.
    """

    before: int
    after: int
    cells: tuple[CellChange, ...] = ()
    n_raters: int = 0
    n_votes: int = 0
    n_left_out: int = 0
    moved: int = 0
    toward: int = 0
    away: int = 0
    crossed_up: int | None = None
    crossed_down: int | None = None
    exact_before: float | None = None
    exact_after: float | None = None
    undefined_because: str | None = None
