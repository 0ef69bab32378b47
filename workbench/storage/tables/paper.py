"""Score sheets on paper: the sheets that were made, those that were typed in, and who may type them."""

from sqlalchemy import JSON, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, UniqueConstraint

from workbench.storage.tables.base import at, belongs_to, key, metadata, sequence, text

# A sheet of paper with its code: the pieces in the order of whoever scores on it, and who that is, where it is known.
sheet = Table(
    "sheet",
    metadata,
    key(),
    belongs_to("session_id", "calibration.id"),
    Column("round", Integer, nullable=False),
    text("code"),
    belongs_to("person_id", "person.id", optional=True),
    Column("pieces", JSON, nullable=False),
    at("made_at"),
    UniqueConstraint("session_id", "code"),
)

# Every time a sheet was typed in: whose it is, and by whose hands.
typed_sheet = Table(
    "typed_sheet",
    metadata,
    sequence(),
    text("session_id"),
    Column("round", Integer, nullable=False),
    text("person_id"),
    belongs_to("entered_by", "person.id"),
    belongs_to("sheet_id", "sheet.id", optional=True),
    Column("submission_id", Text, nullable=False, unique=True),
    at("at"),
    ForeignKeyConstraint(["session_id", "person_id"], ["seat.session_id", "seat.person_id"]),
    Index("ix_typed_sheet_session_id", "session_id", "round"),
)

# Whom a lead gave the task of typing sheets in.
typist = Table(
    "typist",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True),
    belongs_to("named_by", "person.id"),
    at("named_at"),
    at("ended_at", optional=True),
)
