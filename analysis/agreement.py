"""How often two raters give the same work the same level: counts of pairs, nothing corrected.

Each statistic is a share of rater pairs. It is taken per cell (sample x criterion) over the pairs of raters who scored
it, then averaged over cells with two or more scores (Gwet 2014, Handbook of Inter-Rater Reliability): a
sample that many raters scored counts no more than one that two did. High agreement can be luck when nearly all work
is at one level; `chance_agreement` says how much of it would be.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analysis.estimates import NO_PAIRS, Statistic, estimate
from analysis.frame import Cut, ScoreFrame
from analysis.resampling import divided, ratio
from analysis.tally import Tallied, pairs_apart
from analysis.values import Estimate

__all__ = ["adjacent", "chance_agreement", "cut_agreement", "discrepant", "exact", "within_one"]

Counts = NDArray[np.intp]
Floats = NDArray[np.float64]


def exact(scores: Tallied) -> Estimate:
    """Do two raters give the same level? Share of rater pairs that do.

    Parameters
    ----------
    scores
        Cells scored by fewer than two raters are left out and counted.

    Returns
    -------
    Estimate
        Value in [0, 1], interval over whole samples. Undefined, with the reason, when no sample has two scores.
    """
    return _share_of_pairs(scores, "exact", lambda apart: apart[:, 0])


def adjacent(scores: Tallied) -> Estimate:
    """Are two raters exactly one level apart? Share of rater pairs that are; read as `exact`."""
    return _share_of_pairs(scores, "adjacent", lambda apart: apart[:, 1:2].sum(axis=1))


def within_one(scores: Tallied) -> Estimate:
    """Do two raters land on the same or the next level? `exact` plus `adjacent`.

    On a scale of three or four levels this is high even for raters who guess.
    """
    return _share_of_pairs(scores, "within_one", lambda apart: apart[:, :2].sum(axis=1))


def discrepant(scores: Tallied) -> Estimate:
    """Are two raters two or more levels apart? Share of rater pairs that are; 1 minus `within_one`."""
    return _share_of_pairs(scores, "discrepant", lambda apart: apart[:, 2:].sum(axis=1))


def cut_agreement(frame: ScoreFrame, cut: Cut) -> Estimate:
    """Do two raters agree whether the work is proficient? Share of rater pairs on the same side of the cut.

    Parameters
    ----------
    frame
        As for `exact`.
    cut
        The lowest level that counts as proficient: one for all criteria, or by criterion.
    """
    if frame.not_pooled_because:
        return Estimate.undefined("cut_agreement", frame.not_pooled_because)
    at = frame.cut_positions(cut)
    if at is None:
        return Estimate.undefined("cut_agreement", "No cut was given.")
    if not at.any():
        return Estimate.undefined("cut_agreement", "The cut is the lowest level, so every score is on the same side.")
    return _share_of_pairs(frame.sides(at), "cut_agreement", lambda apart: apart[:, 0])


def chance_agreement(scores: Tallied) -> Estimate:
    """How often would two scores be the same if they were drawn blindly from these level shares?

    Fleiss's expected agreement (Fleiss 1971, Psychological Bulletin 76, 378-382), the sum of squared level shares;
    the shares are averaged over all scored cells, also those with one score, as Gwet 2014 does. Stands beside
    `exact`: agreement no higher than this says nothing about the raters.
    """
    tally = scores.tally
    if tally.refused_because:
        return Estimate.undefined("chance_agreement", tally.refused_because)
    used = tally.scored > 0
    terms = np.column_stack([_level_shares(tally.counts), used])
    return estimate(Statistic("chance_agreement", _sum_of_squared_shares), tally, terms, used)


def _share_of_pairs(scores: Tallied, name: str, chosen: Callable[[Counts], Counts]) -> Estimate:
    """Share of the pairs ``chosen`` from (P, K) pairs by levels apart, averaged over cells."""
    tally = scores.tally
    if tally.refused_because:
        return Estimate.undefined(name, tally.refused_because)
    apart = pairs_apart(tally.counts)
    pairs = apart.sum(axis=1)
    used = pairs > 0
    if not used.any():
        return Estimate.undefined(name, NO_PAIRS, n_left_out=n_scored_cells(scores))
    share = chosen(apart) / np.maximum(pairs, 1)
    return estimate(Statistic(name, ratio), tally, np.column_stack([share, used]), used)


def n_scored_cells(scores: Tallied) -> int:
    """Cells with at least one score."""
    tally = scores.tally
    return int(tally.times @ (tally.scored > 0)[tally.samples].sum(axis=1))


def _level_shares(counts: Counts) -> Floats:
    """(P, K) share of a cell's scores at each level."""
    shares: Floats = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return shares


def _sum_of_squared_shares(sums: Floats) -> Floats:
    """(R,) from (R, K + 1): level shares summed over cells, and the number of cells."""
    squared: Floats = divided(sums[:, :-1], sums[:, -1:]) ** 2
    return squared.sum(axis=1)  # type: ignore[no-any-return]
