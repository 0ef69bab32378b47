"""Worries about a student: what they are about and what became of them; who pressed is not stored."""

from sqlalchemy import Boolean, Column, Table

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
