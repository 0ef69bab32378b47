"""How far the scores fit the model: every score against what the model expected at the likeliest measure.

Facets' way (Wright and Masters 1982): residuals at maximum-likelihood sample measures, mean squares with and without
weighing by information, standardised by Wilson and Hilferty's cube root. Samples with only the lowest or highest
levels fit perfectly by construction and are left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facets.curves import probabilities
from analysis.facets.integration import Known
from analysis.facets.measures import extremes, likeliest
from analysis.sums import Codes, Floats

__all__ = ["MeanSquares", "Residuals", "mean_squares", "residuals"]


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """(N,) every score against its expectation, in categories.

    Parameters
    ----------
    measure
        (S,) the likeliest measure of each sample, in logits.
    probability
        (K, N) of each category.
    residual, variance, kurtosis
        (N,) score minus expectation; the variance and the fourth central moment that the model gives it.
    counts
        (N,) whether it counts for fit: not on an extreme sample.
    """

    measure: Floats
    probability: Floats
    residual: Floats
    variance: Floats
    kurtosis: Floats
    counts: NDArray[np.bool_]

    @property
    def standardised(self) -> Floats:
        """(N,) residual over its sd."""
        return self.residual / np.sqrt(np.maximum(self.variance, 1e-12))


@dataclass(frozen=True, slots=True, eq=False)
class MeanSquares:
    """Of each rater, or of each criterion: mean squares, expected 1, and their standardised forms; NaN without data."""

    infit: Floats
    infit_z: Floats
    outfit: Floats
    outfit_z: Floats


def residuals(known: Known, at: Floats, start: Floats) -> Residuals:
    """All residuals; (S,) start is where to look for the likeliest measures first."""
    ratings, layout = known.ratings, known.layout
    measure = np.where(np.isnan(known.anchor), likeliest(ratings, layout, at, start)[0], known.anchor)
    hurdle = (at[layout.raters][:, None] + at[layout.criteria]).ravel()[ratings.cell]
    steps = layout.step_table(at)
    own = steps if len(steps) == 1 else steps[ratings.scale[ratings.criterion]]
    found = probabilities((measure[ratings.sample] - hurdle)[:, None], own)[:, :, 0]
    category = np.arange(len(found))[:, None]
    expected = (found * category).sum(axis=0)
    apart = (category - expected) ** 2
    variance = (found * apart).sum(axis=0)
    counts = ~np.logical_or(*extremes(ratings))[ratings.sample]
    return Residuals(measure, found, ratings.category - expected, variance, (found * apart**2).sum(axis=0), counts)


def mean_squares(found: Residuals, which: Codes, size: int) -> MeanSquares:
    """By (N,) what each score belongs to."""
    rows = found.counts

    def total(values: Floats) -> Floats:
        return np.bincount(which[rows], values[rows], minlength=size).astype(np.float64)

    with np.errstate(divide="ignore", invalid="ignore"):
        n, information = total(np.ones(len(which))), total(found.variance)
        infit = total(found.residual**2) / information
        outfit = total(found.standardised**2) / n
        infit_sd = np.sqrt(total(found.kurtosis - found.variance**2)) / information
        outfit_sd = np.sqrt(total(found.kurtosis / np.maximum(found.variance, 1e-12) ** 2 - 1)) / n
        return MeanSquares(infit, _cube_root(infit, infit_sd), outfit, _cube_root(outfit, outfit_sd))


def _cube_root(mean_square: Floats, sd: Floats) -> Floats:
    """Wilson and Hilferty 1931: about standard normal where the model holds."""
    return (np.cbrt(mean_square) - 1) * 3 / sd + sd / 3
