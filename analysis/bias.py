"""Is a rater more severe on one group of samples than on the others, relative to colleagues who read the same ones?

Estimated together with the rater's own severity and slope: a rater who spreads samples less than others looks as if
they were against the better group. A difference between groups in scores is no bias, and a leaning that the whole panel
shares cannot be seen here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from analysis.estimated import Estimated, Estimates
from analysis.panel.asking import Asked, one_each
from analysis.panel.factor import Fitted
from analysis.panel.joint import Grouping, Panel
from analysis.panel.residual import from_colleagues
from analysis.sums import Floats

__all__ = ["bias_by_group"]


def bias_by_group(panel: Panel) -> Iterator[Estimated]:
    """For each grouping, level and rater: points by which the rater is more severe there than on the other levels.

    Of two levels, the one on which the rater is more severe: the other says the same again.
    """
    for grouping in panel.groupings:
        fit, flat, first = panel.with_contrasts(grouping)
        mirrored = len(grouping.levels) == 2
        for level in range(len(grouping.levels)):
            weights = _weights(fit, grouping, level, first)
            found = _tested(fit, _Contrast(grouping, level, weights, -flat.combined(weights)[0]))
            yield from (one for one in found if not mirrored or one.estimate > 0)


@dataclass(frozen=True, slots=True, eq=False)
class _Contrast:
    """(R, T) weights that set one level of a grouping against the others, and (R,) what it is without slopes."""

    grouping: Grouping
    level: int
    weights: Floats
    without_slope: Floats


def _tested(fit: Fitted, asked: _Contrast) -> Iterator[Estimated]:
    value, error = fit.combined(asked.weights)
    inside = asked.grouping.of_read == asked.level
    n = np.bincount(fit.reads.rater, inside, len(fit.reads.raters))
    shows = np.where(inside, -from_colleagues(fit), 0.0)
    effects = fit.terms.effects * np.where(np.isnan(fit.effects), 0.0, fit.effects)[fit.reads.rater]
    shows -= np.where(inside, (effects * (asked.weights != 0)[fit.reads.rater]).sum(axis=1), 0.0)
    kept = _shrunken(-value, error)
    number = {name: at for at, name in enumerate(fit.reads.raters)}
    for found in one_each(fit.reads, Asked("bias", 0.0, Estimates(-value, error, fit.df), shows)):
        at = number[found.rater]
        yield replace(
            found,
            group=asked.grouping.name,
            level=asked.grouping.levels[asked.level],
            shrunken=float(kept[at]),
            without_slope=float(asked.without_slope[at]),
            n_samples=int(n[at]),
        )


def _weights(fit: Fitted, grouping: Grouping, level: int, first: int) -> Floats:
    """(R, T) the level's contrast less the mean of the others', each by how often the rater met it; NaN without it."""
    n_raters, n_levels = len(fit.reads.raters), len(grouping.levels)
    known = grouping.of_read >= 0
    met = np.bincount(fit.reads.rater[known] * n_levels + grouping.of_read[known], minlength=n_raters * n_levels)
    share = met.reshape(n_raters, n_levels).astype(np.float64)
    share[:, level] = 0.0
    there = np.column_stack([np.ones(n_raters, dtype=np.bool_), fit.terms.estimated[:, first : first + n_levels - 1]])
    share *= there
    with np.errstate(invalid="ignore", divide="ignore"):
        share = -share / share.sum(axis=1, keepdims=True)
    share[:, level] = np.where(there[:, level], 1.0, np.nan)
    found = np.zeros(fit.terms.estimated.shape)
    found[:, first : first + n_levels - 1] = share[:, 1:]
    nobody = np.isnan(share).any(axis=1) | ~there[:, 1:].any(axis=1)
    found[nobody] = np.nan
    return found


def _shrunken(value: Floats, error: Floats) -> Floats:
    """(R,) drawn towards 0 as far as the spread of all raters' estimates is no more than their errors (James-Stein)."""
    known = np.isfinite(value)
    spread = max(0.0, float((value[known] ** 2 - error[known] ** 2).mean())) if known.any() else 0.0
    with np.errstate(invalid="ignore"):
        return value * spread / (spread + error**2)
