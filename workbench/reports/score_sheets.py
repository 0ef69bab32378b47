"""Score sheets for paper: one page for each teacher, to be typed in by their code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from workbench.reports.printed import page

# Millimetres. The page is as high as US Letter within its margins: A4 is higher, so both hold a sheet.
_FOR_ROWS, _KEY = 192.0, 3.6
_HEIGHTS = (11.0, 9.5, 8.5, 7.5, 6.2, 5.5)
_ROOMY = 6.2
# Two sheets side by side hold no more boxes than these in a row.
_MOST_BOXES_IN_A_COLUMN = 6


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A row of boxes: the criterion's letter and name, its levels, and from which on they lie above the line."""

    letter: str
    name: str
    levels: tuple[str, ...]
    cut: int


@dataclass(frozen=True, slots=True)
class SheetPiece:
    """A piece by its name, and the criteria it is scored on."""

    name: str
    criteria: tuple[SheetCriterion, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of paper.

    Parameters
    ----------
    code, name
        The sheet's code, and whose it is where that is known.
    pieces
        In the order of whoever scores on it.
    number, of
        Where one page does not hold all pieces.
    columns, row
        How the page is laid out: columns, and the height of a row in millimetres.
    """

    code: str
    name: str
    pieces: tuple[SheetPiece, ...]
    number: int = 1
    of: int = 1
    columns: int = 1
    row: float = _HEIGHTS[0]

    @property
    def looks(self) -> str:
        """The classes of this page: columns and row height, which no inline style may carry."""
        return f"columns-{self.columns} row-{str(self.row).replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class SheetSet:
    """All sheets of a print, and what stands on each of them.

    Parameters
    ----------
    title, join_code
        Of the session.
    keys
        What the numbers mean: one line where all criteria share their levels, else one for each.
    letters
        The letters for "can't be scored because", each with its words.
    promises
        Who sees the sheet, in full sentences.
    second_vote
        Whether these are sheets of the second vote.
    version
        Another one once the session asks something else.
    """

    title: str
    join_code: str
    keys: tuple[str, ...]
    letters: tuple[tuple[str, str], ...]
    promises: tuple[str, ...]
    second_vote: bool = False
    version: str = ""


def sheets_page(about: SheetSet, sheets: Sequence[SheetPage]) -> str:
    """Return all sheets as one document, each on a page of its own."""
    room = _FOR_ROWS - _KEY * (len(about.keys) - 1)
    return page("sheets", about=about, sheets=[part for sheet in sheets for part in laid_out(sheet, room)])


def laid_out(sheet: SheetPage, room: float = _FOR_ROWS) -> tuple[SheetPage, ...]:
    """Return a sheet as it fits: one column with a line for words, else two columns, else more pages.

    Parameters
    ----------
    room
        How many millimetres of a page are for its rows.
    """
    for pages in range(1, len(sheet.pieces) + 1):
        for columns in (1, 2):
            height = room / max(_rows(part, columns) for part in _parts(sheet.pieces, pages))
            if height >= (_ROOMY if columns == 1 else _HEIGHTS[-1]) and _wide_enough(sheet.pieces, columns):
                row = next(step for step in _HEIGHTS if step <= height)
                return _as_pages(replace(sheet, columns=columns, row=row), pages)
    return _as_pages(replace(sheet, row=_HEIGHTS[-1]), max(len(sheet.pieces), 1))


def _as_pages(sheet: SheetPage, pages: int) -> tuple[SheetPage, ...]:
    parts = _parts(sheet.pieces, pages) or [()]
    return tuple(replace(sheet, pieces=part, number=n, of=len(parts)) for n, part in enumerate(parts, start=1))


def _parts(pieces: tuple[SheetPiece, ...], pages: int) -> list[tuple[SheetPiece, ...]]:
    each = ceil(len(pieces) / pages) or 1
    return [pieces[start : start + each] for start in range(0, len(pieces), each)]


def _rows(pieces: tuple[SheetPiece, ...], columns: int) -> float:
    """Return how many rows a column takes: a piece its criteria and a title, in two columns also a line for words."""
    more = 1.0 if columns == 1 else 2.3
    each = ceil(len(pieces) / columns)
    return max(
        sum(len(p.criteria) + more for p in pieces[start : start + each]) for start in range(0, len(pieces), each)
    )


def _wide_enough(pieces: tuple[SheetPiece, ...], columns: int) -> bool:
    most = max((len(c.levels) for piece in pieces for c in piece.criteria), default=0)
    return columns == 1 or most <= _MOST_BOXES_IN_A_COLUMN
