"""Kendall's coefficient of concordance: do raters put the work in the same order?

Kendall & Babington Smith 1939, Annals of Mathematical Statistics 10, 275-287, corrected for ties (Kendall & Gibbons
1990, Rank Correlation Methods, chapter 6). Every rater's levels become ranks, equal levels sharing the middle one; W is
the spread of the rank sums out of the largest spread there could be. Severity does not lower it: raters who
are a level apart on everything are in perfect concord. With few levels most ranks are tied and it says little.

Only samples that every rater scored can be ranked by all.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Unpack

import numpy as np
from scipy import sparse
from scipy.special import chdtrc

from analysis.counted import n_scored_cells
from analysis.estimates import NO_FORMULA, PROPORTION, How, Measure, Refused, RestsOn, estimate
from analysis.frame import ScoreFrame
from analysis.meetings import numbered
from analysis.sums import Codes, Floats, divided, in_portions
from analysis.values import Estimate

__all__ = ["concordance_p", "kendall_w", "measured_kendall_w"]

ONE_RATER = "Fewer than two raters scored, so there is no order to compare."
NONE_BY_ALL = "Fewer than two samples were scored by every rater, so there is no order to compare."
IN_GENERAL = "It depends on how many raters there are, so it says nothing about raters in general."
ALL_TIED = "No rater told any two samples apart, so there is no order to compare."

_HALF = 0.5


def kendall_w(frame: ScoreFrame, **how: Unpack[How]) -> Estimate:
    """Do raters put the work in the same order? Spread of the rank sums, out of the largest there could be.

    Parameters
    ----------
    frame
        Cells that not every rater scored are left out and counted. Of several criteria, cells are ranked together.
    **how
        How the interval is made and whom it speaks of: see `How`.

    Returns
    -------
    Estimate
        Value in [0, 1], corrected for ties. Undefined, with the reason, when fewer than two cells were scored by every
        rater or nobody told them apart.
    """
    return estimate(measured_kendall_w(frame), how)


def concordance_p(w: float, n_raters: int, n_cells: int) -> tuple[float, float]:
    """Chi-square m (n - 1) W on n - 1 degrees of freedom, and its p: would raters who rank at random agree so much?

    An approximation that is good from eight samples on.
    """
    chi_square = n_raters * (n_cells - 1) * w
    return chi_square, float(chdtrc(n_cells - 1, chi_square))


def measured_kendall_w(frame: ScoreFrame) -> Measure | Refused:
    """Kendall's W, ready for its interval; refused where there is no order to compare."""
    tally, read = frame.tally, frame.read
    if tally.refused_because:
        return Refused("kendall_w", tally.refused_because)
    raters, rater = numbered(read.rater, len(frame.raters))
    if len(raters) < 2:
        return Refused("kendall_w", ONE_RATER, n_scored_cells(tally))
    scored_by_all = frame.cells.sum(axis=1) == len(raters)
    if scored_by_all.sum() < 2:
        return Refused("kendall_w", NONE_BY_ALL, n_scored_cells(tally))
    by_all = scored_by_all[read.cell]
    cells, cell = numbered(read.cell[by_all], len(frame.cells))
    level = np.zeros((len(cells), len(raters)), dtype=np.intp)
    level[cell, rater[by_all]] = read.level[by_all]
    piece = cells // len(frame.criteria)
    concord = _Concord(level, np.unique(piece, return_inverse=True)[1], len(tally.levels))
    if np.isnan(concord.value()):
        return Refused("kendall_w", ALL_TIED, n_scored_cells(tally))
    kinds = np.full(len(frame.samples), -1, dtype=np.intp)
    kinds[piece % len(frame.samples)] = concord.sample
    m = len(raters)
    pairs = m * (m - 1) // 2
    left_out = n_scored_cells(tally) - len(cells)
    rests = RestsOn(len(concord.times), len(cells), left_out, len(cells) * pairs, m, pairs)
    return Measure("kendall_w", PROPORTION, concord, kinds, rests, IN_GENERAL, NO_FORMULA)


