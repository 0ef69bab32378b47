"""Scores as the model reads them: categories that are in use, sample by sample, without what it cannot place.

A *category* is a level somebody gave, numbered from 0 on its scale; a level nobody gave has no threshold that could be
estimated, so it is passed over, while points go on counting places in the level list. A rater or criterion with only
the lowest, or only the highest, category lies infinitely far out: it tells nothing about the others and is set aside
with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from analysis.frame import ScoreFrame
from analysis.meetings import numbered
from analysis.sums import Codes, Floats

__all__ = ["ONLY_HIGHEST", "ONLY_LOWEST", "Model", "Ratings", "SetAside", "ratings_of"]

Model: TypeAlias = Literal["rating_scale", "partial_credit"]

ONLY_LOWEST = "Every score is the lowest level, so there is no telling how far below it the limit lies."
ONLY_HIGHEST = "Every score is the highest level, so there is no telling how far above it the limit lies."
ONE_LEVEL = "Only one level of the scale is in use."


@dataclass(frozen=True, slots=True)
class SetAside:
    """Raters and criteria that cannot be placed, by name, with the reason."""

    raters: Mapping[str, str]
    criteria: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Ratings:
    """N scores that the model can place, sorted by sample, rater and criterion.

    Parameters
    ----------
    samples, raters, criteria
        Names of the S, R and C that are left.
    sample, rater, criterion
        (N,) numbers of them.
    category
        (N,) of the scale of the criterion.
    scale
        (C,) which scale each criterion has: all the same one, or each its own.
    values
        By scale, where its categories stand in the level list, from 0.
    row
        (N,) which score of the frame each is.
    """

    samples: tuple[str, ...]
    raters: tuple[str, ...]
    criteria: tuple[str, ...]
    sample: Codes
    rater: Codes
    criterion: Codes
    category: Codes
    scale: Codes
    values: tuple[Codes, ...]
    row: Codes

    def __len__(self) -> int:
        return len(self.category)

    @cached_property
    def n_steps(self) -> int:
        """Thresholds of the longest scale."""
        return max(map(len, self.values)) - 1

    @cached_property
    def steps_in_use(self) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """(scales, n_steps) whether a scale has so many thresholds."""
        return np.arange(self.n_steps) < np.array([[len(values) - 1] for values in self.values])

    @cached_property
    def levels(self) -> Floats:
        """(scales, K) where the categories stand in the level list; the last one again where a scale has fewer."""
        size = self.n_steps + 1
        return np.array([np.append(values, np.repeat(values[-1], size - len(values))) for values in self.values], float)

    @cached_property
    def sample_starts(self) -> Codes:
        """(S + 1,) where each sample's scores begin, and the end."""
        return np.append(0, np.cumsum(np.bincount(self.sample, minlength=len(self.samples))))

    @cached_property
    def cell(self) -> Codes:
        """(N,) number of each score's rater x criterion, the criteria the last fastest."""
        return self.rater * len(self.criteria) + self.criterion

    @cached_property
    def on_criterion(self) -> tuple[Codes, ...]:
        """By criterion, which of the N scores are on it."""
        return tuple(np.flatnonzero(self.criterion == at) for at in range(len(self.criteria)))

    @cached_property
    def on_scale(self) -> tuple[Codes, ...]:
        """By scale, which of the N scores are on it."""
        return tuple(np.flatnonzero(self.scale[self.criterion] == at) for at in range(len(self.values)))

    @cached_property
    def read(self) -> Codes:
        """(N,) number of each score's read; reads count samples, raters the last fastest."""
        key = self.sample * len(self.raters) + self.rater
        return np.cumsum(np.append(0, np.diff(key) != 0))

    @cached_property
    def read_starts(self) -> Codes:
        """(D + 1,) where each read's scores begin, and the end."""
        return np.append(self._first_of_read, len(self))

    @cached_property
    def read_sample(self) -> Codes:
        """(D,) which sample each read is of."""
        return self.sample[self._first_of_read]

    @cached_property
    def read_rater(self) -> Codes:
        """(D,) whose each read is."""
        return self.rater[self._first_of_read]

    @cached_property
    def _first_of_read(self) -> Codes:
        return np.flatnonzero(np.append(True, np.diff(self.read) != 0))

    @cached_property
    def reads_per_rater(self) -> Codes:
        """(R,) samples each rater read."""
        return np.bincount(self.read_rater, minlength=len(self.raters))


