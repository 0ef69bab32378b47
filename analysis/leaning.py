"""Is a rater more severe on one criterion than on the others, relative to colleagues who read the same samples?

Within a read: the level on the criterion less the mean of the others, beside the same difference of colleagues. What
a rater gives altogether cancels, and so does how good the sample is.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analysis.estimated import CRITERION, Estimated, Estimates
from analysis.panel.asking import Asked, one_each
from analysis.panel.factor import Fitted, fitted
from analysis.panel.joint import Panel
from analysis.panel.reads import PanelReads
from analysis.panel.residual import from_colleagues
from analysis.panel.terms import Terms
from analysis.sums import Floats

__all__ = ["bias_by_criterion"]


def bias_by_criterion(panel: Panel) -> Iterator[Estimated]:
    """For each rater the criterion that stands out most, and the points by which the rater is more severe on it.

    The test allows for having chosen it (Šidák 1967): one fewer than there are, as together they add up to nothing.
    """
    names = panel.reads.criteria
    if len(names) < 2:
        return
    found = [one for criterion in range(len(names)) for one in _of_criterion(panel, criterion)]
    for rater in dict.fromkeys(one.rater for one in found):
        mine = [one for one in found if one.rater == rater and (len(names) > 2 or one.estimate > 0)]
        if mine:
            clearest = min(mine, key=lambda one: one.p)
            yield replace(clearest, p=1 - (1 - clearest.p) ** (len(names) - 1))


def _of_criterion(panel: Panel, criterion: int) -> Iterator[Estimated]:
    fit = _fitted(panel, criterion)
    value, error = fit.effect(0)
    estimates = Estimates(np.where(panel.enough, -value, np.nan), error, fit.df)
    for found in one_each(fit.reads, Asked("bias", 0.0, estimates, -from_colleagues(fit, without=0))):
        yield replace(found, group=CRITERION, level=panel.reads.criteria[criterion])


def _fitted(panel: Panel, criterion: int) -> Fitted:
    """The joint model of how far one criterion lies above the others within each read."""
    reads = panel.reads
    apart = _apart(reads.level, criterion)
    kept = np.isfinite(apart)
    own = PanelReads(
        samples=reads.samples,
        raters=reads.raters,
        criteria=reads.criteria[criterion : criterion + 1],
        sample=reads.sample[kept],
        rater=reads.rater[kept],
        level=apart[kept, None],
        position=reads.position[kept],
        row=reads.row[kept],
    )
    n_raters = len(reads.raters)
    there = own.per_rater > 0
    nobody = np.zeros(n_raters, dtype=np.bool_)
    return fitted(own, Terms(np.ones((len(own), 1)), there[:, None], nobody, np.ones((len(reads.samples), 1))))


def _apart(level: Floats, criterion: int) -> Floats:
    """(D,) the level on one criterion less the mean on the others; NaN where either is missing."""
    others = np.delete(level, criterion, axis=1)
    n = np.isfinite(others).sum(axis=1)
    mean = np.where(n > 0, np.nansum(others, axis=1) / np.maximum(n, 1), np.nan)
    apart: Floats = level[:, criterion] - mean
    return apart
