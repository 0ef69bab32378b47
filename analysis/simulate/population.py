"""What raters give to the samples as a whole: integrals over how good the work is, by the trapezium rule.

Sizes in levels are what teachers can picture; the scores follow a model in logits. What lies between the two depends
on the work: where most samples stand at the end of the scale, a logit moves few scores.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from analysis.errors import Problem
from analysis.simulate.plan import ImpossiblePlan, Plan
from analysis.simulate.scale import Reals, expected_level, thresholds

__all__ = ["Population", "difficulties", "school_steps"]

_NODES = 81
_WIDTH = 7.0
_FARTHEST = 60.0
_NORMAL, _SHARES = np.polynomial.hermite_e.hermegauss(9)
# A size that takes nearly the whole scale needs no end of logits.
_NEARLY_ALL = 0.98


def difficulties(plan: Plan) -> Reals:
    """(C,) evenly spread around 0."""
    return np.linspace(-0.5, 0.5, plan.criteria) * plan.difficulty_spread if plan.criteria > 1 else np.zeros(1)


def school_steps(plan: Plan) -> Reals:
    """(schools,) from -0.5 for the first to 0.5 for the last; one 0 where there are none, or one."""
    return np.linspace(-0.5, 0.5, plan.schools) if plan.schools > 1 else np.zeros(1)


@dataclass(frozen=True, slots=True)
class Population:
    """The samples from which those of a day are drawn, as an average rater reads them."""

    plan: Plan

    def expected(self, severity: Reals | float, *, slope: float = 1.0, better: bool | None = None) -> Reals:
        """Mean level that raters of these severities give.

        Parameters
        ----------
        severity
            (R,) logits.
        slope
            Of the rater's measure on the sample's.
        better
            Only the samples of the student group that is better, or only the others; None for all.
        """
        nodes, weights = self._nodes(slope, better=better)
        measure = nodes - np.atleast_1d(np.asarray(severity, dtype=float))[:, None]
        given: Reals = self._levels(measure) @ weights
        return given

    def slope_in_points(self, severity: float, slope: float) -> float:
        """Slope of the levels a rater gives on those an average rater gives to the same work."""
        spread = np.hypot(self.plan.sample_sd, self.plan.profile_sd)
        nodes, weights = self._grid(float(spread), better=None)
        read, others = (self._given(nodes * by, at) for by, at in ((slope, severity), (1.0, 0.0)))
        off = others - others @ weights
        return float((weights * off) @ read / ((weights * off) @ off))

    def fall(self, logits: float, *, better: bool | None = None) -> float:
        """Levels by which an average rater's scores are lower after so many logits more of severity."""
        before, after = self.expected(np.array([0.0, logits]), better=better)
        return float(before - after)

    def change(self, logits: float, severity: float = 0.0) -> float:
        """Levels between the scores of a rater who is half of these logits below their severity, and half above."""
        before, after = self.expected(severity + np.array([-0.5, 0.5]) * logits)
        return float(before - after)

    def logits_of_fall(self, levels: float, *, better: bool) -> float:
        """The penalty that costs the samples of one group so many levels.

        Raises
        ------
        ImpossiblePlan
            When they stand too low on the scale for that.
        """
        most = self.fall(_FARTHEST, better=better)
        return _solved(lambda logits: self.fall(logits, better=better) - levels, levels, most)

    def logits_of_change(self, levels: float) -> float:
        """The logits between two moments that change the scores by so many levels.

        Raises
        ------
        ImpossiblePlan
            When the scale has fewer.
        """
        return _solved(lambda logits: self.change(logits) - levels, levels, float(self.plan.levels - 1))

    def _levels(self, measure: Reals) -> Reals:
        """Mean over criteria of the expected level."""
        steps = thresholds(self.plan.levels, self.plan.threshold_gap)
        by_criterion = [expected_level(measure - one, steps) for one in difficulties(self.plan)]
        return np.asarray(np.mean(by_criterion, axis=0), dtype=float)

    def _given(self, work: Reals, severity: float) -> Reals:
        """Expected level of each work, over the rater x sample interaction."""
        seen = work[:, None] + self.plan.interaction_sd * _NORMAL - severity
        given: Reals = self._levels(seen) @ (_SHARES / _SHARES.sum())
        return given

    def _nodes(self, slope: float, *, better: bool | None) -> tuple[Reals, Reals]:
        """Measures of samples as a rater with this slope sees them, and their weights."""
        work = np.hypot(self.plan.sample_sd, self.plan.profile_sd)
        return self._grid(float(np.hypot(slope * work, self.plan.interaction_sd)), better=better, slope=slope)

    def _grid(self, spread: float, *, better: bool | None, slope: float = 1.0) -> tuple[Reals, Reals]:
        plan = self.plan
        groups = {True: (1 - plan.group_share) * plan.group_shift, False: -plan.group_share * plan.group_shift}
        share = {True: plan.group_share, False: 1 - plan.group_share} if better is None else {better: 1.0}
        schools = school_steps(plan) * plan.school_shift
        centres = slope * np.array([mean + school for mean in (groups[one] for one in share) for school in schools])
        shares = np.repeat(list(share.values()), len(schools))
        spread = max(spread, 1e-3)
        nodes = np.linspace(centres.min() - _WIDTH * spread, centres.max() + _WIDTH * spread, _NODES)
        weights = np.exp(-0.5 * ((nodes[:, None] - centres) / spread) ** 2) @ shares
        return nodes, weights / weights.sum()


def _solved(beyond: Callable[[float], float], levels: float, most: float) -> float:
    if levels <= 0:
        return 0.0
    if levels > _NEARLY_ALL * most:
        says = f"Scores cannot move by {levels:g} levels here: {most:.2g} is all that this scale and this work leave."
        raise ImpossiblePlan((Problem(says, "Plant a smaller effect, or ask for more levels."),))
    return float(brentq(beyond, 0.0, _FARTHEST, xtol=1e-7))
