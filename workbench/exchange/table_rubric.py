"""A table read as a rubric, the way its layout says, with a sentence about everything that was changed or left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.domain.catalogue import _, count
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.rubric_drafts import (
    LONGEST,
    LONGEST_DESCRIPTOR,
    LONGEST_LABEL,
    LONGEST_NAME,
    Draft,
    Row,
    Scale,
    middle_line,
)
from workbench.domain.rubrics import MOST_CRITERIA, MOST_LEVELS
from workbench.domain.tables import Table
from workbench.exchange.level_words import Heading, says_proficient
from workbench.exchange.table_layout import (
    Layout,
    completed,
    going_on,
    headings,
    level_columns,
    sections,
    standard_column,
    titled,
    turned,
)
from workbench.exchange.table_notes import table_notes

__all__ = ["TableRubric", "read_table"]


@dataclass(frozen=True, slots=True)
class TableRubric:
    """A table read as a rubric, nothing stored.

    Parameters
    ----------
    draft
        One table of criteria; its Proficient line is a guess until somebody confirms it.
    line
        The lowest level whose name says that it is good enough; None when no name does.
    notes
        Full sentences about what was changed, put in order or left out.
    """

    draft: Draft
    line: int | None
    notes: tuple[str, ...] = ()


def read_table(table: Table, layout: Layout) -> TableRubric:
    """Return the rubric in a table.

    Parameters
    ----------
    table
        Any table.
    layout
        How to read it; what is not settled is guessed, and an order that cannot be told is taken as printed.

    Raises
    ------
    Invalid
        When it cannot be a rubric when read this way: what is wrong, where, and what to do.
    """
    layout = completed(table, layout)
    found = turned(table, layout)
    reading = _Reading(found, layout, above=len(table.rows) - len(titled(table)[1].rows))
    levels, order = _levels(reading)
    rows = _rows(reading, order)
    cut = next((at for at, level in enumerate(levels, start=1) if at > 1 and says_proficient(level)), None)
    scale = Scale(levels, cut or middle_line(len(levels)), rows)
    title = clean_line(titled(table)[0] or table.caption)[: LONGEST["title"]]
    notes = (*table_notes(table, layout), *reading.notes)
    return TableRubric(Draft(title=title, scales=(scale,)), cut, notes)


class _Reading:
    """The turned table while it is read, and what there is to say about it."""

    def __init__(self, table: Table, layout: Layout, *, above: int) -> None:
        self.rows = table.rows
        self.layout = layout
        self.first = layout.heading_rows or 0
        self.sections = sections(table)
        self.going_on = going_on(table, layout)
        self.above = 0 if layout.levels_down else above
        self.notes: list[str] = []

    def number(self, at: int) -> int:
        """Return which row it is, as people count: the title's rows are rows as well."""
        return at + self.above + 1


