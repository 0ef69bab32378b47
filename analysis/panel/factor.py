"""The joint model of reads: every rater with an own severity, slope and further effects, every sample with one quality.

level = own mean + slope x quality of the sample + own effects + error, quality normal around what its group leads one
to expect; a factor model with gaps (Jöreskog 1971), estimated by maximum likelihood. A slope below 1 is a rater who
sees the samples closer together than others do. Because quality, slopes and effects are estimated together, no rater is
part of what they are compared with, and a rater who spreads samples less is not taken for one who is against a group.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from analysis.panel.likelihood import Slope, State, quality_of, slope_of, started, with_variances
from analysis.panel.reads import PanelReads
from analysis.panel.terms import Terms
from analysis.sums import Codes, Floats

__all__ = ["Fitted", "fitted"]

_STEPS = 60
_SMALL_STEP = 1e-3
_VARIANCE_STEPS = 5
_MEDIAN = np.pi / 2 - 1


@dataclass(frozen=True, eq=False)
class Fitted:
    """The joint model where the likelihood is highest.

    Parameters
    ----------
    reads, terms
        What it was fitted to.
    effects, slopes
        (R, T) and (R,) estimates in levels, and levels per level; NaN where they were not estimated.
    covariances
        (P, P) twice: from how far whole samples scatter, and from the information, whose errors of a rater's reads are
        that rater's own. Of an effect the larger error counts; of a slope the second, as the first is noisy while a
        rater has few samples and depends most on those at the ends.
    quality, uncertainty
        (S,) the likely quality of each sample, in levels from the mean, and its variance.
    error
        (R,) variance of each rater's own error, in levels squared.
    converged
        Whether the search ended where no step was worth taking.
    """

    reads: PanelReads
    terms: Terms
    effects: Floats
    slopes: Floats
    covariances: tuple[Floats, Floats]
    quality: Floats
    uncertainty: Floats
    error: Floats
    converged: bool

    @cached_property
    def places(self) -> tuple[Codes, Codes]:
        """(R, T) and (R,) where each estimate stands in the covariance; -1 where there is none."""
        return self.terms.places[:2]

    @cached_property
    def df(self) -> Floats:
        """(R,) reads of each rater, less what was estimated from them; at least 1."""
        used = self.terms.estimated.sum(axis=1) + self.terms.slopes
        left: Floats = np.maximum(self.reads.per_rater - used, 1).astype(np.float64)
        return left

    def effect(self, term: int) -> tuple[Floats, Floats]:
        """(R,) one effect relative to the panel's median, and its standard error; NaN where it was not estimated."""
        weights = np.zeros(self.terms.estimated.shape)
        weights[:, term] = np.where(self.terms.estimated[:, term], 1.0, np.nan)
        return self.combined(weights)

    def combined(self, weights: Floats) -> tuple[Floats, Floats]:
        """(R,) each rater's sum of effects by (R, T) weights, relative to the panel's median, and its standard error.

        NaN for raters with a NaN weight.
        """
        there = np.asarray(np.isfinite(weights).all(axis=1))
        rows = np.zeros((int(there.sum()), len(self.covariances[0])))
        places, own = self.places[0][there], weights[there]
        at, term = np.nonzero((own != 0) & (places >= 0))
        rows[at, places[at, term]] = own[at, term]
        value = (np.where(np.isnan(self.effects), 0.0, self.effects)[there] * own).sum(axis=1)
        return self._relative(there, value, np.maximum(*(self._errors(rows, one) for one in self.covariances)))

    def slope(self) -> tuple[Floats, Floats]:
        """(R,) slopes, their median 1, and standard errors; NaN where they were not estimated."""
        there, places = self.terms.slopes, self.places[1]
        rows = np.zeros((int(there.sum()), len(self.covariances[0])))
        rows[np.arange(len(rows)), places[there]] = 1.0
        value, error = self._relative(there, self.slopes[there], self._errors(rows, self.covariances[1]))
        return value + 1.0, error

    @cached_property
    def as_others_see(self) -> tuple[Floats, Floats]:
        """(D,) likely quality of each read's sample without that read, in levels from the mean, and its variance."""
        rater, sample = self.reads.rater, self.reads.sample
        slope, error = np.where(np.isnan(self.slopes), 1.0, self.slopes)[rater], self.error[rater]
        precision = 1 / self.uncertainty[sample]
        others = precision - slope**2 / error
        return (precision * self.quality[sample] - slope * self.own / error) / others, 1 / others

    @cached_property
    def own(self) -> Floats:
        """(D,) mean level of each read without the rater's own effects."""
        effects = np.where(np.isnan(self.effects), 0.0, self.effects)[self.reads.rater]
        own: Floats = self.reads.mean - (self.terms.effects * effects).sum(axis=1)
        return own

    @staticmethod
    def _errors(rows: Floats, covariance: Floats) -> Floats:
        """(r,) errors of contrasts with the panel's median; rows (r, P) make each rater's own estimate."""
        if len(rows) < 2:
            return np.zeros(len(rows))
        contrast = rows - rows.mean(axis=0)
        own = ((contrast @ covariance) * contrast).sum(axis=1)
        found: Floats = np.sqrt(np.maximum(own + _MEDIAN * own.mean() / len(rows), 0.0))
        return found

    @staticmethod
    def _relative(there: NDArray[np.bool_], estimate: Floats, own_error: Floats) -> tuple[Floats, Floats]:
        """(R,) less the median, with its error; NaN for raters who are not there, or alone."""
        value, error = np.full(len(there), np.nan), np.full(len(there), np.nan)
        if there.sum() > 1:
            value[there] = estimate - np.median(estimate)
            error[there] = own_error
        return value, error


