"""Agreement beyond chance when it is known who scored: Conger's kappa, and the same at the cut.

Conger 1980, Psychological Bulletin 88, 322-328: chance is two *different* raters drawing blindly, each from the levels
that rater gives, so that a severe and a generous rater agree less by chance; with two raters it is Cohen's kappa. With
gaps, and with its standard error, as in Gwet 2014, Handbook of Inter-Rater Reliability; the values are those of the R
package irrCAC.

Chance is a mean over pairs of raters of p_g . p_h, where p_g are the level shares of rater g. With P the sum of all
p_g it is (P . P - sum of p_g . p_g) / (R (R - 1)), so when a sample goes only the raters who scored it change.
"""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Unpack

import numpy as np
from scipy import sparse

from analysis.agreement import at_the_cut
from analysis.beyond_chance import agreeing, pulled
from analysis.counted import change_without_raters, n_scored_cells, one_level_in_use, rests_on
from analysis.estimates import BEYOND_CHANCE, NO_PAIRS, ONE_LEVEL, SEVERAL_CELLS, How, Measure, Refused, estimate
from analysis.frame import Cut, ScoreFrame
from analysis.reads import Reads, reads_of
from analysis.sums import Codes, Floats, Sums, divided, in_portions, ratio
from analysis.values import Estimate

__all__ = ["conger_kappa", "cut_kappa", "measured_conger", "measured_cut_kappa"]

ONE_SIDE = "All scores that can be compared are on the same side of the cut."


def conger_kappa(frame: ScoreFrame, **how: Unpack[How]) -> Estimate:
    """How much more often do two raters give the same level than if each drew blindly from their own levels?

    Parameters
    ----------
    frame
        Cells scored by one rater count for that rater's level shares, and are counted as left out.
    **how
        How the interval is made and whom it speaks of: see `How`.

    Returns
    -------
    Estimate
        Value at most 1. Undefined, with the reason, when no sample has two scores or one level is in use. It forgives
        raters whose shares of levels differ: look at how far they differ before calling it agreement.
    """
    return estimate(measured_conger(frame), how)


def cut_kappa(frame: ScoreFrame, cut: Cut, **how: Unpack[How]) -> Estimate:
    """Conger's kappa on the two sides of the cut: do raters agree who is proficient, beyond their own habits?

    Parameters
    ----------
    frame, **how
        As for `conger_kappa`.
    cut
        The lowest level that counts as proficient: one for all criteria, or by criterion.
    """
    return estimate(measured_cut_kappa(frame, cut), how)


def measured_cut_kappa(frame: ScoreFrame, cut: Cut) -> Measure | Refused:
    """Conger's kappa of the two sides, ready for its interval."""
    return at_the_cut("cut_kappa", frame, cut, lambda sides: measured_conger(sides, "cut_kappa"))


def measured_conger(frame: ScoreFrame, name: str = "conger_kappa") -> Measure | Refused:
    """Conger's kappa, ready for its interval; refused where one level is in use."""
    tally = frame.tally
    if tally.refused_because:
        return Refused(name, tally.refused_because)
    if one_level_in_use(tally):
        return Refused(name, ONE_SIDE if name == "cut_kappa" else ONE_LEVEL, n_scored_cells(tally))
    if not (tally.scored > 1).any():
        return Refused(name, NO_PAIRS, n_scored_cells(tally))
    reads, terms = reads_of(frame), partial(agreeing, w=np.eye(len(tally.levels)))
    agreement = terms(tally.counts)[tally.samples].sum(axis=1)[tally.kinds[reads.kinds >= 0]]
    conger = _Conger(reads, agreement)
    return Measure(
        name,
        BEYOND_CHANCE,
        conger,
        reads.kinds,
        rests_on(tally, tally.scored > 1),
        without_raters=lambda: conger.without_raters(conger.total + change_without_raters(terms, frame)),
        pulls=SEVERAL_CELLS if len(frame.criteria) > 1 else conger.pulls,
    )


