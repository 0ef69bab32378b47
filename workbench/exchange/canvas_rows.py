"""The rubric CSV that Canvas imports: a criterion on each row, then name, description and points of each rating."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.catalogue import _
from workbench.domain.plain_text import clean_line
from workbench.exchange.csv_rows import Row
from workbench.exchange.rubric_draft import RawCriterion, RawLevel

__all__ = ["CANVAS_LEAD", "CANVAS_RATING", "is_canvas", "read_canvas"]

CANVAS_LEAD = ("Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range")
CANVAS_RATING = ("Rating Name", "Rating Description", "Rating Points")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each thing stands, counted from 0; -1 where there is no such column."""

    title: int
    name: int
    description: int
    ranges: int
    ratings: tuple[tuple[int, int, int], ...]


def is_canvas(header: Row) -> bool:
    """Whether this header is in the layout of Canvas; numbered columns ("Rating Name 1") are."""
    words = _words(header)
    return "criteria name" in words and ("rating name" in words or "rating points" in words)


def read_canvas(rows: Sequence[Row], title: str) -> tuple[list[RawCriterion], list[str]]:
    """The criteria of every rubric in the table, and notes. A row without a rubric name belongs to the one above."""
    columns = _columns(rows[0], longest=max(len(row.cells) for row in rows))
    found: list[RawCriterion] = []
    for row in rows[1:]:
        title = clean_line(row.cell(columns.title)) or title
        found.append(_criterion(row, columns, title))
    return found, [*_range_notes(rows[1:], columns), *_unknown_notes(rows[0])]


def _words(header: Row) -> list[str]:
    return [re.sub(r" ?\d+$", "", clean_line(cell).casefold()) for cell in header.cells]


def _columns(header: Row, *, longest: int) -> _Columns:
    words = _words(header)
    title, name, description, ranges = (_place(words, heading) for heading in CANVAS_LEAD)
    ratings = _ratings(words)
    # Canvas's own template names the first rating's columns only; longer rows go on in the same order.
    if words[-1] == "rating points":
        ratings += [(at, at + 1, at + 2) for at in range(len(words), longest, 3)]
    return _Columns(title, name, description, ranges, tuple(ratings))


def _place(words: list[str], heading: str) -> int:
    return words.index(heading.casefold()) if heading.casefold() in words else -1


def _ratings(words: list[str]) -> list[tuple[int, int, int]]:
    parts = [name.casefold() for name in CANVAS_RATING]
    groups: list[list[int]] = []
    for at, word in enumerate(words):
        if word not in parts:
            continue
        part = parts.index(word)
        if not groups or groups[-1][part] >= 0:
            groups.append([-1, -1, -1])
        groups[-1][part] = at
    return [(name, descriptor, points) for name, descriptor, points in groups]


def _criterion(row: Row, columns: _Columns, title: str) -> RawCriterion:
    levels = [
        RawLevel(clean_line(row.cell(name)), row.cell(descriptor), row.cell(points))
        for name, descriptor, points in columns.ratings
    ]
    return RawCriterion(
        row=row.number,
        title=title,
        name=clean_line(row.cell(columns.name)),
        description=row.cell(columns.description),
        levels=tuple(level for level in levels if level.label or level.descriptor or level.points),
    )


def _range_notes(rows: Sequence[Row], columns: _Columns) -> list[str]:
    if not any(row.cell(columns.ranges).strip().casefold() in {"true", "yes", "1"} for row in rows):
        return []
    return [_("This rubric scores in ranges in Canvas. Here each rating is one level, with its highest points.")]


def _unknown_notes(header: Row) -> list[str]:
    known = {name.casefold() for name in (*CANVAS_LEAD, *CANVAS_RATING)}
    unknown = [cell for cell, word in zip(header.cells, _words(header), strict=True) if word and word not in known]
    names = ", ".join(f"“{clean_line(cell)}”" for cell in unknown)
    return [_("Not used: {columns}.").format(columns=names)] if unknown else []
