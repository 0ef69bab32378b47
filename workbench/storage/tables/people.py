"""Schools, people, roles, sign-ins, one-time links, wrong tries, and the audit log."""

from sqlalchemy import JSON, Boolean, Column, Index, Table, UniqueConstraint

from workbench.domain.people import Role, Scope
from workbench.storage.tables.base import at, belongs_to, key, metadata, one_of, sequence, text

setting = Table("setting", metadata, Column("name", text("name").type, primary_key=True), text("value"))

school = Table("school", metadata, key(), text("name"), UniqueConstraint("name"))

# A teacher's folded name is unique within a school, so that the same name and PIN work again next month.
person = Table(
    "person",
    metadata,
    key(),
    text("name"),
    text("folded_name", optional=True),
    belongs_to("school_id", "school.id"),
    text("secret_hash", optional=True),
    at("created_at"),
    at("disabled_at", optional=True),
    UniqueConstraint("school_id", "folded_name"),
)

membership = Table(
    "membership",
    metadata,
    key(),
    belongs_to("person_id", "person.id"),
    text("role"),
    text("scope"),
    text("scope_id", ""),
    at("created_at"),
    at("ended_at", optional=True),
    UniqueConstraint("person_id", "role", "scope", "scope_id"),
    one_of("role", Role),
    one_of("scope", Scope),
)

# The cookie holds a random token; only its hash is here.
sign_in = Table(
    "sign_in",
    metadata,
    key(),
    Column("token_hash", text("token_hash").type, nullable=False, unique=True),
    belongs_to("person_id", "person.id"),
    text("session_id", optional=True),
    at("created_at"),
    at("expires_at"),
    at("revoked_at", optional=True),
    Index("ix_sign_in_person_id", "person_id"),
)

# One-time links for staff, and one-time codes that let a teacher choose a new PIN.
invite = Table(
    "invite",
    metadata,
    key(),
    Column("token_hash", text("token_hash").type, nullable=False, unique=True),
    text("purpose"),
    text("role", optional=True),
    text("name", ""),
    belongs_to("person_id", "person.id", optional=True),
    belongs_to("made_by", "person.id", optional=True),
    Column("told", Boolean, nullable=False, server_default="0"),
    at("created_at"),
    at("expires_at"),
    at("used_at", optional=True),
)

attempt = Table("attempt", metadata, sequence(), text("key"), at("at"), Index("ix_attempt_key", "key", "at"))

audit = Table(
    "audit",
    metadata,
    sequence(),
    at("at"),
    belongs_to("person_id", "person.id", optional=True),
    text("action"),
    text("about", ""),
    Column("detail", JSON, nullable=False),
)
