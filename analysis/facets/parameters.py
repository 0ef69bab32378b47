"""What the model does not know: severities, means of the blocks of samples, difficulties, steps, and the samples' sd.

One vector holds them all, facet after facet, so that estimating is arithmetic on it. Shifting all raters, all criteria
or all steps of a scale against the samples changes no probability; sums that would be free to wander are held at 0.
What is anchored stays as given, and where anchors already fix the origin no sum is held.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.errors import BadScores, Problem
from analysis.facets.anchors import ALL, Anchors
from analysis.facets.curves import NO_STEP
from analysis.facets.ratings import Ratings
from analysis.levels import position
from analysis.sums import Codes, Floats
from analysis.values import Level

__all__ = ["Layout", "layout_of", "placed"]


@dataclass(frozen=True, eq=False)
class Layout:
    """Where each parameter stands in the vector, which of them are free, and which sums are held at 0.

    Parameters
    ----------
    n_raters, n_blocks, n_criteria
        R, B, C.
    steps_in_use
        (scales, n_steps) whether a scale has that threshold.
    start
        (P,) zeros, and the anchors where they belong.
    anchored
        (P,) whether the parameter stays there.
    held
        (H, P) ones on the parameters of each sum that is held at 0.
    """

    n_raters: int
    n_blocks: int
    n_criteria: int
    steps_in_use: NDArray[np.bool_]
    start: Floats
    anchored: NDArray[np.bool_]
    held: Floats

    @property
    def raters(self) -> slice:
        """Severities, in logits."""
        return slice(0, self.n_raters)

    @property
    def blocks(self) -> slice:
        """Mean measure of the samples of each block, in logits."""
        return slice(self.n_raters, self.n_raters + self.n_blocks)

    @property
    def criteria(self) -> slice:
        """Difficulties, in logits."""
        return slice(self.blocks.stop, self.blocks.stop + self.n_criteria)

    @property
    def steps(self) -> slice:
        """Thresholds, scale after scale, in logits."""
        return slice(self.criteria.stop, self.criteria.stop + self.steps_in_use.size)

    @property
    def spread(self) -> int:
        """Logarithm of the sd of the samples within their blocks."""
        return len(self.start) - 1

    def step_table(self, at: Floats) -> Floats:
        """(scales, n_steps) thresholds, `NO_STEP` where a scale has fewer."""
        return np.where(self.steps_in_use, at[self.steps].reshape(self.steps_in_use.shape), NO_STEP)

    def free(self, *, without: tuple[slice | int, ...] = ()) -> NDArray[np.bool_]:
        """(P,) the parameters to estimate."""
        found = ~self.anchored
        found[self.steps] &= self.steps_in_use.ravel()
        found[self.held[self.held.sum(axis=1) == 1].any(axis=0)] = False
        for part in without:
            found[part] = False
        return found


def layout_of(ratings: Ratings, n_blocks: int, anchors: Anchors) -> Layout:
    """The vector of a set of scores; anchors as `checked` lets them through."""
    n_raters, n_criteria = len(ratings.raters), len(ratings.criteria)
    size = n_raters + n_blocks + n_criteria + ratings.steps_in_use.size + 1
    bare = Layout(
        n_raters=n_raters,
        n_blocks=n_blocks,
        n_criteria=n_criteria,
        steps_in_use=ratings.steps_in_use,
        start=np.zeros(size),
        anchored=np.zeros(size, dtype=np.bool_),
        held=np.zeros((0, size)),
    )
    for at, value in _anchored(bare, ratings, anchors):
        bare.start[at], bare.anchored[at] = value, True
    held = list(_held(bare, has_anchored_samples=not anchors.samples.keys().isdisjoint(ratings.samples)))
    return replace(bare, held=np.array(held).reshape(-1, size))


def placed(anchors: Anchors, levels: Mapping[str, Sequence[Level]]) -> Anchors:
    """The same anchors, steps named by their place in the level lists; refuses steps that are on none.

    Raises
    ------
    BadScores
        A step that is not an upper level of its criterion.
    """
    steps: dict[tuple[str, Level], float] = {}
    for (criterion, level), threshold in anchors.steps.items():
        scale = levels.get(next(iter(levels)) if criterion == ALL else criterion)
        if scale is None:
            continue
        place = position(level, scale)
        if place < 1:
            says = f"The anchored step {level} is not an upper level of {criterion}."
            raise BadScores([Problem(says, f"Choose {', '.join(map(str, scale[1:]))}.")])
        steps[criterion, place] = threshold
    return replace(anchors, steps=steps)


def _anchored(layout: Layout, ratings: Ratings, anchors: Anchors) -> Iterator[tuple[int, float]]:
    for names, given, part in (
        (ratings.raters, anchors.raters, layout.raters),
        (ratings.criteria, anchors.criteria, layout.criteria),
    ):
        yield from ((part.start + at, given[name]) for at, name in enumerate(names) if name in given)
    for (criterion, place), value in anchors.steps.items():
        for scale in _scales(ratings, criterion):
            category = int(np.flatnonzero(ratings.values[scale] == place).max(initial=0))
            if category > 0:
                yield layout.steps.start + scale * ratings.n_steps + category - 1, value


def _scales(ratings: Ratings, criterion: str) -> list[int]:
    if criterion == ALL and len(ratings.values) == 1:
        return [0]
    return [int(ratings.scale[ratings.criteria.index(criterion)])] if criterion in ratings.criteria else []


def _held(layout: Layout, *, has_anchored_samples: bool) -> Iterator[Floats]:
    """Of samples, raters and criteria two need an origin; then the steps of each scale."""
    fixed = [has_anchored_samples, *(bool(layout.anchored[part].any()) for part in (layout.raters, layout.criteria))]
    for part, is_fixed in ((layout.raters, fixed[1]), (layout.criteria, fixed[2])):
        if not is_fixed and sum(fixed) < 2:
            fixed[1 if part == layout.raters else 2] = True
            yield _ones(layout, np.arange(part.start, part.stop))
    for scale, in_use in enumerate(layout.steps_in_use):
        at = layout.steps.start + scale * len(in_use) + np.flatnonzero(in_use)
        if not layout.anchored[at].any():
            yield _ones(layout, at)


def _ones(layout: Layout, at: Codes) -> Floats:
    row = np.zeros(len(layout.start))
    row[at] = 1.0
    return row
