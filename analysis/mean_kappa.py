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

from analysis.counted import n_scored_cells, one_level_in_use
from analysis.estimates import BEYOND_CHANCE, NO_FORMULA, NO_PAIRS, ONE_LEVEL, How, Measure, Refused, RestsOn, estimate
from analysis.frame import ScoreFrame
from analysis.meetings import Meetings
from analysis.sums import Codes, Floats, divided, in_portions, summed
from analysis.values import Estimate
from analysis.weights import Weighting, weights

__all__ = ["cohen_kappas", "mean_kappa", "mean_kappa_linear", "mean_kappa_quadratic", "measured_mean_kappa"]

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


def cohen_kappas(met: Meetings, w: Floats) -> Floats:
    """(P,) weighted kappa of each pair; NaN where both raters gave everything the same one level."""
    alike = met.kinds
    agree = summed(w[alike.level_a, alike.level_b] * alike.times, alike.pair, len(met.rater_a))
    return _kappa(met.n_meetings, agree, _weighted(met.given[0], w, met.given[1]))


def measured_mean_kappa(name: str, frame: ScoreFrame) -> Measure | Refused:
    """One of the three, by its name in the contract; refused where no pair of raters has a kappa."""
    tally = frame.tally
    if tally.refused_because:
        return Refused(name, tally.refused_because)
    if one_level_in_use(tally):
        return Refused(name, ONE_LEVEL, n_scored_cells(tally))
    if not len(frame.meetings.pair):
        return Refused(name, NO_PAIRS, n_scored_cells(tally))
    met = frame.meetings.frequent
    if not len(met.pair):
        return Refused(name, FEW_IN_COMMON, n_scored_cells(tally))
    mean = _MeanKappa(met, weights(WEIGHTINGS[name], met.n_levels))
    if np.isnan(mean.kappas).all():
        return Refused(name, NO_PAIR_HAS_ONE, n_scored_cells(tally))
    samples, _ = met.samples
    kinds = np.full(len(frame.samples), -1, dtype=np.intp)
    kinds[samples] = np.arange(len(samples))
    rests = RestsOn(
        n_samples=len(samples),
        n_units=met.n_cells,
        n_left_out=n_scored_cells(tally) - met.n_cells,
        n_pairs=len(met.cell),
        n_raters=len(np.union1d(met.rater_a, met.rater_b)),
        n_rater_pairs=int(mean.has_one.sum()),
    )
    return Measure(name, BEYOND_CHANCE, mean, kinds, rests, mean.without_raters, NO_FORMULA)


