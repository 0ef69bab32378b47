"""Each sample's unknown measure, integrated over a few nodes that lie where its posterior does.

Gauss-Hermite nodes are spread around the sample's own posterior mean, as far apart as its posterior is wide (Naylor
and Smith 1982; Rabe-Hesketh, Skrondal and Pickles 2002): few suffice, however many scores a sample has. An anchored
sample has all of its nodes at its anchor.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facets.curves import Curves, curves
from analysis.facets.parameters import Layout
from analysis.facets.ratings import Ratings
from analysis.sums import Codes, Floats

__all__ = ["Known", "Portion", "Posterior", "portions"]

_SCORES_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is given: the scores, the block of each sample, and the measures of anchored samples.

    Parameters
    ----------
    block
        (S,) which block each sample belongs to.
    anchor
        (S,) measure in logits; NaN where the sample is not anchored.
    """

    ratings: Ratings
    layout: Layout
    block: Codes
    anchor: Floats

    def free(self) -> NDArray[np.bool_]:
        """(P,) the parameters that some score tells about: a population needs samples that are not anchored."""
        unknown = np.isnan(self.anchor)
        found = self.layout.free()
        found[self.layout.blocks] = np.bincount(self.block, unknown, self.layout.n_blocks) > 0
        found[self.layout.spread] = unknown.any()
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """(S,) mean and sd of each sample's measure given its scores, in logits."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """Some samples in a row and all their scores, at Q nodes of each sample.

    Parameters
    ----------
    samples, scores
        Which of the S and of the N they are.
    measure, weight
        (s, Q) where the nodes lie, in logits, and how likely each is after the scores; weights add up to 1.
    log_likelihood
        (s,) of the sample's scores, its measure integrated out.
    sample
        (n,) which of the s each score belongs to.
    curves
        Of the n scores.
    """

    samples: slice
    scores: slice
    measure: Floats
    weight: Floats
    log_likelihood: Floats
    sample: Codes
    curves: Curves

    def own(self, rows: Codes) -> Codes:
        """(m,) those of its n scores that stand among (.,) ascending positions in all scores."""
        first, end = np.searchsorted(rows, [self.scores.start, self.scores.stop])
        own: Codes = rows[first:end] - self.scores.start
        return own

    def by_sample(self, values: Floats, own: Codes) -> Floats:
        """(s, Q) values of some of its scores added up by sample; values (m, Q), own (m,) ascending."""
        sample = self.sample[own]
        starts = np.flatnonzero(np.diff(sample, prepend=-1))
        found = np.zeros_like(self.measure)
        if len(starts):
            found[sample[starts]] = np.add.reduceat(values, starts, axis=0)
        return found


def portions(known: Known, at: Floats, around: Posterior, n_nodes: int) -> Iterator[Portion]:
    """All samples, a few thousand scores at a time, at one guess of the parameters.

    Parameters
    ----------
    at
        (P,) the guess.
    around
        Where each sample's measure is thought to lie.
    n_nodes
        Q.
    """
    starts = known.ratings.sample_starts
    first = 0
    while first < len(starts) - 1:
        end = max(first + 1, int(np.searchsorted(starts, starts[first] + _SCORES_AT_ONCE, side="right")) - 1)
        yield _integrated(known, at, _Nodes(slice(first, end), around, n_nodes))
        first = end


@dataclass(frozen=True, slots=True, eq=False)
class _Nodes:
    samples: slice
    around: Posterior
    n: int


def _integrated(known: Known, at: Floats, nodes: _Nodes) -> Portion:
    starts = known.ratings.sample_starts[nodes.samples.start : nodes.samples.stop + 1]
    scores = slice(int(starts[0]), int(starts[-1]))
    sample = known.ratings.sample[scores] - nodes.samples.start
    measure, log_weight = _placed(known, at, nodes)
    found = _curves_of(known, at, scores, measure[sample])
    joint = log_weight + np.add.reduceat(found.log_likelihood, starts[:-1] - scores.start, axis=0)
    highest = joint.max(axis=1, keepdims=True)
    weight = np.exp(joint - highest)
    total = weight.sum(axis=1, keepdims=True)
    log_likelihood = (highest + np.log(total))[:, 0]
    return Portion(nodes.samples, scores, measure, weight / total, log_likelihood, sample, found)


def _placed(known: Known, at: Floats, nodes: _Nodes) -> tuple[Floats, Floats]:
    """(s, Q) the measure at each node, and the logarithm of the part of the population that it stands for."""
    node, share = np.polynomial.hermite.hermgauss(nodes.n)
    width = np.sqrt(2) * nodes.around.sd[nodes.samples, None]
    anchor = known.anchor[nodes.samples, None]
    is_free = np.isnan(anchor)
    measure = np.where(is_free, nodes.around.mean[nodes.samples, None] + width * node, anchor)
    mean, log_sd = at[known.layout.blocks][known.block[nodes.samples], None], at[known.layout.spread]
    log_prior = -0.5 * ((measure - mean) * np.exp(-log_sd)) ** 2 - log_sd - 0.5 * np.log(2 * np.pi)
    return measure, np.where(is_free, log_prior + np.log(width * share) + node**2, -np.log(nodes.n))


def _curves_of(known: Known, at: Floats, scores: slice, measure: Floats) -> Curves:
    ratings, layout = known.ratings, known.layout
    rater, criterion = ratings.rater[scores], ratings.criterion[scores]
    logit = measure - (at[layout.raters][rater] + at[layout.criteria][criterion])[:, None]
    steps = layout.step_table(at)
    return curves(logit, steps if len(steps) == 1 else steps[ratings.scale[criterion]], ratings.category[scores])
