"""What a rater gives to work that lies so many logits above their severity: shares of the levels, and their mean."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Reals", "cumulative_shares", "expected_level", "level_shares", "thresholds"]

Reals = NDArray[np.float64]


def thresholds(levels: int, gap: float) -> Reals:
    """(K - 1,) where two neighbouring levels are equally likely: evenly spaced around 0."""
    return np.asarray(gap * (np.arange(levels - 1) - (levels - 2) / 2), dtype=np.float64)


def level_shares(measure: Reals, steps: Reals) -> Reals:
    """(K, ...) shares of the levels, where log(P_k / P_k-1) = measure - step_k."""
    logs = np.zeros((len(steps) + 1, *measure.shape))
    for level, step in enumerate(steps):
        logs[level + 1] = logs[level] + measure - step
    logs -= logs.max(axis=0)
    shares: Reals = np.exp(logs, out=logs)
    shares /= shares.sum(axis=0)
    return shares


def cumulative_shares(measure: Reals, steps: Reals) -> Reals:
    """(K - 1, ...) share of scores at or below every level but the highest."""
    shares: Reals = np.cumsum(level_shares(measure, steps)[:-1], axis=0)
    return shares


def expected_level(measure: Reals, steps: Reals) -> Reals:
    """(...) mean of the levels given, counted from 1."""
    mean: Reals = 1 + np.tensordot(np.arange(len(steps) + 1.0), level_shares(measure, steps), 1)
    return mean
