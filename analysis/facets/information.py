"""What the scores would tell about the parameters if every sample's measure were known.

Averaged over what is known of the measures, this is the first half of the observed information of Louis 1982; the
second half, what not knowing them costs, is in `slopes`.
"""

import numpy as np

from analysis.facets.integration import Known, Portion, Posterior
from analysis.sums import Floats

__all__ = ["Complete"]


class Complete:
    """Sums over portions of the samples; ``matrix`` puts them together once all have been taken in."""

    def __init__(self, known: Known) -> None:
        ratings = known.ratings
        self._known = known
        self._variance = np.empty(len(ratings))
        self._covariance = np.empty((ratings.n_steps, len(ratings)))
        self._between_steps = np.zeros((len(ratings.values), ratings.n_steps, ratings.n_steps))

    def take(self, portion: Portion) -> None:
        """Take in the scores of a portion."""
        weight, curves = portion.weight[portion.sample], portion.curves
        self._variance[portion.scores] = np.einsum("nq,nq->n", curves.variance, weight)
        self._covariance[:, portion.scores] = np.einsum("jnq,nq->jn", curves.covariance, weight)
        for scale, rows in enumerate(self._known.ratings.on_scale):
            mine = portion.own(rows)
            reached = curves.reached if len(mine) == len(weight) else curves.reached[:, mine]
            reached, of_each = reached.reshape(len(reached), -1), weight[mine].reshape(-1)
            furthest = np.maximum.outer(np.arange(len(reached)), np.arange(len(reached)))
            self._between_steps[scale] += (reached @ of_each)[furthest] - (reached * of_each) @ reached.T

    def matrix(self, at: Floats, posterior: Posterior) -> Floats:
        """(P, P) the information at the guess ``at``."""
        layout = self._known.layout
        found = np.zeros((len(at), len(at)))
        by_cell = self._by_cell(self._variance)
        found[layout.raters, layout.raters] = np.diag(by_cell.sum(axis=1))
        found[layout.criteria, layout.criteria] = np.diag(by_cell.sum(axis=0))
        found[layout.raters, layout.criteria] = by_cell
        self._steps(found)
        self._population(found, at, posterior)
        return np.triu(found) + np.triu(found, 1).T

    def _by_cell(self, of_score: Floats) -> Floats:
        """(R, C) added up over the scores of a rater on a criterion."""
        ratings = self._known.ratings
        shape = len(ratings.raters), len(ratings.criteria)
        return np.bincount(ratings.cell, of_score, shape[0] * shape[1]).reshape(shape).astype(np.float64)

    def _steps(self, found: Floats) -> None:
        ratings, layout = self._known.ratings, self._known.layout
        for step, of_score in enumerate(self._covariance):
            by_cell = self._by_cell(of_score)
            for criterion, scale in enumerate(ratings.scale):
                column = layout.steps.start + scale * ratings.n_steps + step
                found[layout.raters, column] += by_cell[:, criterion]
                found[layout.criteria.start + criterion, column] = by_cell[:, criterion].sum()
        for scale, between in enumerate(self._between_steps):
            own = slice(
                layout.steps.start + scale * ratings.n_steps, layout.steps.start + (scale + 1) * ratings.n_steps
            )
            found[own, own] = between

    def _population(self, found: Floats, at: Floats, posterior: Posterior) -> None:
        """The means of the blocks and the sd: of a normal, as if the posterior means and variances were data."""
        known, layout = self._known, self._known.layout
        free = np.isnan(known.anchor)
        block, precision = known.block[free], np.exp(-2 * at[layout.spread])
        apart = posterior.mean[free] - at[layout.blocks][block]
        blocks = np.arange(layout.blocks.start, layout.blocks.stop)
        found[blocks, blocks] = precision * np.bincount(block, minlength=layout.n_blocks)
        found[blocks, layout.spread] = 2 * precision * np.bincount(block, apart, layout.n_blocks)
        found[layout.spread, layout.spread] = 2 * precision * (apart**2 + posterior.sd[free] ** 2).sum()