def ratings_of(frame: ScoreFrame, model: Model) -> tuple[Ratings, SetAside]:
    """The scores of the round that statistics read, and who and what cannot be placed."""
    read = frame.read
    kept = np.arange(len(read))
    raters: dict[str, str] = {}
    criteria: dict[str, str] = {}
    while True:
        scale, values, category = _categories(read, kept, model)
        highest = np.array([len(found) - 1 for found in values])[scale[read.criterion[kept]]]
        far_raters = _far_out(read.rater[kept], category, highest, frame.raters)
        far_criteria = _far_out(read.criterion[kept], category, highest, frame.criteria)
        if not far_raters and not far_criteria:
            return _numbered(frame, kept, (scale, values, category)), SetAside(raters, criteria)
        raters |= far_raters
        criteria |= far_criteria
        gone_raters = np.isin(read.rater[kept], [frame.raters.index(name) for name in far_raters])
        gone_criteria = np.isin(read.criterion[kept], [frame.criteria.index(name) for name in far_criteria])
        kept = kept[~gone_raters & ~gone_criteria]


def _categories(read: ScoreFrame, kept: Codes, model: Model) -> tuple[Codes, tuple[Codes, ...], Codes]:
    """(C,) the scale of each criterion, the levels in use on each scale, and (n,) the category of each score kept."""
    n_criteria = len(read.criteria)
    scale = np.arange(n_criteria) if model == "partial_credit" else np.zeros(n_criteria, dtype=np.intp)
    n_levels = max(map(len, read.levels.values()), default=0)
    of_score = scale[read.criterion[kept]]
    counts = np.bincount(of_score * n_levels + read.level[kept], minlength=(int(scale.max(initial=0)) + 1) * n_levels)
    used = counts.reshape(-1, n_levels) > 0
    place = np.cumsum(used, axis=1) - 1
    return scale, tuple(np.flatnonzero(row) for row in used), place[of_score, read.level[kept]]


def _far_out(who: Codes, category: Codes, highest: Codes, names: tuple[str, ...]) -> dict[str, str]:
    """Those whose every score is the lowest, or the highest, category."""
    n = np.bincount(who, minlength=len(names))
    low = np.bincount(who, category == 0, minlength=len(names))
    high = np.bincount(who, category == highest, minlength=len(names))
    found = {}
    for at in np.flatnonzero((n > 0) & ((low == n) | (high == n))):
        only_one = low[at] == n[at] and high[at] == n[at]
        found[names[at]] = ONE_LEVEL if only_one else ONLY_LOWEST if low[at] == n[at] else ONLY_HIGHEST
    return found


def _numbered(frame: ScoreFrame, kept: Codes, scales: tuple[Codes, tuple[Codes, ...], Codes]) -> Ratings:
    """Sorted by sample, rater and criterion, everything numbered without gaps."""
    read, (scale, values, category) = frame.read, scales
    samples, sample = numbered(read.sample[kept], len(frame.samples))
    raters, rater = numbered(read.rater[kept], len(frame.raters))
    criteria, criterion = numbered(read.criterion[kept], len(frame.criteria))
    in_use, own_scale = numbered(scale[criteria], len(values))
    order = np.lexsort((criterion, rater, sample))
    return Ratings(
        samples=tuple(frame.samples[at] for at in samples),
        raters=tuple(frame.raters[at] for at in raters),
        criteria=tuple(frame.criteria[at] for at in criteria),
        sample=sample[order],
        rater=rater[order],
        criterion=criterion[order],
        category=category[order],
        scale=own_scale,
        values=tuple(values[at] for at in in_use),
        row=kept[order],
    )
