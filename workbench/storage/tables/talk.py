"""What the talk decides: the agenda, how each cell ended, exemplars, and what the group takes along."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from workbench.domain.sessions import CellState, Ending, SplitReason
from workbench.storage.tables.base import at, belongs_to, key, metadata, one_of, sample_of_session, sequence, text

agenda_cell = Table(
    "agenda_cell",
    metadata,
    key(),
    text("session_id"),
    text("sample_id"),
    belongs_to("criterion_id", "criterion.id"),
    Column("position", Integer, nullable=False),
    text("state", CellState.WAITING),
    Column("second_vote", Boolean, nullable=False, server_default="0"),
    Column("minutes", Integer, nullable=False, server_default="4"),
    text("why", ""),
    Column("sentences_shown", Boolean, nullable=False, server_default="0"),
    sample_of_session(),
    UniqueConstraint("session_id", "sample_id", "criterion_id"),
    one_of("state", CellState),
)

# A proposal (proposed, ending NULL) puts a level on every screen; a decision follows it. The last row of a cell counts.
outcome = Table(
    "outcome",
    metadata,
    sequence(),
    text("session_id"),
    text("sample_id"),
    belongs_to("criterion_id", "criterion.id"),
    text("ending", optional=True),
    Column("level", Integer, nullable=True),
    text("reason", optional=True),
    Column("proposed", Boolean, nullable=False, server_default="0"),
    belongs_to("by", "person.id"),
    at("at"),
    sample_of_session(),
    ForeignKeyConstraint(["criterion_id", "level"], ["level.criterion_id", "level.position"]),
    CheckConstraint("(ending IS NULL) = (proposed)", name="proposal_or_ending"),
    CheckConstraint("ending <> 'agreed' OR level IS NOT NULL", name="agreed_on_a_level"),
    one_of("ending", Ending),
    one_of("reason", SplitReason),
)

# "I cannot live with this": who pressed is not stored.
objection = Table(
    "objection",
    metadata,
    sequence(),
    Column("outcome_sequence", outcome.c.sequence.type, ForeignKey("outcome.sequence"), nullable=False),
    at("at"),
)

exemplar = Table(
    "exemplar",
    metadata,
    key(),
    belongs_to("session_id", "calibration.id"),
    belongs_to("sample_id", "sample.id"),
    belongs_to("criterion_id", "criterion.id"),
    Column("level", Integer, nullable=False),
    text("why"),
    text("why_not_next", ""),
    text("audience", "session"),
    belongs_to("published_by", "person.id"),
    at("published_at"),
    at("retired_at", optional=True),
    ForeignKeyConstraint(["criterion_id", "level"], ["level.criterion_id", "level.position"]),
)

annotation = Table(
    "annotation",
    metadata,
    key(),
    belongs_to("exemplar_id", "exemplar.id"),
    belongs_to("artifact_id", "artifact.id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text("note"),
    CheckConstraint('"end" > start', name="not_empty"),
)

debrief = Table(
    "debrief",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    text("wording", ""),
    text("monday", ""),
    text("next_date", ""),
    at("at"),
)
