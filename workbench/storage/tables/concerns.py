"""Worries about a student: what they are about and what became of them; who had one is not stored."""

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text

from workbench.storage.tables.base import at, belongs_to, key, metadata, sample_of_session, text

concern = Table(
    "concern",
    metadata,
    key(),
    text("session_id"),
    text("sample_id"),
    at("raised_at"),
    Column("paused", Boolean, nullable=False, server_default="0"),
    at("settled_at", optional=True),
    belongs_to("settled_by", "person.id", optional=True),
    sample_of_session(),
)

# Whoever brought the work and has read it; the contact's own answer stands in the worry.
concern_read = Table(
    "concern_read",
    metadata,
    Column("concern_id", Text, ForeignKey("concern.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True),
    at("read_at"),
)
