"""Who gave what: scores read by read, for the statistics that counts alone cannot answer.

A *read* is one rater's levels on one sample, on all its criteria. It is what comes and goes when a sample or a rater
does.
"""

from dataclasses import dataclass

import numpy as np

from analysis.frame import ScoreFrame
from analysis.meetings import numbered
from analysis.sums import Codes, Floats

__all__ = ["Reads", "reads_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """D reads of the S samples that were scored, by the R raters who scored.

    Parameters
    ----------
    sample, rater
        (D,) whose read of which sample.
    given
        (D, K) how often the rater gave each level to the sample: of one criterion, once.
    kinds
        (all samples of the frame,) number among the S; -1 where nobody scored.
    n_samples, n_raters
        S and R.
    """

    sample: Codes
    rater: Codes
    given: Floats
    kinds: Codes
    n_samples: int
    n_raters: int


def reads_of(frame: ScoreFrame) -> Reads:
    """The reads of one round, of one criterion or several with the same levels."""
    read, n_raters = frame.read, len(frame.raters)
    key, which = numbered(read.sample * n_raters + read.rater, len(frame.samples) * n_raters)
    n_levels = len(frame.levels[frame.criteria[0]])
    given = np.bincount(which * n_levels + read.level, minlength=len(key) * n_levels).reshape(-1, n_levels)
    kinds, sample = _of_those_present(key // n_raters, len(frame.samples))
    raters, rater = _of_those_present(key % n_raters, n_raters)
    n_scored = int(kinds.max(initial=-1)) + 1
    return Reads(sample, rater, given.astype(np.float64), kinds, n_scored, int(raters.max(initial=-1)) + 1)


def _of_those_present(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """(size,) the number of each among those that occur, -1 for the others; and (D,) the numbers of the codes."""
    there = np.zeros(size, dtype=np.bool_)
    there[codes] = True
    number = np.where(there, np.cumsum(there) - 1, -1)
    return number, number[codes]
