"""What is left of a read once colleagues who read the same sample, and the rater's own ways, are allowed for."""

import numpy as np

from analysis.panel.factor import Fitted
from analysis.sums import Floats

__all__ = ["from_colleagues"]


def from_colleagues(fit: Fitted, *, without: int | None = None) -> Floats:
    """(D,) levels by which each read lies above what colleagues lead one to expect of this rater.

    Parameters
    ----------
    without
        An effect that is not allowed for, so that the reads show it.
    """
    slope = np.where(np.isnan(fit.slopes), 1.0, fit.slopes)[fit.reads.rater]
    left = fit.own - slope * fit.as_others_see[0]
    if without is None:
        return left
    effect = np.where(np.isnan(fit.effects[:, without]), 0.0, fit.effects[:, without])
    return left + fit.terms.effects[:, without] * effect[fit.reads.rater]
