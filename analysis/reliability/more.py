"""How many more samples or raters would settle it?

Raters come from the decision study: dependability rises with every rater who reads each sample, by a formula. Samples
come from simulation: rounds of many samples are drawn from those at hand, and what is looked for is the smallest number
with which most rounds would settle the question. Both speak of work and raters like these.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeAlias

import numpy as np

from analysis.frame import Codes, ScoreFrame
from analysis.reliability.coefficients import Mean
from analysis.reliability.components import estimated, undefined_because
from analysis.reliability.design import Design, design_of, numbered
from analysis.reliability.intervals import left_out, worth
from analysis.reliability.results import Needed, Reliability
from analysis.tally import Tallied, Tally
from analysis.values import Estimate

__all__ = ["Wanted", "raters_needed", "samples_needed", "samples_needed_for_dependability"]

AskTally: TypeAlias = Callable[[Tallied], Estimate]

NO_DIFFERENCES = "The samples do not differ reliably, so no number of raters is enough."
NEVER_SETTLED = "Even with the most samples looked at, most rounds would not settle it."

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """When a question is settled, and how sure one wants to be of that.

    Parameters
    ----------
    half_width
        Settled when the interval reaches no farther than this to either side.
    excludes
        Settled when the interval does not hold this value.
    chance
        Share of rounds that must settle it.
    most
        The largest number of samples to look at.
    """

    half_width: float | None = None
    excludes: float | None = None
    chance: float = 0.8
    most: int = 2_000

    def settled(self, found: Estimate) -> bool:
        """Whether an estimate settles every question asked; without an interval nothing is settled."""
        if found.low is None or found.high is None:
            return False
        narrow = self.half_width is None or (found.high - found.low) / 2 <= self.half_width
        return narrow and (self.excludes is None or not found.low <= self.excludes <= found.high)


def raters_needed(found: Reliability, dependability: float) -> Needed:
    """How many raters must read each sample for means to be as dependable as wanted?

    Parameters
    ----------
    found
        The reliability of the scores at hand.
    dependability
        What is wanted, above 0 and below 1.

    Returns
    -------
    Needed
        Raters in all. ``low`` and ``high`` rest on the upper and the lower end of the interval.
    """
    if found.undefined_because or found.raters_per_sample is None or found.dependability is None:
        return Needed("raters", undefined_because=found.undefined_because or NO_DIFFERENCES)
    n, low, high = (
        _raters(end, found.raters_per_sample, dependability)
        for end in (found.dependability, found.dependability_high, found.dependability_low)
    )
    reason = None if n is not None else NO_DIFFERENCES
    return Needed("raters", n, low, high, method="decision study", undefined_because=reason)


def _raters(coefficient: float | None, raters: float, wanted: float) -> int | None:
    """Spearman and Brown's formula, solved for the number of raters."""
    if not coefficient:
        return None
    error = (1 - coefficient) / coefficient * raters
    return max(1, ceil(wanted / (1 - wanted) * error - 1e-9))


def samples_needed(
    scores: Tallied, statistic: AskTally, wanted: Wanted, rng: np.random.Generator, rounds: int = 100
) -> Needed:
    """How many samples would settle a question about agreement?

    Parameters
    ----------
    scores
        The samples at hand; rounds are drawn from them, whole, with replacement.
    statistic
        A figure with its interval, for example `exact` or `krippendorff_alpha`.
    wanted
        When the question is settled.
    rng
        Where the chance of the draws comes from.
    rounds
        How many rounds are drawn for each number looked at.

    Returns
    -------
    Needed
        Samples in all, those at hand included. Fewer than ten at hand show little of what others would be like.
    """
    tally, here = scores.tally, statistic(scores)
    if here.value is None:
        return Needed("samples", undefined_because=here.undefined_because)
    return _needed(lambda n: statistic(_drawn(tally, n, rng)), wanted, rounds)


def samples_needed_for_dependability(
    frame: ScoreFrame, wanted: Wanted, rng: np.random.Generator, rounds: int = 100
) -> Needed:
    """How many samples, read by as many of these raters as now, would settle how dependable their mean is?

    Often no number does: samples do not show how much more the severity of other raters might vary.

    Parameters
    ----------
    frame
        The scores at hand: one session, and criteria with the same levels.
    wanted, rng, rounds
        As for `samples_needed`. Components are estimated by moments.
    """
    reason = frame.not_pooled_because
    design = None if reason else design_of(frame)
    if design is None or (reason := undefined_because(design)):
        return Needed("samples", undefined_because=reason)
    order = np.argsort(design.facets["sample"], kind="stable")
    return _needed(lambda n: _dependability(_drawn_design(design, order, n, rng)), wanted, rounds)


def _needed(one_round: Callable[[int], Estimate], wanted: Wanted, rounds: int) -> Needed:
    """The smallest number of samples with which rounds settle it often enough."""

    def chance(n: int) -> float:
        return float(np.mean([wanted.settled(one_round(n)) for _ in range(rounds)]))

    method = f"{rounds} simulated rounds for each number of samples"
    n = _smallest(lambda size: chance(size) >= wanted.chance, wanted.most)
    if n is None:
        return Needed("samples", method=method, undefined_because=NEVER_SETTLED)
    return Needed("samples", n, chance=chance(n), method=method)


def _drawn_design(design: Design, order: Codes, n: int, rng: np.random.Generator) -> Design:
    """So many whole samples with all their scores, each of them a sample of its own; ``order`` sorts by sample."""
    size = design.groups[("sample",)].size
    drawn = rng.integers(0, len(size), n)
    ends = np.cumsum(size[drawn])
    row = order[np.arange(ends[-1]) - np.repeat(ends - np.cumsum(size)[drawn], size[drawn])]
    facets = {facet: numbered(codes[row]) for facet, codes in design.facets.items()}
    score = design.score[row]
    return Design(score - score.mean(), facets | {"sample": np.repeat(np.arange(n), size[drawn])}, design.sources)


def _dependability(design: Design) -> Estimate:
    """Dependability of the mean the samples had, with its interval."""
    if reason := undefined_because(design):
        return Estimate.undefined("dependability", reason)
    mean = Mean(design.raters_per_sample, design.n("criterion") if "criterion" in design.facets else 1)
    half = worth(estimated(design, "moments").components, left_out(design), mean).absolute
    return Estimate("dependability", half.coefficient.value, half.coefficient.low, half.coefficient.high)


def _drawn(tally: Tally, n: int, rng: np.random.Generator) -> Tally:
    """So many whole samples, drawn from those at hand."""
    times = rng.multinomial(n, tally.times / tally.times.sum())
    nameless = np.zeros(0, dtype=np.intp)
    return replace(tally, samples=tally.samples[times > 0], times=times[times > 0], kinds=nameless)


def _smallest(enough: Callable[[int], bool], most: int) -> int | None:
    """The smallest number that is enough: doubled until it is, then halved between the last two."""
    too_few, n = _FEWEST - 1, _FEWEST
    while not enough(n):
        if n >= most:
            return None
        too_few, n = n, min(2 * n, most)
    while n - too_few > max(1, n // 50):
        middle = (too_few + n) // 2
        too_few, n = (too_few, middle) if enough(middle) else (middle, n)
    return n
