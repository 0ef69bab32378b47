"""Marginal maximum likelihood: the parameters that make the scores likeliest, samples drawn from a normal population.

Newton's method with the exact curvature; a step that would lead downhill is shortened. The nodes of each sample
follow its posterior from step to step.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facets.evidence import Evidence, evidence
from analysis.facets.integration import Known, Posterior
from analysis.facets.newton import newton_step
from analysis.sums import Floats

__all__ = ["SMALLEST_SD", "Fitted", "maximised"]

SMALLEST_SD = 0.05
"""Logits; samples that lie closer together cannot be told apart, and their sd is as good as 0."""

_STEPS = 50
_FEW_NODES = 3
_SHORTENED = 8
_SMALL_STEP = 1e-4
_LONGEST_STEP = 1.0
_LEAST_SPREAD = 0.05
_SMALL_GAIN = 1e-7
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Where the search ended.

    Parameters
    ----------
    at, free
        (P,) the parameters, and which of them were estimated.
    here
        What the scores say there.
    iterations, converged
        Steps taken, and whether the last one was as good as none.
    """

    at: Floats
    free: NDArray[np.bool_]
    here: Evidence
    iterations: int
    converged: bool


def maximised(known: Known, start: Floats, around: Posterior, n_nodes: int) -> Fitted:
    """Climb from a guess until no step leads higher.

    Parameters
    ----------
    start
        (P,) the guess.
    around
        Where each sample's measure is thought to lie at first.
    n_nodes
        Of each sample.
    """
    free, spread = known.free(), known.layout.spread
    rough = evidence(known, start, around, min(_FEW_NODES, n_nodes))
    at = start + _shortened(newton_step(known.layout, start, free, (rough.gradient, rough.information)))
    here = evidence(known, at, _around(rough), n_nodes)
    for taken in range(1, _STEPS + 1):
        step = newton_step(known.layout, at, free, (here.gradient, here.information))
        at, here, length = _climbed(known, at, here, _shortened(step), n_nodes)
        if length < _SMALL_STEP:
            settled = length > 0 or float(here.gradient @ step) < _SMALL_GAIN
            return Fitted(at, free, here, taken, converged=settled)
        if free[spread] and at[spread] < np.log(SMALLEST_SD):
            free = free & (np.arange(len(free)) != spread)
    return Fitted(at, free, here, _STEPS, converged=False)


def _around(here: Evidence) -> Posterior:
    return Posterior(here.posterior.mean, np.maximum(here.posterior.sd, _LEAST_SPREAD))


def _shortened(step: Floats) -> Floats:
    return step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-12))


def _climbed(known: Known, at: Floats, here: Evidence, step: Floats, n_nodes: int) -> tuple[Floats, Evidence, float]:
    """Where a step leads, halved until the likelihood does not fall; and how long it was, 0 where none is good."""
    allowed = here.log_likelihood - _ROUNDING * (1 + abs(here.log_likelihood))
    for _ in range(_SHORTENED):
        there = evidence(known, at + step, _around(here), n_nodes)
        if there.log_likelihood >= allowed:
            return at + step, there, float(np.abs(step).max())
        step = step / 2
    return at, here, 0.0
