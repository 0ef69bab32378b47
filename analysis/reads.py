"""Who gave what: scores read by read, for the statistics that counts alone cannot answer.

A *read* is one rater's levels on one sample, on all its criteria. It is what comes and goes when a sample or a rater
does.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from analysis.frame import ScoreFrame
from analysis.meetings import numbered
from analysis.sums import Codes, Floats, summed
from analysis.tally import alike

__all__ = ["Reads", "reads_of"]


@dataclass(frozen=True, eq=False)
class Reads:
    """D reads of the S samples that were scored, by the R raters who scored.

    Parameters
    ----------
    sample, kind
        (D,) which sample was read, ascending, and which kind of read it is: reads of one rater who gives the same
        levels are alike.
    rater
        (T,) whose reads each kind is.
    given
        (T, K) how often the rater gives each level in such a read: of one criterion, once.
    kinds
        (all samples of the frame,) number among the S; -1 where nobody scored.
    n_samples, n_raters
        S and R.
    """

    sample: Codes
    kind: Codes
    rater: Codes
    given: Floats
    kinds: Codes
    n_samples: int
    n_raters: int

    @cached_property
    def by_sample(self) -> sparse.csr_matrix:
        """(S, T) how often each kind of read happens to each sample."""
        ends = np.append(0, np.cumsum(np.bincount(self.sample, minlength=self.n_samples)))
        shape = (self.n_samples, len(self.rater))
        return sparse.csr_matrix((np.ones(len(self.kind)), self.kind, ends), shape=shape)

    @cached_property
    def by_rater(self) -> Floats:
        """(R, K) how often each rater gave each level."""
        times = np.bincount(self.kind, minlength=len(self.rater))
        return summed(self.given * times[:, None], self.rater, self.n_raters)


def reads_of(frame: ScoreFrame) -> Reads:
    """The reads of one round, of one criterion or several with the same levels."""
    read, n_raters, n_levels = frame.read, len(frame.raters), len(frame.levels[frame.criteria[0]])
    samples, sample = numbered(read.sample, len(frame.samples))
    raters, rater = numbered(read.rater, n_raters)
    if len(frame.criteria) == 1:
        distinct, kind = numbered(rater * n_levels + read.level, len(raters) * n_levels)
        of_kind, given = distinct // n_levels, np.eye(n_levels)[distinct % n_levels]
    else:
        keys, which = numbered(sample * len(raters) + rater, len(samples) * len(raters))
        counted = np.bincount(which * n_levels + read.level, minlength=len(keys) * n_levels).reshape(-1, n_levels)
        distinct_rows, kind = alike(np.column_stack([keys % len(raters), counted]))
        sample, of_kind, given = keys // len(raters), distinct_rows[:, 0], distinct_rows[:, 1:].astype(np.float64)
    kinds = np.full(len(frame.samples), -1, dtype=np.intp)
    kinds[samples] = np.arange(len(samples))
    return Reads(sample, kind, of_kind, given, kinds, len(samples), len(raters))
