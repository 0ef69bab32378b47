"""Assignments and what raters give: insert-only rows, the highest sequence counts."""

from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from workbench.domain.scoring import Borderline, Condition, Recusal
from workbench.storage.tables.base import at, belongs_to, key, metadata, one_of, sample_of_session, sequence, text


def _entered_by() -> Column[Any]:
    """Return the column that says who typed a row in from paper; empty when whoever reads the piece gave it."""
    return belongs_to("entered_by", "person.id", optional=True)


assignment = Table(
    "assignment",
    metadata,
    key(),
    text("session_id"),
    text("rubric_id"),
    text("sample_id"),
    Column("person_id", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    at("created_at"),
    ForeignKeyConstraint(["session_id", "rubric_id"], ["calibration.id", "calibration.rubric_id"]),
    sample_of_session(),
    ForeignKeyConstraint(["session_id", "person_id"], ["seat.session_id", "seat.person_id"]),
    UniqueConstraint("session_id", "round", "person_id", "sample_id"),
    UniqueConstraint("session_id", "round", "person_id", "position"),
    UniqueConstraint("id", "rubric_id"),
    CheckConstraint("round IN (1, 2)", name="round_known"),
)

# Choosing a level is a score. The level must exist on the criterion, the criterion on the session's rubric,
# and a submission id counts once.
score = Table(
    "score",
    metadata,
    sequence(),
    text("assignment_id"),
    text("rubric_id"),
    text("criterion_id"),
    Column("level", Integer, nullable=True),
    text("condition", optional=True),
    Column("submission_id", Text, nullable=False, unique=True),
    at("at"),
    _entered_by(),
    ForeignKeyConstraint(["assignment_id", "rubric_id"], ["assignment.id", "assignment.rubric_id"]),
    ForeignKeyConstraint(["criterion_id", "rubric_id"], ["criterion.id", "criterion.rubric_id"]),
    ForeignKeyConstraint(["criterion_id", "level"], ["level.criterion_id", "level.position"]),
    CheckConstraint("(level IS NULL) <> (condition IS NULL)", name="level_or_condition"),
    one_of("condition", Condition),
    Index("ix_score_cell", "assignment_id", "criterion_id", "sequence"),
)

# Sentence, confidence and borderline, a version per change.
remark = Table(
    "remark",
    metadata,
    sequence(),
    text("assignment_id"),
    text("rubric_id"),
    text("criterion_id"),
    text("sentence", ""),
    Column("confidence", Integer, nullable=True),
    text("borderline", ""),
    Column("submission_id", Text, nullable=False, unique=True),
    at("at"),
    _entered_by(),
    ForeignKeyConstraint(["assignment_id", "rubric_id"], ["assignment.id", "assignment.rubric_id"]),
    ForeignKeyConstraint(["criterion_id", "rubric_id"], ["criterion.id", "criterion.rubric_id"]),
    CheckConstraint("confidence BETWEEN 1 AND 3", name="confidence_known"),
    one_of("borderline", Borderline),
    Index("ix_remark_cell", "assignment_id", "criterion_id", "sequence"),
)

# All evidence marks of one read, a version per change: [{artifact, criterion, start, end}, ...].
marking = Table(
    "marking",
    metadata,
    sequence(),
    belongs_to("assignment_id", "assignment.id"),
    Column("marks", JSON, nullable=False),
    Column("submission_id", Text, nullable=False, unique=True),
    at("at"),
    Index("ix_marking_read", "assignment_id", "sequence"),
)

recusal = Table(
    "recusal",
    metadata,
    sequence(),
    Column("assignment_id", Text, ForeignKey("assignment.id"), nullable=False),
    text("choice"),
    Column("submission_id", Text, nullable=False, unique=True),
    at("at"),
    _entered_by(),
    one_of("choice", Recusal),
    Index("ix_recusal_read", "assignment_id", "sequence"),
)
