"""Who met whom: every two raters who scored the same cell, for statistics of pairs of raters.

A *meeting* is a pair of raters in a cell; an *encounter* is all of a pair's meetings on one sample, which come and go
together. There are many more of them than scores, so they are kept in small numbers and worked through in portions.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.sums import Codes, Floats

__all__ = ["Meetings", "meet", "numbered"]


@dataclass(frozen=True, eq=False)
class Meetings:
    """The meetings of all pairs of raters.

    Parameters
    ----------
    rater_a, rater_b
        (P,) the two raters of each pair that met; a stands before b in the list of raters.
    cell, encounter
        (M,) the cell of each meeting, and which encounter it belongs to.
    level_a, level_b
        (M,) the level either gave.
    pair, sample
        (E,) the pair and the sample of each encounter.
    n_levels
        K.
    """

    rater_a: Codes
    rater_b: Codes
    cell: Codes
    encounter: Codes
    level_a: Codes
    level_b: Codes
    pair: Codes
    sample: Codes
    n_levels: int

    @cached_property
    def tables(self) -> Floats:
        """(P, K, K) how often a pair gave a cell these two levels, rater a's first."""
        size = self.n_levels**2
        at = self.pair[self.encounter] * size + self.level_a * self.n_levels + self.level_b
        counted = np.bincount(at, minlength=len(self.rater_a) * size).reshape(-1, self.n_levels, self.n_levels)
        return counted.astype(np.float64)

    @cached_property
    def n_samples(self) -> Codes:
        """(P,) samples that each pair has in common."""
        return np.bincount(self.pair, minlength=len(self.rater_a))

    @cached_property
    def given_a(self) -> Floats:
        """(E, K) how often rater a gave each level in an encounter."""
        return self._given(self.level_a)

    @cached_property
    def given_b(self) -> Floats:
        """(E, K) how often rater b gave each level in an encounter."""
        return self._given(self.level_b)

    def _given(self, level: Codes) -> Floats:
        counted = np.bincount(self.encounter * self.n_levels + level, minlength=len(self.pair) * self.n_levels)
        return counted.reshape(-1, self.n_levels).astype(np.float32)


def meet(cell: Codes, sample: Codes, rater: Codes, level: Codes, n_levels: int) -> Meetings:
    """Find the meetings among (N,) scores that stand cell by cell, raters in order within each."""
    one, other = _within_cells(cell)
    n_raters = int(rater.max(initial=-1)) + 1
    pairs, pair = numbered(rater[one] * n_raters + rater[other], n_raters**2)
    n_samples = int(sample.max(initial=-1)) + 1
    encounters, encounter = numbered(pair * n_samples + sample[one], len(pairs) * n_samples)
    return Meetings(
        rater_a=pairs // max(1, n_raters),
        rater_b=pairs % max(1, n_raters),
        cell=cell[one],
        encounter=encounter,
        level_a=level[one],
        level_b=level[other],
        pair=encounters // max(1, n_samples),
        sample=encounters % max(1, n_samples),
        n_levels=n_levels,
    )


def _within_cells(cell: Codes) -> tuple[Codes, Codes]:
    """(M,) positions of the two scores of every meeting: a score and the one 1, 2, 3 ... further on in its cell."""
    most = int(np.bincount(np.unique(cell, return_inverse=True)[1]).max(initial=0))
    firsts = [np.flatnonzero(cell[apart:] == cell[:-apart]) for apart in range(1, most)]
    empty = np.zeros(0, dtype=np.intp)
    one = np.concatenate([empty, *firsts])
    other = np.concatenate([empty, *(first + apart for apart, first in enumerate(firsts, 1))])
    return one, other


def numbered(keys: Codes, size: int) -> tuple[Codes, Codes]:
    """The distinct keys, ascending, and which of them each is; where they lie close, ticked off on a list."""
    if size > 8 * len(keys) + 1_000_000:
        distinct, which = np.unique(keys, return_inverse=True)
        return distinct, which
    there = np.zeros(size, dtype=np.bool_)
    there[keys] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[keys]