def _levels(reading: _Reading) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the names of the levels and their columns, lowest first."""
    columns = level_columns(reading.rows, reading.layout)
    if not 2 <= len(columns) <= MOST_LEVELS:
        raise Invalid(
            "Read this way, the table has {n} levels; a rubric needs 2 to {most}.",
            "Change how it is laid out, or copy the whole table once more.",
            n=len(columns),
            most=MOST_LEVELS,
        )
    found = list(zip(columns, headings(reading.rows, reading.layout), strict=True))
    if reading.layout.highest_first:
        found.reverse()
    labels = _labels([heading for _column, heading in found], reading)
    return labels, tuple(column for column, _heading in found)


def _labels(found: Sequence[Heading], reading: _Reading) -> tuple[str, ...]:
    labels = [heading.label or _("Level {n}").format(n=at) for at, heading in enumerate(found, start=1)]
    for label in labels:
        if len(label) > LONGEST_LABEL:
            raise Invalid(
                "“{start}…” is too long for the name of a level ({most} characters).",
                "Perhaps this row is no heading: change how the table is laid out, or shorten it and paste again.",
                start=label[:40],
                most=LONGEST_LABEL,
            )
    unnamed = sum(1 for heading in found if not heading.label)
    if unnamed:
        reading.notes.append(
            count("{n} level has no heading and got a number.", "{n} levels have no heading and got numbers.", unnamed)
        )
    if any(heading.points is not None and str(heading.label) != f"{heading.points:g}" for heading in found):
        reading.notes.append(_("The points in the headings are not kept: the order of the levels is."))
    return _apart(labels, reading)


def _apart(names: Sequence[str], reading: _Reading, most: int = LONGEST_LABEL) -> tuple[str, ...]:
    """Return the names, a number added to those that came before."""
    taken: set[str] = set()
    apart = []
    for name in names:
        unlike, n = name, 1
        while unlike.casefold() in taken:
            n += 1
            unlike = f"{name[: most - 5]} ({n})"
        if unlike != name:
            reading.notes.append(
                _("“{name}” stands there more than once; one is called “{unlike}” now.").format(
                    name=name, unlike=unlike
                )
            )
        taken.add(unlike.casefold())
        apart.append(unlike)
    return tuple(apart)


def _rows(reading: _Reading, order: tuple[int, ...]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for at in range(reading.first, len(reading.rows)):
        _add(reading, rows, at, order)
    if not rows:
        raise Invalid(
            "Read this way, the table has headings but no criteria.",
            "Change how it is laid out, or copy the whole table once more.",
        )
    if len(rows) > MOST_CRITERIA:
        raise Invalid(
            "Read this way, the table has {n} criteria; the most is {most}.",
            "Change how it is laid out, or copy only the rows you need.",
            n=len(rows),
            most=MOST_CRITERIA,
        )
    names = _apart([row.name for row in rows], reading, LONGEST_NAME)
    named = [replace(row, name=name) for row, name in zip(rows, names, strict=True)]
    empty = sum(1 for row in named for text in row.descriptors if not text)
    if empty:
        reading.notes.append(count("{n} empty cell is “not described”.", "{n} empty cells are “not described”.", empty))
    return tuple(named)


def _add(reading: _Reading, rows: list[Row], at: int, order: tuple[int, ...]) -> None:
    """Add a row of the table as a criterion, to the criterion above, or not at all, saying which."""
    cells = reading.rows[at]
    texts = tuple(_descriptor(cells[column], reading.number(at)) for column in order)
    name = "" if at in reading.going_on else _name(reading, cells)
    if at in reading.sections or not (name or any(texts)):
        if at in reading.sections and any(cells):
            start = clean_line(next(text for text in cells if text))[:60]
            reading.notes.append(_("“{start}” spans the whole table and was left out.").format(start=start))
    elif any(cells[column] for column in order) and cells == reading.rows[0] and reading.first:
        reading.notes.append(
            _("The heading stands there again in row {n}; it was left out.").format(n=reading.number(at))
        )
    elif name.casefold() in {"total", "total points", "total score", "totals", "score", "comments"}:
        reading.notes.append(_("The row “{name}” was left out.").format(name=name))
    elif not name and rows:
        rows[-1] = _longer(rows[-1], texts)
        reading.notes.append(
            _("Row {n} has no name of its own; its words were added to “{name}”.").format(
                n=reading.number(at), name=rows[-1].name
            )
        )
    else:
        new = _row(reading, name, cells, texts)
        if new in rows:
            reading.notes.append(_("“{name}” stands there twice, word for word; one is kept.").format(name=new.name))
        else:
            rows.append(new)


def _name(reading: _Reading, cells: Sequence[str]) -> str:
    parts = dict.fromkeys(clean(cells[at]) for at in range(reading.layout.name_columns or 1))
    return ": ".join(part for part in parts if part)


def _row(reading: _Reading, name: str, cells: Sequence[str], texts: tuple[str, ...]) -> Row:
    """A criterion: the first line of its cell is the name, what follows is the standard it serves."""
    first, _newline, rest = name.partition("\n")
    column = standard_column(reading.rows, reading.layout)
    standard = " ".join(part for part in (clean_line(rest), clean_line(cells[column]) if column else "") if part)
    if len(first) > LONGEST_NAME:
        standard, first = clean_line(f"{name} {standard}"), f"{first[: LONGEST_NAME - 1]}…"
    if not first:
        first = _("Criterion {n}").format(n=1)
    if len(standard) > LONGEST["summary"]:
        raise Invalid(
            "What stands beside the name of “{name}” is longer than {most} characters.",
            "Shorten it and paste again, or change how the table is laid out.",
            name=first[:60],
            most=LONGEST["summary"],
        )
    if standard:
        reading.notes.append(_("“{name}”: the words after the name are kept as its standard.").format(name=first))
    return Row(first, texts, standard)


def _longer(row: Row, texts: tuple[str, ...]) -> Row:
    both = zip(row.descriptors, texts, strict=True)
    return replace(row, descriptors=tuple("\n".join(dict.fromkeys(part for part in pair if part)) for pair in both))


def _descriptor(cell: str, number: int) -> str:
    text = clean(cell).strip()
    if len(text) > LONGEST_DESCRIPTOR:
        raise Invalid(
            "A cell of row {n} is longer than {most} characters.",
            "Shorten it and paste again: a descriptor has to be read while scoring.",
            n=number,
            most=LONGEST_DESCRIPTOR,
        )
    return text
