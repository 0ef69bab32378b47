"""Results of a session, and the only road to ``analysis``: dots, a proposed agenda, what the talk changed.

Everything here is without names. What may not be seen, because a round is not revealed or too few people scored,
is not in the returned value; the reason stands in its place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from analysis import ScoreFrame, score_frame
from analysis.agenda import agenda
from analysis.values import AgendaEntry, CellChange, Why
from analysis.votes import compare_votes
from workbench.domain.catalogue import _, later
from workbench.domain.dots import Dots
from workbench.domain.kept import keep
from workbench.domain.minimums import DEFAULTS
from workbench.domain.people import Standing, Viewer
from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.scoring import Condition, Given
from workbench.domain.sessions import Session
from workbench.domain.small_groups import Accord
from workbench.domain.visibility import Sight, distribution_shown, require
from workbench.services import access, small_groups
from workbench.storage import results, rubrics, talk
from workbench.storage.results import GivenRow
from workbench.storage.store import Store

Cell = tuple[str, str]

TOO_FEW = later("Fewer than {n} teachers gave a level here, so the dots are not shown: they would point at somebody.")
NOT_ON_THE_WALL = later("In a group this small the dots are not on the wall. Everybody has them on their own device.")
START_FROM_EVIDENCE = later("Too few teachers scored this for dots to be shown. Start from the evidence marks.")
LEVELS_DIFFER = later("The levels differ. In a group this small the dots stay on your own devices.")


@dataclass(frozen=True, slots=True)
class CellDots:
    """The dots of one cell in one round; where they are withheld there are none, and the reason."""

    sample_id: str
    criterion_id: str
    round: int
    dots: Dots | None = None
    withheld: str = ""

    @property
    def cell(self) -> Cell:
        """Sample and criterion."""
        return self.sample_id, self.criterion_id


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cell worth talking about, and why, in words that may stand on the wall, as they are stored."""

    sample_id: str
    criterion_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the discussion changed on one cell, counting only people who voted twice.

    Parameters
    ----------
    sample_id, criterion_id
        The cell.
    voted_twice, voted
        People who voted both times, of those who voted at all.
    moved
        How many of them changed their level.
    together
        1 when they stand closer together than before, -1 farther apart, 0 as far as before.
    """

    sample_id: str
    criterion_id: str
    voted_twice: int
    voted: int
    moved: int
    together: int


def dots(store: Store, viewer: Viewer, session_id: str, round: int) -> tuple[CellDots, ...]:
    """Return how the levels of a round lie, cell by cell: counts without names.

    Raises
    ------
    NotFound
        When the round is not revealed, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        return dots_of(db, session, standing, round)


def dots_of(db: Connection, session: Session, standing: Standing, round: int) -> tuple[CellDots, ...]:
    """Return what :func:`dots` returns, within the caller's transaction."""
    require(Sight.THE_DOTS, standing, session.moment, round=round)
    rubric = rubrics.of_session(db, session)
    rows = _by_cell(row for row in results.given(db, session.id, round) if row.round == round)
    wall = _wall(db, session, standing, round)
    voted = {(cell.sample_id, cell.criterion_id) for cell in talk.second_vote_cells(db, session.id)}
    return tuple(
        _cell_dots((sample.sample_id, criterion.id), round, _count(rows, sample.sample_id, criterion), wall)
        for sample in session.samples
        for criterion in rubric.criteria
        if round == 1 or (sample.sample_id, criterion.id) in voted
    )


def newest_dots(db: Connection, session: Session, standing: Standing) -> dict[Cell, CellDots]:
    """Return the dots of every cell in the last revealed round that it was scored in."""
    rounds = range(1, session.moment.rounds_revealed + 1)
    return {found.cell: found for round in rounds for found in dots_of(db, session, standing, round)}


def own_levels(store: Store, viewer: Viewer, session_id: str, round: int) -> dict[Cell, Given]:
    """Return what the viewer gave, for their own device; nothing for a facilitator, whose screen is the wall."""
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment, round=round)
        if standing.on_the_wall:
            return {}
        return {
            (row.sample_id, row.criterion_id): Given(row.level, row.condition)
            for row in results.given(db, session_id, round)
            if row.round == round and row.person_id == viewer.person.id
        }


def score_frame_of(db: Connection, session: Session, round: int) -> ScoreFrame:
    """Return the scores of the rounds up to this one, for statistics that read this one: one SELECT.

    Samples, criteria and raters go by their ids, levels by their positions. Whoever calls this has asked
    :mod:`workbench.domain.visibility` first.
    """
    return _frame(results.given(db, session.id, round), rubrics.of_session(db, session), round)


