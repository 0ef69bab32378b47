"""What a severity means in rubric points: the level to expect from a rater, averaged over the samples and criteria."""

from dataclasses import dataclass

import numpy as np

from analysis.facets.curves import probabilities
from analysis.facets.integration import Known
from analysis.sums import Floats

__all__ = ["Fair", "fair_averages"]

_NODES = 41


@dataclass(frozen=True, slots=True, eq=False)
class Fair:
    """Levels to expect.

    Parameters
    ----------
    average, slope
        (n,) the level, counted from 0 in the level list, and how much it rises when the hurdle falls by one logit.
    """

    average: Floats
    slope: Floats


def fair_averages(known: Known, at: Floats, severity: Floats) -> Fair:
    """(n,) what raters of these severities would give on average over the estimated population and all criteria."""
    layout = known.layout
    node, weight = np.polynomial.hermite.hermgauss(_NODES)
    sd = np.exp(at[layout.spread])
    share = np.bincount(known.block, minlength=layout.n_blocks) / len(known.block)
    measure = (at[layout.blocks][:, None] + np.sqrt(2) * sd * node).ravel()
    weights = (share[:, None] * weight / np.sqrt(np.pi)).ravel()
    return _expected(known, at, measure - severity[:, None], weights)


def fair_at(known: Known, at: Floats, measure: Floats) -> Fair:
    """(S,) what a rater of mean severity would give to samples of these measures, averaged over the criteria."""
    return _expected(known, at, measure[:, None] - at[known.layout.raters].mean(), np.ones(1))


def _expected(known: Known, at: Floats, ease: Floats, weights: Floats) -> Fair:
    """(n,) mean over criteria and (Q,) weights; ease (n, Q) is measure minus severity."""
    ratings, layout = known.ratings, known.layout
    steps, difficulties = layout.step_table(at), at[layout.criteria]
    average, slope = np.zeros(len(ease)), np.zeros(len(ease))
    for difficulty, scale in zip(difficulties, ratings.scale, strict=True):
        found = probabilities(ease - difficulty, steps[[scale]])
        level, place = ratings.levels[scale], np.arange(len(found))
        mean = np.einsum("knq,k->nq", found, level)
        rise = np.einsum("knq,k->nq", found, level * place) - mean * np.einsum("knq,k->nq", found, place.astype(float))
        average += mean @ weights / len(difficulties)
        slope += rise @ weights / len(difficulties)
    return Fair(average, slope)
