"""A rubric while somebody writes it: the table as typed, and the way from a rubric to a table and back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.rubrics import Criterion, Level, Rubric, RubricKind, check

LONGEST = {"title": 120, "subject": 80, "grades": 40, "summary": 600, "source": 400, "licence": 120}
_TOO_LONG = {
    "title": later("The title is longer than {most} characters."),
    "subject": later("The subject is longer than {most} characters."),
    "grades": later("The grades is longer than {most} characters."),
    "summary": later("The summary is longer than {most} characters."),
    "source": later("The source is longer than {most} characters."),
    "licence": later("The licence is longer than {most} characters."),
}
_LEVEL_TOO_LONG = later("The level “{what}” is longer than {most} characters.")
_CRITERION_TOO_LONG = later("The criterion is longer than {most} characters.")
_STANDARD_TOO_LONG = later("The standard of “{what}” is longer than {most} characters.")
LONGEST_NAME = 120
LONGEST_LABEL = 60
LONGEST_DESCRIPTOR = 3000


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion as typed: a descriptor for each level, lowest first; empty where nothing is described."""

    name: str
    descriptors: tuple[str, ...]
    competency: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Criteria that share their level names (lowest first) and the Proficient line."""

    levels: tuple[str, ...]
    cut: int
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A rubric as typed.

    Parameters
    ----------
    scales
        The tables; most rubrics have one.
    before
        The stored version that was on the screen when the writing began; None for a new rubric.
    """

    title: str = ""
    kind: RubricKind = RubricKind.ACADEMIC
    scales: tuple[Scale, ...] = ()
    subject: str = ""
    grades: str = ""
    summary: str = ""
    source: str = ""
    licence: str = ""
    before: Rubric | None = None


def blank(levels: tuple[str, ...]) -> Draft:
    """Return a table with these levels and three empty rows."""
    empty = Row("", ("",) * len(levels))
    return Draft(scales=(Scale(levels, middle_line(len(levels)), (empty,) * 3),))


def middle_line(levels: int) -> int:
    """Return where the line lies until somebody moves it: the last level but one is the first above it."""
    return max(2, levels - 1)


def of(rubric: Rubric) -> Draft:
    """Return a stored rubric as a table to change."""
    return Draft(
        title=rubric.title,
        kind=rubric.kind,
        scales=scales(rubric.criteria),
        subject=rubric.subject,
        grades=rubric.grades,
        summary=rubric.summary,
        source=rubric.source,
        licence=rubric.licence,
        before=rubric,
    )


def scales(criteria: tuple[Criterion, ...]) -> tuple[Scale, ...]:
    """Return criteria as tables: neighbours with the same level names and line share one."""
    return tuple(
        Scale(levels, cut, tuple(_row(criterion) for criterion in group))
        for (levels, cut), group in groupby(criteria, key=lambda c: (tuple(level.label for level in c.levels), c.cut))
    )


def _row(criterion: Criterion) -> Row:
    return Row(criterion.name, tuple(level.descriptor for level in criterion.levels), criterion.competency)


def as_rubric(draft: Draft, rubric_id: str, new_id: Callable[[], str]) -> Rubric:
    """Return what was typed as version 1 of a rubric that a session could use.

    Raises
    ------
    Invalid
        With the first thing that is missing or too long, and where.
    """
    words: dict[str, Any] = {
        name: _within(getattr(draft, name), most, _TOO_LONG[name], name) for name, most in LONGEST.items()
    }
    criteria = tuple(
        _criterion(row, scale, new_id) for scale in draft.scales for row in scale.rows if not _is_blank(row)
    )
    return check(Rubric(id=rubric_id, family=rubric_id, criteria=criteria, kind=draft.kind, **words))


def same_content(one: Rubric, other: Rubric) -> bool:
    """Return whether two versions say the same, whatever their ids and version numbers."""
    return replace(of(one), before=None) == replace(of(other), before=None)


def _criterion(row: Row, scale: Scale, new_id: Callable[[], str]) -> Criterion:
    levels = tuple(
        Level(_within(label, LONGEST_LABEL, _LEVEL_TOO_LONG, label[:20]), _descriptor(row, position, label))
        for position, label in enumerate(scale.levels)
    )
    name = _within(row.name, LONGEST_NAME, _CRITERION_TOO_LONG, "criterion")
    competency = _within(row.competency, LONGEST["summary"], _STANDARD_TOO_LONG, name)
    return Criterion(new_id(), name, levels, scale.cut, competency)


def _descriptor(row: Row, position: int, label: str) -> str:
    typed = row.descriptors[position] if position < len(row.descriptors) else ""
    lines = clean(typed).strip()
    if len(lines) > LONGEST_DESCRIPTOR:
        raise Invalid(
            "“{criterion}” at {level} is longer than {most} characters.",
            "Shorten it: a descriptor has to be read while scoring.",
            field="descriptor",
            criterion=row.name,
            level=label,
            most=LONGEST_DESCRIPTOR,
        )
    return lines


def _within(typed: str, most: int, says: str, what: str) -> str:
    line = clean_line(typed)
    if len(line) > most:
        raise Invalid(says, "Shorten it.", field=what, most=most, what=what)
    return line


def _is_blank(row: Row) -> bool:
    return not any(clean_line(text) for text in (row.name, row.competency, *row.descriptors))
