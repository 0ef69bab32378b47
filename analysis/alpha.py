"""Krippendorff's alpha: agreement beyond chance, for any number of raters, with gaps, on an ordered scale.

The question it answers: how much less do raters disagree than scores handed out blindly would? 1 is no disagreement,
0 is no better than blind, below 0 is worse. It is misread as a share of anything. When nearly all work is at one level
there is little to tell apart, and alpha is low although raters seldom differ; look at `exact` beside it.

Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; the terms below carry that paper's names. Weights of
Gwet's that are also called ordinal are another thing and give other values.
"""

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.agreement import n_scored_cells
from analysis.estimates import NO_PAIRS, Resamples, Statistic, estimate
from analysis.resampling import divided
from analysis.tally import Tallied, Tally
from analysis.values import Estimate, Why

__all__ = ["ONE_LEVEL", "Metric", "krippendorff_alpha"]

ONE_LEVEL = "Every score that can be compared is {level}: with one level in use there is no disagreement by chance."

Metric: TypeAlias = Literal["ordinal", "nominal", "interval"]
Floats: TypeAlias = NDArray[np.float64]


def krippendorff_alpha(
    scores: Tallied, metric: Metric = "ordinal", replicates: int = 0, rng: np.random.Generator | None = None
) -> Estimate:
    """How much less do raters disagree than scores handed out blindly would?

    Parameters
    ----------
    scores
        Cells scored by fewer than two raters are left out and counted.
    metric
        What it means to differ: ``ordinal`` counts the scores that lie between two levels, ``nominal`` only whether
        they differ, ``interval`` the squared number of levels.
    replicates
        0: delete-one-sample jackknife with t on n - 1. More: percentile bootstrap over whole samples.
    rng
        Where the bootstrap's chance comes from; None is the generator seeded with 1, so that the same scores give
        the same interval.

    Returns
    -------
    Estimate
        Value at most 1. Undefined, with the reason, when no sample has two scores or one level is in use.
    """
    tally, name = scores.tally, f"krippendorff_alpha_{metric}"
    if reason := tally.refused_because or _undefined_because(tally):
        return Estimate.undefined(name, reason, n_left_out=0 if tally.refused_because else n_scored_cells(scores))
    statistic = Statistic(name, partial(_alpha, points=_POINTS[metric]), bounds=(-np.inf, 1.0))
    terms = _coincidences(tally.counts).reshape(len(tally.counts), -1)
    return estimate(statistic, tally, terms, tally.scored > 1, Resamples(replicates, rng))


def _undefined_because(tally: Tally) -> str | Why | None:
    paired = tally.counts[tally.scored > 1]
    if not len(paired):
        return NO_PAIRS
    in_use = paired.any(axis=0)
    if in_use.sum() == 1:
        level = tally.levels[int(in_use.argmax())]
        return Why("one_level", ONE_LEVEL, {"level": level})
    return None


def _coincidences(counts: NDArray[np.intp]) -> Floats:
    """(P, K, K) o_ck: pairs of values within a cell, each cell weighted by its number of scores minus 1."""
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1], dtype=np.intp)
    coincidences: Floats = pairs / np.maximum(counts.sum(axis=1) - 1, 1)[:, None, None]
    return coincidences


def _alpha(coincidences: Floats, points: Callable[[Floats], Floats] | None) -> Floats:
    """(R,) alpha = 1 - D_o / D_e from (R, K * K) coincidences; NaN where nothing could differ by chance."""
    o = coincidences.reshape(len(coincidences), round(coincidences.shape[1] ** 0.5), -1)
    n_c = o.sum(axis=2)
    delta = _squared_differences(n_c, points)
    observed = (o * delta).sum(axis=(1, 2))
    expected = (_expected(n_c) * delta).sum(axis=(1, 2))
    return 1.0 - divided(observed, expected)


def _expected(n_c: Floats) -> Floats:
    """(R, K, K) e_ck off the diagonal: coincidences when values meet blindly; the diagonal never counts."""
    n = n_c.sum(axis=1)[:, None, None]
    return divided(n_c[:, :, None] * n_c[:, None, :], n - 1)


def _squared_differences(n_c: Floats, points: Callable[[Floats], Floats] | None) -> Floats:
    """(R, K, K) delta_ck squared: 0 or 1, or the squared distance of two points."""
    if points is None:
        return np.broadcast_to(1.0 - np.eye(n_c.shape[1]), (len(n_c), n_c.shape[1], n_c.shape[1]))
    at = points(n_c)
    squared: Floats = (at[:, :, None] - at[:, None, :]) ** 2
    return squared


def _middle_ranks(n_c: Floats) -> Floats:
    """(R, K) where each level lies when all values stand in a row: half its own, and all below.

    The ordinal metric, (sum of n_g from c to k) - (n_c + n_k) / 2, is the distance between two of these.
    """
    ranks: Floats = np.cumsum(n_c, axis=1) - n_c / 2
    return ranks


def _level_numbers(n_c: Floats) -> Floats:
    """(R, K) positions in the level list."""
    return np.broadcast_to(np.arange(n_c.shape[1], dtype=np.float64), n_c.shape)


_POINTS: dict[Metric, Callable[[Floats], Floats] | None] = {
    "ordinal": _middle_ranks,
    "interval": _level_numbers,
    "nominal": None,
}
