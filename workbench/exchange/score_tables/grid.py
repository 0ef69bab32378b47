"""The cells below a header, column by column, clean; equal texts are one object, so that a million rows fit."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice

import numpy as np
from numpy.typing import NDArray

from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.exchange.cells import plain_cell
from workbench.exchange.score_tables.limits import MOST_CELLS

__all__ = ["Grid", "gridded"]

_CELLS_AT_ONCE = 100_000
_TEXTS_KEPT = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """N rows that are not blank and not left out.

    Parameters
    ----------
    columns
        As many as the header has cells; N texts each, trimmed, "" where the cell is empty.
    numbers
        (N,) the row's number as a spreadsheet shows it.
    overfull
        Numbers of rows with filled cells to the right of the header.
    skipped
        Number and first filled cell of the rows that were left out on purpose.
    last
        Number of the last row, blank ones too.
    """

    columns: tuple[list[str], ...]
    numbers: NDArray[np.int64]
    overfull: tuple[int, ...]
    skipped: tuple[tuple[int, str], ...]
    last: int

    def without(self, places: frozenset[int]) -> "Grid":
        """The same rows but those at these places."""
        if not places:
            return self
        kept = [at not in places for at in range(len(self.numbers))]
        columns = tuple(list(compress(column, kept)) for column in self.columns)
        return Grid(columns, self.numbers[np.array(kept, dtype=np.bool_)], self.overfull, self.skipped, self.last)


@dataclass(slots=True)
class _Growing:
    """A grid while its rows come in."""

    columns: tuple[list[str], ...]
    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    overfull: list[int] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)


class _Texts(dict[str, str]):
    """Clean texts by raw cells, each made once."""

    def __missing__(self, raw: str) -> str:
        # Where nearly every cell is another one (times), keeping them all helps nobody.
        if len(self) >= _TEXTS_KEPT:
            self.clear()
        text = self[raw] = _clean(raw)
        return text


def gridded(rows: Iterator[Sequence[str]], *, after: int, width: int, skip: frozenset[int]) -> Grid:
    """The rows below a header as a grid.

    Parameters
    ----------
    rows
        Every row of the sheet, from row 1 on.
    after
        The header's row number.
    width
        How many cells the header has.
    skip
        Numbers of rows that are left out on purpose.
    """
    growing = _Growing(tuple([] for _ in range(width)))
    texts = _Texts()
    last = after
    below = islice(rows, after, None)
    while block := list(islice(below, _CELLS_AT_ONCE // width + 1)):
        _take(growing, block, texts, range(last + 1, last + 1 + len(block)), skip)
        last += len(block)
        _check_size(len(growing.numbers) * width)
    numbers = np.array(growing.numbers, dtype=np.int64)
    return Grid(growing.columns, numbers, tuple(growing.overfull), tuple(growing.skipped), last)


def _take(growing: _Growing, block: list[Sequence[str]], texts: _Texts, numbers: range, skip: frozenset[int]) -> None:
    width = len(growing.columns)
    even = block if {*map(len, block)} == {width} else _evened(growing, block, numbers, skip)
    columns = [[*map(texts.__getitem__, cells)] for cells in zip(*even, strict=True)]
    kept = [True] * len(block) if "" not in columns[0] else [*map(any, zip(*columns, strict=True))]
    for number in sorted(number for number in skip if number in numbers):
        at = number - numbers[0]
        if kept[at]:
            growing.skipped.append((number, next(column[at] for column in columns if column[at])))
            kept[at] = False
    growing.numbers.extend(compress(numbers, kept))
    for column, cells in zip(growing.columns, columns, strict=True):
        column.extend(cells if all(kept) else compress(cells, kept))


def _evened(growing: _Growing, block: list[Sequence[str]], numbers: range, skip: frozenset[int]) -> list[Sequence[str]]:
    """Short rows filled up, long ones cut; those that lose something by it are noted."""
    width = len(growing.columns)
    for number, row in zip(numbers, block, strict=True):
        if len(row) > width and number not in skip and any(cell.strip() for cell in row[width:]):
            growing.overfull.append(number)
    return [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in block]


def _check_size(cells: int) -> None:
    if cells > MOST_CELLS:
        raise Invalid(
            "This table has more than {most} cells.",
            "Save only the columns with names and scores, or analyse it in parts.",
            most=f"{MOST_CELLS:,}",
        )


def _clean(raw: str) -> str:
    # Most cells are plain already, and cleaning costs ten times more than this look.
    plain = raw.isascii() and raw.isprintable()
    return plain_cell((raw if plain else clean(raw)).strip()).strip()
