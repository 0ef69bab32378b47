"""Which comparisons are worth making in these scores: the first vote with a later one, one criterion with another.

Sessions are never compared: other people read other work there.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from analysis.comparison import compare
from analysis.estimates import How
from analysis.frame import Cut, ScoreFrame
from analysis.values import Comparison

__all__ = ["comparisons"]

COMPARED = ("exact", "cut_agreement", "krippendorff_alpha_ordinal")
MOST_CRITERIA = 6


def comparisons(frame: ScoreFrame, cut: Cut = None, how: How | None = None) -> Iterator[Comparison]:
    """Did agreement change between two votes, does it differ between two criteria?

    Parameters
    ----------
    frame
        All rounds; the first is compared with each later one, and criteria with each other in the first. Criteria
        are compared where there are at most six and their levels are the same.
    cut, how
        As for `compare`.

    Yields
    ------
    Comparison
        By session; ``one`` and ``other`` name the two rounds or criteria. ``criterion`` is empty where two criteria are
        compared.
    """
    for session in frame.sessions:
        here = frame.in_session(session)
        yield from _rounds(here, cut, how)
        yield from _criteria(here.in_round(1), cut, how)


def _rounds(frame: ScoreFrame, cut: Cut, how: How | None) -> Iterator[Comparison]:
    several = len(frame.criteria) > 1
    for later in map(int, np.unique(frame.round[frame.round > 1])):
        for criterion in (*frame.criteria, *(["all"] if several else [])):
            scores = frame if criterion == "all" else frame.only(criterion)
            for name in COMPARED:
                found = compare(name, scores.in_round(1), scores.in_round(later), cut, how)
                yield replace(
                    found, session=frame.sessions[0], criterion=criterion, one="round 1", other=f"round {later}"
                )


def _criteria(frame: ScoreFrame, cut: Cut, how: How | None) -> Iterator[Comparison]:
    if len(frame.criteria) > MOST_CRITERIA or len(set(frame.levels.values())) > 1:
        return
    for one, other in combinations(frame.criteria, 2):
        for name in COMPARED:
            found = compare(name, frame.only(one), frame.only(other), cut, how)
            yield replace(found, session=frame.sessions[0], one=one, other=other)