def fitted(reads: PanelReads, terms: Terms) -> Fitted:
    """Fit the joint model.

    Steps of Newton's method for effects, slopes and groups, with the observed information of Louis 1982, and of the EM
    algorithm (Dempster, Laird and Rubin 1977) for variances; standard errors from how far whole samples scatter.
    """
    state, settled = started(reads, terms), False
    for _ in range(_STEPS):
        for _ in range(_VARIANCE_STEPS):
            state = with_variances(reads, terms, state)
        slope = slope_of(reads, terms, state)
        step = _solve(terms, state, slope)
        state = _moved(terms, state, step)
        if settled := bool(np.abs(step).max() < _SMALL_STEP):
            break
    quality, slope = quality_of(reads, terms, state), slope_of(reads, terms, state)
    return Fitted(
        reads=reads,
        terms=terms,
        effects=np.where(terms.estimated, state.effects, np.nan),
        slopes=np.where(terms.slopes, state.slopes, np.nan),
        covariances=_covariances(reads, terms, slope),
        quality=quality.mean,
        uncertainty=quality.variance,
        error=state.error,
        converged=settled,
    )


def _solve(terms: Terms, state: State, slope: Slope) -> Floats:
    """(P,) a step of Newton's method under the sums that are held."""
    held = terms.held
    weight = float(np.diag(slope.information).mean())
    slopes = terms.places[1]
    sums = np.append(state.effects.sum(axis=0), (state.slopes - 1)[slopes >= 0].sum())
    hill = slope.information + weight * held.T @ held
    aim = np.asarray(slope.by_sample.sum(axis=0)) - weight * held.T @ sums
    for bend in (0.0, 0.1, 1.0, 10.0):
        try:
            ahead: Floats = linalg.cho_solve(
                linalg.cho_factor(hill + bend * np.diag(np.abs(np.diag(hill)) + 1e-6)), aim
            )
            return ahead
        except linalg.LinAlgError:
            continue
    return np.zeros_like(aim)


def _inverse(hill: Floats) -> Floats:
    try:
        found: Floats = linalg.cho_solve(linalg.cho_factor(hill), np.eye(len(hill)))
    except linalg.LinAlgError:
        found = linalg.pinvh(hill)
    return found


def _moved(terms: Terms, state: State, step: Floats) -> State:
    effects, slopes, quality = terms.places
    padded = np.append(np.clip(step, -1, 1), 0.0)
    return State(
        state.effects + padded[effects],
        state.slopes + padded[slopes],
        state.quality + padded[quality],
        state.variance,
        state.error,
    )


def _covariances(reads: PanelReads, terms: Terms, slope: Slope) -> tuple[Floats, Floats]:
    """(P, P) from how far whole samples scatter, as the jackknife has it; and from the information."""
    held = terms.held
    weight = float(np.diag(slope.information).mean())
    inverse = _inverse(slope.information + weight * held.T @ held)
    scatter = (slope.by_sample.T @ slope.by_sample).toarray()
    used = terms.estimated.sum(axis=1) + terms.slopes
    grown = terms.each(reads.per_rater / np.maximum(reads.per_rater - used, 1))
    root = np.sqrt(grown)
    return (inverse @ scatter @ inverse) * np.outer(grown, grown), inverse * np.outer(root, root)
