"""How often two raters give the same work the same level: counts of pairs, nothing corrected.

Each statistic is a share of rater pairs. It is taken per cell (sample x criterion) over the pairs of raters who scored
it, then averaged over cells with two or more scores (Gwet 2014, Handbook of Inter-Rater Reliability): a
sample that many raters scored counts no more than one that two did. High agreement can be luck when nearly all work
is at one level; `chance_agreement` says how much of it would be.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypedDict, Unpack

import numpy as np

from analysis.counted import Statistic, measure
from analysis.estimates import How, Measure, Refused, estimate
from analysis.frame import Cut, ScoreFrame
from analysis.levels import position
from analysis.sums import Codes, Floats, divided, ratio
from analysis.tally import Tallied, Tally, pairs_apart
from analysis.values import Estimate

__all__ = [
    "adjacent",
    "at_the_cut",
    "chance_agreement",
    "cut_agreement",
    "discrepant",
    "exact",
    "level_shares",
    "measured_cut_agreement",
    "measured_cut_agreement_of_counts",
    "share_of_pairs",
    "within_one",
]


class _Apart(TypedDict):
    first: int
    beyond: int | None


NO_CUT = "No cut was given."
LOWEST = "The cut is the lowest level, so every score is on the same side."
NOT_A_LEVEL = "The cut is not one of the levels."


def exact(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """Do two raters give the same level? Share of rater pairs that do.

    Parameters
    ----------
    scores
        Cells scored by fewer than two raters are left out and counted.
    **how
        How the interval is made and whom it speaks of: see `How`.

    Returns
    -------
    Estimate
        Value in [0, 1], interval over whole samples. Undefined, with the reason, when no sample has two scores.
    """
    return estimate(measure(EXACT, scores), how)


def adjacent(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """Are two raters exactly one level apart? Share of rater pairs that are; read as `exact`."""
    return estimate(measure(ADJACENT, scores), how)


def within_one(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """Do two raters land on the same or the next level? `exact` plus `adjacent`.

    On a scale of three or four levels this is high even for raters who guess.
    """
    return estimate(measure(WITHIN_ONE, scores), how)


def discrepant(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """Are two raters two or more levels apart? Share of rater pairs that are; 1 minus `within_one`."""
    return estimate(measure(DISCREPANT, scores), how)


def cut_agreement(frame: ScoreFrame, cut: Cut, **how: Unpack[How]) -> Estimate:
    """Do two raters agree whether the work is proficient? Share of rater pairs on the same side of the cut.

    Parameters
    ----------
    frame, **how
        As for `exact`.
    cut
        The lowest level that counts as proficient: one for all criteria, or by criterion.
    """
    return estimate(measured_cut_agreement(frame, cut), how)


def chance_agreement(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """How often would two scores be the same if they were drawn blindly from these level shares?

    Fleiss's expected agreement (Fleiss 1971, Psychological Bulletin 76, 378-382), the sum of squared level shares;
    the shares are averaged over all scored cells, also those with one score, as Gwet 2014 does. Stands beside
    `exact`: agreement no higher than this says nothing about the raters.
    """
    return estimate(measure(CHANCE, scores), how)


def measured_cut_agreement(frame: ScoreFrame, cut: Cut) -> Measure | Refused:
    """Cut agreement, ready for its interval; refused where no cut divides the scale."""
    return at_the_cut("cut_agreement", frame, cut, lambda sides: measure(SAME_SIDE, sides))


def measured_cut_agreement_of_counts(tally: Tally, cut: Cut) -> Measure | Refused:
    """The same of counts without names, with one cut for all."""
    if cut is None or isinstance(cut, Mapping):
        return Refused("cut_agreement", tally.refused_because or NO_CUT)
    at = position(cut, tally.levels)
    if at < 1:
        return Refused("cut_agreement", tally.refused_because or (LOWEST if at == 0 else NOT_A_LEVEL))
    sides = np.column_stack([tally.counts[:, :at].sum(axis=1), tally.counts[:, at:].sum(axis=1)])
    return measure(SAME_SIDE, replace(tally, levels=("below", "proficient"), counts=sides))


def at_the_cut(
    name: str, frame: ScoreFrame, cut: Cut, asked: Callable[[ScoreFrame], Measure | Refused]
) -> Measure | Refused:
    """Ask it of the two sides of the cut; refused, with the reason, where no cut divides the scale."""
    if frame.not_pooled_because:
        return Refused(name, frame.not_pooled_because)
    at = frame.cut_positions(cut)
    if at is None:
        return Refused(name, NO_CUT)
    if not at.any():
        return Refused(name, LOWEST)
    return asked(frame.sides(at))


def share_of_pairs(counts: Codes, first: int = 0, beyond: int | None = 1) -> Floats:
    """(P, 2) share of a cell's pairs that are ``first`` levels apart or more, up to ``beyond``; and 1 for each cell."""
    apart = pairs_apart(counts)
    pairs = apart.sum(axis=1)
    chosen = apart[:, first:beyond].sum(axis=1)
    return np.column_stack([chosen / np.maximum(pairs, 1), pairs > 0])


def counted_pairs(counts: Codes, first: int = 0, beyond: int | None = 1) -> Codes:
    """(P,) a cell's pairs that are ``first`` levels apart or more, up to ``beyond``."""
    counted: Codes = pairs_apart(counts)[:, first:beyond].sum(axis=1)
    return counted


def level_shares(counts: Codes) -> Floats:
    """(P, K + 1) share of a cell's scores at each level; and 1 for each cell."""
    scored = counts.sum(axis=1, keepdims=True)
    return np.hstack([counts / np.maximum(scored, 1), scored > 0])


def _sum_of_squared_shares(sums: Floats) -> Floats:
    """(R,) from (R, K + 1): level shares summed over cells, and the number of cells."""
    squared: Floats = divided(sums[:, :-1], sums[:, -1:]) ** 2
    return squared.sum(axis=1)  # type: ignore[no-any-return]


def _share(name: str, first: int = 0, beyond: int | None = 1) -> Statistic:
    apart: _Apart = {"first": first, "beyond": beyond}
    return Statistic(name, partial(share_of_pairs, **apart), ratio, pairs=partial(counted_pairs, **apart))


EXACT = _share("exact")
ADJACENT = _share("adjacent", 1, 2)
WITHIN_ONE = _share("within_one", 0, 2)
DISCREPANT = _share("discrepant", 2, None)
SAME_SIDE = _share("cut_agreement")
CHANCE = Statistic("chance_agreement", level_shares, _sum_of_squared_shares, enough=1)
