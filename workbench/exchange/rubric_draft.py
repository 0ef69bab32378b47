"""A rubric as a table tells it, before somebody has looked it over and drawn the Proficient line."""

from dataclasses import dataclass

__all__ = ["DraftCriterion", "DraftLevel", "RawCriterion", "RawLevel", "RubricTableDraft"]


@dataclass(frozen=True, slots=True)
class DraftLevel:
    """One level; an empty descriptor means that the table does not describe it."""

    label: str
    descriptor: str
    points: float


@dataclass(frozen=True, slots=True)
class DraftCriterion:
    """One criterion with its levels from lowest to highest."""

    name: str
    description: str
    levels: tuple[DraftLevel, ...]


@dataclass(frozen=True, slots=True)
class RubricTableDraft:
    """A rubric, and sentences about what was put in order, filled in or ignored while reading it."""

    title: str
    criteria: tuple[DraftCriterion, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawLevel:
    """A level as it is written: nothing checked yet."""

    label: str
    descriptor: str
    points: str


@dataclass(frozen=True, slots=True)
class RawCriterion:
    """A row of the table that holds a criterion: nothing checked yet."""

    row: int
    title: str
    name: str
    description: str
    levels: tuple[RawLevel, ...]
