"""Everything that can be said about a score frame, in one frozen object."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.agenda import agenda
from analysis.agreement import adjacent, chance_agreement, cut_agreement, discrepant, exact, within_one
from analysis.alpha import krippendorff_alpha
from analysis.boundaries import boundaries
from analysis.differences import differences, differences_by_criterion
from analysis.exemplars import exemplars
from analysis.frame import Cut, ScoreFrame
from analysis.values import Agreement, Analysis, DataDescription, Estimate
from analysis.votes import compare_votes

__all__ = ["analyze", "describe"]


def analyze(
    frame: ScoreFrame, *, cut: Cut = None, replicates: int = 0, rng: np.random.Generator | None = None
) -> Analysis:
    """Ask every question of the scores.

    Parameters
    ----------
    frame
        From `score_frame`. Round 1, occasion 1 is read; agreement of other rounds stands beside it as a comparison.
    cut
        The lowest level that counts as proficient: one for all criteria, or by criterion.
    replicates, rng
        How the interval of alpha is made: 0 is the jackknife; more is the bootstrap, with this source of chance.
    """
    blind = frame.in_round(1)
    return Analysis(
        data=describe(blind),
        agreement=tuple(_agreement(frame, _Asked(cut, replicates, rng))),
        boundaries=boundaries(blind),
        raters=differences(blind, cut),
        raters_by_criterion=differences_by_criterion(blind, cut),
        votes=compare_votes(frame, cut) if (frame.round > 1).any() else None,
        agenda=agenda(blind, cut),
        exemplars=exemplars(blind),
    )


def describe(frame: ScoreFrame) -> DataDescription:
    """What the figures rest on."""
    subsets = _linked_raters(frame)
    read = frame.read
    return DataDescription(
        ratings=len(frame),
        samples=len(np.unique(frame.session * max(1, len(frame.samples)) + frame.sample)),
        raters=len(frame.raters),
        criteria=frame.criteria,
        levels=frame.levels,
        levels_declared=frame.levels_declared,
        complete=len(read) == len(np.unique(read.rater)) * int((frame.cells.sum(axis=1) > 0).sum()),
        connected=len(subsets) <= 1,
        subsets=subsets if len(subsets) > 1 else (),
        condition_codes=frame.condition_codes,
        left_out=frame.left_out,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    cut: Cut
    replicates: int
    rng: np.random.Generator | None


def _agreement(frame: ScoreFrame, asked: _Asked) -> Iterator[Agreement]:
    """Every session, round and criterion, then all criteria together where there are several."""
    for session in frame.sessions:
        here = frame.in_session(session)
        for number in map(int, np.unique(here.round)):
            scores = here.in_round(number)
            for criterion in frame.criteria:
                for estimate in _estimates(scores.only(criterion), asked):
                    yield Agreement(session, number, criterion, estimate)
            for estimate in _estimates(scores, asked) if len(frame.criteria) > 1 else ():
                yield Agreement(session, number, "all", estimate)


def _estimates(scores: ScoreFrame, asked: _Asked) -> Iterator[Estimate]:
    yield exact(scores)
    yield adjacent(scores)
    yield within_one(scores)
    yield discrepant(scores)
    yield cut_agreement(scores, asked.cut)
    yield chance_agreement(scores)
    yield krippendorff_alpha(scores, "nominal", asked.replicates, asked.rng)
    yield krippendorff_alpha(scores, "ordinal", asked.replicates, asked.rng)
    yield krippendorff_alpha(scores, "interval", asked.replicates, asked.rng)


def _linked_raters(frame: ScoreFrame) -> tuple[tuple[str, ...], ...]:
    """The raters in groups that shared samples link, directly or through others."""
    read, n_samples = frame.read, len(frame.samples)
    ones = np.ones(len(read), dtype=np.int8)
    size = len(frame.raters) + n_samples
    links = sparse.csr_matrix((ones, (read.rater, len(frame.raters) + read.sample)), shape=(size, size))
    group = connected_components(links, directed=False)[1][: len(frame.raters)]
    found = dict.fromkeys(group[np.unique(read.rater)])
    return tuple(tuple(frame.raters[at] for at in np.flatnonzero(group == which)) for which in found)
