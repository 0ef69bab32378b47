"""From a table of scores and what somebody says about its levels to the analysis of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

import numpy as np

from analysis import Analysis, BadScores, ScoreFrame, about_raters, analyze, score_frame, tally_frame
from analysis.errors import Problem
from analysis.facets.ratings import Model
from analysis.levels import DECLARE, as_level, as_number, as_text
from analysis.values import LeftOut, Level, Why
from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid, Several
from workbench.exchange.score_tables import Form, ScoreTable
from workbench.services.figures import reason

__all__ = ["Intervals", "Question", "analyzed", "frame_of"]

Said = TypeVar("Said")

_FEWEST = 2
_ROWS_NAMED = 6
# What is asked for, and the option of the command that says it.
_OPTION = {DECLARE: later("Declare its levels with --levels, lowest first.")}


class Intervals(StrEnum):
    """How ranges about the raters who scored are made."""

    JACKKNIFE = "jackknife"
    ANALYTIC = "analytic"
    BOOTSTRAP = "bootstrap"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody says about the scores, as they typed it.

    Parameters
    ----------
    levels
        Lowest first: for every criterion under ``""``, for one under its name.
    cuts
        The lowest level that counts as proficient, likewise.
    intervals
        How ranges about these raters are made.
    replicates
        Resamples of the bootstrap.
    seed
        Of everything that draws at random.
    model
        Whether criteria share the steps of their scale in the measurement of raters: ``rating_scale`` or
        ``partial_credit``; None for what the levels allow.
    """

    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cuts: Mapping[str, str] = field(default_factory=dict)
    intervals: Intervals = Intervals.JACKKNIFE
    replicates: int = 1000
    seed: int = 1
    model: Model | None = None


def analyzed(table: ScoreTable, question: Question) -> Analysis:
    """Return everything that can be said about a table of scores.

    Raises
    ------
    Invalid
        When there are no scores, or only one rater; when an option names a criterion or level that is not there.
    Several
        Duplicates, scores off the levels, rows without a name: every problem with its row numbers.
    """
    frame = frame_of(table, question)
    try:
        cut = {name: _scale([label])[0] for name, label in _of_criteria(question.cuts, frame.criteria, "--cut").items()}
        rng = np.random.default_rng(question.seed)
        found = analyze(
            frame,
            cut=cut or None,
            replicates=question.replicates if question.intervals is Intervals.BOOTSTRAP else 0,
            analytic=question.intervals is Intervals.ANALYTIC,
            rng=rng,
        )
        found = about_raters(found, frame, model=question.model)
    except BadScores as bad:
        raise _said(bad) from bad
    left_out = (*found.data.left_out, *(LeftOut(reason, n) for reason, n in table.left_out))
    return replace(found, data=replace(found.data, left_out=left_out))


def frame_of(table: ScoreTable, question: Question) -> ScoreFrame:
    """Return the scores of a table, to ask one thing of them; raises as :func:`analyzed`."""
    try:
        frame = _frame(table, question)
    except BadScores as bad:
        raise _said(bad) from bad
    _check(frame)
    return frame


def _frame(table: ScoreTable, question: Question) -> ScoreFrame:
    rows = table.rows
    criteria = sorted({as_text(name) for name in rows["criterion"].unique()}) if "criterion" in rows else ["score"]
    said = _of_criteria(question.levels, criteria, "--levels")
    levels = {name: _scale(labels) for name, labels in said.items()} or None
    if table.form is Form.TALLY:
        return tally_frame(rows, levels, numbers=table.numbers)
    return score_frame(rows, levels, numbers=table.numbers)


def _of_criteria(said: Mapping[str, Said], criteria: Sequence[str], option: str) -> dict[str, Said]:
    """Return what was said about each criterion: about it by name, else about all of them."""
    if unknown := [name for name in said if name and name not in criteria]:
        raise Invalid(
            "{option} names {unknown}, and the file has no such criterion.",
            "Its criteria are: {criteria}.",
            option=option,
            unknown=", ".join(unknown),
            criteria=", ".join(criteria),
        )
    everywhere = dict.fromkeys(criteria, said[""]) if "" in said else {}
    return everywhere | {name: value for name, value in said.items() if name}


def _scale(labels: Sequence[str]) -> tuple[Level, ...]:
    """Return the labels as levels: numbers where all of them are."""
    numbers = [number for label in labels if (number := as_number(label)) is not None]
    return tuple(labels) if len(numbers) < len(labels) else tuple(map(as_level, numbers))


def _check(frame: ScoreFrame) -> None:
    if not len(frame):
        raise Invalid("There are no scores in this file.", "A score is a level that a rater gave to a piece of work.")
    if not frame.named and int(frame.cells.sum(axis=1).max()) < _FEWEST:
        raise Invalid("No piece was scored by two raters.", "Agreement takes two or more raters on the same work.")
    if frame.named and len(frame.raters) < _FEWEST:
        raise Invalid(
            "Only one rater, {rater}, scored anything.",
            "Agreement takes two or more raters on the same work.",
            rater=frame.raters[0],
        )


def _said(bad: BadScores) -> Invalid:
    """Return the problems of a table as one error that lists them."""
    return Several(tuple(map(_problem, bad.problems)))


def _problem(found: Problem) -> Invalid:
    do = found.do if isinstance(found.do, Why) else _OPTION.get(found.do, found.do)
    what, then = reason(found.says), reason(do)
    if not found.rows:
        return Invalid("{what} {then}", what=what, then=then)
    return Invalid("{rows}: {what} {then}", rows=_row_list(found.rows), what=what, then=then)


def _row_list(rows: Sequence[int]) -> str:
    """Return rows as a reader names them, the first few by their numbers."""
    if len(rows) == 1:
        return _("Row {row}").format(row=rows[0])
    if len(rows) > _ROWS_NAMED:
        listed = ", ".join(map(str, rows[:_ROWS_NAMED]))
        return _("Rows {rows} and {n} more").format(rows=listed, n=len(rows) - _ROWS_NAMED)
    return _("Rows {rows} and {last}").format(rows=", ".join(map(str, rows[:-1])), last=rows[-1])
