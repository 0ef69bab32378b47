"""One row of numbers for every sample at every node, one column for every parameter, kept where they are not 0.

A sample meets few raters and lies in one block, so those columns are entries of a sparse matrix, sample after sample:
its reads, then its block. Columns of criteria, steps and the sd are dense.
"""

import numpy as np
from scipy import sparse

from analysis.facets.integration import Known, Portion
from analysis.sums import Floats

__all__ = ["SampleRows"]

_DENSE_FROM = 0.05


class SampleRows:
    """Rows to be filled in: S samples with Q nodes each, P parameters.

    Attributes
    ----------
    of_read, of_block
        (D,) and (S,) which entry belongs to each read, and to each sample's block.
    entry
        (D + S, Q) numbers of the reads and blocks.
    dense
        (S, Q, M) numbers of the criteria, then of the steps, last of the sd.
    """

    def __init__(self, known: Known, n_nodes: int) -> None:
        ratings, layout = known.ratings, known.layout
        n_samples, n_reads = len(ratings.samples), len(ratings.read_sample)
        self.of_read = np.arange(n_reads) + ratings.read_sample
        self.of_block = np.cumsum(np.bincount(ratings.read_sample, minlength=n_samples) + 1) - 1
        self.entry = np.zeros((n_reads + n_samples, n_nodes))
        self.dense = np.zeros((n_samples, n_nodes, len(layout.start) - layout.blocks.stop))
        self._column = np.empty(n_reads + n_samples, dtype=np.intp)
        self._column[self.of_read] = ratings.read_rater
        self._column[self.of_block] = layout.blocks.start + known.block
        self._known, self._n_sparse = known, layout.blocks.stop

    def reads_in(self, portion: Portion) -> slice:
        """Which of the D reads belong to a portion's samples."""
        ends = np.searchsorted(self._known.ratings.read_sample, [portion.samples.start, portion.samples.stop])
        return slice(*map(int, ends))

    def fill(self, portion: Portion, of_score: Floats, of_step: Floats) -> None:
        """Add up by read, criterion and step what a portion's scores bring.

        Parameters
        ----------
        of_score, of_step
            (n, Q) what each score adds to its rater and criterion, (n_steps, n, Q) what it adds to the steps.
        """
        ratings, reads = self._known.ratings, self.reads_in(portion)
        starts = ratings.read_starts[reads] - portion.scores.start
        self.entry[self.of_read[reads]] = np.add.reduceat(of_score, starts, axis=0)
        dense = self.dense[portion.samples]
        for criterion, rows in enumerate(ratings.on_criterion):
            own = portion.own(rows)
            dense[..., criterion] = portion.by_sample(of_score[own], own)
        for scale, rows in enumerate(ratings.on_scale):
            own = portion.own(rows)
            for step in range(ratings.n_steps):
                column = len(ratings.criteria) + scale * ratings.n_steps + step
                dense[..., column] = portion.by_sample(of_step[step, own], own)

    def matrix(self) -> sparse.csr_array:
        """(Q S, P) the rows, node after node."""
        entries, dense = self._parts()
        return sparse.csr_array(sparse.hstack([entries, sparse.csr_array(dense)], format="csr"))

    def squared(self) -> Floats:
        """(P, P) the sum over all rows of the row with itself; where samples meet many raters, dense is faster."""
        entries, dense = self._parts()
        across = entries.T @ dense
        if entries.nnz > _DENSE_FROM * entries.shape[0] * entries.shape[1]:
            full = entries.toarray()
            among = full.T @ full
        else:
            among = (entries.T @ entries).toarray()
        return np.block([[among, across], [across.T, dense.T @ dense]])

    def _parts(self) -> tuple[sparse.csr_array, Floats]:
        """(Q S, R + B) the entries, and (Q S, M) the dense numbers."""
        n_samples, n_nodes, n_dense = self.dense.shape
        ends = np.append(0, (np.arange(n_nodes)[:, None] * len(self._column) + self.of_block + 1).ravel())
        shape = (n_nodes * n_samples, self._n_sparse)
        entries = sparse.csr_array((self.entry.T.ravel(), np.tile(self._column, n_nodes), ends), shape)
        return entries, self.dense.transpose(1, 0, 2).reshape(-1, n_dense)
