"""Reads as the joint model takes them: one rater's mean level on one sample, and where in the day it was given.

The read is the unit of evidence: criteria of one read have much in common. Levels are positions in the level list,
less the mean of their criterion, so that a read of fewer criteria is still comparable.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.frame import ScoreFrame
from analysis.meetings import numbered
from analysis.sums import Codes, Floats

__all__ = ["PanelReads", "panel_reads"]


@dataclass(frozen=True, eq=False)
class PanelReads:
    """D reads of S samples by R raters on C criteria.

    Parameters
    ----------
    samples, raters, criteria
        Names.
    sample, rater
        (D,) numbers; reads stand sample by sample.
    level
        (D, C) position of the level given, less the criterion's mean; NaN where the read has no score on it.
    position
        (D,) place in the rater's queue as written; NaN where nobody wrote it.
    row
        (D,) one row of the frame's read that belongs to each.
    """

    samples: tuple[str, ...]
    raters: tuple[str, ...]
    criteria: tuple[str, ...]
    sample: Codes
    rater: Codes
    level: Floats
    position: Floats
    row: Codes

    def __len__(self) -> int:
        return len(self.sample)

    @cached_property
    def mean(self) -> Floats:
        """(D,) mean of the levels of a read."""
        mean: Floats = np.nanmean(self.level, axis=1)
        return mean

    @cached_property
    def n_scores(self) -> Codes:
        """(D,) scores in each read."""
        n: Codes = np.isfinite(self.level).sum(axis=1)
        return n

    @cached_property
    def per_rater(self) -> Codes:
        """(R,) reads of each rater."""
        return np.bincount(self.rater, minlength=len(self.raters))

    @cached_property
    def rank(self) -> Floats:
        """(D,) from -0.5, the rater's first read, to 0.5, the last, linear in rank; NaN where there is no order."""
        found = np.full(len(self), np.nan)
        ordered = np.lexsort((self.position, self.rater))
        first = np.append(0, np.cumsum(self.per_rater))[:-1]
        place = np.empty(len(self))
        place[ordered] = np.arange(len(self)) - first[self.rater[ordered]]
        whole = np.bincount(self.rater, np.isnan(self.position), len(self.raters)) == 0
        usable = (whole & (self.per_rater > 1))[self.rater]
        found[usable] = place[usable] / (self.per_rater[self.rater[usable]] - 1) - 0.5
        return found

    @cached_property
    def previous(self) -> Codes:
        """(D,) the read before in the same rater's queue; -1 for the first, and where there is no order."""
        found = np.full(len(self), -1, dtype=np.intp)
        ordered = np.lexsort((self.rank, self.rater))
        follows = (np.diff(self.rater[ordered]) == 0) & np.isfinite(self.rank[ordered][1:])
        found[ordered[1:][follows]] = ordered[:-1][follows]
        return found

    @cached_property
    def one_order(self) -> bool:
        """Whether everybody read the samples that they share in one order, so that order and samples are one thing."""
        known = np.isfinite(self.position)
        place = self.position[known]
        sample, n = self.sample[known], len(self.samples)
        total = np.bincount(sample, minlength=n)
        mean = np.bincount(sample, place, n) / np.maximum(total, 1)
        return bool(known.any()) and float(np.abs(place - mean[sample]).max(initial=0.0)) == 0.0


def panel_reads(frame: ScoreFrame) -> PanelReads:
    """The reads of the round that statistics read; sessions are one panel, as samples and raters link them."""
    read = frame.read
    samples, sample = numbered(read.sample, len(frame.samples))
    raters, rater = numbered(read.rater, len(frame.raters))
    criteria, criterion = numbered(read.criterion, len(frame.criteria))
    keys, which = np.unique(sample * len(raters) + rater, return_inverse=True)
    n = np.bincount(criterion, minlength=len(criteria))
    centre = np.bincount(criterion, read.level, len(criteria)) / n
    level = np.full((len(keys), len(criteria)), np.nan)
    level[which, criterion] = read.level - centre[criterion]
    row = np.zeros(len(keys), dtype=np.intp)
    row[which] = np.arange(len(which))
    position = read.extra.get("position", np.full(len(read), np.nan))
    return PanelReads(
        samples=tuple(frame.samples[at] for at in samples),
        raters=tuple(frame.raters[at] for at in raters),
        criteria=tuple(frame.criteria[at] for at in criteria),
        sample=(keys // len(raters)).astype(np.intp),
        rater=(keys % len(raters)).astype(np.intp),
        level=level,
        position=position[row].astype(np.float64),
        row=row,
    )
