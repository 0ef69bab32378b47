"""The rows of a CSV file as spreadsheets really save them: any separator, any common encoding, ragged."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.exchange.cells import plain_cell
from workbench.exchange.text_encoding import SEPARATORS, encoding_of, named_separator

__all__ = ["Row", "read_rows"]

_MOST_BYTES = 1024 * 1024
_MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it (the first is 1), and its cells as clean text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column, counted from 0; nothing where the row is too short."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


def read_rows(data: bytes) -> tuple[Row, ...]:
    """The rows that are not blank, header first.

    Raises
    ------
    Invalid
        The file is empty, no CSV, or too large, or a row cannot be read (it is named).
    """
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    named = named_separator(first)
    rows = _parsed(rest, named) if named else _parsed(text, _separator(text))
    kept = tuple(row for row in rows if any(row.cells))
    if not kept:
        raise Invalid("This table is empty.", "Choose the CSV file that holds the rubric.")
    return kept


def _decoded(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Invalid(
            "This is a spreadsheet workbook, not a CSV file.", 'In the spreadsheet choose "Save as", then CSV (UTF-8).'
        )
    if len(data) > _MOST_BYTES:
        raise Invalid(
            "This table is larger than 1 MB, more than a rubric ever needs.", "Save the rubric in a file of its own."
        )
    encoding = encoding_of(data)
    if encoding is None:
        raise Invalid("This file is not a CSV table.", 'In the spreadsheet choose "Save as", then CSV (UTF-8).')
    return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> str:
    """The separator that gives the header most columns; a comma when in doubt."""
    return max(SEPARATORS, key=lambda separator: len(next(_records(text, separator), [])))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        return


def _parsed(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > _MOST_ROWS:
                raise Invalid(
                    "This table has more than {most} rows.",
                    "Save the rubric in a file of its own.",
                    most=f"{_MOST_ROWS:,}",
                )
            yield Row(number, tuple(plain_cell(clean(cell).strip()) for cell in cells))
    except csv.Error as error:
        raise Invalid(
            "Row {row} cannot be read: a quotation mark is missing or out of place.",
            "Correct the row, or save the table as CSV once more.",
            row=number + 1,
        ) from error
