"""The other door: a tally sheet, which says how many gave each level and not who.

Each count becomes so many scores of stand-ins, so that everything which does not need to know who scored is computed by
the same rooms; what does need it is refused there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.columns import Codes, names_in, numbers_in
from analysis.door import Rows, score_frame
from analysis.errors import BadScores, Problem
from analysis.frame import ScoreFrame
from analysis.levels import Declared, as_level, as_number
from analysis.values import LeftOut, Level, Why

__all__ = ["tally_frame"]

_CELL = ("session", "sample", "criterion")
_MOST = 10_000


def tally_frame(data: Rows, levels: Declared = None, *, numbers: Sequence[int] | Codes | None = None) -> ScoreFrame:
    """Check the rows of a tally and make the frame that every statistic reads.

    Parameters
    ----------
    data
        Rows with ``sample``, ``level``, ``count`` and optionally ``criterion`` and ``session``.
    levels
        As for `score_frame`. Without it the scale is the levels that have a column in the tally, numbers in order.
    numbers
        The number of every row in messages; None counts as a spreadsheet with a header does.

    Raises
    ------
    BadScores
        A count that is none, a cell that is counted twice, a level that is off the scale; each with its row numbers.
    """
    table = data if isinstance(data, pd.DataFrame) else pd.DataFrame.from_records(list(data))
    row = np.arange(2, 2 + len(table)) if numbers is None else np.asarray(numbers, dtype=np.intp)
    count, problems = _counts(table, row)
    if problems := [*problems, *_twice(table, row)]:
        raise BadScores(problems)
    at = np.repeat(np.arange(len(table)), count)
    given = table.iloc[at].rename(columns={"level": "score"}).assign(rater=_stand_ins(table, count))
    scale = levels if levels is not None else _scale(table)
    frame = score_frame(given.drop(columns="count"), scale, numbers=row[at])
    unscored = tuple(_unscored(table, count))
    return replace(frame, named=False, left_out=(*frame.left_out, *unscored))


def _counts(table: pd.DataFrame, row: Codes) -> tuple[Codes, list[Problem]]:
    """(N,) how many gave the level, and the rows in which that is no number."""
    found, wrong = numbers_in(table, "count")
    found = np.where(np.isnan(found), 0.0, found)
    wrong = wrong | (found < 0) | (found != np.floor(found)) | (found > _MOST)
    if not wrong.any():
        return found.astype(np.intp), []
    rows = tuple(map(int, row[wrong]))
    problem = Problem("The count is not a whole number of teachers.", "Write 0, 1, 2 and so on.", rows)
    return np.where(wrong, 0.0, found).astype(np.intp), [problem]


def _twice(table: pd.DataFrame, row: Codes) -> list[Problem]:
    """One row of the sheet for each sample and criterion."""
    key = [column for column in (*_CELL, "level") if column in table]
    twice = table.duplicated(key, keep=False).to_numpy()
    return [
        Problem(
            Why("twice", "{sample} is counted more than once.", {"sample": sample}),
            "Keep one row for each piece and criterion.",
            rows,
        )
        for sample, where in table[twice].groupby("sample", sort=True).indices.items()
        for rows in [tuple(sorted(set(map(int, row[twice][where]))))]
    ]


def _stand_ins(table: pd.DataFrame, count: Codes) -> list[str]:
    """A name for every one who gave a level, different within a cell."""
    cell = np.zeros(len(table), dtype=np.intp)
    for column in _CELL:
        names = names_in(table, column)
        cell = cell * (len(names.names) + 1) + names.codes + 1
    of_score = np.repeat(cell, count)
    order = np.argsort(of_score, kind="stable")
    first = np.searchsorted(of_score[order], of_score[order])
    number = np.empty(len(order), dtype=np.intp)
    number[order] = np.arange(len(order)) - first + 1
    return [f"{one:05d}" for one in number]


def _scale(table: pd.DataFrame) -> list[Level]:
    """The levels that have a column: numbers in their order, words as they stand in the sheet."""
    found = list(dict.fromkeys(map(as_level, table["level"])))
    numbers = [number for level in found if (number := as_number(level)) is not None]
    return found if len(numbers) < len(found) else [as_level(number) for number in sorted(numbers)]


def _unscored(table: pd.DataFrame, count: Codes) -> Iterator[LeftOut]:
    scored = pd.Series(count).groupby(table["sample"].to_numpy()).sum()
    if n := int((scored == 0).sum()):
        yield LeftOut("samples nobody scored", n)
