"""Many-facet Rasch measurement: raters, criteria, levels and samples on one scale of logits.

log(P_k / P_k-1) = sample - severity - difficulty - step_k. The rooms behind `fit`, one question each::

    ratings, population, anchors        what is to be explained, what is assumed, what is given
       `-> parameters                   what is not known
             |-> joint                  every sample a parameter: the start, and the check
             `-> marginal <- newton     samples from a population: climb the likelihood ...
                   `-> evidence         ... by its slope and curvature at each guess:
                         |-> integration <- curves      each sample's scores at a few possible measures
                         `-> information, slopes        what they tell, less what not knowing the measure costs
    errors, residuals, fair, check      how well is it known, does it fit, what does it mean in rubric points
       `-> tables, spread -> results    one row for each rater, criterion, step and sample

Loaded when first asked for, so that `analysis.facets.results` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.facets.anchors import Anchors
    from analysis.facets.results import FacetsFit
    from analysis.facets.whole import fit

__all__ = ["Anchors", "FacetsFit", "fit"]

_HOME = {
    "Anchors": "analysis.facets.anchors",
    "FacetsFit": "analysis.facets.results",
    "fit": "analysis.facets.whole",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis.facets' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
