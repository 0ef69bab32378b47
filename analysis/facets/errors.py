"""How well is each parameter known?

Twice: from the full observed information, as if the model held exactly; and allowing for what the scores of a read
have in common, from how far the slopes of whole samples scatter (Huber 1967; White 1982; Liang and Zeger 1986), each
rater's error larger by n / (n - 1), as the jackknife's is, for the n samples that it rests on.
"""

from dataclasses import dataclass

import numpy as np

from analysis.facets.integration import Known
from analysis.facets.marginal import Fitted
from analysis.facets.newton import covariance
from analysis.sums import Floats

__all__ = ["Errors", "errors_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """(P, P) covariances of the parameters: if the model held exactly, and whether or not it does."""

    model: Floats
    robust: Floats


def errors_of(known: Known, fitted: Fitted) -> Errors | None:
    """Both covariances; None where the scores do not say enough to find them."""
    model = covariance(known.layout, fitted.free, fitted.here.information)
    if model is None or not (np.diag(model) > -1e-9).all():
        return None
    by_sample = fitted.here.by_sample
    scatter = (by_sample.T @ by_sample).toarray()
    robust = model @ scatter @ model
    n = np.maximum(known.ratings.reads_per_rater, 2)
    root = np.ones(len(model))
    root[known.layout.raters] = n / (n - 1)
    return Errors(model, robust * np.outer(root, root))
