"""Do severities hang on samples having reached raters independently of their quality?

Where they did, severities found with and without a population differ by chance alone (Hausman 1978); where good work
went to some raters, one normal population takes its quality for their leniency.
"""

import numpy as np
from scipy import stats

from analysis.facets.errors import Errors
from analysis.facets.fair import fair_averages
from analysis.facets.integration import Known
from analysis.facets.joint import Joint
from analysis.facets.results import Allocation
from analysis.sums import Floats

__all__ = ["allocation_of"]

_POINTS = 0.05
_CHANCE = 0.05


def allocation_of(known: Known, at: Floats, joint: Joint, errors: Errors) -> Allocation | None:
    """The rater whose severity changes most when every sample is a parameter of its own."""
    if not joint.converged or joint.covariance is None:
        return None
    raters = known.layout.raters
    change = joint.corrected[raters] - at[raters]
    change = change - change.mean()
    fixed = np.diag(joint.covariance)[raters] * joint.correction**2
    variance = np.maximum(fixed - np.diag(errors.model)[raters], 0.05 * fixed)
    most = int(np.argmax(np.abs(change) / np.sqrt(variance)))
    p = 2 * float(stats.norm.sf(abs(change[most]) / np.sqrt(variance[most])))
    p = 1 - (1 - p) ** len(change)
    points = -float(np.diff(fair_averages(known, at, at[raters][most] + np.array([0.0, change[most]])).average)[0])
    return Allocation(known.ratings.raters[most], points, p, not_random=p < _CHANCE and abs(points) >= _POINTS)
