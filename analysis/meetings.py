"""Who met whom: every two raters who scored the same cell, for statistics of pairs of raters.

A *meeting* is a pair of raters in a cell; an *encounter* is all of a pair's meetings on one sample, which come and go
together. There are many more of them than scores, so they are kept in small numbers and worked through in portions.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.sums import Codes, Floats, summed

__all__ = ["FEWEST_SAMPLES", "Meetings", "meet", "numbered"]

FEWEST_SAMPLES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """Meetings that are alike, once: T distinct ones among M.

    Parameters
    ----------
    pair, level_a, level_b
        (T,) the pair, and the level either gave.
    times
        (T,) how often that happened.
    of
        (M,) which of them each meeting is.
    """

    pair: Codes
    level_a: Codes
    level_b: Codes
    times: Codes
    of: Codes


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

    @property
    def are_encounters(self) -> bool:
        """Whether every meeting is an encounter by itself, as with one criterion."""
        return len(self.encounter) == len(self.pair)

    @cached_property
    def of_pair(self) -> Codes:
        """(M,) the pair of each meeting."""
        return self.pair if self.are_encounters else self.pair[self.encounter]

    def by_pair(self, values: Floats) -> Floats:
        """(P,) what each pair's meetings add up to; values (M,)."""
        return summed(values, self.of_pair, len(self.rater_a))

    def by_encounter(self, values: Floats) -> Floats:
        """(E,) what each encounter's meetings add up to; values (M,)."""
        return values if self.are_encounters else summed(values, self.encounter, len(self.pair))

    @cached_property
    def n_meetings(self) -> Floats:
        """(P,) cells that each pair has in common."""
        return np.bincount(self.of_pair, minlength=len(self.rater_a)).astype(np.float64)

    @cached_property
    def given(self) -> tuple[Floats, Floats]:
        """(P, K) twice: how often rater a, and rater b, gave each level to the cells they have in common."""
        alike, shape = self.kinds, (len(self.rater_a), self.n_levels)
        given_a, given_b = (
            summed(alike.times.astype(np.float64), alike.pair * self.n_levels + level, shape[0] * shape[1])
            for level in (alike.level_a, alike.level_b)
        )
        return given_a.reshape(shape), given_b.reshape(shape)

    @cached_property
    def given_at_once(self) -> tuple[Floats, Floats]:
        """(E, K) twice: how often rater a, and rater b, gave each level in one encounter."""
        return self._given(self.level_a, self.encounter), self._given(self.level_b, self.encounter)

    def _given(self, level: Codes, which: Codes) -> Floats:
        size = int(which.max(initial=-1)) + 1
        counted = np.bincount(which * self.n_levels + level, minlength=size * self.n_levels)
        return counted.reshape(-1, self.n_levels).astype(np.float64)

    @cached_property
    def kinds(self) -> "Kinds":
        """Which meetings are alike: the same pair, and the same two levels."""
        k = self.n_levels
        code = (self.of_pair * k + self.level_a) * k + self.level_b
        distinct, kind = numbered(code, len(self.rater_a) * k * k)
        pair, levels = np.divmod(distinct, k * k)
        return Kinds(pair, *np.divmod(levels, k), np.bincount(kind, minlength=len(distinct)), kind)

    @cached_property
    def n_samples(self) -> Codes:
        """(P,) samples that each pair has in common."""
        return np.bincount(self.pair, minlength=len(self.rater_a))

    @cached_property
    def samples(self) -> tuple[Codes, Codes]:
        """The samples that occur, and (E,) which of them each encounter is on."""
        return numbered(self.sample, int(self.sample.max(initial=0)) + 1)

    @cached_property
    def n_cells(self) -> int:
        """Cells with a meeting."""
        return len(numbered(self.cell, int(self.cell.max(initial=0)) + 1)[0])

    @cached_property
    def frequent(self) -> "Meetings":
        """The meetings of pairs with 10 or more samples in common."""
        kept = self.n_samples >= FEWEST_SAMPLES
        if kept.all():
            return self
        encounters = np.flatnonzero(kept[self.pair])
        meetings = np.flatnonzero(kept[self.pair[self.encounter]])
        pair = np.cumsum(kept) - 1
        number = np.full(len(self.pair), -1, dtype=np.intp)
        number[encounters] = np.arange(len(encounters))
        return Meetings(
            rater_a=self.rater_a[kept],
            rater_b=self.rater_b[kept],
            cell=self.cell[meetings],
            encounter=number[self.encounter[meetings]],
            level_a=self.level_a[meetings],
            level_b=self.level_b[meetings],
            pair=pair[self.pair[encounters]],
            sample=self.sample[encounters],
            n_levels=self.n_levels,
        )


def meet(cell: Codes, sample: Codes, rater: Codes, level: Codes, n_levels: int) -> Meetings:
    """Find the meetings among (N,) scores that stand cell by cell, raters in order within each."""
    one, other = _within_cells(cell)
    n_raters, n_samples = int(rater.max(initial=0)) + 1, int(sample.max(initial=0)) + 1
    pairs, pair = numbered(rater[one] * n_raters + rater[other], n_raters**2)
    encounter, of_encounter = _encounters(pair, sample[one], cell[one], n_samples)
    return Meetings(
        rater_a=pairs // n_raters,
        rater_b=pairs % n_raters,
        cell=cell[one],
        encounter=encounter,
        level_a=level[one],
        level_b=level[other],
        pair=of_encounter[0],
        sample=of_encounter[1],
        n_levels=n_levels,
    )


def numbered(keys: Codes, size: int) -> tuple[Codes, Codes]:
    """The distinct keys, ascending, and which of them each is; where they lie close, ticked off on a list."""
    if size > 8 * len(keys) + 1_000_000:
        distinct, which = np.unique(keys, return_inverse=True)
        return distinct, which
    there = np.zeros(size, dtype=np.bool_)
    there[keys] = True
    found = np.flatnonzero(there)
    if len(found) == size:
        return found, keys
    number = np.zeros(size, dtype=np.intp)
    number[found] = np.arange(len(found))
    return found, number[keys]


def _within_cells(cell: Codes) -> tuple[Codes, Codes]:
    """(M,) positions of the two scores of every meeting: a score and the one 1, 2, 3 ... further on in its cell."""
    most = int(np.bincount(cell).max(initial=0))
    firsts = [np.flatnonzero(cell[apart:] == cell[:-apart]) for apart in range(1, most)]
    empty = np.zeros(0, dtype=np.intp)
    one = np.concatenate([empty, *firsts])
    other = np.concatenate([empty, *(first + apart for apart, first in enumerate(firsts, 1))])
    return one, other


def _encounters(pair: Codes, sample: Codes, cell: Codes, n_samples: int) -> tuple[Codes, tuple[Codes, Codes]]:
    """(M,) the encounter of each meeting; and (E,) the pair and the sample of each encounter."""
    each = np.arange(len(pair))
    if (cell == sample).all():
        return each, (pair, sample)
    keys, encounter = numbered(pair * n_samples + sample, (int(pair.max(initial=0)) + 1) * n_samples)
    if len(keys) == len(pair):
        return each, (pair, sample)
    return encounter, (keys // n_samples, keys % n_samples)
