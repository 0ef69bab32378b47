"""How a rubric's table is laid out: guessed from its words, then confirmed or corrected by a person.

Everything here is a guess with a switch beside it; the reading itself (``table_rubric``) does as the layout says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

from workbench.domain.plain_text import clean_line
from workbench.domain.rubric_drafts import LONGEST_LABEL
from workbench.domain.tables import Span, Table, repeated, transposed
from workbench.exchange.level_words import CRITERION_WORDS, Heading, is_level, level_heading, rank

__all__ = [
    "Layout",
    "columns_of",
    "completed",
    "going_on",
    "headings",
    "level_columns",
    "sections",
    "standard_column",
    "titled",
    "turned",
]

_NAMES = CRITERION_WORDS | {
    "indicator",
    "skill",
    "element",
    "component",
    "criterio",
    "criterios",
    "dimensión",
    "indicador",
}
_NOT_A_LEVEL = re.compile(
    r"(?:points?|pts|weight\w*|score|total|max(?:imum)?|out of|possible|comments?|feedback|notes?|grade|marks?|%|"
    r"(?:your|self|peer|teacher|student|earned|possible|max(?:imum)?|total)[ -]\w+|puntos?|puntaje|peso|comentarios?|"
    r"observaciones|nota)(?: \w+)?",
    re.I,
)
_WEIGHT = re.compile(r"(?:/|x|×)?\s*\d{1,4}(?:[.,]\d+)?\s*(?:%|pts?\.?|points?|x|×)?", re.I)
_STANDARDS = {
    "standard",
    "standards",
    "competency",
    "competencies",
    "description",
    "details",
    "descripción",
    "estándar",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a table; None where it is still to be guessed.

    Parameters
    ----------
    levels_down
        The levels stand one below the other and the criteria side by side.
    repeat_merged
        The text of a merged cell counts in every place it covers, not only in the first.
    heading_rows
        How many rows name the levels: 0, 1 or 2. Rows and columns are those of the table once it is turned.
    name_columns
        How many columns name the criterion: 1, or 2 when a strand stands before it.
    left_out
        Columns that are neither names nor levels, counted from 0.
    highest_first
        The highest level is printed first. None also after guessing, when the table does not say.
    """

    levels_down: bool | None = None
    repeat_merged: bool = True
    heading_rows: int | None = None
    name_columns: int | None = None
    left_out: tuple[int, ...] | None = None
    highest_first: bool | None = None


def completed(table: Table, layout: Layout) -> Layout:
    """Return the layout with everything guessed that is not settled; guesses follow from what is settled."""
    if layout.levels_down is None:
        layout = replace(layout, levels_down=_looks_down(titled(table)[1]))
    found = turned(table, layout)
    if layout.heading_rows is None:
        layout = replace(layout, heading_rows=_heading_rows(found.rows))
    if layout.name_columns is None:
        layout = replace(layout, name_columns=_name_columns(found, layout))
    if layout.left_out is None:
        layout = replace(layout, left_out=_left_out(found.rows, layout))
    if layout.highest_first is None:
        layout = replace(layout, highest_first=_highest_first(headings(found.rows, layout)))
    return layout


def titled(table: Table) -> tuple[str, Table]:
    """Return the title that stands in the table's first rows across all columns, and the rows below it."""
    title = ""
    while len(table.rows) > 2 and table.width > 2 and _is_title(table):
        title = title or next(text for text in table.rows[0] if text)
        spans = tuple(replace(span, row=span.row - 1) for span in table.spans if span.row > 0)
        table = replace(table, rows=table.rows[1:], spans=spans)
    return title, table


def turned(table: Table, layout: Layout) -> Table:
    """Return the table without its title, criteria down and levels across, merged cells as the layout says.

    Its spans are kept, so that rows that are one cell can be told.
    """
    _title, body = titled(table)
    body = transposed(body) if layout.levels_down else body
    return replace(repeated(body), spans=body.spans) if layout.repeat_merged else body


def sections(table: Table) -> set[int]:
    """Return the rows that are one cell from end to end: headings between criteria."""
    return {span.row for span in table.spans if span.across >= table.width > 1 and span.down == 1}


def going_on(table: Table, layout: Layout) -> set[int]:
    """Return the rows that belong to the criterion above, because its name is one cell beside all of them."""
    if layout.name_columns != 1:
        return set()
    strands = [span for span in table.spans if _is_strand(span, layout)]
    return {row for span in strands for row in range(span.row + 1, span.row + span.down)}


def columns_of(rows: Sequence[Sequence[str]], layout: Layout) -> tuple[str, ...]:
    """Return what stands over each column, on one line; nothing where there is no heading."""
    over = rows[: layout.heading_rows or 0]
    return tuple(reduce(_joined, (clean_line(row[at]) for row in over), "") for at in range(len(rows[0])))


