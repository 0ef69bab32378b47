"""Cells that hold no value: errors of formulas, and counts that count nobody."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.grid import Grid
from workbench.exchange.score_tables.headers import Column
from workbench.exchange.score_tables.sheet_xml import NOT_CALCULATED

__all__ = ["errors_in", "number_of_raters", "wrong_counts"]

_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]|#N/A|Err:\d+")
_WHOLE = re.compile(r"\+?(\d{1,9})(?:[.,]0+)?")


def errors_in(columns: Iterable[Column], grid: Grid) -> Iterator[Invalid]:
    """Say each cell in which a formula failed or was never calculated, row by row."""
    for at, column, text in _cells(columns, grid, _is_wrong):
        where: dict[str, Any] = {"row": int(grid.numbers[at]), "letters": column.letters, "name": column.name}
        if text == NOT_CALCULATED:
            yield Invalid(
                "Row {row}, column {letters} (“{name}”): the formula there was never calculated.",
                "Open the file in a spreadsheet, and save it.",
                **where,
            )
        else:
            yield Invalid(
                "Row {row}, column {letters} (“{name}”): the formula there failed with {error}.",
                "Correct the formula, or empty the cell.",
                error=text,
                **where,
            )


def number_of_raters(text: str) -> int | None:
    """The whole number in a cell of a tally, 0 where it is empty; nothing where it is no such number."""
    if not text:
        return 0
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def wrong_counts(columns: Iterable[Column], grid: Grid) -> list[Invalid]:
    """Say each cell of a tally that is no number of raters, row by row."""
    return [
        Invalid(
            "Row {row}, column {letters} (“{name}”): “{text}” is no number of raters.",
            "Write a whole number, 0 or more.",
            row=int(grid.numbers[at]),
            letters=column.letters,
            name=column.name,
            text=text[:40],
        )
        for at, column, text in _cells(columns, grid, _counts_nobody)
    ]


def _cells(columns: Iterable[Column], grid: Grid, is_wrong: Callable[[str], bool]) -> list[tuple[int, Column, str]]:
    """The cells that are wrong, row by row: place in the grid, column and text."""
    found: list[tuple[int, Column, str]] = []
    for column in columns:
        cells = grid.columns[column.at]
        if texts := {text for text in set(cells) if is_wrong(text)}:
            found += [(at, column, text) for at, text in enumerate(cells) if text in texts]
    return sorted(found, key=lambda cell: (cell[0], cell[1].at))


def _counts_nobody(text: str) -> bool:
    return number_of_raters(text) is None and not _is_wrong(text)


def _is_wrong(text: str) -> bool:
    return text == NOT_CALCULATED or _ERROR.fullmatch(text) is not None
