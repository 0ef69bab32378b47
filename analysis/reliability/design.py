"""Scores as numbers, and the groups that every source of variance puts them into.

A *source* is a set of facets, written as a tuple in the order sample, rater, criterion: ``("sample",)`` groups the
scores of a sample, ``("sample", "rater")`` those of one read, ``()`` all. Levels are positions in the level list, so
that variances are in levels squared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.frame import Codes, ScoreFrame

__all__ = ["FACETS", "Design", "Groups", "Source", "design_of", "joined", "numbered", "source_name"]

Floats: TypeAlias = NDArray[np.float64]
Source: TypeAlias = tuple[str, ...]

FACETS = ("sample", "rater", "criterion")

_LONGEST_LIST = 2**23


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The groups of one source.

    Parameters
    ----------
    of
        (N,) the group of every score, numbered from 0 without gaps.
    size, total
        (G,) scores in each group, and their sum.
    """

    of: Codes
    size: Codes
    total: Floats


@dataclass(frozen=True, eq=False)
class Design:
    """Scores and who gave them to what.

    Parameters
    ----------
    score
        (N,) levels as positions, less their mean.
    facets
        By facet, (N,) its level for every score, numbered from 0 without gaps.
    sources
        The sources of variance to tell apart; the residual, every score by itself, comes on top.
    """

    score: Floats
    facets: Mapping[str, Codes]
    sources: tuple[Source, ...]

    def __len__(self) -> int:
        return len(self.score)

    @property
    def residual(self) -> Source:
        """Every score by itself."""
        return tuple(self.facets)

    @cached_property
    def groups(self) -> dict[Source, Groups]:
        """The groups of every set of facets; its order counts up in facets, so a set follows its subsets."""
        found: dict[Source, Groups] = {(): self._grouped(np.zeros(len(self), dtype=np.intp))}
        for n in range(1, len(self.facets) + 1):
            for source in combinations(self.facets, n):
                before, facet = found[source[:-1]], self.facets[source[-1]]
                found[source] = self._grouped(numbered(before.of * (int(facet.max(initial=0)) + 1) + facet))
        return found

    @cached_property
    def _within(self) -> dict[tuple[Source, Source], Codes]:
        return {}

    def within(self, fine: Source, coarse: Source) -> Codes:
        """(G,) for every group of the finer source, the group of the coarser one that it lies in."""
        if (fine, coarse) not in self._within:
            lies_in = np.zeros(len(self.groups[fine].size), dtype=np.intp)
            lies_in[self.groups[fine].of] = self.groups[coarse].of
            self._within[fine, coarse] = lies_in
        return self._within[fine, coarse]

    def n(self, *source: str) -> int:
        """How many groups a source has; of one facet, how many levels."""
        return len(self.groups[source].size)

    @property
    def is_complete(self) -> bool:
        """Whether every rater scored every sample on every criterion."""
        return len(self) == prod(self.n(facet) for facet in self.facets)

    @cached_property
    def raters_per_sample(self) -> float:
        """Harmonic mean of the raters a sample had, whose error is the average error (Brennan 2001, ch. 7)."""
        raters = np.bincount(self.within(("sample", "rater"), ("sample",)))
        return float(len(raters) / (1 / raters).sum())

    def _grouped(self, of: Codes) -> Groups:
        return Groups(of, np.bincount(of), np.bincount(of, self.score).astype(np.float64))


def design_of(frame: ScoreFrame) -> Design:
    """The scores a frame reads: sample x rater, and x criterion where several are scored."""
    read = frame.read
    facets = {"sample": numbered(read.sample), "rater": numbered(read.rater)}
    if len(np.unique(read.criterion)) > 1:
        facets["criterion"] = numbered(read.criterion)
    sources = tuple(source for n in range(1, len(facets)) for source in combinations(facets, n))
    return Design(read.level - read.level.mean(), facets, sources)


def joined(one: Source, other: Source) -> Source:
    """The source that tells apart what either of two does."""
    return tuple(facet for facet in FACETS if facet in one or facet in other)


def source_name(source: Source, design: Design) -> str:
    """A source as the contract writes it."""
    return "residual" if source == design.residual else ":".join(source)


def numbered(codes: Codes) -> Codes:
    """The same groups, numbered from 0 without gaps; ticking off a list is faster than sorting while it is short."""
    longest = int(codes.max(initial=-1)) + 1
    if longest > _LONGEST_LIST:
        return np.unique(codes, return_inverse=True)[1].astype(np.intp)
    seen = np.zeros(longest, dtype=np.bool_)
    seen[codes] = True
    number: Codes = (np.cumsum(seen) - 1)[codes]
    return number