@dataclass(frozen=True, eq=False)
class _Conger:
    """Conger's kappa on samples that come and go.

    Parameters
    ----------
    reads
        Who gave what.
    agreement
        (S, 2) for every sample, the agreement of its cells and how many of them have a pair.
    """

    reads: Reads
    agreement: Floats

    @property
    def times(self) -> Codes:
        """(S,) every sample is a kind of its own."""
        return np.ones(self.reads.n_samples, dtype=np.intp)

    @cached_property
    def total(self) -> Floats:
        """(2,) agreement of all cells, and how many have a pair."""
        total: Floats = np.ones(len(self.agreement)) @ self.agreement
        return total

    @cached_property
    def given(self) -> Floats:
        """(R, K) how often each rater gave each level."""
        return self.reads.by_rater

    @cached_property
    def p(self) -> Floats:
        """(R, K) p_g, the level shares of each rater."""
        return _shares(self.given)

    def value(self) -> float:
        """The statistic on all samples."""
        return float(_kappa(self.total[None], _chance(self.p[None]))[0])

    def without_each(self) -> Floats:
        """(S,) the statistic without each sample, from what changes in the shares of the raters who scored it."""
        rater = self.reads.rater
        left = self.given[rater] - self.reads.given
        before, after = self.p[rater], _shares(left)
        change = np.column_stack([after - before, _squared(after) - _squared(before), -1.0 * ~left.any(axis=1)])
        sums = _chance_sums(self.p[None]) + self.reads.by_sample @ change
        return _kappa(self.total - self.agreement, _chance_of(sums))

    def without_raters(self, agreement: Floats) -> Floats:
        """(R,) the statistic without each rater, given the (R, 2) sums of agreement without each."""
        change = np.column_stack([self.p, _squared(self.p), np.ones(len(self.p))])
        return _kappa(agreement, _chance_of(_chance_sums(self.p[None]) - change))

    def drawn(self, times: Codes) -> Floats:
        """(B,) the statistic when the samples come up so many times, (B, S)."""
        return in_portions(lambda rows: self._drawn(times[rows]), len(times), self.p.size)

    def _drawn(self, times: Codes) -> Floats:
        given: Floats = (self._by_sample.T @ times.T).T.reshape(len(times), *self.p.shape)
        return _kappa(times @ self.agreement, _chance(_shares(given)))

    @cached_property
    def _by_sample(self) -> sparse.csr_matrix:
        """(S, R * K) how often each rater gave each level to each sample."""
        reads, n_levels = self.reads, self.p.shape[1]
        kind, level = np.nonzero(reads.given)
        where = (kind, reads.rater[kind] * n_levels + level)
        return reads.by_sample @ sparse.csr_matrix((reads.given[kind, level], where), (len(reads.rater), self.p.size))

    def pulls(self) -> Floats:
        """(S,) how far each sample pulls the statistic, to first order (Gwet 2014)."""
        reads, n_raters = self.reads, len(self.p)
        of_read = reads.given - reads.given.sum(axis=1, keepdims=True) * self.p[reads.rater]
        others = (self.p.sum(axis=0) - self.p) / self.given.sum(axis=1, keepdims=True)
        of_sample = reads.by_sample @ (of_read * others[reads.rater]).sum(axis=1)
        of_chance = of_sample * reads.n_samples / (n_raters * (n_raters - 1))
        return pulled(Sums(self.agreement, self.times, ratio), self.value(), float(_chance(self.p[None])[0]), of_chance)


def _shares(given: Floats) -> Floats:
    """(..., K) level shares; 0 where a rater gave nothing."""
    shares: Floats = given / np.maximum(given.sum(axis=-1, keepdims=True), 1)
    return shares


def _squared(p: Floats) -> Floats:
    """(...) p_g . p_g."""
    squared: Floats = np.einsum("...k,...k->...", p, p)
    return squared


def _chance_sums(p: Floats) -> Floats:
    """(B, K + 2) sums over raters, from (B, R, K) shares: of p_g, of p_g . p_g, and how many raters gave anything."""
    return np.column_stack([p.sum(axis=1), _squared(p).sum(axis=1), p.any(axis=2).sum(axis=1)])


def _chance_of(sums: Floats) -> Floats:
    """(B,) p_e, the mean of p_g . p_h over pairs of different raters, from `_chance_sums`."""
    n_raters = sums[:, -1]
    return divided(_squared(sums[:, :-2]) - sums[:, -2], n_raters * (n_raters - 1))


def _chance(p: Floats) -> Floats:
    """(B,) p_e from (B, R, K) shares."""
    return _chance_of(_chance_sums(p))


def _kappa(agreement: Floats, p_e: Floats) -> Floats:
    """(B,) (p_a - p_e) / (1 - p_e) from (B, 2) sums of agreement and (B,) agreement by chance."""
    return divided(ratio(agreement) - p_e, 1 - p_e)