def level_columns(rows: Sequence[Sequence[str]], layout: Layout) -> tuple[int, ...]:
    """Return the columns that hold a level each, in the order they are printed."""
    known = {*range(layout.name_columns or 1), *(layout.left_out or ())}
    standard = standard_column(rows, layout)
    return tuple(at for at in range(len(rows[0])) if at not in known and at != standard)


def standard_column(rows: Sequence[Sequence[str]], layout: Layout) -> int | None:
    """Return the column that holds a description or standard of each criterion, where there is one."""
    names = columns_of(rows, layout)
    start = layout.name_columns or 1
    found = (at for at in range(start, len(names)) if names[at].casefold() in _STANDARDS)
    return next((at for at in found if at not in (layout.left_out or ())), None)


def headings(rows: Sequence[Sequence[str]], layout: Layout) -> tuple[Heading, ...]:
    """Return what is said over each column of a level."""
    names = columns_of(rows, layout)
    return tuple(level_heading(names[at]) for at in level_columns(rows, layout))


def _joined(above: str, below: str) -> str:
    if not above or not below or above == below:
        return above or below
    return f"{above} - {below}"


def _is_title(table: Table) -> bool:
    said = [text for text in table.rows[0] if text]
    rest_is_wider = any(sum(1 for text in row if text) > 1 for row in table.rows[1:])
    alone = len(said) == 1 and bool(table.rows[0][0]) and rest_is_wider
    return alone and not is_level(said[0]) and clean_line(said[0]).casefold() not in _NAMES


def _looks_down(table: Table) -> bool:
    """More of the first column than of the first row looks like levels."""
    across = max(_share(row[1:]) for row in table.rows[:2])
    down = max(_share([row[at] for row in table.rows[1:]]) for at in range(min(2, table.width)))
    return down > across and down >= 0.5


def _share(cells: Sequence[str]) -> float:
    said = [text for text in cells if text and not _NOT_A_LEVEL.fullmatch(clean_line(text))]
    return sum(1 for text in said if is_level(text)) / len(said) if len(said) > 1 else 0.0


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    if len(rows) < 2 or not _names_levels(rows[0]):
        return 0
    second = [text for text in rows[1][1:] if text]
    more = not rows[1][0] or rows[1][0] == rows[0][0] or clean_line(rows[1][0]).casefold() in _NAMES
    return 2 if len(rows) > 2 and more and second and _share(rows[1][1:]) >= 0.5 else 1


def _names_levels(row: Sequence[str]) -> bool:
    said = [clean_line(text) for text in row[1:] if text]
    if not said or max(map(len, said)) > LONGEST_LABEL:
        return False
    first = clean_line(row[0]).casefold()
    return not first or first in _NAMES or _share(row[1:]) >= 0.6


def _name_columns(table: Table, layout: Layout) -> int:
    """Two when a strand in the first column covers several rows, or when the second column is headed as a name."""
    if table.width < 4:
        return 1
    over = columns_of(table.rows, layout)[1].casefold()
    if over in _NAMES - _STANDARDS:
        return 2
    strands = [span for span in table.spans if _is_strand(span, layout)]
    return 2 if strands and not is_level(over) else 1


def _is_strand(span: Span, layout: Layout) -> bool:
    return span.column == 0 and span.down > 1 and span.across == 1 and span.row >= (layout.heading_rows or 0)


def _left_out(rows: Sequence[Sequence[str]], layout: Layout) -> tuple[int, ...]:
    names = columns_of(rows, layout)
    body = rows[layout.heading_rows or 0 :]
    found = []
    for at in range(layout.name_columns or 1, len(names)):
        said = [clean_line(row[at]) for row in body if row[at]]
        weights = bool(said) and not is_level(names[at]) and all(_WEIGHT.fullmatch(text) for text in said)
        blank = not said and not names[at]
        if blank or weights or _NOT_A_LEVEL.fullmatch(names[at]):
            found.append(at)
    return tuple(found)


def _highest_first(levels: Sequence[Heading]) -> bool | None:
    points = [level.points for level in levels if level.points is not None]
    if len(points) == len(levels) and len(set(points)) > 1:
        return _falls(points)
    return _falls([place for level in levels if (place := rank(level.label)) is not None])


def _falls(values: Sequence[float]) -> bool | None:
    """Whether more pairs fall than rise from left to right; None when neither."""
    rising = sum(
        (later > earlier) - (later < earlier) for at, earlier in enumerate(values) for later in values[at + 1 :]
    )
    return rising < 0 if rising else None