@dataclass(frozen=True, eq=False)
class _Concord:
    """W on samples that come and go.

    With x the levels of a cell as a row of R * K zeros and ones, N their sum over cells and L the matrix that makes
    middle ranks of counts, N L are the ranks, x . N L a cell's rank sum, and the sum of their squares N L T L' N' with
    T the sum of x' x. When a sample goes, N and T lose its part: three products of matrices, no ranking anew.

    Parameters
    ----------
    level
        (n, R) the level every rater gave to every cell.
    sample
        (n,) the sample of each cell.
    n_levels
        K.
    """

    level: Codes
    sample: Codes
    n_levels: int

    @property
    def times(self) -> Codes:
        """(S,) every sample is a kind of its own."""
        return np.ones(int(self.sample.max()) + 1, dtype=np.intp)

    @cached_property
    def x(self) -> Floats:
        """(n, R * K) the levels given, as zeros and ones."""
        x: Floats = (self.level[:, :, None] == np.arange(self.n_levels)).reshape(len(self.level), -1).astype(np.float64)
        return x

    def value(self) -> float:
        """The statistic on all samples."""
        return float(self.drawn(self.times[None])[0])

    def without_each(self) -> Floats:
        """(S,) the statistic without each sample."""
        return in_portions(self._without, len(self.times), self.x.shape[1])

    def _without(self, rows: slice) -> Floats:
        """(rows,) the statistic without each of these samples."""
        cells = np.flatnonzero((self.sample >= rows.start) & (self.sample < rows.stop))
        gone, x, n_samples = self.sample[cells] - rows.start, self.x[cells], rows.stop - rows.start
        of_sample = sparse.csr_matrix((np.ones(len(cells)), (gone, np.arange(len(cells)))), (n_samples, len(cells)))
        lost = of_sample @ x
        down, rank_sums = self._ranked(lost) - _HALF, self._rank_sums
        squares = rank_sums @ rank_sums - 2 * down @ (self.x.T @ rank_sums) + self._squared_lengths(down)
        own = (rank_sums[cells] - (x * down[gone]).sum(axis=1)) ** 2
        return self._w(self._counts - lost, squares - np.bincount(gone, own, minlength=n_samples))

    @cached_property
    def _counts(self) -> Floats:
        """(R * K) how often each rater gave each level."""
        counts: Floats = self.x.sum(axis=0)
        return counts

    @cached_property
    def _rank_sums(self) -> Floats:
        """(n,) the sum of each cell's ranks."""
        rank_sums: Floats = self.x @ self._ranked(self._counts[None])[0]
        return rank_sums

    @cached_property
    def _products(self) -> Floats:
        """(R * K, R * K) T, how often two levels of two raters went together."""
        products: Floats = self.x.T @ self.x
        return products

    def _squared_lengths(self, rows: Floats) -> Floats:
        """(B,) the sum over cells of (x . row) squared for each row, by the smaller of two matrices."""
        n, width = self.x.shape
        squares = (rows @ self._products) * rows if n > width else (rows @ self.x.T) ** 2
        lengths: Floats = squares.sum(axis=1)
        return lengths

    def drawn(self, times: Codes) -> Floats:
        """(B,) the statistic when the samples come up so many times, (B, S)."""
        return in_portions(lambda rows: self._drawn(times[rows][:, self.sample]), len(times), max(self.x.shape))

    def _drawn(self, times: Codes) -> Floats:
        counts: Floats = times @ self.x
        return self._w(counts, (times * (self._ranked(counts) @ self.x.T) ** 2).sum(axis=1))

    def _ranked(self, counts: Floats) -> Floats:
        """(B, R * K) the middle rank of each level of each rater: all below, half its own, and a half."""
        by_rater = counts.reshape(len(counts), -1, self.n_levels)
        ranks: Floats = (np.cumsum(by_rater, axis=2) - by_rater / 2 + _HALF).reshape(len(counts), -1)
        return ranks

    def _w(self, counts: Floats, squares: Floats) -> Floats:
        """(B,) 12 S / (m^2 (n^3 - n) - m T), from counts (B, R * K) and the sum of squared rank sums (B,)."""
        m = self.level.shape[1]
        n = counts[:, : self.n_levels].sum(axis=1)
        ties = (counts**3 - counts).sum(axis=1)
        spread = squares - n * (m * (n + 1) / 2) ** 2
        return divided(12 * spread, m**2 * (n**3 - n) - m * ties)
