"""A table pasted as plain text: tabs between cells, line ends between rows, cells with line ends quoted.

Word quotes nothing: a cell of two paragraphs arrives as two lines. Such lines are put together again as long as they
add up to whole rows, and the table says how often that was done.
"""

import re
from collections import Counter
from collections.abc import Iterator

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.domain.tables import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Table, rectangle

__all__ = ["read_pasted_text"]

_COPY = later("Select the whole rubric in Word, Google Docs or a spreadsheet, copy it, and paste it here.")
_SENTENCE = 40
# A quoted cell ends where a tab, a line end or the end follows its last quotation mark.
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*+")


def read_pasted_text(text: str) -> Table:
    """Return the table in a text as a clipboard holds it.

    Parameters
    ----------
    text
        What was pasted. Cells that hold line ends, tabs or quotation marks are quoted as spreadsheets do it.

    Raises
    ------
    Invalid
        When there is nothing, too much, or no table in it.
    """
    if len(text) > MOST_CHARACTERS:
        raise Invalid(
            "This is more than {n} characters, more than a rubric ever needs.",
            "Copy only the rubric's table, and paste it.",
            n=f"{MOST_CHARACTERS:,}",
        )
    rows = [row for row in _rows(text.replace("\r\n", "\n").replace("\r", "\n")) if any(row)]
    if not rows:
        raise Invalid("Nothing was pasted.", _COPY)
    if max(len(row) for row in rows) == 1:
        raise Invalid("This text has no columns: nothing in it separates one cell from the next.", _COPY)
    title, rows = _title(rows)
    whole, joined = _put_together(rows)
    even = _without_empty_columns(rectangle([*title, *whole]))
    if len(even) > MOST_ROWS or len(even[0]) > MOST_COLUMNS:
        raise Invalid(
            "This table has {rows} rows and {columns} columns, more than a rubric ever needs.",
            "Copy only the rubric's table, and paste it.",
            rows=f"{len(even):,}",
            columns=f"{len(even[0]):,}",
        )
    return Table(even, joined=joined)


def _rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = 0
    while at <= len(text):
        cell, at = _cell(text, at)
        row.append(cell)
        if at >= len(text) or text[at] == "\n":
            yield row
            row = []
        at += 1


def _cell(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
    # A spreadsheet quotes a cell only when it must; other quotation marks belong to the words.
    if quoted and any(sign in quoted[1] for sign in '\t\n"'):
        return _clean(quoted[1].replace('""', '"')), quoted.end()
    plain = _PLAIN.match(text, at)
    end = plain.end() if plain else at
    return _clean(text[at:end]), end


def _clean(cell: str) -> str:
    lines = (" ".join(line.split()) for line in clean(cell).split("\n"))
    return "\n".join(line for line in lines if line)


def _title(rows: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Set a line apart that stands alone above whole rows; it is no part of a cell."""
    whole = max(len(row) for row in rows)
    alone = len(rows[0]) == 1 and len(rows) > 2 and len(rows[1]) == whole
    return (rows[:1], rows[1:]) if alone else ([], rows)


def _put_together(rows: list[list[str]]) -> tuple[list[list[str]], int]:
    """Join lines of one row, if every row then has as many cells as the widest; else leave all as it is."""
    width = max(len(row) for row in rows)
    if Counter(len(row) for row in rows)[width] == len(rows):
        return rows, 0
    whole: list[list[str]] = []
    joined = 0
    for row in rows:
        last = whole[-1] if whole else None
        if last is not None and (len(last) < width or _goes_on(row)):
            last[-1] = "\n".join(part for part in (last[-1], row[0]) if part)
            last += row[1:]
            joined += 1
        else:
            whole.append(list(row))
    fits = all(len(row) == width for row in whole)
    return (whole, joined) if fits and len(whole) > 1 else (rows, 0)


def _goes_on(row: list[str]) -> bool:
    """Whether a line after a whole row is one more paragraph of that row's last cell, not the next criterion."""
    words = row[0]
    return len(row) == 1 and (len(words) > _SENTENCE or words.endswith(".") or not words[:1].isupper())


def _without_empty_columns(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    kept = [column for column in zip(*rows, strict=True) if any(column)]
    return tuple(zip(*kept, strict=True))
