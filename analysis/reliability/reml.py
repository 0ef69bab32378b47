"""Variance components by restricted maximum likelihood, never below 0: Patterson and Thompson 1971, Biometrika 58.

Scores are a mean plus normal effects of every source; the components are those that make the scores least surprising
once the mean is taken out. On complete tables with no negative ANOVA estimate they are the ANOVA estimates; with gaps
they weigh what each sample tells by how many raters it had, which the sums of `moments` do not.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.reliability.blocks import Blocks, Likelihood, blocks_of, likelihood
from analysis.reliability.design import Design
from analysis.reliability.moments import moments_components

__all__ = ["reml_components"]

Floats: TypeAlias = NDArray[np.float64]

_STEPS = 200
_SMALL_STEP = 1e-7
_ROUNDED_STEP = 1e-5
_ROUNDING = 1e-6
_SMALLEST_START = 0.05
_SMALLEST_RESIDUAL = 1e-4
_LARGEST = 100.0
_SHORTENED_BY = 10.0 ** np.arange(-4, 9)


@dataclass(frozen=True, slots=True, eq=False)
class _Standing:
    """Components (B,), and the likelihood there."""

    at: Floats
    here: Likelihood


def reml_components(design: Design) -> Floats | None:
    """(B,) the components in the order of ``design.sources``, and last the residual; None if no steps settle them.

    Average-information steps from the moments estimates, shortened until the likelihood rises; a component that would
    fall below 0 stays there as long as the likelihood falls in its direction. A complete table needs no steps where no
    moments estimate is below 0: they are what the steps would lead to.
    """
    moments = moments_components(design)
    if design.is_complete and (moments > 0).all():
        return moments
    blocks, walk = blocks_of(design), _walk_of(design)
    start = np.maximum(moments, _SMALLEST_START * walk.scale)
    now = _Standing(start, likelihood(blocks, start))
    for _ in range(_STEPS):
        aimed = np.maximum(now.at + _step(now, walk, _SHORTENED_BY[0]), walk.floor)
        ahead = float(np.abs(aimed - now.at).max()) / walk.scale
        after = _rise(blocks, now, walk) if ahead > _SMALL_STEP else None
        if after is None:
            return np.where(aimed > walk.floor, aimed, 0.0) if ahead < _ROUNDED_STEP else None
        now = after
    return None


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """Where components may be, (B,) least values; the variance of the scores; and (B,) groups of each source."""

    floor: Floats
    scale: float
    n_groups: Floats


def _walk_of(design: Design) -> _Walk:
    scale = float(design.score.var())
    floor = np.zeros(len(design.sources) + 1)
    floor[-1] = _SMALLEST_RESIDUAL * scale
    sources = (*design.sources, design.residual)
    return _Walk(floor, scale, np.array([float(design.n(*source)) for source in sources]))


def _step(now: _Standing, walk: _Walk, shortened_by: float) -> Floats:
    """Where average information points, without the components that stand at 0 and would fall.

    It is shortened by adding information that would be there if the effects were seen (the EM algorithm's), which
    also leads on where the scores happen to hold no information on a component.
    """
    seen = walk.n_groups / (2 * np.maximum(now.at, _SMALLEST_START * walk.scale) ** 2)
    information = now.here.information + shortened_by * np.diag(seen)
    free = (now.at > walk.floor) | (now.here.slopes > 0)
    while True:
        step = np.zeros(len(now.at))
        step[free] = np.linalg.solve(information[np.ix_(free, free)], now.here.slopes[free])
        falls = free & (now.at <= walk.floor) & (step < 0)
        if not falls.any():
            return step
        free &= ~falls


def _rise(blocks: Blocks, now: _Standing, walk: _Walk) -> _Standing | None:
    """The longest step that raises the likelihood; the ground ends at 0."""
    for shortened_by in _SHORTENED_BY:
        at = np.clip(now.at + _step(now, walk, shortened_by), walk.floor, _LARGEST * walk.scale)
        here = likelihood(blocks, at)
        if here.deviance <= now.here.deviance + _ROUNDING:
            return _Standing(at, here)
    return None
