"""A sheet of cells as text, whatever file it came from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.exchange.score_tables.limits import HEADER_ROWS

__all__ = ["Sheet", "column_letters"]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows of texts.

    Parameters
    ----------
    rows
        Begins at the first row whenever it is called. Blank rows are there, so that counting from 1 gives the numbers
        that a spreadsheet shows; rows may differ in length.
    name
        The sheet's name in its workbook; "" for a text file.
    first_column
        Which column of the spreadsheet the first cell of every row stands in, counted from 0.
    decimal_comma
        Whether "2,5" in a cell can only be the number 2.5.
    """

    rows: Callable[[], Iterator[Sequence[str]]]
    name: str = ""
    first_column: int = 0
    decimal_comma: bool = False

    def head(self) -> list[Sequence[str]]:
        """The rows among which a header is looked for."""
        return list(islice(self.rows(), HEADER_ROWS))


def column_letters(column: int) -> str:
    """The letters over a column of a spreadsheet; columns are counted from 0."""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
