"""Rubrics in versions; a version that a session uses is locked by a trigger."""

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from workbench.domain.rubrics import RubricKind
from workbench.storage.tables.base import at, belongs_to, key, metadata, one_of, text

rubric = Table(
    "rubric",
    metadata,
    key(),
    text("family"),
    Column("version", Integer, nullable=False),
    text("title"),
    text("kind"),
    text("subject", ""),
    text("grades", ""),
    text("summary", ""),
    text("source", ""),
    text("licence", ""),
    Column("tags", JSON, nullable=False),
    belongs_to("school_id", "school.id", optional=True),
    belongs_to("made_by", "person.id", optional=True),
    at("created_at"),
    at("used_at", optional=True),
    at("retired_at", optional=True),
    UniqueConstraint("family", "version"),
    one_of("kind", RubricKind),
)

criterion = Table(
    "criterion",
    metadata,
    key(),
    belongs_to("rubric_id", "rubric.id"),
    Column("position", Integer, nullable=False),
    text("name"),
    text("competency", ""),
    Column("cut", Integer, nullable=False),
    UniqueConstraint("rubric_id", "position"),
    UniqueConstraint("id", "rubric_id"),
    CheckConstraint("cut >= 2", name="cut_between_levels"),
)

level = Table(
    "level",
    metadata,
    Column("criterion_id", Text, ForeignKey("criterion.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    text("label"),
    text("descriptor", ""),
    CheckConstraint("position >= 1", name="position_from_one"),
)
