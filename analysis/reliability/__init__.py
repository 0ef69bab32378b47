"""Can other raters be expected to say the same? Intraclass correlations and generalizability theory.

`reliability` answers for every criterion of a frame; the rooms behind it, one question each::

    design -> mean_squares -> icc                  six intraclass correlations of a complete table
       |----> moments, reml -> components          where does the variance of the scores sit
                    `---------> coefficients       how far can a mean of raters be trusted, and of how many
                                   `-> intervals   how far can that figure be trusted
    more                                           how many more samples or raters would settle it
    second_opinion                                 the same correlations from pingouin

Loaded when first asked for, so that `analysis.reliability.results` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.reliability.more import Wanted, raters_needed, samples_needed, samples_needed_for_dependability
    from analysis.reliability.results import Component, DecisionRow, Icc, Needed, Reliability
    from analysis.reliability.whole import reliability

__all__ = [
    "Component",
    "DecisionRow",
    "Icc",
    "Needed",
    "Reliability",
    "Wanted",
    "raters_needed",
    "reliability",
    "samples_needed",
    "samples_needed_for_dependability",
]

_HOME = {
    "Component": "analysis.reliability.results",
    "DecisionRow": "analysis.reliability.results",
    "Icc": "analysis.reliability.results",
    "Needed": "analysis.reliability.results",
    "Reliability": "analysis.reliability.results",
    "Wanted": "analysis.reliability.more",
    "raters_needed": "analysis.reliability.more",
    "reliability": "analysis.reliability.whole",
    "samples_needed": "analysis.reliability.more",
    "samples_needed_for_dependability": "analysis.reliability.more",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis.reliability' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
