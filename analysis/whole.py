"""Everything that can be said about a score frame, in one frozen object."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from analysis.agenda import agenda
from analysis.boundaries import boundaries
from analysis.decision import decisions
from analysis.differences import differences, differences_by_criterion
from analysis.drift.echo import echoes
from analysis.effects import raters_effects
from analysis.estimates import How, estimate
from analysis.exemplars import exemplars
from analysis.facets import fit
from analysis.facets.ratings import Model
from analysis.flags import decided
from analysis.frame import Cut, ScoreFrame
from analysis.linking import links_of
from analysis.measures import IN_GENERAL, MEASURES, measured
from analysis.pairs import pairs
from analysis.reliability import reliability
from analysis.settling import settling
from analysis.side_by_side import comparisons
from analysis.values import Agreement, Analysis, DataDescription
from analysis.votes import compare_votes

__all__ = ["about_raters", "agreement_alone", "analyze", "describe"]

NO_NAMES_WRITTEN = "A tally says how many gave each level, not who."


def analyze(
    frame: ScoreFrame,
    *,
    cut: Cut = None,
    replicates: int = 0,
    analytic: bool = False,
    rng: np.random.Generator | None = None,
) -> Analysis:
    """Ask every question of the scores.

    Parameters
    ----------
    frame
        From `score_frame`. Round 1, occasion 1 is read; agreement of other rounds stands beside it as a comparison.
    cut
        The lowest level that counts as proficient: one for all criteria, or by criterion.
    replicates, rng
        How intervals about these raters are made: 0 is the jackknife; more, the bootstrap with this source of chance.
    analytic
        Gwet's standard errors where a formula is known, instead; the jackknife elsewhere, whose method says why.
    """
    blind, asked = frame.in_round(1), _Asked(cut, replicates, rng, analytic)
    found = Analysis(
        data=describe(blind),
        agreement=tuple(_agreement(frame, asked)),
        boundaries=boundaries(blind),
        decision=decisions(blind, cut),
        comparisons=tuple(comparisons(frame, cut, asked.pairwise)),
        agenda=agenda(blind, cut),
        exemplars=exemplars(blind),
    )
    found = _by_name(found, frame, cut) if frame.named else found
    return replace(found, needed=tuple(settling(blind, found.reliability, rng or np.random.default_rng(1))))


def agreement_alone(frame: ScoreFrame, *, cut: Cut = None) -> Analysis:
    """How far do they agree, and at which lines: for a page that asks nothing else; as `analyze`."""
    blind = frame.in_round(1)
    return Analysis(
        data=describe(blind),
        agreement=tuple(_agreement(frame, _Asked(cut, 0, None))),
        boundaries=boundaries(blind),
    )


def _by_name(found: Analysis, frame: ScoreFrame, cut: Cut) -> Analysis:
    """What can be said only when it is known who scored."""
    blind = frame.in_round(1)
    return replace(
        found,
        pairs=pairs(blind),
        raters=differences(blind, cut),
        raters_by_criterion=differences_by_criterion(blind, cut),
        reliability=reliability(blind),
        votes=compare_votes(frame, cut) if (frame.round > 1).any() else None,
    )


def about_raters(found: Analysis, frame: ScoreFrame, *, model: Model | None = None) -> Analysis:
    """The same analysis with severities on one scale, what else raters do besides judging, and the flags among it.

    Parameters
    ----------
    found, frame
        The analysis of a frame, and the frame.
    model
        Whether criteria share the steps of their scale; as `analysis.facets.fit`.
    """
    if not frame.named:
        return found
    blind = frame.in_round(1)
    facets = fit(blind, model=model)
    decision = decided(list(raters_effects(blind, facets)))
    return replace(
        found,
        facets=facets,
        drift=decision.drift,
        bias=decision.bias,
        effects=decision.effects,
        flags=decision.flags,
        echo=tuple(echoes(blind)),
    )


def describe(frame: ScoreFrame) -> DataDescription:
    """What the figures rest on."""
    found = DataDescription(
        ratings=len(frame),
        samples=len(np.unique(frame.session * max(1, len(frame.samples)) + frame.sample)),
        raters=None,
        criteria=frame.criteria,
        levels=frame.levels,
        levels_declared=frame.levels_declared,
        complete=None,
        connected=None,
        subsets=(),
        condition_codes=frame.condition_codes,
        left_out=frame.left_out,
    )
    return _with_raters(found, frame) if frame.named else replace(found, raters_unknown_because=NO_NAMES_WRITTEN)


def _with_raters(found: DataDescription, frame: ScoreFrame) -> DataDescription:
    read = frame.read
    groups = links_of(read.sample, read.rater, len(frame.samples), len(frame.raters)).groups()
    subsets = tuple(tuple(frame.raters[at] for at in group) for group in groups)
    return replace(
        found,
        raters=len(frame.raters),
        complete=len(read) == len(np.unique(read.rater)) * int((frame.cells.sum(axis=1) > 0).sum()),
        connected=len(subsets) <= 1,
        subsets=subsets if len(subsets) > 1 else (),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    cut: Cut
    replicates: int
    rng: np.random.Generator | None
    analytic: bool = False

    @property
    def these_raters(self) -> How:
        """How ranges about the raters who scored are made."""
        if self.analytic:
            return {"analytic": True, "instead": True}
        return {"replicates": self.replicates, "rng": self.rng}

    @property
    def pairwise(self) -> How:
        """How comparisons are made: as many resamples as were asked for, else as many as `compare` takes."""
        return {"replicates": self.replicates, "rng": self.rng} if self.replicates else {"rng": self.rng}


def _agreement(frame: ScoreFrame, asked: _Asked) -> Iterator[Agreement]:
    """Every session, round and criterion, then all criteria together where there are several."""
    for session in frame.sessions:
        here = frame.in_session(session)
        for number in map(int, np.unique(here.round)):
            scores = here.in_round(number)
            for criterion in frame.criteria:
                yield from _rows(scores.only(criterion), criterion, asked)
            if len(frame.criteria) > 1:
                yield from _rows(scores, "all", asked)


def _rows(scores: ScoreFrame, criterion: str, asked: _Asked) -> Iterator[Agreement]:
    """About the raters who scored, then about raters in general."""
    found = {name: measured(name, scores, asked.cut) for name in MEASURES}
    about_these = [estimate(one, asked.these_raters) for one in found.values()]
    in_general = [estimate(found[name], {"about": "raters_in_general"}) for name in IN_GENERAL]
    for row in (*about_these, *in_general):
        yield Agreement(scores.sessions[0], scores.reads, criterion, row)
