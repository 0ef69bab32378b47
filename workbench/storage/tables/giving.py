"""Asking for samples: the link, who came by it, who brought which piece, and what was sent twice."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text

from workbench.storage.tables.base import at, metadata, text

asking = Table(
    "asking",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    text("wanted"),
    Column("due", Date, nullable=True),
    Column("expected", Integer, nullable=False, server_default="0"),
    at("made_at"),
    CheckConstraint("expected >= 0", name="expected_not_negative"),
)

# Somebody who came by the link: who may bring work for this session.
giver = Table(
    "giver",
    metadata,
    Column("session_id", Text, ForeignKey("calibration.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True),
    at("came_at"),
)

# Who brought a piece neither reads it blind nor counts in its figures. The label is for that person alone.
affiliation = Table(
    "affiliation",
    metadata,
    Column("sample_id", Text, ForeignKey("sample.id"), primary_key=True),
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True),
    Column("session_id", Text, ForeignKey("calibration.id"), nullable=False),
    text("label", ""),
    at("sent_at", optional=True),
)

# What a file or text looked like when it came, to notice that it came before; gone with the work.
fingerprint = Table(
    "fingerprint",
    metadata,
    Column("artifact_id", Text, ForeignKey("artifact.id"), primary_key=True),
    text("digest"),
)
