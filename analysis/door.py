"""The door: rows of any table become a score frame, or every problem in them is named.

Checked here once and trusted from then on. Problems are gathered before anything is refused, so that a teacher mends
a tally sheet in one go.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import door_sentences as sentences
from analysis.columns import Codes, Names, distinct_values, names_in, numbers_in, texts_in, whole_numbers_in
from analysis.errors import BadScores, Problem
from analysis.frame import ScoreFrame
from analysis.levels import Declared, as_text, declared_levels, inferred_levels, position
from analysis.values import LeftOut, Level, Why

__all__ = ["Rows", "score_frame"]

Rows: TypeAlias = pd.DataFrame | Iterable[Mapping[str, Any]]
Scales: TypeAlias = dict[str, tuple[Level, ...]]

_REQUIRED = ("sample", "rater", "score")
_NAMES = ("session", "sample", "criterion", "rater")
_COUNTED = ("round", "occasion")
_ABSENT = {"criterion": "score"}
_NUMBERS = ("position", "seconds")
_TEXTS = ("scored_at", "sample_school", "rater_school")
_LEVELS = ("reference", "local_score")
_KNOWN = {*_REQUIRED, *_NAMES, *_COUNTED, *_NUMBERS, *_TEXTS, *_LEVELS, "condition"}
_PROBLEMS_OF_A_KIND = 20
_TOO_LARGE = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class _Scores:
    """The rows that hold a score, with their row numbers and coded columns; and which of them lack something."""

    table: pd.DataFrame
    row: Codes
    names: Mapping[str, Names]
    counted: Mapping[str, Codes]
    lacking: NDArray[np.bool_]

    def at(self, kept: NDArray[np.bool_]) -> "_Scores":
        """Some of the rows."""
        if kept.all():
            return self
        names = {column: Names(found.names, found.codes[kept]) for column, found in self.names.items()}
        counted = {column: found[kept] for column, found in self.counted.items()}
        return _Scores(self.table[kept], self.row[kept], names, counted, self.lacking[kept])


def score_frame(
    data: Rows, levels: Declared = None, *, first_row: int = 2, numbers: Sequence[int] | Codes | None = None
) -> ScoreFrame:
    """Check rows of scores and make the frame that every statistic reads.

    Parameters
    ----------
    data
        A table, or rows as mappings, with ``sample``, ``rater``, ``score`` and optionally ``criterion``, ``session``,
        ``round``, ``occasion``, ``condition`` (why there is no score), ``position``, ``scored_at``, ``seconds``,
        ``reference``, ``sample_school``, ``rater_school``, ``local_score`` and ``group:NAME``. Other columns are
        ignored and listed in ``left_out``. Never changed.
    levels
        Lowest first: a list for every criterion, or lists by criterion, whose order is then the order of the
        criteria. Scores are matched as written or else as numbers. A criterion without a list gets the whole numbers
        from its lowest to its highest score.
    first_row
        Number of the first row in messages; 2 counts as a spreadsheet with a header does.
    numbers
        The number of every row in messages, where they do not follow one another.

    Raises
    ------
    BadScores
        Duplicate scores, scores off the levels, rows without a sample or rater; each with its row numbers.
    """
    table = data if isinstance(data, pd.DataFrame) else pd.DataFrame.from_records(list(data))
    _check_columns(table)
    row = np.arange(first_row, first_row + len(table)) if numbers is None else np.asarray(numbers, dtype=np.intp)
    problems: list[Problem] = []
    is_score, condition_codes = _scored(table, row, problems)
    scores = _coded(table[is_score], row[is_score], problems)
    complete = scores.at(~scores.lacking)
    key = _key(complete)
    problems += _duplicates(complete, key)
    scales = _scales(scores.at(scores.names["criterion"].codes >= 0), levels, problems)
    level, extra = _placed(scores.at(scores.names["criterion"].codes >= 0), scales, problems)
    names, declared = scores.names, declared_levels(levels, scores.names["criterion"].names)
    frame = ScoreFrame(
        samples=names["sample"].names,
        raters=names["rater"].names,
        sessions=names["session"].names,
        criteria=tuple(scales),
        levels=scales,
        levels_declared=bool(declared) and set(scales) <= set(declared),
        sample=names["sample"].codes,
        rater=names["rater"].codes,
        session=names["session"].codes,
        criterion=_in_order(names["criterion"], tuple(scales)),
        level=level,
        round=scores.counted["round"],
        occasion=scores.counted["occasion"],
        extra=extra,
        condition_codes=condition_codes,
        left_out=tuple(_left_out(table, int((~is_score).sum()) - sum(condition_codes.values()), condition_codes)),
    )
    return frame.rows(np.argsort(key))


def _check_columns(table: pd.DataFrame) -> None:
    missing = [name for name in _REQUIRED if name not in table]
    if len(table) and missing:
        says = f"There is no column {' and no column '.join(missing)}."
        raise BadScores(
            [Problem(says, f"The columns are {', '.join(map(str, table.columns))}; name the missing ones.")]
        )


def _scored(table: pd.DataFrame, row: Codes, problems: list[Problem]) -> tuple[NDArray[np.bool_], dict[str, int]]:
    """(N,) the rows that hold a score, and how often each condition code stands in place of one."""
    if not len(table):
        return np.zeros(0, dtype=np.bool_), {}
    _, score = distinct_values(table, "score")
    condition = names_in(table, "condition")
    coded = condition.codes >= 0 if condition.names != ("",) else np.zeros(len(table), dtype=np.bool_)
    if (both := row[(score >= 0) & coded]).size:
        says = "A score and a reason why it cannot be scored stand in the same row."
        problems.append(Problem(says, "Keep one of the two.", tuple(map(int, both))))
    counted = Counter(condition.names[code] for code in condition.codes[coded])
    return score >= 0, dict(sorted(counted.items()))


def _coded(table: pd.DataFrame, row: Codes, problems: list[Problem]) -> _Scores:
    """Names and counts as codes; scores that nobody gave, or to nothing, and rounds that are none, are problems."""
    names = {column: names_in(table, column, _ABSENT.get(column, "")) for column in _NAMES}
    counted = {column: whole_numbers_in(table, column) for column in _COUNTED}
    problems += [
        Problem(sentences.NO_NAME[column], "Write it beside the score, or delete the row.", rows)
        for column, found in names.items()
        if (rows := _at(row, found.codes < 0))
    ]
    problems += [
        Problem(sentences.NO_COUNT[column], "Write 1 for the first.", rows)
        for column, (_, wrong) in counted.items()
        if (rows := _at(row, wrong))
    ]
    lacking = np.any([found.codes < 0 for found in names.values()] + [wrong for _, wrong in counted.values()], axis=0)
    return _Scores(table, row, names, {column: found for column, (found, _) in counted.items()}, lacking)


def _scales(scores: _Scores, levels: Declared, problems: list[Problem]) -> Scales:
    """The levels of every scored criterion: in the declared order, then by name; refuses where there are none."""
    criterion = scores.names["criterion"]
    try:
        declared = declared_levels(levels, criterion.names)
        undeclared = [name for name in criterion.names if name not in declared]
        inferred = inferred_levels(_scores_found(scores, undeclared)) if undeclared else {}
    except BadScores as bad:
        raise BadScores([*problems, *bad.problems]) from bad
    return {name: scale for name, scale in (declared | inferred).items() if name in criterion.names}


def _scores_found(scores: _Scores, criteria: list[str]) -> dict[str, list[Any]]:
    """By criterion, the distinct scores in the table."""
    names, codes = scores.names["criterion"].names, scores.names["criterion"].codes
    values, score = distinct_values(scores.table, "score")
    found = np.bincount(codes * len(values) + score, minlength=len(names) * len(values)).reshape(len(names), -1) > 0
    return {name: [values[at] for at in np.flatnonzero(found[names.index(name)])] for name in criteria}


def _placed(scores: _Scores, scales: Scales, problems: list[Problem]) -> tuple[Codes, dict[str, NDArray[Any]]]:
    """(N,) the position of every score on its scale, and the optional columns; refuses everything that is wrong."""
    level = _positions(scores, "score", scales, problems) if len(scores.row) else np.zeros(0, dtype=np.intp)
    present = [str(column) for column in scores.table.columns if _is_known(column)]
    extra: dict[str, NDArray[Any]] = {}
    for column in present:
        if column in _LEVELS:
            extra[column] = _positions(scores, column, scales, problems)
        elif column in _NUMBERS:
            extra[column] = _numbers(scores, column, problems)
        elif column in _TEXTS or column.startswith("group:"):
            extra[column] = texts_in(scores.table, column)
    if problems:
        raise BadScores(problems)
    return level, extra


def _positions(scores: _Scores, column: str, scales: Scales, problems: list[Problem]) -> Codes:
    """(N,) positions on the scale of each row's criterion, -1 where the cell is empty."""
    criterion = scores.names["criterion"]
    values, codes = distinct_values(scores.table, column)
    lookup = np.array([[position(value, scales[name]) for value in values] + [-1] for name in criterion.names])
    places = lookup[criterion.codes, codes]
    pairs = criterion.codes * (len(values) + 1) + codes
    wrong = (places < 0) & (codes >= 0)
    bad = np.unique(pairs[wrong])
    for pair in bad[:_PROBLEMS_OF_A_KIND]:
        which, value = divmod(int(pair), len(values) + 1)
        name = criterion.names[which]
        facts = {"value": as_text(values[value]), "levels": _listed(scales[name]), "criterion": name}
        says = Why(
            "off_the_levels", (sentences.OFF_ALONE if name == _ABSENT["criterion"] else sentences.OFF)[column], facts
        )
        problems.append(
            Problem(says, "Correct it, or declare the levels that were used.", _at(scores.row, wrong & (pairs == pair)))
        )
    if len(bad) > _PROBLEMS_OF_A_KIND:
        rest = _at(scores.row, wrong & np.isin(pairs, bad[_PROBLEMS_OF_A_KIND:]))
        problems.append(Problem(sentences.MORE_OFF[column], "Look whether this is the right column.", rest))
    return places.astype(np.intp)


