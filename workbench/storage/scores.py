"""Assignments and what raters gave. Only inserts; the row with the highest sequence counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, func, insert, select

from workbench.domain.errors import nothing_here
from workbench.domain.scoring import Assignment, Borderline, Condition, Given, Mark, Recusal, Remark, Score
from workbench.storage import tables as t

# Built once, because every click needs them.
_BY_ID = select(t.assignment).where(t.assignment.c.id == bindparam("assignment_id"))
_QUEUE = (
    select(t.assignment)
    .where(
        t.assignment.c.session_id == bindparam("session_id"),
        t.assignment.c.person_id == bindparam("person_id"),
        t.assignment.c.round == bindparam("round"),
    )
    .order_by(t.assignment.c.position)
)
_INSERT_SCORE, _INSERT_REMARK = insert(t.score), insert(t.remark)


@dataclass(frozen=True, slots=True)
class Write:
    """What every inserted row carries: whose read, which submission, when; and who typed it in, if it was on paper."""

    assignment_id: str
    rubric_id: str
    submission_id: str
    at: datetime
    entered_by: str | None = None


def add_assignment(db: Connection, assignment: Assignment, rubric_id: str, now: datetime) -> None:
    """Store that somebody reads a sample in a round."""
    db.execute(
        insert(t.assignment).values(
            id=assignment.id,
            session_id=assignment.session_id,
            rubric_id=rubric_id,
            sample_id=assignment.sample_id,
            person_id=assignment.person_id,
            round=assignment.round,
            position=assignment.position,
            created_at=now,
        )
    )


def assignment(db: Connection, assignment_id: str) -> Assignment:
    """Return one assignment.

    Raises
    ------
    NotFound
        When there is none with this id.
    """
    row = db.execute(_BY_ID, {"assignment_id": assignment_id}).one_or_none()
    if row is None:
        raise nothing_here()
    return _assignment(row, recusals(db, [row.id]))


def queue(db: Connection, session_id: str, person_id: str, round: int) -> tuple[Assignment, ...]:
    """Return somebody's own queue of a round, in their order."""
    rows = db.execute(_QUEUE, {"session_id": session_id, "person_id": person_id, "round": round}).all()
    choices = recusals(db, [row.id for row in rows])
    return tuple(_assignment(row, choices) for row in rows)


def all_assignments(db: Connection, session_id: str, round: int) -> tuple[Assignment, ...]:
    """Return everybody's assignments of a round."""
    rows = db.execute(
        select(t.assignment)
        .where(t.assignment.c.session_id == session_id, t.assignment.c.round == round)
        .order_by(t.assignment.c.person_id, t.assignment.c.position)
    ).all()
    choices = recusals(db, [row.id for row in rows])
    return tuple(_assignment(row, choices) for row in rows)


def seen(db: Connection, table: Table, submission_id: str) -> bool:
    """Return whether this submission has been stored before."""
    return db.execute(_seen(table), {"submission_id": submission_id}).first() is not None


def add_score(db: Connection, write: Write, criterion_id: str, given: Given) -> None:
    """Store one score."""
    db.execute(
        _INSERT_SCORE,
        {
            "assignment_id": write.assignment_id,
            "rubric_id": write.rubric_id,
            "criterion_id": criterion_id,
            "level": given.level,
            "condition": given.condition,
            "submission_id": write.submission_id,
            "at": write.at,
            "entered_by": write.entered_by,
        },
    )


def add_remark(db: Connection, write: Write, criterion_id: str, remark: Remark) -> None:
    """Store a version of what is said beside a level."""
    db.execute(
        _INSERT_REMARK,
        {
            "assignment_id": write.assignment_id,
            "rubric_id": write.rubric_id,
            "criterion_id": criterion_id,
            "sentence": remark.sentence,
            "confidence": remark.confidence,
            "borderline": remark.borderline,
            "submission_id": write.submission_id,
            "at": write.at,
            "entered_by": write.entered_by,
        },
    )


def add_marking(db: Connection, write: Write, marks: Iterable[Mark]) -> None:
    """Store a version of all evidence marks of one read."""
    rows = [{"artifact": m.artifact_id, "criterion": m.criterion_id, "start": m.start, "end": m.end} for m in marks]
    db.execute(
        insert(t.marking).values(
            assignment_id=write.assignment_id, marks=rows, submission_id=write.submission_id, at=write.at
        )
    )


def add_recusal(db: Connection, write: Write, choice: Recusal) -> None:
    """Store what somebody chose after saying that they know the student."""
    db.execute(
        insert(t.recusal).values(
            assignment_id=write.assignment_id,
            choice=choice,
            submission_id=write.submission_id,
            at=write.at,
            entered_by=write.entered_by,
        )
    )


def current_scores(db: Connection, assignment_ids: list[str]) -> dict[tuple[str, str], Score]:
    """Return the score that counts for each (assignment, criterion)."""
    rows = db.execute(_newest(t.score, "assignment_id", "criterion_id"), {"ids": assignment_ids})
    return {(row.assignment_id, row.criterion_id): _score(row) for row in rows}


def current_remarks(db: Connection, assignment_ids: list[str]) -> dict[tuple[str, str], Remark]:
    """Return the remark that counts for each (assignment, criterion)."""
    rows = db.execute(_newest(t.remark, "assignment_id", "criterion_id"), {"ids": assignment_ids})
    return {(row.assignment_id, row.criterion_id): _remark(row) for row in rows}


def current_marks(db: Connection, assignment_ids: list[str]) -> dict[str, tuple[Mark, ...]]:
    """Return the evidence marks that count for each assignment."""
    rows = db.execute(_newest(t.marking, "assignment_id"), {"ids": assignment_ids})
    return {row.assignment_id: tuple(_mark(mark) for mark in row.marks) for row in rows}


def recusals(db: Connection, assignment_ids: list[str]) -> dict[str, Recusal]:
    """Return the choice that counts for each assignment where one was made."""
    rows = db.execute(_newest(t.recusal, "assignment_id"), {"ids": assignment_ids})
    return {row.assignment_id: Recusal(row.choice) for row in rows}


@cache
def _seen(table: Table) -> Select[Any]:
    return select(table.c.sequence).where(table.c.submission_id == bindparam("submission_id"))


@cache
def _newest(table: Table, *cell: str) -> Select[Any]:
    last = (
        select(func.max(table.c.sequence))
        .where(table.c.assignment_id.in_(bindparam("ids", expanding=True)))
        .group_by(*[table.c[name] for name in cell])
    )
    return select(table).where(table.c.sequence.in_(last))


def _assignment(row: Row[Any], choices: dict[str, Recusal]) -> Assignment:
    return Assignment(
        id=row.id,
        session_id=row.session_id,
        round=row.round,
        sample_id=row.sample_id,
        person_id=row.person_id,
        position=row.position,
        recusal=choices.get(row.id, Recusal.NONE),
    )


def _score(row: Row[Any]) -> Score:
    condition = None if row.condition is None else Condition(row.condition)
    return Score(row.assignment_id, row.criterion_id, Given(row.level, condition), row.sequence, row.at, row.entered_by)


def _remark(row: Row[Any]) -> Remark:
    return Remark(row.sentence, row.confidence, Borderline(row.borderline))


def _mark(stored: dict[str, Any]) -> Mark:
    return Mark(stored["artifact"], stored["criterion"], stored["start"], stored["end"])
