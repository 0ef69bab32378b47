"""Designs and frames with known variance components."""

from itertools import combinations

import numpy as np

from analysis import ScoreFrame, score_frame
from analysis.reliability.design import Design

LONG_SCALE = tuple(range(-60, 61))


def design(scores, sources=None) -> Design:
    """Samples x raters (x criteria); NaN is no score."""
    table = np.asarray(scores, dtype=float)
    at = np.argwhere(~np.isnan(table)).T
    facets = {
        name: np.unique(column, return_inverse=True)[1]
        for name, column in zip(("sample", "rater", "criterion"), at, strict=False)
    }
    every = tuple(source for n in range(1, len(facets)) for source in combinations(facets, n))
    score = table[tuple(at)]
    return Design(score - score.mean(), facets, sources or every)


def two_way(rng, shape, sample=1.0, rater=0.3, residual=0.5):
    """Samples x raters with these variances."""
    effects = rng.normal(0, sample**0.5, (shape[0], 1)) + rng.normal(0, rater**0.5, (1, shape[1]))
    return effects + rng.normal(0, residual**0.5, shape)


def three_way(rng, shape, variances):
    """Samples x raters x criteria with these variances, in the order of the contract."""
    masks = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]
    return sum(
        rng.normal(0, variance**0.5, [n if in_it else 1 for n, in_it in zip(shape, mask, strict=True)])
        for mask, variance in zip(masks, variances, strict=True)
    )


def with_reads(rng, scores, reads):
    """The scores of so many raters of each sample, drawn at random; NaN for the others."""
    chosen = np.argsort(rng.random(scores.shape[:2]), axis=1).argsort(axis=1) < reads
    return np.where(chosen.reshape(*chosen.shape, *[1] * (scores.ndim - 2)), scores, np.nan)


def on_levels(scores):
    """Scores of four levels, around the middle."""
    return np.clip(np.rint(scores + 2.5), 1, 4)


def frame(scores, levels=(1, 2, 3, 4)) -> ScoreFrame:
    """Samples x raters (x criteria) on levels as a score frame."""
    table = np.asarray(scores, dtype=float)
    table = table if table.ndim == 3 else table[:, :, None]
    rows = [
        {"sample": f"s{s:03}", "rater": f"r{r:03}", "criterion": f"c{c}", "score": int(table[s, r, c])}
        for s, r, c in np.argwhere(~np.isnan(table))
    ]
    return score_frame(rows, levels)
