"""The likeliest measure of each sample, the parameters being known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facets.curves import Curves, curves, moments
from analysis.facets.integration import Known, Posterior
from analysis.facets.parameters import Layout
from analysis.facets.ratings import Ratings
from analysis.sums import Floats

__all__ = ["EXTREME", "at_measures", "extremes", "likeliest", "posterior_modes"]

EXTREME = 0.3
"""Score points by which the total of a sample with only the lowest or only the highest levels is moved inwards, so
that it has a finite measure (the default of Facets, Linacre)."""

_STEPS = 40
_SMALL_STEP = 1e-4
_LONGEST_STEP = 1.0


def at_measures(ratings: Ratings, layout: Layout, at: Floats, measure: Floats) -> Curves:
    """What the model says of all N scores, (N, 1), when each sample lies at (S,) its measure."""
    logit, steps = measure[ratings.sample] - _hurdles(ratings, layout, at), _steps(ratings, layout, at)
    return curves(logit[:, None], steps, ratings.category)


def extremes(ratings: Ratings) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(S,) twice: samples that got only the lowest, and only the highest, category of every scale."""
    highest = np.array([len(values) - 1 for values in ratings.values])[ratings.scale[ratings.criterion]]
    n = np.diff(ratings.sample_starts)
    low = np.bincount(ratings.sample, ratings.category == 0, len(n)) == n
    return low, np.bincount(ratings.sample, ratings.category == highest, len(n)) == n


def likeliest(ratings: Ratings, layout: Layout, at: Floats, start: Floats) -> tuple[Floats, Floats]:
    """(S,) maximum-likelihood measures, those of extreme samples moved inwards; and their standard errors.

    Parameters
    ----------
    start
        (S,) where to begin.
    """
    none = np.zeros_like(start)
    return _solved(ratings, layout, at, _Start(start, none, none))


def posterior_modes(known: Known, at: Floats) -> Posterior:
    """The likeliest measures, samples drawn from the population, and how wide the posterior is there."""
    mean = at[known.layout.blocks][known.block]
    precision = np.full_like(mean, np.exp(-2 * at[known.layout.spread]))
    mode, error = _solved(known.ratings, known.layout, at, _Start(mean, mean, precision))
    return Posterior(mode, error)


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """(S,) where to begin, and what the population says: mean and one over variance, 0 where it is not asked."""

    measure: Floats
    mean: Floats
    precision: Floats


def _solved(ratings: Ratings, layout: Layout, at: Floats, start: _Start) -> tuple[Floats, Floats]:
    """(S,) where expected and given totals are equal, and one over the root of the information there."""
    low, high = extremes(ratings)
    moved = np.where(start.precision == 0, EXTREME * (low * 1.0 - high), 0.0)
    total = np.bincount(ratings.sample, ratings.category, len(start.measure)) + moved
    measure, hurdle, steps = start.measure.copy(), _hurdles(ratings, layout, at), _steps(ratings, layout, at)
    for _ in range(_STEPS):
        of_score = moments((measure[ratings.sample] - hurdle)[:, None], steps)
        expected, variance = (np.bincount(ratings.sample, values[:, 0], len(measure)) for values in of_score)
        information = variance + start.precision
        ahead = (total - expected - start.precision * (measure - start.mean)) / np.maximum(information, 1e-6)
        step = np.clip(ahead, -_LONGEST_STEP, _LONGEST_STEP)
        measure += step
        if np.abs(step).max(initial=0.0) < _SMALL_STEP:
            break
    return measure, 1 / np.sqrt(np.maximum(information, 1e-6))


def _hurdles(ratings: Ratings, layout: Layout, at: Floats) -> Floats:
    """(N,) severity and difficulty that each score had to pass."""
    return (at[layout.raters][:, None] + at[layout.criteria]).ravel()[ratings.cell]


def _steps(ratings: Ratings, layout: Layout, at: Floats) -> Floats:
    """(N, K - 1) thresholds of each score's scale; (1, K - 1) where all have the same one."""
    steps = layout.step_table(at)
    return steps if len(steps) == 1 else steps[ratings.scale[ratings.criterion]]