@dataclass(frozen=True, eq=False)
class _MeanKappa:
    """Mean kappa on samples that come and go.

    Parameters
    ----------
    met
        Who met whom, of the pairs that count.
    w
        (K, K) weights of agreement.
    """

    met: Meetings
    w: Floats

    @cached_property
    def kappas(self) -> Floats:
        """(P,) kappa of each pair; NaN where it has none."""
        return cohen_kappas(self.met, self.w)

    @cached_property
    def has_one(self) -> NDArray[np.bool_]:
        """(P,) whether a pair has a kappa."""
        return ~np.isnan(self.kappas)

    @property
    def times(self) -> Codes:
        """(S,) every sample is a kind of its own."""
        return np.ones(len(self.met.samples[0]), dtype=np.intp)

    def value(self) -> float:
        """The statistic on all samples."""
        return float(self.kappas[self.has_one].mean())

    def without_each(self) -> Floats:
        """(S,) the statistic without each sample: only the pairs that met on it change."""
        samples, sample = self.met.samples
        if self.met.are_encounters:
            # Encounters of the same two raters at the same two levels change the same thing.
            alike = self.met.kinds
            before, after, which = self.kappas[alike.pair], self._kappas_without_kinds(), alike.of
        else:
            before, after, which = self.kappas[self.met.pair], self._kappas_without(), np.arange(len(sample))
        gone = np.isnan(after) & ~np.isnan(before)
        # A pair without a kappa changes nothing; one that loses its own takes it along.
        change = np.where(gone, -before, np.where(np.isnan(after), 0.0, after - before))
        changes = summed(change[which], sample, len(samples))
        n_gone = np.bincount(sample[gone[which]], minlength=len(samples)) if gone.any() else np.zeros(1)
        return divided(self.kappas[self.has_one].sum() + changes, self.has_one.sum() - n_gone)

    def _kappas_without_kinds(self) -> Floats:
        """(T,) kappa of a pair without one encounter of each kind, where an encounter is a single meeting."""
        alike, (given_a, given_b) = self.met.kinds, self.met.given
        own = self.w[alike.level_a, alike.level_b]
        k = self.met.n_levels
        with_a, with_b = (given_b @ self.w.T).reshape(-1), (given_a @ self.w).reshape(-1)
        less = with_a[alike.pair * k + alike.level_a] + with_b[alike.pair * k + alike.level_b]
        agree = summed(own * alike.times, alike.pair, len(given_a))
        expected = _weighted(given_a, self.w, given_b)
        n = self.met.n_meetings - 1.0
        return _kappa(n[alike.pair], agree[alike.pair] - own, expected[alike.pair] - less + own)

    def _kappas_without(self) -> Floats:
        """(E,) kappa of a pair without one encounter: its levels leave the sums that stand behind chance."""
        met, (given_a, given_b) = self.met, self.met.given
        with_a, with_b = given_b @ self.w.T, given_a @ self.w
        less = met.by_encounter(with_a[met.of_pair, met.level_a] + with_b[met.of_pair, met.level_b])
        expected = _weighted(given_a, self.w, given_b)[met.pair] - less + self._expected_at_once
        agree = met.by_pair(self._agree)[met.pair] - met.by_encounter(self._agree)
        return _kappa(met.n_meetings[met.pair] - met.by_encounter(np.ones(len(met.cell))), agree, expected)

    @cached_property
    def _agree(self) -> Floats:
        """(M,) agreement in each meeting."""
        agree: Floats = self.w[self.met.level_a, self.met.level_b]
        return agree

    @property
    def _expected_at_once(self) -> Floats:
        """(E,) the sum of weights over all combinations of an encounter's own levels."""
        given_a, given_b = self.met.given_at_once
        return _weighted(given_a, self.w, given_b)

    def without_raters(self) -> Floats:
        """(R,) the statistic without the pairs of each rater who is in one that counts."""
        pairs = np.column_stack([self.met.rater_a, self.met.rater_b])[self.has_one]
        rater = np.unique(pairs, return_inverse=True)[1].reshape(-1)
        kappa = self.kappas[self.has_one]
        return divided(kappa.sum() - np.bincount(rater, np.repeat(kappa, 2)), len(kappa) - np.bincount(rater))

    def drawn(self, times: Codes) -> Floats:
        """(B,) the statistic when the samples come up so many times, (B, S)."""
        return in_portions(lambda rows: self._drawn(times[rows]), len(times), self._by_sample.shape[1])

    def _drawn(self, times: Codes) -> Floats:
        k = self.met.n_levels
        sums: Floats = (self._by_sample.T @ times.T).T.reshape(len(times), -1, 2 + 2 * k)
        n, agree, by_a, by_b = sums[..., 0], sums[..., 1], sums[..., 2 : 2 + k], sums[..., 2 + k :]
        kappas = _kappa(n, agree, _weighted(by_a, self.w, by_b))
        return divided(np.nansum(kappas, axis=1), (~np.isnan(kappas)).sum(axis=1))

    @cached_property
    def _by_sample(self) -> sparse.csr_matrix:
        """(S, P * (2 + 2 K)) what each sample adds to a pair's cells, agreement and levels given."""
        met, (given_a, given_b) = self.met, self.met.given_at_once
        terms = np.column_stack([given_a.sum(axis=1), met.by_encounter(self._agree), given_a, given_b])
        column = met.pair[:, None] * terms.shape[1] + np.arange(terms.shape[1])
        row = np.repeat(met.samples[1], terms.shape[1])
        return sparse.csr_matrix((terms.reshape(-1), (row, column.reshape(-1))))


def _weighted(one: Floats, w: Floats, other: Floats) -> Floats:
    """(...) the sum of weights over all combinations of levels: one . w . other, each (..., K)."""
    weighted: Floats = ((one @ w) * other).sum(axis=-1)
    return weighted


def _kappa(n: Floats, agree: Floats, expected: Floats) -> Floats:
    """Kappa from a pair's cells, the agreement in them, and the sum of weights over all meetings of its levels."""
    p_o, p_e = divided(agree, n), divided(expected, n**2)
    return divided(p_o - p_e, 1 - p_e)


WEIGHTINGS: dict[str, Weighting] = {
    "mean_kappa": "identity",
    "mean_kappa_linear": "linear",
    "mean_kappa_quadratic": "quadratic",
}
