"""Cohen's kappa, averaged over pairs of raters: what a colleague taken at random would find of another.

Cohen 1968, Psychological Bulletin 70, 213-220, averaged as Light 1971, Psychological Bulletin 76, 365-377. A pair
counts when it has 10 or more samples in common, each pair alike: kappa of a few samples is mostly noise. A pair whose
two raters gave every common sample the same one level has no kappa, and does not count.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Unpack

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.estimates import (
    BEYOND_CHANCE,
    NO_FORMULA,
    NO_PAIRS,
    ONE_LEVEL,
    How,
    Measure,
    Refused,
    RestsOn,
    estimate,
    n_scored_cells,
    one_level_in_use,
)
from analysis.frame import ScoreFrame
from analysis.meetings import Meetings
from analysis.sums import Codes, Floats, divided, in_portions, summed
from analysis.values import Estimate
from analysis.weights import Weighting, weights

__all__ = ["cohen_kappas", "mean_kappa", "mean_kappa_linear", "mean_kappa_quadratic", "measured_mean_kappa"]

FEWEST_SAMPLES = 10
FEW_IN_COMMON = "No two raters have 10 samples in common."
NO_PAIR_HAS_ONE = "Every two raters with 10 samples in common gave all of them the same one level."


def mean_kappa(frame: ScoreFrame, **how: Unpack[How]) -> Estimate:
    """How much more often do two raters give the same level than their own habits would make them?

    Parameters
    ----------
    frame
        Pairs of raters with 10 or more samples in common count, each alike.
    **how
        How the interval is made and whom it speaks of: see `How`. Which pairs count stays as it is when samples are
        left out or drawn again.

    Returns
    -------
    Estimate
        Value at most 1; ``n_rater_pairs`` says how many pairs count. Undefined, with the reason, when none does.
    """
    return estimate(measured_mean_kappa("mean_kappa", frame), how)


def mean_kappa_linear(frame: ScoreFrame, **how: Unpack[How]) -> Estimate:
    """`mean_kappa` in which being close counts: less by the same amount for every level apart."""
    return estimate(measured_mean_kappa("mean_kappa_linear", frame), how)


def mean_kappa_quadratic(frame: ScoreFrame, **how: Unpack[How]) -> Estimate:
    """`mean_kappa` in which being close counts: less by the square of the levels apart.

    It answers nearly what an intraclass correlation does, and rises with the spread of the work.
    """
    return estimate(measured_mean_kappa("mean_kappa_quadratic", frame), how)


def cohen_kappas(tables: Floats, w: Floats) -> Floats:
    """(P,) weighted kappa of each (K, K) table; NaN where both raters gave everything the same one level."""
    agree, by_a, by_b = (tables * w).sum(axis=(1, 2)), tables.sum(axis=2), tables.sum(axis=1)
    return _kappa(by_a.sum(axis=1), agree, ((by_a @ w) * by_b).sum(axis=1))


def measured_mean_kappa(name: str, frame: ScoreFrame) -> Measure | Refused:
    """One of the three, by its name in the contract; refused where no pair of raters has a kappa."""
    tally = frame.tally
    if tally.refused_because:
        return Refused(name, tally.refused_because)
    if one_level_in_use(tally):
        return Refused(name, ONE_LEVEL, n_scored_cells(tally))
    meetings = frame.meetings
    if not len(meetings.pair):
        return Refused(name, NO_PAIRS, n_scored_cells(tally))
    counts = meetings.n_samples >= FEWEST_SAMPLES
    if not counts.any():
        return Refused(name, FEW_IN_COMMON, n_scored_cells(tally))
    mean = _MeanKappa(meetings, counts, weights(WEIGHTINGS[name], meetings.n_levels))
    if np.isnan(mean.kappas[counts]).all():
        return Refused(name, NO_PAIR_HAS_ONE, n_scored_cells(tally))
    used = counts[meetings.pair[meetings.encounter]]
    n_units = len(np.unique(meetings.cell[used]))
    rests = RestsOn(
        n_samples=len(mean.times),
        n_units=n_units,
        n_left_out=n_scored_cells(tally) - n_units,
        n_pairs=int(used.sum()),
        n_raters=len(np.union1d(meetings.rater_a[counts], meetings.rater_b[counts])),
        n_rater_pairs=int((~np.isnan(mean.kappas)).sum()),
    )
    return Measure(name, BEYOND_CHANCE, mean, mean.kinds(len(frame.samples)), rests, mean.without_raters, NO_FORMULA)


@dataclass(frozen=True, eq=False)
class _MeanKappa:
    """Mean kappa on samples that come and go.

    Parameters
    ----------
    meetings
        Who met whom.
    counts
        (P,) whether a pair counts.
    w
        (K, K) weights of agreement.
    """

    meetings: Meetings
    counts: NDArray[np.bool_]
    w: Floats

    @cached_property
    def kappas(self) -> Floats:
        """(P,) kappa of each pair that counts and has one; NaN for the others."""
        return np.where(self.counts, cohen_kappas(self.meetings.tables, self.w), np.nan)

    @cached_property
    def encounters(self) -> Codes:
        """(E,) the encounters of pairs that count."""
        return np.flatnonzero(self.counts[self.meetings.pair])

    @cached_property
    def sample(self) -> Codes:
        """(E,) the sample of each of these encounters, numbered among those that take part."""
        return np.unique(self.meetings.sample[self.encounters], return_inverse=True)[1]

    @property
    def times(self) -> Codes:
        """(S,) every sample is a kind of its own."""
        return np.ones(int(self.sample.max()) + 1, dtype=np.intp)

    def kinds(self, n_samples: int) -> Codes:
        """(all samples,) number of each among those that take part; -1 for the others."""
        kinds = np.full(n_samples, -1, dtype=np.intp)
        kinds[self.meetings.sample[self.encounters]] = self.sample
        return kinds

    def value(self) -> float:
        """The statistic on all samples."""
        return float(np.nanmean(self.kappas))

    def without_each(self) -> Floats:
        """(S,) the statistic without each sample: only the pairs that met on it change."""
        changed = in_portions(self._kappas_without, len(self.encounters), self.meetings.n_levels * 4)
        before = self.kappas[self.meetings.pair[self.encounters]]
        n = len(self.times)
        change = summed(np.nan_to_num(changed) - np.nan_to_num(before), self.sample, n)
        gone = np.bincount(self.sample[np.isnan(changed) & ~np.isnan(before)], minlength=n)
        return divided(np.nansum(self.kappas) + change, (~np.isnan(self.kappas)).sum() - gone)

    def _kappas_without(self, rows: slice) -> Floats:
        """(rows,) kappa of the pair of each encounter, without that encounter."""
        encounter = self.encounters[rows]
        pair, a, b = self.meetings.pair[encounter], self.meetings.given_a[encounter], self.meetings.given_b[encounter]
        n, agree, by_a, by_b = self._margins
        expected = ((by_a @ self.w) * by_b).sum(axis=1)[pair]
        less = (a * (by_b @ self.w.T)[pair]).sum(axis=1) + (b * (by_a @ self.w)[pair]).sum(axis=1)
        expected += ((a @ self.w) * b).sum(axis=1) - less
        return _kappa(n[pair] - a.sum(axis=1), agree[pair] - self._agree[encounter], expected)

    @cached_property
    def _margins(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Cells of each pair (P,), the agreement in them (P,), and how often either gave each level (P, K)."""
        tables = self.meetings.tables
        by_a, by_b = tables.sum(axis=2), tables.sum(axis=1)
        return by_a.sum(axis=1), (tables * self.w).sum(axis=(1, 2)), by_a, by_b

    @cached_property
    def _agree(self) -> Floats:
        """(all encounters,) agreement in the cells of each."""
        agree = self.w[self.meetings.level_a, self.meetings.level_b]
        return summed(agree, self.meetings.encounter, len(self.meetings.pair))

    def without_raters(self) -> Floats:
        """(R,) the statistic without the pairs of each rater who is in one that counts."""
        has_one = ~np.isnan(self.kappas)
        pairs = np.column_stack([self.meetings.rater_a, self.meetings.rater_b])[has_one]
        _, rater = np.unique(pairs, return_inverse=True)
        kappa = self.kappas[has_one]
        of_rater = np.bincount(rater.reshape(-1), np.repeat(kappa, 2))
        return divided(kappa.sum() - of_rater, len(kappa) - np.bincount(rater.reshape(-1)))

    def drawn(self, times: Codes) -> Floats:
        """(B,) the statistic when the samples come up so many times, (B, S)."""
        width = int(self.counts.sum()) * (2 + 2 * self.meetings.n_levels)
        return in_portions(lambda rows: self._drawn(times[rows]), len(times), width)

    def _drawn(self, times: Codes) -> Floats:
        k = self.meetings.n_levels
        sums: Floats = (self._by_sample.T @ times.T).T.reshape(len(times), -1, 2 + 2 * k)
        n, agree, by_a, by_b = sums[..., 0], sums[..., 1], sums[..., 2 : 2 + k], sums[..., 2 + k :]
        kappas = _kappa(n, agree, ((by_a @ self.w) * by_b).sum(axis=-1))
        return divided(np.nansum(kappas, axis=1), (~np.isnan(kappas)).sum(axis=1))

    @cached_property
    def _by_sample(self) -> sparse.csr_matrix:
        """(S, pairs * (2 + 2 K)) what each sample adds to a pair's cells, agreement and levels given."""
        at = self.encounters
        a, b = self.meetings.given_a[at], self.meetings.given_b[at]
        terms = np.column_stack([a.sum(axis=1), self._agree[at], a, b])
        _, pair = np.unique(self.meetings.pair[at], return_inverse=True)
        column = pair[:, None] * terms.shape[1] + np.arange(terms.shape[1])
        row = np.repeat(self.sample, terms.shape[1])
        return sparse.csr_matrix((terms.reshape(-1), (row, column.reshape(-1))))


def _kappa(n: Floats, agree: Floats, expected: Floats) -> Floats:
    """Kappa from a pair's cells, the agreement in them, and the sum of weights over all meetings of its levels."""
    p_o, p_e = divided(agree, n), divided(expected, n**2)
    return divided(p_o - p_e, 1 - p_e)


WEIGHTINGS: dict[str, Weighting] = {
    "mean_kappa": "identity",
    "mean_kappa_linear": "linear",
    "mean_kappa_quadratic": "quadratic",
}
