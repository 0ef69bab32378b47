"""Which effects the scores allow to ask for, and the joint fit of all of them.

An effect of a rater needs at least ten samples that colleagues read too; a drift needs to know the order, a group's
contrast a few samples on either side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.frame import ScoreFrame
from analysis.panel.factor import Fitted, fitted
from analysis.panel.reads import PanelReads, panel_reads
from analysis.panel.terms import Terms
from analysis.sums import Codes, Floats

__all__ = ["FEWEST_SAMPLES", "Grouping", "Panel", "panel_of"]

FEWEST_SAMPLES = 10
_FEWEST_ON_A_SIDE = 3
_COLUMNS_TOGETHER = 3


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """A way to group the samples.

    Parameters
    ----------
    name, levels
        The grouping, and its groups in alphabetical order.
    of_read
        (D,) number of the group of each read's sample; -1 where nobody wrote it.
    """

    name: str
    levels: tuple[str, ...]
    of_read: Codes


@dataclass(frozen=True, eq=False)
class Panel:
    """The reads of a panel, how their samples are grouped, and the joint fits.

    Parameters
    ----------
    enough
        (R,) whose effects can be asked for: ten samples and more that colleagues read too.
    """

    reads: PanelReads
    groupings: tuple[Grouping, ...]
    enough: NDArray[np.bool_]

    @cached_property
    def quality(self) -> Floats:
        """(S, G) what the mean quality of samples may hang on: their groups."""
        columns = [np.ones(len(self.reads.samples))]
        for grouping in self.groupings:
            of_sample = np.full(len(self.reads.samples), -1, dtype=np.intp)
            of_sample[self.reads.sample] = grouping.of_read
            for level in range(1, len(grouping.levels)):
                column = (of_sample == level).astype(np.float64)
                columns.append(column - column.mean())
        return np.column_stack(columns)

    @cached_property
    def together(self) -> bool:
        """Whether there are few enough groups to estimate all contrasts at once."""
        return sum(len(grouping.levels) - 1 for grouping in self.groupings) <= _COLUMNS_TOGETHER

    @cached_property
    def first(self) -> Fitted:
        """Severities, slopes, drift and groups, to learn how others see each sample."""
        return fitted(self.reads, self._terms([*self._order(), *self._contrasts()]))

    @cached_property
    def main(self) -> Fitted:
        """The same, and how each read follows on the one before."""
        if not self.has_order:
            return self.first
        return fitted(self.reads, self._terms([*self._order(), *self._follows(), *self._contrasts()]))

    @cached_property
    def without_slopes(self) -> Fitted:
        """As ``main``, everybody's slope taken to be the same."""
        return fitted(self.reads, _level(self.main.terms))

    def with_contrasts(self, grouping: Grouping) -> tuple[Fitted, Fitted, int]:
        """The fit that has a grouping's contrasts, the same with everybody's slope alike, and the first contrast."""
        if self.together:
            before = self.groupings[: self.groupings.index(grouping)]
            first = self.main.terms.effects.shape[1] - sum(len(other.levels) - 1 for other in self.groupings)
            return self.main, self.without_slopes, first + sum(len(other.levels) - 1 for other in before)
        base = [*self._order(), *(self._follows() if self.has_order else ())]
        terms = self._terms([*base, *self._contrasts_of(grouping)])
        return fitted(self.reads, terms), fitted(self.reads, _level(terms)), 1 + len(base)

    @cached_property
    def has_order(self) -> bool:
        """Whether somebody's order is known."""
        return bool(np.isfinite(self.reads.rank).any())

    @property
    def drift(self) -> int:
        """Which effect of the main fit is drift; sequence follows."""
        return 1

    @property
    def sequence(self) -> int:
        """Which effect of the main fit is sequence."""
        return 2

    def _terms(self, columns: list[tuple[Floats, NDArray[np.bool_]]]) -> Terms:
        everybody = np.ones(len(self.reads.raters), dtype=np.bool_)
        effects = [np.ones(len(self.reads)), *(column for column, _ in columns)]
        estimated = [everybody, *(whose & self.enough for _, whose in columns)]
        return Terms(np.column_stack(effects), np.column_stack(estimated), self.enough, self.quality)

    def _order(self) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
        if self.has_order:
            known = np.isfinite(self.reads.rank)
            yield np.where(known, self.reads.rank, 0.0), self._everywhere(known)

    def _follows(self) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
        before = self.reads.previous
        seen = np.where(before >= 0, self.first.as_others_see[0][before], 0.0)
        yield self._centred(seen, before >= 0), self._everywhere(np.isfinite(self.reads.rank))

    def _contrasts(self) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
        for grouping in self.groupings if self.together else ():
            yield from self._contrasts_of(grouping)

    def _contrasts_of(self, grouping: Grouping) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
        for level in range(1, len(grouping.levels)):
            column = (grouping.of_read == level).astype(np.float64)
            yield self._centred(column, grouping.of_read >= 0), self._on_both_sides(column > 0)

    def _everywhere(self, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
        missing = np.bincount(self.reads.rater, ~known, len(self.reads.raters))
        return np.asarray(missing == 0)

    def _on_both_sides(self, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
        n = np.bincount(self.reads.rater, inside, len(self.reads.raters))
        return np.asarray(np.minimum(n, self.reads.per_rater - n) >= _FEWEST_ON_A_SIDE)

    def _centred(self, values: Floats, known: NDArray[np.bool_]) -> Floats:
        """(D,) less the rater's mean, 0 where nothing is known."""
        n = np.maximum(np.bincount(self.reads.rater, known, len(self.reads.raters)), 1)
        mean = np.bincount(self.reads.rater, np.where(known, values, 0.0), len(self.reads.raters)) / n
        return np.where(known, values - mean[self.reads.rater], 0.0)


def _level(terms: Terms) -> Terms:
    """The same terms, everybody's slope 1."""
    return Terms(terms.effects, terms.estimated, np.zeros_like(terms.slopes), terms.quality)


def panel_of(frame: ScoreFrame) -> Panel:
    """The panel of a frame, with every column ``group:NAME`` and the samples' schools as groupings."""
    reads = panel_reads(frame)
    shared = np.bincount(reads.sample)[reads.sample] > 1
    enough = np.bincount(reads.rater, shared, len(reads.raters)) >= FEWEST_SAMPLES
    return Panel(reads, tuple(_groupings(frame, reads)), enough)


def _groupings(frame: ScoreFrame, reads: PanelReads) -> Iterator[Grouping]:
    for column, values in frame.read.extra.items():
        if column.startswith("group:") or column == "sample_school":
            written = values[reads.row]
            levels = tuple(sorted({str(value) for value in written if value}))
            if len(levels) > 1:
                number = {level: at for at, level in enumerate(levels)}
                of_read = np.array([number.get(str(value), -1) for value in written], dtype=np.intp)
                yield Grouping(column.removeprefix("group:"), levels, of_read)
