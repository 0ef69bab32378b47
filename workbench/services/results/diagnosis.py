"""Where the disagreement of a session sits: at which line, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from analysis.values import BoundaryAgreement
from workbench.domain.sessions import Session
from workbench.services.figures import share
from workbench.services.results import CellDots
from workbench.storage import results

__all__ = ["Trouble", "sentences_where_levels_differ", "trouble"]

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Trouble:
    """The line between two levels that at least half of a criterion's disagreement crosses; positions from 1.

    ``share`` is how much of it does; None while pieces are too few for a percentage.
    """

    below: int
    above: int
    share: float | None


def trouble(lines: Iterable[BoundaryAgreement], criterion_id: str) -> Trouble | None:
    """Return the line that most of the disagreement crosses; nothing while too little was scored to say so."""
    here = [line for line in lines if line.criterion == criterion_id]
    worst = max(here, key=lambda line: line.crosses.value or 0.0, default=None)
    if worst is None or len(here) < 2 or share(worst.same_side).withheld:
        return None
    crosses = worst.crosses.value or 0.0
    if crosses < _MOSTLY:
        return None
    return Trouble(int(worst.below), int(worst.above), None if share(worst.same_side).pairs else crosses)


def sentences_where_levels_differ(db: Connection, session: Session, dots: Iterable[CellDots]) -> dict[str, list[str]]:
    """Return by criterion what was written about the cells whose dots may be shown and lie at several levels."""
    apart = [cell.cell for cell in dots if cell.dots and sum(n > 0 for n in cell.dots.counts) > 1]
    written, found = results.sentences_of(db, session.id), dict[str, list[str]]()
    for sample_id, criterion_id in apart:
        found.setdefault(criterion_id, []).extend(written.get((sample_id, criterion_id), []))
    return found
