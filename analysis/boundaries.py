"""On which line between two levels do raters part?

Exact agreement says how often; this says where. Telling Approaching from Proficient may be settled while Proficient
and Advanced mean something else to everybody, and only the second is worth an hour.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.agreement import n_scored_cells
from analysis.estimates import NO_PAIRS, Statistic, estimate
from analysis.frame import ScoreFrame
from analysis.resampling import ratio
from analysis.tally import Tallied, Tally, pairs_apart
from analysis.values import BoundaryAgreement, Estimate

__all__ = ["boundaries", "crosses_boundary", "same_side"]

Floats = NDArray[np.float64]


def boundaries(frame: ScoreFrame) -> tuple[BoundaryAgreement, ...]:
    """Every line of every criterion, lowest first: who stands together, and how much disagreement lies there.

    Parameters
    ----------
    frame
        Each session and criterion is taken for itself.
    """
    return tuple(
        BoundaryAgreement(session, criterion, *levels, same_side(scores, above), crosses_boundary(scores, above))
        for session in frame.sessions
        for criterion in frame.criteria
        for scores in [frame.in_session(session).only(criterion)]
        for above, levels in enumerate(zip(scores.levels[criterion], scores.levels[criterion][1:], strict=False), 1)
    )


def same_side(scores: Tallied, above: int) -> Estimate:
    """Do two raters stand on the same side of a line? Share of rater pairs that do, averaged over cells.

    Parameters
    ----------
    scores
        Cells scored by fewer than two raters are left out and counted.
    above
        Position of the level just above the line.
    """
    pairs = _pairs(scores.tally, above)
    return _share(scores, "same_side", pairs.used - pairs.cross, pairs.used)


def crosses_boundary(scores: Tallied, above: int) -> Estimate:
    """When two raters differ, does this line lie between them? Share of differing pairs, each cell counting alike.

    It is (1 - same side) / (1 - exact). Parameters as `same_side`; undefined when nobody differs.
    """
    pairs = _pairs(scores.tally, above)
    if pairs.used.any() and not pairs.differ.any():
        return Estimate.undefined("crosses_boundary", "Nobody differs on any sample.")
    return _share(scores, "crosses_boundary", pairs.cross, pairs.differ)


class _Pairs(NamedTuple):
    """(P,) each: has the cell a pair, and the share of its pairs that cross the line, that differ at all."""

    used: Floats
    cross: Floats
    differ: Floats


def _pairs(tally: Tally, above: int) -> _Pairs:
    apart = pairs_apart(tally.counts)
    pairs = apart.sum(axis=1)
    across = tally.counts[:, :above].sum(axis=1) * tally.counts[:, above:].sum(axis=1)
    of_pairs = np.maximum(pairs, 1)
    return _Pairs((pairs > 0).astype(np.float64), across / of_pairs, (pairs - apart[:, 0]) / of_pairs)


def _share(scores: Tallied, name: str, part: Floats, whole: Floats) -> Estimate:
    tally = scores.tally
    used = tally.scored > 1
    if tally.refused_because:
        return Estimate.undefined(name, tally.refused_because)
    if not used.any():
        return Estimate.undefined(name, NO_PAIRS, n_left_out=n_scored_cells(scores))
    return estimate(Statistic(name, ratio), tally, np.column_stack([part, whole]), used)
