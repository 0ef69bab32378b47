"""What all tables share: the metadata, one type for times, and short forms for columns."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite only numbers rows by itself in an INTEGER column.
Sequence = BigInteger().with_variant(Integer, "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; times without a zone are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment with its zone, which SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def key() -> Column[Any]:
    """Return a random primary key that says nothing about what it names."""
    return Column("id", Text, primary_key=True)


def sequence() -> Column[Any]:
    """Return a primary key that only grows: the order of events, whatever a clock says."""
    return Column("sequence", Sequence, primary_key=True, autoincrement=True)


def belongs_to(name: str, target: str, *, optional: bool = False) -> Column[Any]:
    """Return a foreign key column."""
    return Column(name, Text, ForeignKey(target), nullable=optional)


def sample_of_session() -> ForeignKeyConstraint:
    """Return the rule that a sample is one of the session's."""
    ours = ["session_id", "sample_id"]
    return ForeignKeyConstraint(ours, [f"calibration_sample.{name}" for name in ours])


def text(name: str, default: str | None = None, *, optional: bool = False) -> Column[Any]:
    """Return a text column; with a default where one is given."""
    return Column(name, Text, nullable=optional, server_default=default)


def at(name: str, *, optional: bool = False) -> Column[Any]:
    """Return a column that holds a moment."""
    return Column(name, UtcTime, nullable=optional)


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Return the rule that a column holds one of an enumeration's values."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
