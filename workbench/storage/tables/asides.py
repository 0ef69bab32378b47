"""What is said beside the talk: wishes to add evidence, and the words that decided it, written in a silent minute."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Table, Text

from workbench.storage.tables.base import at, belongs_to, metadata, sample_of_session, sequence, text

# "I want to add evidence": who pressed is not stored.
wish = Table(
    "wish",
    metadata,
    sequence(),
    text("session_id"),
    text("sample_id"),
    belongs_to("criterion_id", "criterion.id"),
    at("at"),
    sample_of_session(),
)

silent_minute = Table(
    "silent_minute",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("sample_id", Text, primary_key=True),
    Column("criterion_id", Text, ForeignKey("criterion.id"), primary_key=True),
    at("began_at"),
    sample_of_session(),
)

deciding_words = Table(
    "deciding_words",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("sample_id", Text, primary_key=True),
    Column("criterion_id", Text, ForeignKey("criterion.id"), primary_key=True),
    Column("person_id", Text, primary_key=True),
    text("words"),
    sample_of_session(),
    ForeignKeyConstraint(["session_id", "person_id"], ["seat.session_id", "seat.person_id"]),
)
