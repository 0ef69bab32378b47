"""A table as a document or a clipboard holds it: text in rows and columns, and cells that cover several places."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_ROWS = 200
MOST_COLUMNS = 40
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A cell that covers more than one place: where it begins, counted from 0, and how far it reaches."""

    row: int
    column: int
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its place, while a table is being put together."""

    row: int
    column: int
    text: str
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, every row as long as the longest.

    Parameters
    ----------
    rows
        The text in each place; a covered place is empty, its text stands where the cell begins.
    spans
        The cells that cover several places, in reading order.
    caption
        The words right above the table, where the document has any.
    nested, pictures, equations
        How many tables inside cells were read as lines, and how many pictures and equations were left out.
    joined
        How many cells were put together from several lines of a plain text.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[Span, ...] = ()
    caption: str = ""
    nested: int = 0
    pictures: int = 0
    equations: int = 0
    joined: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def rectangle(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows of equal length: short ones are filled up with empty places."""
    given = [tuple(row) for row in rows]
    width = max((len(row) for row in given), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in given)


def laid_out(cells: Iterable[Placed]) -> Table:
    """Return cells as a table; where two claim one place the first has it, and no cell reaches past the last row."""
    texts: dict[tuple[int, int], str] = {}
    spans = []
    known = list(cells)
    height = max((cell.row for cell in known), default=-1) + 1
    width = max((cell.column + cell.across for cell in known), default=0)
    for cell in known:
        texts.setdefault((cell.row, cell.column), cell.text)
        down = min(cell.down, height - cell.row)
        if down > 1 or cell.across > 1:
            spans.append(Span(cell.row, cell.column, down, cell.across))
    rows = tuple(tuple(texts.get((row, column), "") for column in range(width)) for row in range(height))
    return Table(rows, tuple(sorted(spans)))


def transposed(table: Table) -> Table:
    """Return the table with rows and columns exchanged; doing it twice changes nothing."""
    spans = sorted(Span(span.column, span.row, span.across, span.down) for span in table.spans)
    return replace(table, rows=tuple(zip(*table.rows, strict=True)), spans=tuple(spans))


def repeated(table: Table) -> Table:
    """Return the table with the text of each merged cell in every place it covers."""
    rows = [list(row) for row in table.rows]
    for span in table.spans:
        for row in range(span.row, min(span.row + span.down, len(rows))):
            for column in range(span.column, min(span.column + span.across, table.width)):
                rows[row][column] = rows[row][column] or rows[span.row][span.column]
    return replace(table, rows=tuple(tuple(row) for row in rows), spans=())
