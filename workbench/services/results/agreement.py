"""How far a session's blind scores agree, as it may be shown: every figure with its minimum, or what it needs more.

Only the first, blind vote is read. A rubric is either academic or about dispositions, and a session has one rubric:
pooling its criteria never mixes the two. Sessions are never pooled.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from analysis import Analysis, Estimate
from analysis.recurring import recurring_words
from analysis.whole import agreement_alone
from workbench.domain.figures import Figure
from workbench.domain.people import Standing, Viewer
from workbench.domain.rubrics import Rubric, RubricKind
from workbench.domain.scoring import Recusal
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.services import access
from workbench.services.figures import chance, coefficient, share
from workbench.services.first_session import is_practice
from workbench.services.results import CellDots, dots_of, score_frame_of
from workbench.services.results.diagnosis import Trouble, sentences_where_levels_differ, trouble
from workbench.storage import giving, results, rubrics, samples, scores
from workbench.storage.store import Store

SHARES = ("exact", "adjacent", "within_one", "cut_agreement", "chance_agreement")
COEFFICIENT = "krippendorff_alpha_ordinal"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Key:
    """Everything that an answer about a session's results depends on: what it may be kept under.

    Made only after visibility was asked, so that nobody gets an answer out of a cache that they may not see.
    """

    session_id: str
    revision: int
    standing: Standing
    phase: str
    rounds_revealed: int


@dataclass(frozen=True, slots=True)
class Line:
    """How far people stand together at one line between two levels of a criterion; positions from 1."""

    below: int
    above: int
    is_cut: bool
    same_side: Figure


@dataclass(frozen=True, slots=True)
class CriterionFigures:
    """All figures of one criterion, or of all together (``criterion_id`` is ``all``).

    Parameters
    ----------
    trouble
        The line that most of the disagreement crosses, where one does.
    words, n_sentences
        Words that recur in what was written where the levels differ, and how many sentences were.
    """

    criterion_id: str
    name: str
    figures: dict[str, Figure]
    lines: tuple[Line, ...] = ()
    trouble: Trouble | None = None
    words: tuple[str, ...] = ()
    n_sentences: int = 0


@dataclass(frozen=True, slots=True)
class GroupAgreement:
    """How far a session agrees, without names.

    Parameters
    ----------
    pooled
        All criteria together, each piece x criterion counting alike; of a rubric with one criterion, that one.
    criteria
        Each criterion by itself, in the rubric's order.
    dots
        How the levels lie, cell by cell, or why that is withheld.
    brought
        Names of the pieces that somebody in the session brought; nothing of theirs is in any figure.
    unfinished
        Names of the pieces that somebody did not finish; what was given for them counts.
    lead_scored
        Whether whoever leads scored too: not independently, as they chose the work.
    lead_apart
        Whether their scores are left out, of these figures and of everything else that is shown of the session.
    n_conditions
        Cells that somebody could not score, and said why.
    """

    rubric: Rubric
    sample_names: dict[str, str]
    n_raters: int
    n_samples: int
    pooled: CriterionFigures
    criteria: tuple[CriterionFigures, ...]
    dots: tuple[CellDots, ...]
    brought: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    n_conditions: int = 0
    lead_scored: bool = False
    lead_apart: bool = False

    @property
    def is_disposition(self) -> bool:
        """Whether these are habits of learning rather than academic criteria."""
        return self.rubric.kind is RubricKind.DISPOSITION


def key_for(store: Store, viewer: Viewer, session_id: str) -> Key:
    """Return what a viewer's answer may be kept under.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = _revealed(db, viewer, session_id)
    return Key(session.id, session.revision, standing, session.moment.phase, session.moment.rounds_revealed)


