"""Joint maximum likelihood: every sample a parameter of its own, whatever population it came from (Wright and Masters
1982), stretched logits shortened again by (L - 1) / L, L the scores a sample has.

The check on the marginal fit, and its start: it does not ask that samples reach raters independently of their quality.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facets.information import Complete
from analysis.facets.integration import Known, Portion, Posterior
from analysis.facets.measures import at_measures, extremes, likeliest
from analysis.facets.newton import covariance, newton_step
from analysis.facets.sample_rows import SampleRows
from analysis.sums import Floats

__all__ = ["Joint", "jointly"]

_STEPS = 100
_SMALL_STEP = 1e-5
_LONGEST_STEP = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Where the search ended.

    Parameters
    ----------
    at
        (P,) parameters as they maximise the joint likelihood: stretched. Blocks and the sd stay as they were.
    measure
        (S,) of the samples, in the same stretched logits.
    covariance
        (P, P) of the parameters; None where the scores do not say enough.
    correction
        (L - 1) / L.
    converged
        Whether the last step was as good as none.
    """

    at: Floats
    measure: Floats
    covariance: Floats | None
    correction: float
    converged: bool

    @property
    def corrected(self) -> Floats:
        """(P,) parameters without the stretching."""
        return self.at * self.correction


def jointly(known: Known) -> Joint:
    """Climb from 0 until no step leads higher; samples with only the lowest or highest levels tell nothing here."""
    ratings, layout = known.ratings, known.layout
    at, free = layout.start.copy(), layout.free(without=(layout.blocks, layout.spread))
    at[layout.steps] = np.where(free[layout.steps], _first_steps(known), at[layout.steps])
    measure, ordinary = np.zeros(len(ratings.samples)), ~np.logical_or(*extremes(ratings))
    anchored = np.isfinite(known.anchor)
    measure, step = np.where(anchored, known.anchor, measure), np.ones(1)
    for _ in range(_STEPS):
        measure = np.where(anchored, known.anchor, likeliest(ratings, layout, at, measure)[0])
        slope = _profile(known, at, measure, ordinary)
        step = newton_step(layout, at, free, slope)
        at = at + step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < _SMALL_STEP:
            break
    scores = np.diff(ratings.sample_starts)[ordinary]
    per_sample = len(scores) / (1 / scores).sum() if len(scores) else 1.0
    spread = covariance(layout, free, slope[1])
    return Joint(at, measure, spread, (per_sample - 1) / per_sample, bool(np.abs(step).max() < _SMALL_STEP))


def _first_steps(known: Known) -> Floats:
    """(scales * n_steps,) evenly apart."""
    in_use = known.layout.steps_in_use
    n = in_use.sum(axis=1, keepdims=True)
    return np.where(in_use, np.arange(in_use.shape[1]) - (n - 1) / 2, 0.0).ravel()


def _profile(known: Known, at: Floats, measure: Floats, ordinary: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """(P,) slope and (P, P) information of the parameters once every sample lies at its likeliest measure.

    What a sample's own measure explains is taken off the information, except where the measure is anchored.
    """
    ratings, curves = known.ratings, at_measures(known.ratings, known.layout, at, measure)
    whole = Portion(
        samples=slice(0, len(measure)),
        scores=slice(0, len(ratings)),
        measure=measure[:, None],
        weight=ordinary[:, None].astype(np.float64),
        log_likelihood=measure,
        sample=ratings.sample,
        curves=curves,
    )
    counts = ordinary[ratings.sample, None]
    passed = ratings.category[:, None] > np.arange(len(curves.reached))[:, None, None]
    slopes, shared, complete = SampleRows(known, 1), SampleRows(known, 1), Complete(known)
    slopes.fill(whole, counts * (curves.expected - ratings.category[:, None]), counts * (curves.reached - passed))
    told = np.bincount(ratings.sample, curves.variance[:, 0], len(measure))
    unknown = ordinary & np.isnan(known.anchor)
    root = np.where(unknown, 1 / np.sqrt(np.maximum(told, 1e-9)), 0.0)[ratings.sample, None]
    shared.fill(whole, root * curves.variance, root * curves.covariance)
    complete.take(whole)
    information = complete.matrix(at, Posterior(measure, np.zeros_like(measure))) - shared.squared()
    return np.asarray(slopes.matrix().sum(axis=0)), information