def _numbers(scores: _Scores, column: str, problems: list[Problem]) -> NDArray[np.float64]:
    found, wrong = numbers_in(scores.table, column)
    if rows := _at(scores.row, wrong):
        problems.append(Problem(sentences.NO_NUMBER[column], "Write a number, or leave it empty.", rows))
    return found


def _key(scores: _Scores) -> Codes:
    """(N,) one number for what makes a score unique; rows sorted by it stand in an order that no file decides."""
    key, size = np.zeros(len(scores.row), dtype=np.int64), 1
    for codes in [names.codes for names in scores.names.values()] + list(scores.counted.values()):
        size *= int(codes.max(initial=0)) + 1
        if size >= _TOO_LARGE:
            key = np.unique(key, return_inverse=True)[1]
            size = (int(key.max(initial=0)) + 1) * (int(codes.max(initial=0)) + 1)
        key = key * (int(codes.max(initial=0)) + 1) + codes
    return key.astype(np.intp)


def _duplicates(scores: _Scores, key: Codes) -> Iterator[Problem]:
    """A rater scores a criterion of a sample once per session, round and occasion."""
    _, which, times = np.unique(key, return_inverse=True, return_counts=True)
    again = np.flatnonzero(times > 1)
    for at in again[:_PROBLEMS_OF_A_KIND]:
        rows = np.flatnonzero(which == at)
        rater, sample, criterion = (
            scores.names[column].names[scores.names[column].codes[rows[0]]]
            for column in ("rater", "sample", "criterion")
        )
        message = sentences.TWICE if criterion == _ABSENT["criterion"] else sentences.CRITERION_TWICE
        says = Why("twice", message, {"rater": rater, "sample": sample, "criterion": criterion})
        yield Problem(says, "Keep one row, or mark a second reading with occasion 2.", _at(scores.row, which == at))
    if len(again) > _PROBLEMS_OF_A_KIND:
        rest = _at(scores.row, np.isin(which, again[_PROBLEMS_OF_A_KIND:]))
        yield Problem("These are duplicates too.", "Keep one row of each.", rest)


def _left_out(table: pd.DataFrame, n_empty: int, condition_codes: Mapping[str, int]) -> Iterator[LeftOut]:
    if n_empty:
        yield LeftOut("rows without a score", n_empty)
    if condition_codes:
        yield LeftOut("rows that could not be scored", sum(condition_codes.values()))
    for column in table.columns:
        if not _is_known(column):
            yield LeftOut(f"column {column}", len(table))


def _is_known(column: Any) -> bool:
    return str(column) in _KNOWN or str(column).startswith("group:")


def _in_order(criterion: Names, order: tuple[str, ...]) -> Codes:
    """(N,) positions of the criteria in another order of their names."""
    return np.array([order.index(name) for name in criterion.names], dtype=np.intp)[criterion.codes]


def _at(row: Codes, where: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(map(int, row[where]))


def _listed(levels: tuple[Level, ...]) -> str:
    return ", ".join(map(str, levels))
