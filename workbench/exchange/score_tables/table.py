"""A file of scores as one table, whatever its form: what `workbench analyze` and the pages read."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid, Several
from workbench.exchange.score_tables.asked import Asked, Form, is_among
from workbench.exchange.score_tables.choosing import chosen_sheet
from workbench.exchange.score_tables.forms import Layout, by_criterion, laid_out
from workbench.exchange.score_tables.grid import Grid, gridded
from workbench.exchange.score_tables.head import Head
from workbench.exchange.score_tables.limits import MOST_PROBLEMS
from workbench.exchange.score_tables.opening import sheets_in
from workbench.exchange.score_tables.rows import criteria_rows, long_rows, tally_rows, wide_rows
from workbench.exchange.score_tables.sheet import Sheet
from workbench.exchange.score_tables.totals import total_rows, totals_found
from workbench.exchange.score_tables.wrong_cells import errors_in, wrong_counts

__all__ = ["ScoreTable", "read_scores"]

_NOTHING = Asked()


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """N rows of scores as they stand in a file, under the contract's names.

    Parameters
    ----------
    form
        The form the file is in.
    rows
        Texts, trimmed, "" where a cell is empty. Long: "sample", "rater", "score" and whatever else of the contract is
        there; columns that are not in the contract under their own header. Criteria: likewise, one row for each cell.
        Wide: "sample", perhaps "criterion",
        "rater", "score", one row for each cell, row by row. Tally: "sample", perhaps "criterion", "level" and
        "count", a whole number of raters, 0 where the cell is empty.
    numbers
        (N,) the row's number as a spreadsheet shows it, the first of the file is 1; several rows may come of one.
    ignored
        Columns that are not used, as written in the file.
    left_out
        What else was left out, and how many of it.
    sheet
        The sheet of the workbook; "" for a text file.
    """

    form: Form
    rows: pd.DataFrame
    numbers: NDArray[np.int64]
    ignored: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    sheet: str = ""


def read_scores(data: bytes, asked: Asked = _NOTHING) -> ScoreTable:
    """Read a file of scores.

    Parameters
    ----------
    data
        CSV with any usual separator and encoding, or a workbook: XLSX, XLS, XLSB, ODS.
    asked
        What a person said about it.

    Raises
    ------
    Invalid
        When it cannot be read, or could be read in two ways; the sentence names the option that decides.
    Several
        When more than one thing is wrong, all of them at once.
    """
    sheet, head = chosen_sheet(sheets_in(data, asked), asked)
    grid = gridded(sheet.rows(), after=head.row, width=len(head.columns), skip=asked.skip_rows)
    layout, problems = laid_out(head, replace(asked, form=Form.CRITERIA) if by_criterion(head, grid, asked) else asked)
    totals = total_rows(grid, head.of("sample")[0].at, asked)
    used = grid.without(frozenset(totals))
    problems += [
        *_not_there(head, grid, asked),
        *totals_found(layout.totals, totals, grid),
        *_overfull(grid, {int(grid.numbers[at]) for at in totals}),
        *errors_in((*layout.named, *layout.spread), used),
    ]
    if layout.form is Form.TALLY:
        problems += wrong_counts(layout.spread, used)
    if not len(grid.numbers):
        problems.append(Invalid("This table has a header but no rows.", "Add a row for each score or sample."))
    _refuse(problems)
    return _table(sheet, head, layout, grid)


def _table(sheet: Sheet, head: Head, layout: Layout, grid: Grid) -> ScoreTable:
    form_rows = {
        Form.LONG: long_rows,
        Form.WIDE: wide_rows,
        Form.TALLY: tally_rows,
        Form.CRITERIA: criteria_rows,
    }[layout.form]
    return ScoreTable(
        form=layout.form,
        rows=form_rows(layout, grid, decimal_comma=sheet.decimal_comma),
        numbers=np.repeat(grid.numbers, max(len(layout.spread), 1)),
        ignored=tuple(_ignored(head, layout, grid)),
        left_out=tuple((_("row {row} ({name})").format(row=row, name=text), 1) for row, text in grid.skipped),
        sheet=sheet.name,
    )


def _ignored(head: Head, layout: Layout, grid: Grid) -> Iterator[str]:
    used = {*layout.named, *layout.spread} - {*layout.unused}
    for column in head.columns:
        if column.name and column not in used:
            yield column.name
        elif not column.name and any(grid.columns[column.at]):
            yield _("column {letters} (no name)").format(letters=column.letters)


def _not_there(head: Head, grid: Grid, asked: Asked) -> Iterator[Invalid]:
    """Say what was to be left out and does not exist: a slip of the pen would leave in what is wrong."""
    names = [column.name for column in head.columns]
    for name in sorted(asked.skip_columns):
        if not is_among(name, names):
            yield Invalid("There is no column called “{name}” to leave out.", "Correct --skip-column.", name=name)
    for row in sorted(asked.skip_rows):
        if not 1 <= row <= grid.last:
            yield Invalid("There is no row {row} to leave out.", "Correct --skip-row.", row=row)


def _overfull(grid: Grid, totals: Set[int]) -> Iterator[Invalid]:
    for row in (row for row in grid.overfull if row not in totals):
        yield Invalid(
            "Row {row} has more filled cells than the header.",
            "Put quotation marks around a cell that holds the separator, or empty the cells beyond the last column.",
            row=row,
        )


def _refuse(problems: Sequence[Invalid]) -> None:
    if len(problems) == 1:
        raise problems[0]
    if len(problems) > MOST_PROBLEMS:
        more = Invalid("Problems that are not listed here: {n}.", "Mend these first.", n=len(problems) - MOST_PROBLEMS)
        raise Several([*problems[:MOST_PROBLEMS], more])
    if problems:
        raise Several(problems)
