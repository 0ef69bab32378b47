"""Scores as counts: how many raters gave each level to each cell, and how often every such pattern occurs.

Agreement never needs to know who gave which level, only how many did. Cells with the same counts are alike, and
samples whose cells are alike are alike; thousands of samples usually fall into a few dozen patterns. A statistic is
computed once per pattern, and a resample of the samples is one draw of how often each pattern comes up.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.values import Level, Why

__all__ = ["Tallied", "Tally", "alike", "pairs_apart", "tally_cells", "who_met"]

Counts = NDArray[np.intp]

_MOST_DIGITS = 2**62
_LONGEST_LIST = 2**16
_MOST_ON_A_LIST = 4_000


@dataclass(frozen=True, eq=False)
class Tally:
    """How often each way of scoring a sample occurs.

    Parameters
    ----------
    levels
        The K levels, lowest first.
    counts
        (P, K) the distinct cells: how many raters gave each level.
    samples
        (Q, C) the distinct samples: which of the P each of its C cells is. A cell nobody scored is a row of zeros.
    times
        (Q,) how many samples are scored this way.
    kinds
        (S,) which of the Q each sample is, -1 where nobody scored it; empty when the samples have no names.
    n_raters, n_rater_pairs
        Raters, and different pairs of raters, who meet in a cell. 0 when nobody wrote down who scored.
    refused_because
        Why these scores cannot be counted together; None when they can.
    """

    levels: tuple[Level, ...]
    counts: Counts
    samples: Counts
    times: Counts
    kinds: Counts
    n_raters: int = 0
    n_rater_pairs: int = 0
    refused_because: str | Why | None = None

    @classmethod
    def refused(cls, reason: str | Why) -> "Tally":
        """No counts, and the reason."""
        none = np.zeros((0, 0), dtype=np.intp)
        return cls((), none, none, none.reshape(-1), none.reshape(-1), refused_because=reason)

    def merged(self, into: NDArray[np.bool_], levels: tuple[Level, ...]) -> "Tally":
        """The same on fewer levels: (K, fewer) says which of them each level belongs to."""
        counts, cell_is = alike(self.counts @ into)
        samples, sample_is = alike(np.sort(cell_is[self.samples], axis=1))
        times = np.zeros(len(samples), dtype=np.intp)
        np.add.at(times, sample_is, self.times)
        kinds = np.append(sample_is, -1)[self.kinds]
        return Tally(levels, counts, samples, times, kinds, self.n_raters, self.n_rater_pairs)

    @property
    def tally(self) -> "Tally":
        """Itself: counts without names can be asked whatever a score frame can be asked."""
        return self

    @cached_property
    def scored(self) -> Counts:
        """(P,) how many raters scored each distinct cell."""
        scored: Counts = self.counts.sum(axis=1)
        return scored

    @cached_property
    def pairs(self) -> Counts:
        """(P,) how many pairs of raters scored each distinct cell."""
        pairs: Counts = self.scored * (self.scored - 1) // 2
        return pairs

    @cached_property
    def n_scored_cells(self) -> int:
        """Cells with at least one score."""
        return int(self.times @ (self.scored > 0)[self.samples].sum(axis=1))


class Tallied(Protocol):
    """Whatever can say how its samples were scored: a score frame, or bare counts."""

    @property
    def tally(self) -> Tally:
        """The counts."""


def tally_cells(cells: Counts, levels: tuple[Level, ...], met: tuple[int, int] = (0, 0)) -> Tally:
    """Find the cells that are alike and the samples that are alike.

    Parameters
    ----------
    cells
        (S, C, K) raters who gave each level.
    levels
        The K levels.
    met
        Raters who meet in a cell, and different pairs of them; none when nobody wrote down who scored.
    """
    n_samples, n_criteria, n_levels = cells.shape
    counts, which = alike(cells.reshape(-1, n_levels))
    samples, sample_is = alike(np.sort(which.reshape(n_samples, n_criteria), axis=1))
    scored = counts[samples].any(axis=(1, 2))
    times = np.bincount(sample_is, minlength=len(samples))
    kinds = np.where(scored, np.cumsum(scored) - 1, -1)[sample_is]
    return Tally(levels, counts, samples[scored], times[scored], kinds, *met)


def alike(rows: Counts) -> tuple[Counts, Counts]:
    """The distinct rows of whole numbers from 0 on, and for every row which of them it is.

    Rows are read as the digits of one number where that fits 64 bits: sorting numbers is many times faster than
    sorting rows, and ticking off small numbers on a list is faster still.
    """
    base, width = int(rows.max(initial=0)) + 1, rows.shape[1]
    if base**width >= _MOST_DIGITS:
        distinct, which = np.unique(rows, axis=0, return_inverse=True)
        return distinct, which.reshape(-1)
    digits = rows @ (base ** np.arange(width, dtype=np.intp))
    if base**width <= _LONGEST_LIST:
        some_row = np.full(base**width, -1, dtype=np.intp)
        some_row[digits] = np.arange(len(rows))
        return rows[some_row[some_row >= 0]], (np.cumsum(some_row >= 0) - 1)[digits]
    _, first, which = np.unique(digits, return_index=True, return_inverse=True)
    return rows[first], which.reshape(-1)


def pairs_apart(counts: Counts) -> Counts:
    """(P, K) pairs of raters who are 0, 1, 2 ... levels apart in each cell."""
    same = (counts * (counts - 1)).sum(axis=1) // 2
    apart = [(counts[:, :-d] * counts[:, d:]).sum(axis=1) for d in range(1, counts.shape[1])]
    return np.stack([same, *apart], axis=1)


def who_met(cell: Counts, rater: Counts) -> tuple[int, int]:
    """Raters who share a cell with anybody, and how many different pairs of them do."""
    if not len(cell):
        return 0, 0
    n_raters = int(rater.max()) + 1
    if n_raters <= _MOST_ON_A_LIST:
        return _ticked_off(cell, rater, n_raters)
    ones = np.ones(len(cell), dtype=np.int32)
    who = sparse.csr_matrix((ones, (cell, rater)))
    together = sparse.triu(who.T @ who, k=1).tocoo()
    return len(np.union1d(together.row, together.col)), together.nnz


def _ticked_off(cell: Counts, rater: Counts, n_raters: int) -> tuple[int, int]:
    """The same from a list of all pairs: a score meets the one 1, 2, 3 ... further on in its cell."""
    if (cell[1:] < cell[:-1]).any():
        order = np.argsort(cell, kind="stable")
        cell, rater = cell[order], rater[order]
    met = np.zeros(n_raters**2, dtype=np.bool_)
    for apart in range(1, int(np.bincount(cell).max())):
        first = np.flatnonzero(cell[apart:] == cell[:-apart])
        one, other = rater[first], rater[first + apart]
        met[np.minimum(one, other) * n_raters + np.maximum(one, other)] = True
    together = met.reshape(n_raters, n_raters)
    np.fill_diagonal(together, val=False)
    return int((together.any(axis=0) | together.any(axis=1)).sum()), int(together.sum())
