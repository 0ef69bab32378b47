"""What the scores say about the parameters at one guess of them: likelihood, slope and curvature."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.facets.information import Complete
from analysis.facets.integration import Known, Posterior, portions
from analysis.facets.slopes import Slopes
from analysis.sums import Floats

__all__ = ["Evidence", "evidence"]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What the scores say.

    Parameters
    ----------
    log_likelihood
        Of all scores, the samples' measures integrated out.
    gradient, information
        (P,) its slope, and (P, P) its curvature with the sign turned: the observed information.
    by_sample
        (S, P) the slope that each sample adds.
    posterior
        Of every sample's measure.
    """

    log_likelihood: float
    gradient: Floats
    information: Floats
    by_sample: sparse.csr_array
    posterior: Posterior


def evidence(known: Known, at: Floats, around: Posterior, n_nodes: int) -> Evidence:
    """Likelihood, slope and curvature at the guess ``at``; arguments as `portions` takes them."""
    complete, slopes = Complete(known), Slopes(known, n_nodes)
    mean, sd, log_likelihood = np.empty(len(around.mean)), np.empty(len(around.mean)), 0.0
    for portion in portions(known, at, around, n_nodes):
        complete.take(portion)
        slopes.take(portion, at)
        log_likelihood += float(portion.log_likelihood.sum())
        mean[portion.samples] = middle = (portion.weight * portion.measure).sum(axis=1)
        sd[portion.samples] = np.sqrt((portion.weight * (portion.measure - middle[:, None]) ** 2).sum(axis=1))
    posterior, by_sample = Posterior(mean, sd), slopes.by_sample()
    information = complete.matrix(at, posterior) - slopes.lost()
    return Evidence(log_likelihood, np.asarray(by_sample.sum(axis=0)), information, by_sample, posterior)
