"""Calibration sessions (the table is called ``calibration``: a "session" is also a database's and Streamlit's word)."""

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from workbench.domain.phases import Phase, Stage
from workbench.storage.tables.base import at, belongs_to, key, metadata, one_of, text

calibration = Table(
    "calibration",
    metadata,
    key(),
    text("title"),
    belongs_to("school_id", "school.id"),
    belongs_to("facilitator_id", "person.id"),
    belongs_to("rubric_id", "rubric.id"),
    Column("join_code", Text, nullable=False, unique=True),
    at("code_expires_at", optional=True),
    text("phase", Phase.DRAFT),
    Column("round", Integer, nullable=False, server_default="1"),
    text("stage", Stage.NONE),
    text("stage_cell", ""),
    at("stage_since", optional=True),
    # revision counts every write that changes results; stage_revision only what every screen may know.
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("stage_revision", Integer, nullable=False, server_default="0"),
    Column("plan", JSON, nullable=False),
    at("created_at"),
    # Only within the transaction that cuts names may scores be deleted, to be written anew.
    Column("names_being_cut", Boolean, nullable=False, server_default="0"),
    at("names_cut_at", optional=True),
    UniqueConstraint("id", "rubric_id"),
    CheckConstraint("round IN (1, 2)", name="round_known"),
    one_of("phase", Phase),
    one_of("stage", Stage),
)

calibration_sample = Table(
    "calibration_sample",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    Column("sample_id", Text, ForeignKey("sample.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("everyone_first", Boolean, nullable=False, server_default="0"),
    # Why the lead chose it: for the lead alone.
    text("role", ""),
    text("note", ""),
)

# Somebody who joined a session to score.
seat = Table(
    "seat",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True),
    at("joined_at"),
    at("left_at", optional=True),
)
