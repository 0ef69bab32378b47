"""How the levels of one cell lie: counts by level, never who gave which."""

from dataclasses import dataclass
from itertools import chain, repeat
from statistics import median

from workbench.domain.scoring import Condition


@dataclass(frozen=True, slots=True)
class Dots:
    """How many people gave each level of a cell, and how many gave a reason instead.

    Parameters
    ----------
    counts
        People at each level, from the lowest.
    conditions
        Reasons why it could not be scored, each with its number of people, in a fixed order.
    """

    counts: tuple[int, ...]
    conditions: tuple[tuple[Condition, int], ...] = ()

    @property
    def raters(self) -> int:
        """How many people gave a level."""
        return sum(self.counts)

    @property
    def given(self) -> tuple[int, ...]:
        """The levels that somebody gave, from the lowest."""
        return tuple(level for level, n in enumerate(self.counts, start=1) if n)

    @property
    def lowest(self) -> int:
        """The lowest level given; 0 where nobody gave one."""
        return self.given[0] if self.given else 0

    @property
    def highest(self) -> int:
        """The highest level given; 0 where nobody gave one."""
        return self.given[-1] if self.given else 0

    @property
    def spread(self) -> int:
        """How many levels lie between the two people farthest apart."""
        return self.highest - self.lowest

    @property
    def unanimous(self) -> int | None:
        """The level that everybody gave; None where they differ, or somebody could not score it."""
        return self.lowest if len(self.given) == 1 and not self.conditions else None

    @property
    def most_chosen(self) -> int | None:
        """The level that most people gave; of several, the one nearest the middle; None where nobody gave one."""
        return self._by_choice()[0] if self.given else None

    def disputed(self, cut: int) -> tuple[int, int]:
        """Return the two levels that are in dispute, the lower first: the two that most people gave.

        Where fewer than two were given it is the level with its neighbour towards the cut, and without any level
        the two on either side of the cut.
        """
        levels = self._by_choice()[:2] or [cut]
        if len(levels) == 1:
            only = levels[0]
            levels.append(only - 1 if only >= cut else only + 1)
        return min(levels), max(levels)

    def _by_choice(self) -> list[int]:
        if not self.given:
            return []
        middle = median(chain.from_iterable(repeat(level, n) for level, n in enumerate(self.counts, start=1)))
        return sorted(self.given, key=lambda level: (-self.counts[level - 1], abs(level - middle), level))


def within_one(several: list[Dots]) -> int:
    """Return on how many cells everybody was at the same level or one level apart."""
    return sum(dots.spread <= 1 for dots in several)
