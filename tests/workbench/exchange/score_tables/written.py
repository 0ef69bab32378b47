"""Files as people and programs write them, for the tests of this folder."""

import io
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables import Asked, ScoreTable, read_scores

LONG = "sample,rater,score\nMaple,Ann,3\nMaple,Bob,2\n"
WIDE = "sample,Ann,Bob\nMaple,3,2\nOak,,4\n"
TALLY = "sample,count:1,count:2\nMaple,3,\nOak,0,4\n"


def read(table: str | bytes, **asked: object) -> ScoreTable:
    """Read a table; sets may be given where frozen ones are wanted."""
    data = table.encode() if isinstance(table, str) else table
    return read_scores(data, Asked(**{name: frozen(said) for name, said in asked.items()}))


def refusal(table: str | bytes, **asked: object) -> str:
    """What is said about a table that is not read."""
    with pytest.raises(Invalid) as caught:
        read(table, **asked)
    return str(caught.value)


def frozen(said: object) -> object:
    return frozenset(said) if isinstance(said, set) else said


def rows(table: ScoreTable) -> list[tuple[object, ...]]:
    """The rows of a table."""
    return list(table.rows.itertuples(index=False, name=None))


def workbook(fill: Callable[[Workbook], object]) -> bytes:
    """An XLSX file."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def sheets(**tables: Sequence[Sequence[object]]) -> bytes:
    """An XLSX file with these sheets; numbers are numbers and texts are texts."""

    def fill(book: Workbook) -> None:
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table):
                for column, cell in enumerate(row):
                    write = sheet.write_string if isinstance(cell, str) else sheet.write
                    write(number, column, cell)

    return workbook(fill)
