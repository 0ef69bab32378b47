"""From scores to an `Estimate`: a statistic on samples, its interval, and what it rests on.

A `Statistic` says what every cell adds to a few sums and which formula of the sums is the figure; `measure` applies
it to the counts of a tally and says what was used; `estimate` makes the interval that was asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypedDict

import numpy as np
from numpy.typing import NDArray

from analysis.frame import ScoreFrame
from analysis.resampling import Bounds, Interval, bootstrap, jackknife, linearised, two_way_jackknife
from analysis.sums import Codes, Floats, Formula, Sampled, Sums
from analysis.tally import Tallied, Tally, pairs_apart
from analysis.values import About, Estimate

__all__ = [
    "BEYOND_CHANCE",
    "NO_NAMES",
    "NO_PAIRS",
    "ONE_LEVEL",
    "PROPORTION",
    "How",
    "Measure",
    "Refused",
    "Statistic",
    "estimate",
    "measure",
    "rests_on",
]

Terms: TypeAlias = Callable[[Codes], Floats]
Pulls: TypeAlias = Callable[[Sums], Floats]

PROPORTION: Bounds = (0.0, 1.0)
BEYOND_CHANCE: Bounds = (-np.inf, 1.0)
NO_PAIRS = "No sample was scored by two raters."
ONE_LEVEL = "Only one level is in use, so nothing shows whether raters can tell levels apart."
NO_NAMES = "It needs to know who scored, and these counts do not say."
NO_FORMULA = "No formula is known for its standard error; the jackknife gives an interval."
SEVERAL_CELLS = (
    "The formula takes every sample for one unit, but here a sample has several; the jackknife gives an interval."
)


class How(TypedDict, total=False):
    """How an interval is made, and whom it speaks of.

    Nothing said, it is the delete-one-sample jackknife with t on n - 1, about the raters who scored.

    Parameters
    ----------
    replicates
        More than 0: percentile bootstrap over whole samples, so many resamples.
    rng
        Where its chance comes from; None is the generator seeded with 1: the same scores give the same interval.
    analytic
        Gwet's standard error from the linear approximation, with t on n - 1; one criterion only.
    about
        ``raters_in_general``: the jackknife over samples and raters.
    """

    replicates: int
    rng: np.random.Generator | None
    analytic: bool
    about: About


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
    """

    name: str
    terms: Terms
    formula: Formula
    bounds: Bounds = PROPORTION
    enough: int = 2
    pulls: Pulls | None = None


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a figure rests on, as in `Estimate`."""

    n_samples: int
    n_units: int
    n_left_out: int
    n_pairs: int
    n_raters: int
    n_rater_pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A statistic on these scores, before its interval is made.

    Parameters
    ----------
    name, bounds
        As in `Statistic`.
    sampled
        The statistic, ready for samples to come and go.
    kinds
        (S,) which kind of sample each one is; -1 where it takes no part. Empty for counts without names.
    rests_on
        What was used and left out.
    without_raters
        (R,) the statistic without each rater in turn; or why that cannot be had.
    pulls
        (Q,) how far each kind pulls the value, to first order; or why there is no such formula.
    """

    name: str
    bounds: Bounds
    sampled: Sampled
    kinds: Codes
    rests_on: RestsOn
    without_raters: Callable[[], Floats] | str
    pulls: Callable[[], Floats] | str


@dataclass(frozen=True, slots=True)
class Refused:
    """A statistic that cannot be had from these scores, and why."""

    name: str
    because: str
    n_left_out: int = 0


def estimate(found: Measure | Refused, how: How) -> Estimate:
    """The figure with the interval that was asked for."""
    if isinstance(found, Refused):
        return Estimate.undefined(found.name, found.because, n_left_out=found.n_left_out)
    interval, rests = _interval(found, how), found.rests_on
    return Estimate(
        found.name,
        found.sampled.value(),
        low=interval.low,
        high=interval.high,
        se=interval.se,
        method=interval.method,
        no_interval_because=interval.missing_because,
        about=how.get("about", "these_raters"),
        n_samples=rests.n_samples,
        n_units=rests.n_units,
        n_left_out=rests.n_left_out,
        n_pairs=rests.n_pairs,
        n_raters=rests.n_raters,
        n_rater_pairs=rests.n_rater_pairs,
    )


def _interval(found: Measure, how: How) -> Interval:
    if how.get("about") == "raters_in_general":
        if isinstance(found.without_raters, str):
            return Interval(missing_because=found.without_raters)
        return two_way_jackknife(found.sampled, found.without_raters(), found.bounds)
    if how.get("analytic"):
        if isinstance(found.pulls, str):
            return Interval(missing_because=found.pulls)
        return linearised(found.sampled, found.pulls(), found.bounds)
    if replicates := how.get("replicates", 0):
        return bootstrap(found.sampled, replicates, how.get("rng") or np.random.default_rng(1))
    return jackknife(found.sampled, found.bounds)


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
    kinds = np.append(np.where(part, np.cumsum(part) - 1, -1), -1)[tally.kinds]
    return Measure(
        statistic.name,
        statistic.bounds,
        sums,
        kinds,
        rests_on(tally, used),
        without_raters=_without_raters(statistic, scores, sums),
        pulls=_pulls(statistic, tally, sums),
    )


def rests_on(tally: Tally, used: NDArray[np.bool_]) -> RestsOn:
    """What a statistic rests on that uses these of the (P,) distinct cells; other scored ones are left out."""
    n_used = used[tally.samples].sum(axis=1)
    pairs = np.where(used, pairs_apart(tally.counts).sum(axis=1), 0)
    return RestsOn(
        n_samples=int(tally.times[n_used > 0].sum()),
        n_units=int(tally.times @ n_used),
        n_left_out=n_scored_cells(tally) - int(tally.times @ n_used),
        n_pairs=int(tally.times @ pairs[tally.samples].sum(axis=1)),
        n_raters=tally.n_raters,
        n_rater_pairs=tally.n_rater_pairs,
    )


def n_scored_cells(tally: Tally) -> int:
    """Cells with at least one score."""
    return int(tally.times @ (tally.scored > 0)[tally.samples].sum(axis=1))


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
    if not isinstance(scores, ScoreFrame):
        return NO_NAMES
    return lambda: statistic.formula(sums.total + change_without_raters(statistic.terms, scores))


def _pulls(statistic: Statistic, tally: Tally, sums: Sums) -> Callable[[], Floats] | str:
    pulls = statistic.pulls
    if pulls is None:
        return NO_FORMULA
    return SEVERAL_CELLS if tally.samples.shape[1] > 1 else lambda: pulls(sums)
