"""A text file as a sheet: any usual separator, encoding and line end; read again from the start when asked to."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TypeAlias

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.limits import HEADER_ROWS
from workbench.exchange.score_tables.sheet import Sheet
from workbench.exchange.text_encoding import SEPARATORS, encoding_of, named_separator

__all__ = ["text_sheet"]

Fit: TypeAlias = Callable[[Sequence[Sequence[str]]], tuple[int, int]]


def text_sheet(data: bytes, fit: Fit) -> Sheet:
    """The one sheet of a text file.

    Parameters
    ----------
    data
        The file.
    fit
        How well some rows hold the header of a table of scores: the separator is the one that shows it best.

    Raises
    ------
    Invalid
        When the bytes are no text; and, as the rows are read, when a quotation mark is missing.
    """
    encoding = encoding_of(data)
    if encoding is None:
        raise Invalid(
            "This file is neither a text table nor a spreadsheet workbook.",
            'In the spreadsheet choose "Save as", then XLSX or CSV (UTF-8).',
        )
    with _lines(data, encoding) as lines:
        named = named_separator(lines.readline(20))
    separator = named or _separator(data, encoding, fit)
    rows = partial(_rows, data, encoding, separator, 1 if named else 0)
    return Sheet(rows, decimal_comma=separator != ",")


def _lines(data: bytes, encoding: str) -> io.TextIOWrapper:
    # newline="" ends a line at any line end and leaves it as it is; the csv module wants it so.
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def _separator(data: bytes, encoding: str, fit: Fit) -> str:
    """The separator that shows a header best, else most columns; a comma when in doubt."""

    def fits(separator: str) -> tuple[tuple[int, int], int]:
        head: list[Sequence[str]] = []
        with _lines(data, encoding) as lines, suppress(csv.Error):
            head.extend(islice(csv.reader(lines, delimiter=separator), HEADER_ROWS))
        return fit(head), max(map(len, head), default=0)

    return max(SEPARATORS, key=fits)


def _rows(data: bytes, encoding: str, separator: str, above: int) -> Iterator[Sequence[str]]:
    number = 0
    with _lines(data, encoding) as lines:
        for _ in range(above):
            lines.readline()
        try:
            for row in csv.reader(lines, delimiter=separator, strict=True):
                number += 1
                yield row
        except csv.Error as error:
            raise Invalid(
                "Row {row} cannot be read: a quotation mark is missing or out of place.",
                "Correct the row, or save the table as CSV once more.",
                row=number + 1,
            ) from error
