"""On which line between two levels do raters part?

Exact agreement says how often; this says where. Telling Approaching from Proficient may be settled while Proficient
and Advanced mean something else to everybody, and only the second is worth an hour.
"""

from dataclasses import replace

import numpy as np

from analysis.counted import Statistic, measure
from analysis.estimates import estimate
from analysis.frame import ScoreFrame
from analysis.sums import Codes, Floats, ratio
from analysis.tally import Tallied, pairs_apart
from analysis.values import BoundaryAgreement, Estimate

__all__ = ["boundaries", "crosses_boundary", "same_side"]


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
    statistic = _share("same_side", above, (_SAME_SIDE, _USED))
    return estimate(measure(replace(statistic, pairs=lambda counts: _on_one_side(counts, above)), scores), {})


def crosses_boundary(scores: Tallied, above: int) -> Estimate:
    """When two raters differ, does this line lie between them? Share of differing pairs, each cell counting alike.

    It is (1 - same side) / (1 - exact). Parameters as `same_side`; undefined when nobody differs.
    """
    used = scores.tally.counts[scores.tally.scored > 1]
    if len(used) and not _pairs(used, above)[:, _DIFFER].any():
        return Estimate.undefined("crosses_boundary", "Nobody differs on any sample.")
    return estimate(measure(_share("crosses_boundary", above, (_CROSS, _DIFFER)), scores), {})


_USED, _SAME_SIDE, _CROSS, _DIFFER = range(4)


def _pairs(counts: Codes, above: int) -> Floats:
    """(P, 4) has the cell a pair, and the share of its pairs on one side of the line, on two, that differ at all."""
    apart = pairs_apart(counts)
    pairs = apart.sum(axis=1)
    used, of_pairs = pairs > 0, np.maximum(pairs, 1)
    cross = _across(counts, above) / of_pairs
    return np.column_stack([used, used - cross, cross, (pairs - apart[:, 0]) / of_pairs])


def _across(counts: Codes, above: int) -> Codes:
    """(P,) pairs of a cell that stand on two sides of a line."""
    across: Codes = counts[:, :above].sum(axis=1) * counts[:, above:].sum(axis=1)
    return across


def _on_one_side(counts: Codes, above: int) -> Codes:
    """(P,) pairs of a cell that do not."""
    one_side: Codes = pairs_apart(counts).sum(axis=1) - _across(counts, above)
    return one_side


def _share(name: str, above: int, of: tuple[int, int]) -> Statistic:
    """One of the sums over another."""
    return Statistic(name, lambda counts: _pairs(counts, above), lambda sums: ratio(sums[:, list(of)]))
