"""What was given in a session, read in one SELECT: scores, sentences and evidence for those who may see them.

Whoever skipped a piece because they know the student is not in it, nor whoever brought it, nor a lead who left their
own scores out: of one session everybody sees one version, since between two the one person would stand alone. Nothing
here is ordered by person or by time.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from workbench.domain.scoring import Condition, Mark, Recusal
from workbench.domain.sessions import AgendaCell
from workbench.storage import scores
from workbench.storage import tables as t


@dataclass(frozen=True, slots=True)
class GivenRow:
    """What one person gave for one cell in one round."""

    round: int
    sample_id: str
    criterion_id: str
    person_id: str
    level: int | None
    condition: Condition | None


def given(db: Connection, session_id: str, rounds: int) -> tuple[GivenRow, ...]:
    """Return every score that counts in the first so many rounds of a session, but for reads that do not count."""
    a, s = t.assignment.c, t.score.c
    newest = select(func.max(s.sequence)).where(s.assignment_id.in_(_reads(session_id)))
    rows = db.execute(
        select(a.round, a.sample_id, s.criterion_id, a.person_id, s.level, s.condition)
        .join(t.score, s.assignment_id == a.id)
        .where(a.id.in_(_reads(session_id)), a.round <= rounds)
        .where(s.sequence.in_(newest.group_by(s.assignment_id, s.criterion_id)))
        .order_by(a.round, a.sample_id, s.criterion_id, s.level, s.condition)
    )
    return tuple(
        GivenRow(
            row.round,
            row.sample_id,
            row.criterion_id,
            row.person_id,
            row.level,
            None if row.condition is None else Condition(row.condition),
        )
        for row in rows
    )


def sentences(db: Connection, session_id: str, cell: AgendaCell) -> tuple[tuple[int, str], ...]:
    """Return the sentences of the blind round beside a cell, each with its level, by level and text."""
    ids = list(db.execute(_reads_of(session_id, cell, 1)).scalars())
    levels, remarks = scores.current_scores(db, ids), scores.current_remarks(db, ids)
    said = [
        (score.given.level, remarks[where].sentence)
        for where, score in levels.items()
        if where[1] == cell.criterion_id and where in remarks
    ]
    return tuple(sorted((level, sentence) for level, sentence in said if level is not None and sentence))


def sentences_of(db: Connection, session_id: str) -> dict[tuple[str, str], list[str]]:
    """Return the sentences of the blind round by sample and criterion, in an order that says nothing."""
    a = t.assignment.c
    reads = db.execute(select(a.id, a.sample_id).where(a.id.in_(_reads(session_id)), a.round == 1))
    sample_of = {row.id: row.sample_id for row in reads}
    found: dict[tuple[str, str], list[str]] = {}
    for (read, criterion), remark in scores.current_remarks(db, list(sample_of)).items():
        if remark.sentence:
            found.setdefault((sample_of[read], criterion), []).append(remark.sentence)
    return {cell: sorted(said) for cell, said in found.items()}


def marks(db: Connection, session_id: str, cell: AgendaCell, rounds: int) -> tuple[tuple[Mark, ...], ...]:
    """Return the evidence marked for a cell, a person's own marks together, in an order that says nothing."""
    ids = list(db.execute(_reads_of(session_id, cell, rounds)).scalars())
    found = scores.current_marks(db, ids).values()
    own = [tuple(mark for mark in read if mark.criterion_id == cell.criterion_id) for read in found]
    return tuple(sorted((read for read in own if read), key=repr))


def lead_scored(db: Connection, session_id: str) -> bool:
    """Return whether the lead of a session gave scores in its first round, left out or not."""
    a, c = t.assignment.c, t.calibration.c
    given = (
        select(t.score.c.sequence)
        .join(t.assignment, t.score.c.assignment_id == a.id)
        .join(t.calibration, (a.session_id == c.id) & (a.person_id == c.facilitator_id))
        .where(a.id.in_(_blind_reads(session_id)), a.round == 1)
    )
    return db.execute(given.limit(1)).first() is not None


def _reads(session_id: str) -> Select[Any]:
    """Return the ids of a session's reads that count: read without knowing the work, by nobody who stands apart."""
    a, c = t.assignment.c, t.calibration.c
    leads = exists().where(c.id == a.session_id, c.facilitator_id == a.person_id)
    return _blind_reads(session_id).where(~leads.where(c.plan["lead_apart"].as_boolean().is_(True)))


def _blind_reads(session_id: str) -> Select[Any]:
    """Return the ids of a session's reads that nobody skipped, nor made of a piece they brought themselves."""
    a, own = t.assignment.c, t.affiliation.c
    brought = exists().where(own.sample_id == a.sample_id, own.person_id == a.person_id)
    all_reads = select(a.id).where(a.session_id == session_id, ~brought)
    r = t.recusal.c
    newest = select(func.max(r.sequence)).where(r.assignment_id.in_(all_reads)).group_by(r.assignment_id)
    skipped = select(r.assignment_id).where(r.sequence.in_(newest), r.choice == Recusal.SKIP)
    return all_reads.where(a.id.not_in(skipped))


def _reads_of(session_id: str, cell: AgendaCell, rounds: int) -> Select[Any]:
    return _reads(session_id).where(t.assignment.c.sample_id == cell.sample_id, t.assignment.c.round <= rounds)