def proposed_agenda(db: Connection, session: Session) -> tuple[Proposal, ...]:
    """Return the cells where talk pays most, the first first; only from cells whose dots may be shown.

    Where no cell has enough raters it is every cell in the session's order, to be opened from the evidence.
    """
    rubric = rubrics.of_session(db, session)
    rows = results.given(db, session.id, 1)
    raters = Counter((row.sample_id, row.criterion_id) for row in rows if row.level is not None)
    shown = [row for row in rows if distribution_shown(raters[row.sample_id, row.criterion_id])]
    if not shown:
        why = keep([(START_FROM_EVIDENCE, {})])
        return tuple(Proposal(s.sample_id, c.id, why) for s in session.samples for c in rubric.criteria)
    cuts = {criterion.id: criterion.cut for criterion in rubric.criteria}
    frame = _frame(shown, rubric, 1)
    entries, wall = agenda(frame, {name: cuts[name] for name in frame.criteria}), small_groups.accord_of(db, session, 1)
    return tuple(Proposal(e.sample, e.criterion, _why(e, rubric.criterion(e.criterion), wall)) for e in entries)


def changes(store: Store, viewer: Viewer, session_id: str) -> tuple[Change, ...]:
    """Return what the discussion changed on the cells voted on twice, where enough people did.

    Raises
    ------
    NotFound
        When the second vote is not revealed, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment, round=2)
        votes, wall = compare_votes(score_frame_of(db, session, 2)), _wall(db, session, standing, 2)
    return tuple(
        Change(c.sample, c.criterion, c.n_raters, c.n_raters + c.n_left_out, c.moved, _together(c))
        for c in votes.cells
        if distribution_shown(c.n_raters, on_the_wall=wall)
    )


def _frame(rows: Iterable[GivenRow], rubric: Rubric, round: int) -> ScoreFrame:
    data = [
        {
            "sample": row.sample_id,
            "criterion": row.criterion_id,
            "rater": row.person_id,
            "round": row.round,
            "score": row.level,
            "condition": row.condition,
        }
        for row in rows
    ]
    levels = {criterion.id: list(range(1, len(criterion.levels) + 1)) for criterion in rubric.criteria}
    return score_frame(data, levels).in_round(round)


def _by_cell(rows: Iterable[GivenRow]) -> dict[Cell, list[GivenRow]]:
    found: dict[Cell, list[GivenRow]] = {}
    for row in rows:
        found.setdefault((row.sample_id, row.criterion_id), []).append(row)
    return found


def _count(rows: dict[Cell, list[GivenRow]], sample_id: str, criterion: Criterion) -> Dots:
    here = rows.get((sample_id, criterion.id), [])
    levels = Counter(row.level for row in here if row.level is not None)
    reasons = Counter(row.condition for row in here if row.condition is not None)
    return Dots(
        tuple(levels[position] for position in range(1, len(criterion.levels) + 1)),
        tuple((reason, reasons[reason]) for reason in Condition if reasons[reason]),
    )


def _wall(db: Connection, session: Session, standing: Standing, round: int) -> Accord | None:
    """Return what a small group said about the wall before a reveal, where what is returned may stand on one."""
    return small_groups.accord_of(db, session, round) if standing.on_the_wall else None


def _cell_dots(cell: Cell, round: int, counted: Dots, wall: Accord | None) -> CellDots:
    if not distribution_shown(counted.raters):
        return CellDots(*cell, round, withheld=_(TOO_FEW).format(n=DEFAULTS.distribution_raters))
    if not distribution_shown(counted.raters, on_the_wall=wall):
        return CellDots(*cell, round, withheld=_(NOT_ON_THE_WALL))
    return CellDots(*cell, round, counted)


def _why(entry: AgendaEntry, criterion: Criterion, wall: Accord) -> str:
    if not distribution_shown(entry.n_raters, on_the_wall=wall):
        return keep([(LEVELS_DIFFER, {})])
    return keep(_sentence(why, criterion) for why in entry.why)


def _sentence(why: Why, criterion: Criterion) -> tuple[str, Mapping[str, object]]:
    """Return a reason's message and what fills it: the rubric's own words for levels and criterion."""
    facts = {
        name: criterion.label(int(fact)) if name in ("cut", "lowest", "highest", "lower", "upper") else fact
        for name, fact in why.facts.items()
    }
    return why.message, {**facts, "criterion": criterion.name}


def _together(cell: CellChange) -> int:
    if cell.spread_before is None or cell.spread_after is None:
        return 0
    return (cell.spread_before > cell.spread_after) - (cell.spread_before < cell.spread_after)
