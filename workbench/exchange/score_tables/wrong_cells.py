"""Cells that hold no value: errors of formulas, and counts that count nobody."""

import re
from collections.abc import Iterable, Iterator
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
    found = [
        (at, column, text)
        for column in columns
        if any(_is_wrong(text) for text in set(grid.columns[column.at]))
        for at, text in enumerate(grid.columns[column.at])
        if _is_wrong(text)
    ]
    for at, column, text in sorted(found, key=lambda wrong: (wrong[0], wrong[1].at)):
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
    found = [
        (at, column, text)
        for column in columns
        for at, text in enumerate(grid.columns[column.at])
        if number_of_raters(text) is None and not _is_wrong(text)
    ]
    return [
        Invalid(
            "Row {row}, column {letters} (“{name}”): “{text}” is no number of raters.",
            "Write a whole number, 0 or more.",
            row=int(grid.numbers[at]),
            letters=column.letters,
            name=column.name,
            text=text[:40],
        )
        for at, column, text in sorted(found, key=lambda wrong: (wrong[0], wrong[1].at))
    ]


def _is_wrong(text: str) -> bool:
    return text == NOT_CALCULATED or _ERROR.fullmatch(text) is not None
