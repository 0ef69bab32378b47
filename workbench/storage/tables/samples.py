"""Student work. Files lie in the file store under the hash of their content."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from workbench.domain.samples import ArtifactKind, Audience
from workbench.storage.tables.base import at, belongs_to, key, metadata, one_of, text

sample = Table(
    "sample",
    metadata,
    key(),
    text("name"),
    belongs_to("school_id", "school.id"),
    belongs_to("owner_id", "person.id", optional=True),
    text("task", ""),
    text("prompt", ""),
    text("private_note", ""),
    Column("permission_held", Boolean, nullable=False, server_default="0"),
    text("audience", "session"),
    Column("delete_after", Date, nullable=True),
    at("created_at"),
    at("checked_at", optional=True),
    belongs_to("checked_by", "person.id", optional=True),
    at("withdrawn_at", optional=True),
    UniqueConstraint("school_id", "name"),
    one_of("audience", Audience),
)

artifact = Table(
    "artifact",
    metadata,
    key(),
    belongs_to("sample_id", "sample.id"),
    Column("position", Integer, nullable=False),
    text("kind"),
    text("label", ""),
    text("text", ""),
    UniqueConstraint("sample_id", "position"),
    one_of("kind", ArtifactKind),
)

# A row per page picture. Two samples may hold the same content: each has its own rows.
page = Table(
    "page",
    metadata,
    Column("artifact_id", Text, ForeignKey("artifact.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    text("file"),
    text("media_type"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    CheckConstraint("number >= 1", name="number_from_one"),
)
