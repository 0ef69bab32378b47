"""Projectors: the code that opens a session's page on one, and the screens that were opened with it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from workbench.storage.tables.base import at, belongs_to, metadata, text

# blank_in_round: the round whose scoring the page keeps dark for, because the facilitator scores; 0 when it shows.
wall = Table(
    "wall",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    Column("code", Text, nullable=True, unique=True),
    at("code_expires_at", optional=True),
    Column("blank_in_round", Integer, nullable=False, server_default="0"),
)

# A screen's cookie holds a random token; only its hash is here. It says which session, and nothing about anybody.
wall_screen = Table(
    "wall_screen",
    metadata,
    Column("token_hash", text("token_hash").type, primary_key=True),
    belongs_to("session_id", "calibration.id"),
    at("expires_at"),
    Index("ix_wall_screen_session_id", "session_id"),
)
