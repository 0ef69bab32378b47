"""From a statistic on samples to an `Estimate`: its interval, whom it speaks of, and what it rests on.

A `Measure` is a statistic on these scores before its interval is made; `How` says which interval, `estimate` makes it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypedDict

import numpy as np

from analysis.resampling import Bounds, Interval, bootstrap, jackknife, linearised, two_way_jackknife
from analysis.sums import Codes, Floats, Sampled
from analysis.values import About, Estimate, Why

__all__ = [
    "BEYOND_CHANCE",
    "NO_FORMULA",
    "NO_NAMES",
    "NO_PAIRS",
    "ONE_LEVEL",
    "PROPORTION",
    "SEVERAL_CELLS",
    "How",
    "Measure",
    "Refused",
    "RestsOn",
    "estimate",
]

PROPORTION: Bounds = (0.0, 1.0)
BEYOND_CHANCE: Bounds = (-np.inf, 1.0)
NO_PAIRS = "No sample was scored by two raters."
ONE_LEVEL = "Only one level is in use, so nothing shows whether raters can tell levels apart."
NO_NAMES = "It needs to know who scored, and these counts do not say."
NO_FORMULA = "No formula is known for its standard error; the jackknife gives an interval."
SEVERAL_CELLS = (
    "The formula takes every sample for one unit, but here a sample has several; the jackknife gives an interval."
)
BY_JACKKNIFE_INSTEAD = "{how}. {because}"


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
    instead
        Where there is no such formula: the jackknife, whose method then says so; else there is no interval.
    about
        ``raters_in_general``: the jackknife over samples and raters.
    """

    replicates: int
    rng: np.random.Generator | None
    analytic: bool
    instead: bool
    about: About


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What a figure rests on, as in `Estimate`."""

    n_samples: int
    n_units: int
    n_left_out: int
    n_pairs: int
    n_raters: int
    n_rater_pairs: int
    n_counted: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A statistic on these scores, before its interval is made.

    Parameters
    ----------
    name, bounds
        Name in the contract, and the values it can take.
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
    because: str | Why
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
        n_counted=rests.n_counted,
    )


def _interval(found: Measure, how: How) -> Interval:
    if how.get("about") == "raters_in_general":
        if isinstance(found.without_raters, str):
            return Interval(missing_because=found.without_raters)
        return two_way_jackknife(found.sampled, found.without_raters(), found.bounds)
    if how.get("analytic"):
        if isinstance(found.pulls, str):
            return _instead(found, found.pulls) if how.get("instead") else Interval(missing_because=found.pulls)
        return linearised(found.sampled, found.pulls(), found.bounds)
    if replicates := how.get("replicates", 0):
        return bootstrap(found.sampled, replicates, how.get("rng") or np.random.default_rng(1))
    return jackknife(found.sampled, found.bounds)


def _instead(found: Measure, because: str) -> Interval:
    """The jackknife where no formula is known, and why there is none."""
    made = jackknife(found.sampled, found.bounds)
    facts = {"how": made.method, "because": Why("no_formula", because, {})}
    return replace(made, method=Why("jackknife", BY_JACKKNIFE_INSTEAD, facts)) if made.method else made
