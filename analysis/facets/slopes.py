"""How the likelihood of each sample's scores slopes in every parameter, over the nodes of its unknown measure.

The mean over the nodes is the slope that the sample adds; the variance over the nodes is what not knowing its measure
costs (Louis 1982).
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.facets.integration import Known, Portion
from analysis.facets.sample_rows import SampleRows
from analysis.sums import Codes, Floats

__all__ = ["Slopes"]


class Slopes:
    """Slopes of the samples, taken in portion by portion."""

    def __init__(self, known: Known, n_nodes: int) -> None:
        self._known = known
        self._mean = SampleRows(known, 1)
        self._apart = SampleRows(known, n_nodes)

    def take(self, portion: Portion, at: Floats) -> None:
        """Take in the samples of a portion, at the guess ``at``."""
        rows, samples = self._apart, portion.samples
        category = self._known.ratings.category[portion.scores, None]
        standing, sd = _standing(self._known, portion, at)
        passed = category > np.arange(len(portion.curves.reached))[:, None, None]
        rows.fill(portion, portion.curves.expected - category, portion.curves.reached - passed)
        rows.entry[rows.of_block[samples]] = standing / sd
        rows.dense[samples, :, -1] = np.where(_is_free(self._known, portion), standing**2 - 1, 0.0)
        reads = rows.reads_in(portion)
        self._centre(rows.of_read[reads], portion.weight[self._known.ratings.read_sample[reads] - samples.start])
        self._centre(rows.of_block[samples], portion.weight)
        dense = rows.dense[samples]
        mean = np.einsum("sqm,sq->sm", dense, portion.weight)[:, None]
        self._mean.dense[samples] = mean
        dense -= mean
        dense *= np.sqrt(portion.weight)[..., None]

    def by_sample(self) -> sparse.csr_array:
        """(S, P) the slope that each sample adds."""
        return self._mean.matrix()

    def lost(self) -> Floats:
        """(P, P) what not knowing the samples' measures costs."""
        return self._apart.squared()

    def _centre(self, at: Codes, weight: Floats) -> None:
        """Entries less their mean over the nodes, weighed so that squares add up to the variance."""
        slope = self._apart.entry[at]
        mean = (slope * weight).sum(axis=1, keepdims=True)
        self._mean.entry[at] = mean
        self._apart.entry[at] = (slope - mean) * np.sqrt(weight)


def _is_free(known: Known, portion: Portion) -> NDArray[np.bool_]:
    """(s, 1) whether the sample's measure is unknown."""
    return np.isnan(known.anchor[portion.samples, None])


def _standing(known: Known, portion: Portion, at: Floats) -> tuple[Floats, float]:
    """(s, Q) how far each node lies from the mean of its block, in sds of the population; and that sd."""
    sd = float(np.exp(at[known.layout.spread]))
    mean = at[known.layout.blocks][known.block[portion.samples], None]
    return np.where(_is_free(known, portion), (portion.measure - mean) / sd, 0.0), sd