def group_agreement(store: Store, viewer: Viewer, session_id: str) -> GroupAgreement:
    """Return how far the blind scores of a session agree, without names; raises as :func:`key_for`."""
    with store.reading() as db:
        session, standing = _revealed(db, viewer, session_id)
        rubric = rubrics.of_session(db, session)
        work = samples.many(db, [sample.sample_id for sample in session.samples])
        names = {sample.sample_id: work[sample.sample_id].name for sample in session.samples}
        frame = score_frame_of(db, session, 1)
        cuts = {criterion.id: criterion.cut for criterion in rubric.criteria if criterion.id in frame.criteria}
        dots = dots_of(db, session, standing, 1)
        found = _Found(agreement_alone(frame, cut=cuts), rubric, sentences_where_levels_differ(db, session, dots))
        return GroupAgreement(
            rubric=rubric,
            sample_names=names,
            n_raters=found.analysis.data.raters or 0,
            n_samples=found.analysis.data.samples,
            pooled=CriterionFigures(ALL, "", found.figures(ALL)),
            criteria=tuple(found.criteria()),
            dots=dots,
            brought=tuple(names[sample_id] for sample_id in _brought(db, session)),
            unfinished=tuple(names[sample_id] for sample_id in _unfinished(db, session, rubric)),
            n_conditions=sum(found.analysis.data.condition_codes.values()),
            lead_scored=_lead_scored(db, session),
            lead_apart=session.plan.lead_apart,
        )


def _revealed(db: Connection, viewer: Viewer, session_id: str) -> tuple[Session, Standing]:
    session, standing = access.session_for(db, viewer, session_id)
    require(Sight.THE_DOTS, standing, session.moment)
    return session, standing


def _lead_scored(db: Connection, session: Session) -> bool:
    """Return whether the lead scored work they had chosen; in practice it is chosen for them."""
    return not is_practice(session) and (session.plan.lead_scored or results.lead_scored(db, session.id))


def _brought(db: Connection, session: Session) -> list[str]:
    brought = {sample_id for _person, sample_id in giving.pairs(db, session.id)}
    return [sample.sample_id for sample in session.samples if sample.sample_id in brought]


def _unfinished(db: Connection, session: Session, rubric: Rubric) -> list[str]:
    """Return the pieces that somebody who counts left without a score on some criterion, without skipping them."""
    own = giving.pairs(db, session.id)
    everything = [a for a in scores.all_assignments(db, session.id, 1) if a.person_id != session.apart]
    reads = [a for a in everything if a.recusal is not Recusal.SKIP and (a.person_id, a.sample_id) not in own]
    given = scores.current_scores(db, [read.id for read in reads])
    left = {read.sample_id for read in reads if any((read.id, c.id) not in given for c in rubric.criteria)}
    return [sample.sample_id for sample in session.samples if sample.sample_id in left]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the analysis says, on its way to what may be shown."""

    analysis: Analysis
    rubric: Rubric
    said: dict[str, list[str]]

    def criteria(self) -> Iterator[CriterionFigures]:
        for criterion in self.rubric.criteria:
            said = self.said.get(criterion.id, [])
            yield CriterionFigures(
                criterion.id,
                criterion.name,
                self.figures(criterion.id),
                tuple(self._lines(criterion.id)),
                trouble(self.analysis.boundaries, criterion.id),
                tuple(word for word, _n in recurring_words(said)),
                len(said),
            )

    def figures(self, about: str) -> dict[str, Figure]:
        shares = {name: self._share(self.analysis.estimate(name, about), about) for name in SHARES}
        return shares | {COEFFICIENT: coefficient(self.analysis.estimate(COEFFICIENT, about))}

    def _lines(self, criterion_id: str) -> Iterator[Line]:
        cut = self.rubric.criterion(criterion_id).cut
        for line in self.analysis.boundaries:
            if line.criterion == criterion_id:
                above = int(line.above)
                yield Line(int(line.below), above, above == cut, share(line.same_side))

    def _share(self, estimate: Estimate, about: str) -> Figure:
        if estimate.statistic == "chance_agreement" and estimate.value is not None:
            exact = self.analysis.estimate("exact", about)
            return chance(estimate, exact)
        return share(estimate)
