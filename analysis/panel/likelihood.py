"""The likelihood of a panel's reads: how good each sample is likely to be at a guess, and which way leads uphill."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.panel.reads import PanelReads
from analysis.panel.terms import Terms
from analysis.sums import Floats

__all__ = ["Quality", "Slope", "State", "quality_of", "slope_of", "started", "with_variances"]

_AS_MANY_AS_OWN = 10.0
_SMALLEST = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A guess: effects (R, T), slopes (R,), quality (G,), variance of quality, variance of each rater's error (R,)."""

    effects: Floats
    slopes: Floats
    quality: Floats
    variance: float
    error: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """(S,) each sample's likely quality given its reads, mean and variance; and what its group leads one to expect."""

    mean: Floats
    variance: Floats
    expected: Floats


def started(reads: PanelReads, terms: Terms) -> State:
    n_raters, n_effects = terms.estimated.shape
    spread = max(float(reads.mean.var()), _SMALLEST)
    quality = np.zeros(terms.quality.shape[1])
    return State(np.zeros((n_raters, n_effects)), np.ones(n_raters), quality, spread / 2, np.full(n_raters, spread / 2))


def _own(reads: PanelReads, terms: Terms, state: State) -> Floats:
    """(D,) the level of each read without the rater's own effects."""
    own: Floats = reads.mean - (terms.effects * state.effects[reads.rater]).sum(axis=1)
    return own


def quality_of(reads: PanelReads, terms: Terms, state: State) -> Quality:
    expected = terms.quality @ state.quality
    slope, error = state.slopes[reads.rater], state.error[reads.rater]
    size = len(expected)
    precision = 1 / state.variance + np.bincount(reads.sample, slope**2 / error, size)
    told = expected / state.variance + np.bincount(reads.sample, slope * _own(reads, terms, state) / error, size)
    return Quality(told / precision, 1 / precision, expected)


def with_variances(reads: PanelReads, terms: Terms, state: State) -> State:
    """One step of EM for the variances; a rater's own is drawn towards the panel's while there are few reads."""
    quality = quality_of(reads, terms, state)
    slope, mean = state.slopes[reads.rater], quality.mean[reads.sample]
    squared = (_own(reads, terms, state) - slope * mean) ** 2 + slope**2 * quality.variance[reads.sample]
    total = np.bincount(reads.rater, squared, len(state.error))
    common = max(float(squared.mean()), _SMALLEST)
    error = (total + _AS_MANY_AS_OWN * common) / (reads.per_rater + _AS_MANY_AS_OWN)
    variance = float(((quality.mean - quality.expected) ** 2 + quality.variance).mean())
    return State(state.effects, state.slopes, state.quality, max(variance, _SMALLEST), np.maximum(error, _SMALLEST))


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """(S, P) what each sample adds to the slope of the likelihood, and (P, P) its curvature, the sign turned."""

    by_sample: sparse.csr_array
    information: Floats


def slope_of(reads: PanelReads, terms: Terms, state: State) -> Slope:
    quality = quality_of(reads, terms, state)
    mean, variance = quality.mean[reads.sample], quality.variance[reads.sample]
    slope, error, own = state.slopes[reads.rater], state.error[reads.rater], _own(reads, terms, state)
    rows = _Rows(reads, terms)
    left = (own - slope * mean) / error
    by_sample = rows.matrix(
        left, (left * mean) - slope * variance / error, (quality.mean - quality.expected) / state.variance
    )
    lost = rows.matrix(-slope / error, (own - 2 * slope * mean) / error, np.full(len(quality.mean), 1 / state.variance))
    curved = rows.matrix(np.zeros(len(reads)), -slope / error, np.zeros(len(quality.mean)))
    information = rows.complete(error, mean, variance, state.variance)
    information -= _squared(lost, quality.variance) + _squared(curved, 2 * quality.variance**2)
    return Slope(by_sample, information)


def _squared(rows: sparse.csr_array, weight: Floats) -> Floats:
    scaled = sparse.csr_array(rows.multiply(np.sqrt(weight)[:, None]))
    found: Floats = (scaled.T @ scaled).toarray()
    return found


class _Rows:
    """Where what a read or a sample tells belongs among the parameters."""

    def __init__(self, reads: PanelReads, terms: Terms) -> None:
        self._reads, self._terms = reads, terms
        self._effects, self._slopes, self._quality = terms.places
        self.size = terms.size

    def matrix(self, of_effects: Floats, of_slope: Floats, of_quality: Floats) -> sparse.csr_array:
        """(S, P) from (D,) to be multiplied by the effects, (D,) of the rater's slope, (S,) by the quality columns."""
        reads, terms = self._reads, self._terms
        n_samples = len(of_quality)
        values = np.column_stack([terms.effects * of_effects[:, None], of_slope])
        columns = np.column_stack([self._effects[reads.rater], self._slopes[reads.rater]])
        there = columns >= 0
        sample = np.broadcast_to(reads.sample[:, None], columns.shape)
        every = np.broadcast_to(np.arange(n_samples)[:, None], terms.quality.shape)
        data = np.concatenate([values[there], (terms.quality * of_quality[:, None]).ravel()])
        at = (
            np.concatenate([sample[there], every.ravel()]),
            np.concatenate([columns[there], np.broadcast_to(self._quality, terms.quality.shape).ravel()]),
        )
        return sparse.csr_array(sparse.coo_array((data, at), shape=(n_samples, self.size)))

    def complete(self, error: Floats, mean: Floats, variance: Floats, spread: float) -> Floats:
        """(P, P) the information if every sample's quality were known."""
        reads, terms = self._reads, self._terms
        n_effects = terms.effects.shape[1]
        values = np.column_stack([terms.effects, mean])
        found = np.zeros((self.size, self.size))
        places = np.column_stack([self._effects, self._slopes])
        for one in range(n_effects + 1):
            for other in range(n_effects + 1):
                extra = variance if one == other == n_effects else 0.0
                product = (values[:, one] * values[:, other] + extra) / error
                there = (places[:, one] >= 0) & (places[:, other] >= 0)
                own = np.bincount(reads.rater, product, len(places))[there]
                found[places[there, one], places[there, other]] = own
        found[np.ix_(self._quality, self._quality)] += terms.quality.T @ terms.quality / spread
        return found
