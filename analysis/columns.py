"""Columns of a table as codes: distinct names once, and for every row which of them it is."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.levels import as_number, as_text

__all__ = ["Codes", "Names", "distinct_values", "names_in", "numbers_in", "texts_in", "whole_numbers_in"]

Codes: TypeAlias = NDArray[np.intp]
MISSING = -1


@dataclass(frozen=True, slots=True)
class Names:
    """Distinct names, sorted, and (N,) which of them each row has; -1 where the cell is empty."""

    names: tuple[str, ...]
    codes: Codes


def distinct_values(table: pd.DataFrame, column: str) -> tuple[list[Any], Codes]:
    """The distinct values of a column as they stand, and (N,) which each row has; -1 where the cell is empty."""
    codes, values = pd.factorize(table[column])
    found = list(values)
    empty = np.array([as_text(value) == "" for value in found] + [True])
    return found, np.where(empty[codes], MISSING, codes).astype(np.intp)


def names_in(table: pd.DataFrame, column: str, default: str = "") -> Names:
    """The names in a column, trimmed; a column that is absent holds the default in every row."""
    if column not in table:
        return Names((default,) if len(table) else (), np.zeros(len(table), dtype=np.intp))
    values, codes = distinct_values(table, column)
    texts = [as_text(value) for value in values]
    names = tuple(sorted(set(texts) - {""}))
    place = {name: at for at, name in enumerate(names)}
    return Names(names, _of_distinct([place.get(text, MISSING) for text in texts], MISSING, np.intp)[codes])


def texts_in(table: pd.DataFrame, column: str) -> NDArray[Any]:
    """(N,) trimmed texts, '' where the cell is empty."""
    values, codes = distinct_values(table, column)
    return _of_distinct([as_text(value) for value in values], "", np.object_)[codes]


def numbers_in(table: pd.DataFrame, column: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(N,) numbers, NaN where the cell is empty; and where it holds something else than a number."""
    values, codes = distinct_values(table, column)
    numbers = [as_number(value) for value in values]
    found = _of_distinct([np.nan if number is None else number for number in numbers], np.nan, np.float64)[codes]
    return found, np.isnan(found) & (codes != MISSING)


def whole_numbers_in(table: pd.DataFrame, column: str) -> tuple[Codes, NDArray[np.bool_]]:
    """(N,) numbers counted from 1, 1 where the cell is empty or the column absent; and where that is not so."""
    if column not in table:
        return np.ones(len(table), dtype=np.intp), np.zeros(len(table), dtype=np.bool_)
    found, wrong = numbers_in(table, column)
    whole = np.where(np.isnan(found), 1.0, found)
    wrong = wrong | (whole < 1) | (whole != np.floor(whole)) | (whole > 1e9)
    return np.where(wrong, 1.0, whole).astype(np.intp), wrong


def _of_distinct(values: list[Any], missing: Any, kind: type[Any]) -> NDArray[Any]:
    """Values by code, the one for an empty cell last, where code -1 finds it."""
    return np.array([*values, missing], dtype=kind)
