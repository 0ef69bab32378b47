"""A grid of cells as rows of scores under the contract's names, one function for each form."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.exchange.score_tables.forms import Layout
from workbench.exchange.score_tables.grid import Grid
from workbench.exchange.score_tables.headers import COUNT, Column
from workbench.exchange.score_tables.wrong_cells import number_of_raters

__all__ = ["criteria_rows", "long_rows", "tally_rows", "wide_rows"]

_NUMBERS = frozenset({"score", "seconds", "position", "reference", "local_score"})
_DECIMAL = re.compile(r"[+-]?\d+,\d+")
# "1,200" is more likely a thousand and some than one and some: it is left for whoever checks the scores.
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+")


def long_rows(layout: Layout, grid: Grid, *, decimal_comma: bool) -> pd.DataFrame:
    """One row for each row of the file."""
    columns = {}
    for column in (*layout.named, *layout.unused):
        cells = grid.columns[column.at]
        is_number = decimal_comma and column.role in _NUMBERS
        columns[column.role if column in layout.named else column.name] = _with_points(cells) if is_number else cells
    return _frame(columns)


def wide_rows(layout: Layout, grid: Grid, *, decimal_comma: bool) -> pd.DataFrame:
    """One row for each rater in each row of the file, the raters in the order of their columns."""
    scores = [grid.columns[column.at] for column in layout.spread]
    written = [_with_points(cells) if decimal_comma else cells for cells in scores]
    raters = [column.name for column in layout.spread]
    return _frame(_repeated(layout, grid) | {"rater": raters * len(grid.numbers), "score": _row_by_row(written)})


def criteria_rows(layout: Layout, grid: Grid, *, decimal_comma: bool) -> pd.DataFrame:
    """One row for each criterion in each row of the file, the criteria in the order of their columns."""
    scores = [grid.columns[column.at] for column in layout.spread]
    written = [_with_points(cells) if decimal_comma else cells for cells in scores]
    criteria = [column.name for column in layout.spread]
    found = _repeated(layout, grid) | {"criterion": criteria * len(grid.numbers), "score": _row_by_row(written)}
    return _frame(found)


def tally_rows(layout: Layout, grid: Grid, *, decimal_comma: bool) -> pd.DataFrame:
    """One row for each level in each row of the file, the levels in the order of their columns."""
    del decimal_comma  # how many raters is a whole number, with either
    counts = {text: number_of_raters(text) or 0 for column in layout.spread for text in set(grid.columns[column.at])}
    levels = [_level(column) for column in layout.spread]
    rows = _frame(_repeated(layout, grid) | {"level": levels * len(grid.numbers)})
    cells = _row_by_row([grid.columns[column.at] for column in layout.spread])
    return rows.assign(count=np.array([counts[text] for text in cells], dtype=np.int64))


def _level(column: Column) -> str:
    return column.role.removeprefix(COUNT) if column.role.startswith(COUNT) else column.name


def _repeated(layout: Layout, grid: Grid) -> dict[str, NDArray[Any]]:
    each = len(layout.spread)
    return {column.role: np.array(grid.columns[column.at], dtype=np.object_).repeat(each) for column in layout.named}


def _row_by_row(columns: Sequence[Sequence[str]]) -> NDArray[Any]:
    """The cells of some columns in one, those of the first row first."""
    return np.array(columns, dtype=np.object_).T.ravel()


def _with_points(cells: list[str]) -> list[str]:
    """Decimal commas as points."""
    commas = (text for text in set(cells) if _DECIMAL.fullmatch(text) and not _THOUSANDS.fullmatch(text))
    points = {text: text.replace(",", ".") for text in commas}
    return [points.get(text, text) for text in cells] if points else cells


def _frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.array(cells, dtype="str") for name, cells in columns.items()})
