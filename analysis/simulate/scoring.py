"""The scores themselves, read by read and criterion by criterion."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.simulate.plan import Plan
from analysis.simulate.planting import Ways
from analysis.simulate.population import Population, difficulties
from analysis.simulate.queues import Queues
from analysis.simulate.scale import Reals, cumulative_shares, thresholds
from analysis.simulate.work import Work

__all__ = ["measures", "scored"]


def scored(plan: Plan, measure: Reals, queues: Queues, ways: Ways, rng: np.random.Generator) -> NDArray[np.intp]:
    """(n, C) levels from 1, drawn at these measures; a rater without consistency draws some of them from a hat."""
    steps = thresholds(plan.levels, plan.threshold_gap)
    chance = _chances(measure.shape, ways.halo[queues.rater], rng)
    level = 1 + (chance > cumulative_shares(measure, steps)).sum(axis=0)
    from_a_hat = rng.random(measure.shape) < ways.noise[queues.rater, None]
    return np.where(from_a_hat, rng.integers(1, plan.levels + 1, measure.shape), level)


def measures(plan: Plan, work: Work, queues: Queues, ways: Ways, rng: np.random.Generator) -> Reals:
    """(n, C) where each read stands on each criterion for its rater, logits."""
    sample, rater = queues.sample, queues.rater
    halo = ways.halo[rater, None]
    profile = work.profile[sample]
    common = work.profile.mean(axis=1)[sample, None]
    seen = work.measure[sample, None] + (1 - halo) * profile + halo * common
    # An echo is met by the same rater: what is between the two stays as it was.
    between = rng.normal(0, 1, int(queues.read.max()) + 1)[queues.read] * plan.interaction_sd
    shift = between - _against(plan, work, queues, ways)
    measure: Reals = ways.slope[rater, None] * seen + shift[:, None] - difficulties(plan)
    return measure


def _against(plan: Plan, work: Work, queues: Queues, ways: Ways) -> Reals:
    """(n,) what the rater takes off at this moment from this sample, logits."""
    rater = queues.rater
    penalised = work.better[queues.sample] == ways.against_better[rater]
    taken: Reals = ways.severity[rater] + ways.drift[rater] * queues.moment + ways.penalty[rater] * penalised
    if ways.sequence.any():
        taken = taken - ways.sequence[rater] * _previous(plan, work, queues)
    return taken


def _previous(plan: Plan, work: Work, queues: Queues) -> Reals:
    """(n,) by how many levels the sample before was better than most, as others see it; 0 for the first."""
    level = work.levels.mean(axis=1) - Population(plan).expected(0.0)
    return np.where(queues.previous >= 0, level[queues.previous], 0.0)


def _chances(shape: tuple[int, ...], halo: Reals, rng: np.random.Generator) -> Reals:
    """(n, C) even chances; those of one read by a rater with a halo go together, each as even as before."""
    chance = rng.random(shape)
    rows = np.flatnonzero(halo)
    own, common = rng.normal(size=(len(rows), shape[1])), rng.normal(size=(len(rows), 1))
    share = halo[rows, None]
    chance[rows] = ndtr(np.sqrt(share) * common + np.sqrt(1 - share) * own)
    return chance
