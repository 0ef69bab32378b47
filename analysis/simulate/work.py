"""The work itself: how good every sample is, on every criterion, and which student group it belongs to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.simulate.allocation import Schools
from analysis.simulate.plan import Plan
from analysis.simulate.population import difficulties, school_steps
from analysis.simulate.scale import Reals, expected_level, thresholds

__all__ = ["Work", "drawn_work"]


@dataclass(frozen=True, slots=True)
class Work:
    """Samples as they are, validity samples last.

    Parameters
    ----------
    measure
        (S,) logits.
    profile
        (S, C) how much better a sample is on a criterion than its measure says, logits.
    better
        (S,) whether it belongs to the student group that is better.
    levels
        (S, C) what an average rater is expected to give.
    """

    measure: Reals
    profile: Reals
    better: NDArray[np.bool_]
    levels: Reals


def drawn_work(plan: Plan, schools: Schools, rng: np.random.Generator) -> Work:
    """Draw the samples of a day. The group's share is exact, so that two days of one plan can be compared."""
    total = plan.samples + plan.validity
    better = rng.permutation(total) < round(plan.group_share * total)
    measure = rng.normal(0, plan.sample_sd, total) + plan.group_shift * (better - plan.group_share)
    measure += plan.school_shift * school_steps(plan)[schools.samples]
    profile = rng.normal(0, 1, (total, plan.criteria)) * plan.profile_sd
    steps = thresholds(plan.levels, plan.threshold_gap)
    levels = expected_level(measure[:, None] + profile - difficulties(plan), steps)
    return Work(measure, profile, better, levels)
