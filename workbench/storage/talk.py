"""The agenda of a talk and how its cells ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from workbench.domain.errors import NotFound
from workbench.domain.sessions import AgendaCell, CellState, Debrief, Ending, Outcome, SplitReason
from workbench.storage import tables as t


def set_agenda(db: Connection, session_id: str, cells: tuple[AgendaCell, ...]) -> None:
    """Store the agenda again, in order."""
    db.execute(delete(t.agenda_cell).where(t.agenda_cell.c.session_id == session_id))
    for position, cell in enumerate(cells, start=1):
        db.execute(insert(t.agenda_cell).values(_agenda_row(session_id, position, cell)))


def _agenda_row(session_id: str, position: int, cell: AgendaCell) -> dict[str, object]:
    return {
        "id": cell.id,
        "session_id": session_id,
        "sample_id": cell.sample_id,
        "criterion_id": cell.criterion_id,
        "position": position,
        "state": cell.state,
        "second_vote": cell.second_vote,
        "minutes": cell.minutes,
        "why": cell.why,
        "sentences_shown": cell.sentences_shown,
    }


def agenda(db: Connection, session_id: str) -> tuple[AgendaCell, ...]:
    """Return the cells the group talks about, in order."""
    query = select(t.agenda_cell).where(t.agenda_cell.c.session_id == session_id).order_by(t.agenda_cell.c.position)
    return tuple(_cell(row) for row in db.execute(query))


def cell(db: Connection, session_id: str, cell_id: str) -> AgendaCell:
    """Return one cell of a session's agenda.

    Raises
    ------
    NotFound
        When it is not on the agenda.
    """
    for found in agenda(db, session_id):
        if found.id == cell_id:
            return found
    raise NotFound("That is not on the agenda any more.", "Look at the agenda again.")


def second_vote_cells(db: Connection, session_id: str) -> tuple[AgendaCell, ...]:
    """Return the cells that are voted on again, in order."""
    return tuple(found for found in agenda(db, session_id) if found.second_vote)


def change_cell(db: Connection, cell_id: str, **values: object) -> None:
    """Store a change to one cell of the agenda."""
    db.execute(update(t.agenda_cell).where(t.agenda_cell.c.id == cell_id).values(**values))


def add_outcome(db: Connection, session_id: str, outcome: Outcome, by: str) -> int:
    """Store a proposal or an ending; return its sequence."""
    values = {
        "session_id": session_id,
        "sample_id": outcome.sample_id,
        "criterion_id": outcome.criterion_id,
        "ending": outcome.ending,
        "level": outcome.level,
        "reason": outcome.reason,
        "proposed": outcome.proposed,
        "by": by,
        "at": outcome.at,
    }
    return int(db.execute(insert(t.outcome).values(values).returning(t.outcome.c.sequence)).scalar_one())


def add_objection(db: Connection, outcome_sequence: int, now: datetime) -> None:
    """Store that somebody cannot live with a proposal; nothing says who."""
    db.execute(insert(t.objection).values(outcome_sequence=outcome_sequence, at=now))


def outcomes(db: Connection, session_id: str) -> dict[tuple[str, str], Outcome]:
    """Return the outcome that counts for each (sample, criterion) that has one."""
    last = (
        select(func.max(t.outcome.c.sequence))
        .where(t.outcome.c.session_id == session_id)
        .group_by(t.outcome.c.sample_id, t.outcome.c.criterion_id)
    )
    objections = (
        select(func.count())
        .where(t.objection.c.outcome_sequence == t.outcome.c.sequence)
        .correlate(t.outcome)
        .scalar_subquery()
        .label("objections")
    )
    rows = db.execute(select(t.outcome, objections).where(t.outcome.c.sequence.in_(last)))
    return {(row.sample_id, row.criterion_id): _outcome(row) for row in rows}


def debrief(db: Connection, session_id: str) -> Debrief:
    """Return what the group takes along; empty fields where nothing was written."""
    row = db.execute(select(t.debrief).where(t.debrief.c.session_id == session_id)).one_or_none()
    return Debrief() if row is None else Debrief(row.wording, row.monday, row.next_date)


def save_debrief(db: Connection, session_id: str, written: Debrief, now: datetime) -> None:
    """Store what the group takes along."""
    db.execute(delete(t.debrief).where(t.debrief.c.session_id == session_id))
    db.execute(
        insert(t.debrief).values(
            session_id=session_id,
            wording=written.wording,
            monday=written.monday,
            next_date=written.next_date,
            at=now,
        )
    )


def _cell(row: Row[Any]) -> AgendaCell:
    return AgendaCell(
        id=row.id,
        sample_id=row.sample_id,
        criterion_id=row.criterion_id,
        position=row.position,
        state=CellState(row.state),
        second_vote=row.second_vote,
        minutes=row.minutes,
        why=row.why,
        sentences_shown=row.sentences_shown,
    )


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(
        sequence=row.sequence,
        sample_id=row.sample_id,
        criterion_id=row.criterion_id,
        ending=None if row.ending is None else Ending(row.ending),
        level=row.level,
        reason=None if row.reason is None else SplitReason(row.reason),
        at=row.at,
        proposed=row.proposed,
        objections=row.objections,
    )
