"""How far do measures lie apart, beside how well each is known? Separation, strata, reliability, and one test."""

import numpy as np
from scipy import stats

from analysis.facets.results import ChiSquare, Spread
from analysis.sums import Floats

__all__ = ["spread_of"]


def spread_of(measure: Floats, error: Floats) -> Spread:
    """Of raters, criteria or samples.

    Separation is the sd of the true measures over the typical error, strata how many levels of them can be told apart,
    reliability the share of the observed variance that is not error (Wright and Masters 1982, ch. 5); the test asks
    whether all are the same but for error, on one degree of freedom less than there are.
    """
    known = np.isfinite(measure) & np.isfinite(error) & (error > 0)
    if known.sum() < 2:
        return Spread()
    measure, error = measure[known], error[known]
    observed, noise = float(measure.var(ddof=1)), float((error**2).mean())
    true = max(0.0, observed - noise)
    separation = float(np.sqrt(true / noise))
    weight = error**-2.0
    value = float((weight * measure**2).sum() - (weight * measure).sum() ** 2 / weight.sum())
    df = len(measure) - 1
    chi_square = ChiSquare(value, df, float(stats.chi2.sf(value, df)))
    return Spread(separation, (4 * separation + 1) / 3, true / observed if observed else 0.0, chi_square)
