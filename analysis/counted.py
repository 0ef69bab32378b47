"""Statistics of counts: what every cell adds to a few sums, and which formula of the sums is the figure.

Who gave which level does not matter to them, so a tally is enough; to leave out raters in turn takes a score frame.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.estimates import NO_FORMULA, NO_NAMES, NO_PAIRS, PROPORTION, SEVERAL_CELLS, Measure, Refused, RestsOn
from analysis.frame import ScoreFrame
from analysis.resampling import Bounds
from analysis.sums import Codes, Floats, Formula, Sums
from analysis.tally import Tallied, Tally

__all__ = ["Statistic", "change_without_raters", "measure", "n_scored_cells", "one_level_in_use", "rests_on"]

Terms: TypeAlias = Callable[[Codes], Floats]
Pulls: TypeAlias = Callable[[Sums], Floats]


@dataclass(frozen=True, slots=True)
class Statistic:
    """What to compute from counts.

    Parameters
    ----------
    name
        As in the contract.
    terms
        (P, K) counts of cells to (P, T): what each adds to T sums. A cell that adds nothing takes no part.
    formula
        (R, T) sums to (R,) values, NaN where undefined; whoever measures has said why by then.
    bounds
        The values it can take.
    enough
        How many scores make a cell one that is used and counted.
    pulls
        (Q,) how far each kind of sample pulls the value, to first order; None when no formula is known.
    pairs
        (P,) of a cell's pairs those that a share of pairs counts; None when it is no such share.
    """

    name: str
    terms: Terms
    formula: Formula
    bounds: Bounds = PROPORTION
    enough: int = 2
    pulls: Pulls | None = None
    pairs: Callable[[Codes], Codes] | None = None


def measure(statistic: Statistic, scores: Tallied) -> Measure | Refused:
    """A statistic of counts on these scores.

    Parameters
    ----------
    statistic
        What to compute.
    scores
        Cells with too few scores are left out and counted. Refused, with the reason, when none has enough.
    """
    tally = scores.tally
    if tally.refused_because:
        return Refused(statistic.name, tally.refused_because)
    used = tally.scored >= statistic.enough
    if not used.any():
        return Refused(statistic.name, NO_PAIRS, n_scored_cells(tally))
    terms = statistic.terms(tally.counts)
    adds = np.count_nonzero(terms, axis=1)
    part = adds[tally.samples].sum(axis=1) > 0
    sums = Sums(terms[tally.samples[part]].sum(axis=1), tally.times[part], statistic.formula)
    kinds = tally.kinds if part.all() else np.append(np.where(part, np.cumsum(part) - 1, -1), -1)[tally.kinds]
    return Measure(
        statistic.name,
        statistic.bounds,
        sums,
        kinds,
        replace(rests_on(tally, used), n_counted=_counted(statistic, tally)),
        without_raters=_without_raters(statistic, scores, sums),
        pulls=_pulls(statistic, tally, sums),
    )


def rests_on(tally: Tally, used: NDArray[np.bool_]) -> RestsOn:
    """What a statistic rests on that uses these of the (P,) distinct cells; other scored ones are left out."""
    n_used = used[tally.samples].sum(axis=1)
    pairs = np.where(used, tally.pairs, 0)
    return RestsOn(
        n_samples=int(tally.times[n_used > 0].sum()),
        n_units=int(tally.times @ n_used),
        n_left_out=n_scored_cells(tally) - int(tally.times @ n_used),
        n_pairs=int(tally.times @ pairs[tally.samples].sum(axis=1)),
        n_raters=tally.n_raters,
        n_rater_pairs=tally.n_rater_pairs,
    )


def _counted(statistic: Statistic, tally: Tally) -> int | None:
    if statistic.pairs is None:
        return None
    return int(tally.times @ statistic.pairs(tally.counts)[tally.samples].sum(axis=1))


def n_scored_cells(tally: Tally) -> int:
    """Cells with at least one score."""
    return tally.n_scored_cells


def one_level_in_use(tally: Tally) -> bool:
    """Whether all scores that can be compared are the same; False when none can be."""
    paired = tally.counts[tally.scored > 1]
    return len(paired) > 0 and int(paired.any(axis=0).sum()) == 1


def change_without_raters(terms: Terms, frame: ScoreFrame) -> Floats:
    """(R, T) what the sums change by when the scores of one rater are taken out of every cell they stand in."""
    counts, change = frame.without_raters
    by_rater: Floats = change @ terms(counts)
    return by_rater


def _without_raters(statistic: Statistic, scores: Tallied, sums: Sums) -> Callable[[], Floats] | str:
    if not isinstance(scores, ScoreFrame) or not scores.named:
        return NO_NAMES
    return lambda: statistic.formula(sums.total + change_without_raters(statistic.terms, scores))


def _pulls(statistic: Statistic, tally: Tally, sums: Sums) -> Callable[[], Floats] | str:
    pulls = statistic.pulls
    if pulls is None:
        return NO_FORMULA
    return SEVERAL_CELLS if tally.samples.shape[1] > 1 else lambda: pulls(sums)
