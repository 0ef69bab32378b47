"""One session's part of an analysis, asked for by criterion and statistic with the minimums applied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from analysis.values import Analysis, Estimate
from workbench.domain.catalogue import _
from workbench.domain.figures import Figure
from workbench.domain.readings import READINGS, Family
from workbench.domain.verbal_labels import Scale
from workbench.reports.findings.parts import Cell, Range
from workbench.services.figures import chance, coefficient, share

__all__ = ["ALL", "Found", "between", "cells"]

ALL = "all"
# What the analysis calls the criterion of a file without criteria.
NONE_NAMED = "score"


class _OfSession(Protocol):
    @property
    def session(self) -> str: ...


Row = TypeVar("Row", bound=_OfSession)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one session of a file.

    Parameters
    ----------
    analysis
        Of the whole file.
    session
        Its name; empty in a file without sessions.
    words
        Whose words are put on coefficients; None for nobody's.
    """

    analysis: Analysis
    session: str
    words: Scale | None = None

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria by name, and ``all`` where there are several that can be counted together."""
        names = self.analysis.data.criteria
        pooled = len(names) > 1 and len(set(self.analysis.data.levels.values())) == 1
        return (*names, ALL) if pooled else names

    @property
    def whole(self) -> str:
        """What the first sentences are about: all criteria together, or the first where they cannot be."""
        return self.criteria[-1] if self.criteria[-1] == ALL else self.criteria[0]

    @property
    def labels(self) -> dict[str, str]:
        """Every criterion as it is written; a file that names none has one for everything."""
        written = {ALL: _("All criteria"), **({} if len(self.criteria) > 1 else {NONE_NAMED: _("Overall")})}
        return {name: written.get(name, name) for name in self.criteria}

    def levels(self, criterion: str) -> tuple[str, ...]:
        """The labels of a criterion's levels, lowest first."""
        levels = self.analysis.data.levels
        return tuple(map(str, levels[self.analysis.data.criteria[0] if criterion == ALL else criterion]))

    def cut(self, criterion: str) -> int | None:
        """The position of the lowest proficient level, from 1; None where no cut was given."""
        cuts = [str(row.cut) for row in self.analysis.decision if row.criterion == criterion]
        return self.levels(criterion).index(cuts[0]) + 1 if cuts else None

    def estimate(self, statistic: str, criterion: str, in_round: int = 1) -> Estimate:
        """One figure as it was found."""
        return self.analysis.estimate(statistic, criterion, session=self.session, in_round=in_round)

    def figure(self, statistic: str, criterion: str) -> Figure:
        """One figure as it may be shown."""
        found = self.estimate(statistic, criterion)
        if statistic == "chance_agreement" and found.defined:
            return chance(found, self.estimate("exact", criterion))
        if READINGS[statistic].family is Family.SHARE:
            return share(found)
        # Too few pieces say so for every coefficient alike: why one of them cannot be had may hang on who gave what.
        same = coefficient(self.estimate("exact", criterion))
        return replace(same, statistic=statistic) if same.withheld else coefficient(found)

    def figures(self, criterion: str) -> dict[str, Figure]:
        """Every figure of a criterion."""
        return {statistic: self.figure(statistic, criterion) for statistic in READINGS}

    def here(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows that are about this session."""
        return (row for row in rows if row.session == self.session)


def between(low: float | None, high: float | None) -> Range | None:
    """A range, or nothing where there is none."""
    return None if low is None or high is None else Range(low, high)


def cells(figure: Figure) -> tuple[Cell, Cell]:
    """A figure and its range as two cells; a count, or "not shown", where there is no number."""
    if figure.withheld:
        return _("not shown"), None
    if figure.pairs:
        return _("{n} of {of}").format(n=figure.pairs[0], of=figure.pairs[1]), None
    return figure.value, between(figure.low, figure.high)
