"""Who is linked to whom through shared samples, and which raters share one pool of samples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.sums import Codes, Floats

__all__ = ["Links", "links_of"]

_CLEARLY_APART = 0.3
_MORE_THAN_CHANCE = 3.0


@dataclass(frozen=True, eq=False)
class Links:
    """Raters and the samples they read.

    Parameters
    ----------
    reads
        (S, R) 1 where the rater read the sample.
    """

    reads: sparse.csr_array

    def groups(self) -> list[Codes]:
        """The raters in groups that shared samples link, directly or through others; raters without reads in none."""
        n_samples, n_raters = self.reads.shape
        both = sparse.block_array([[None, self.reads], [self.reads.T, None]], format="csr")
        group = connected_components(both, directed=False)[1][n_samples:]
        readers = np.flatnonzero(np.bincount(self.reads.indices, minlength=n_raters))
        return [readers[group[readers] == which] for which in dict.fromkeys(group[readers])]

    def shared_samples(self) -> Codes:
        """(R,) how many samples each rater shares with at least one other."""
        shared = np.diff(self.reads.indptr) > 1
        return np.asarray(self.reads[np.flatnonzero(shared)].sum(axis=0)).astype(np.intp)

    def pools(self) -> list[Codes]:
        """The raters in pools: who reads the same samples far more often than random allocation would have it.

        A pool falls in two along the second eigenvector of who met whom, as long as its eigenvalue is larger than that
        of random allocation, about 2 over the root of a rater's meetings (Füredi and Komlós 1981).
        """
        met = (self.reads.T @ self.reads).toarray()
        np.fill_diagonal(met, 0.0)
        return list(_split(met, np.arange(len(met))))


def links_of(sample: Codes, rater: Codes, n_samples: int, n_raters: int) -> Links:
    """Links of (N,) scores."""
    found = sparse.csr_array((np.ones(len(sample)), (sample, rater)), shape=(n_samples, n_raters))
    found.data[:] = 1.0
    return Links(found)


def _split(met: Floats, raters: Codes) -> Iterator[Codes]:
    side = _second_side(met[np.ix_(raters, raters)])
    if side is None:
        yield raters
    else:
        yield from _split(met, raters[side])
        yield from _split(met, raters[~side])


def _second_side(met: Floats) -> NDArray[np.bool_] | None:
    """(r,) who stands on one side of the clearest divide; None where there is none to speak of."""
    meetings = met.sum(axis=1)
    if len(met) < 4 or not meetings.all():
        return None
    root = np.sqrt(meetings)
    values, vectors = np.linalg.eigh(met / np.outer(root, root))
    if values[-2] < max(_CLEARLY_APART, _MORE_THAN_CHANCE / float(root.mean())):
        return None
    side: NDArray[np.bool_] = vectors[:, -2] > 0
    return side if 1 < side.sum() < len(met) - 1 else None
