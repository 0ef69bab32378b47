"""The board of the agree page: how every cell stands, without a word about who objected."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from workbench.domain.people import Standing
from workbench.domain.rubrics import Criterion
from workbench.domain.sessions import CellState, Outcome, Session
from workbench.services import results
from workbench.services.deciding import decided_at
from workbench.services.results import Cell, CellDots
from workbench.storage import rubrics, samples, talk


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One cell on the agree page.

    Parameters
    ----------
    sample, criterion
        The sample's name, and the criterion.
    dots
        Of the last vote on it, or why they are withheld.
    on_agenda, skipped
        Whether the group meant to talk about it, and left it out then.
    outcome
        How it ended, or what is proposed; None where nothing is yet. Says nothing about objections.
    seconds_left
        Until a proposal is decided; 0 where none is on the screens.
    """

    sample: str
    criterion: Criterion
    dots: CellDots
    on_agenda: bool = False
    skipped: bool = False
    outcome: Outcome | None = None
    seconds_left: float = 0

    @property
    def cell(self) -> Cell:
        """Sample and criterion, by id."""
        return self.dots.cell

    @property
    def is_unanimous(self) -> bool:
        """Whether everybody gave one level in the last vote, and that may be seen."""
        return is_unanimous(self.dots)

    @property
    def is_pending(self) -> bool:
        """Whether a level is on every screen and may still be objected to."""
        return self.outcome is not None and self.outcome.proposed

    @property
    def suggestion(self) -> int | None:
        """The level most people gave in the last vote; None where that may not be seen."""
        return self.dots.dots.most_chosen if self.dots.dots else None


@dataclass(frozen=True, slots=True)
class Board:
    """What stands on the agree page: the cells that were talked about, and those where everybody gave one level."""

    session: Session
    standing: Standing
    rule: str
    cells: tuple[BoardCell, ...]
    unanimous: tuple[BoardCell, ...]

    @property
    def pending(self) -> tuple[BoardCell, ...]:
        """The cells whose proposed level is on every screen now."""
        return tuple(cell for cell in (*self.cells, *self.unanimous) if cell.is_pending)


def is_unanimous(cell: CellDots) -> bool:
    """Return whether everybody gave one level, and that may be seen."""
    return cell.dots is not None and cell.dots.unanimous is not None


def cells_of(db: Connection, session: Session, standing: Standing, now: datetime) -> list[BoardCell]:
    """Return every cell: those on the agenda in its order, then the others in the session's."""
    outcomes = talk.outcomes(db, session.id)
    newest = results.newest_dots(db, session, standing)
    agenda = {(cell.sample_id, cell.criterion_id): cell for cell in talk.agenda(db, session.id)}
    names = {sample.id: sample.name for sample in samples.covers(db, [s.sample_id for s in session.samples]).values()}
    rubric = rubrics.of_session(db, session)
    return [
        BoardCell(
            sample=names[cell[0]],
            criterion=rubric.criterion(cell[1]),
            dots=newest[cell],
            on_agenda=cell in agenda,
            skipped=cell in agenda and agenda[cell].state is CellState.SKIPPED,
            outcome=_shown(outcomes.get(cell)),
            seconds_left=_seconds_left(session, outcomes.get(cell), now),
        )
        for cell in dict.fromkeys((*agenda, *newest))
    ]


def _shown(outcome: Outcome | None) -> Outcome | None:
    """Return an outcome without a word about objections: while the time runs they are nobody's business."""
    return replace(outcome, objections=0) if outcome else None


def _seconds_left(session: Session, outcome: Outcome | None, now: datetime) -> float:
    if outcome is None or not outcome.proposed:
        return 0
    return max(0.0, (decided_at(session, outcome) - now).total_seconds())
