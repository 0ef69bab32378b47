"""What members of a small group privately said about dots on the wall; without a time, and gone with the names."""

from sqlalchemy import Column, ForeignKeyConstraint, Table, Text

from workbench.domain.small_groups import Say
from workbench.storage.tables.base import metadata, one_of, text

wall_say = Table(
    "wall_say",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("person_id", Text, primary_key=True),
    text("say"),
    ForeignKeyConstraint(["session_id", "person_id"], ["seat.session_id", "seat.person_id"]),
    one_of("say", Say),
)
