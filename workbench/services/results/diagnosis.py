"""Where the disagreement of a session sits: at which line, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from analysis.values import BoundaryAgreement
from workbench.domain.sessions import Session
from workbench.services.figures import line_in_dispute
from workbench.services.results import CellDots
from workbench.storage import results

__all__ = ["Trouble", "sentences_where_levels_differ", "trouble"]


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
    found = line_in_dispute(line for line in lines if line.criterion == criterion_id)
    return None if found is None else Trouble(int(found[0].below), int(found[0].above), found[1])


def sentences_where_levels_differ(db: Connection, session: Session, dots: Iterable[CellDots]) -> dict[str, list[str]]:
    """Return by criterion what was written about the cells whose dots may be shown and lie at several levels."""
    apart = [cell.cell for cell in dots if cell.dots and sum(n > 0 for n in cell.dots.counts) > 1]
    written, found = results.sentences_of(db, session.id), dict[str, list[str]]()
    for sample_id, criterion_id in apart:
        found.setdefault(criterion_id, []).extend(written.get((sample_id, criterion_id), []))
    return found
