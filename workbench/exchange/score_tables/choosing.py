"""Which sheet of a workbook holds the scores."""

import re
from collections.abc import Sequence
from itertools import islice

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.asked import Asked, is_among
from workbench.exchange.score_tables.head import Head, find_head, head_of
from workbench.exchange.score_tables.headers import COUNT
from workbench.exchange.score_tables.limits import HEADER_ROWS
from workbench.exchange.score_tables.sheet import Sheet

__all__ = ["chosen_sheet"]

_LOOKED_AT = 200
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def chosen_sheet(sheets: Sequence[Sheet], asked: Asked) -> tuple[Sheet, Head]:
    """The sheet to read and its header.

    Raises
    ------
    Invalid
        When no sheet has the header of a table of scores, or several have one and scores below it.
    """
    if len(sheets) == 1:
        return sheets[0], head_of(sheets[0], asked)
    found = [(sheet, head) for sheet in sheets if (head := find_head(sheet, asked))]
    if not found:
        raise Invalid(
            "None of the sheets {sheets} names the columns of a table of scores in its first {n} rows.",
            "Write over the columns what they hold: sample, rater and score; or choose a sheet with --sheet.",
            sheets=_names(sheets),
            n=HEADER_ROWS,
        )
    # A list of names has a header like a wide table, but no scores.
    likely = [(sheet, head) for sheet, head in found if _has_scores(sheet, head, asked)] or found
    if len(likely) > 1:
        raise Invalid(
            "Several sheets could hold the scores: {sheets}.",
            'Choose one, for example with --sheet "{first}".',
            sheets=_names([sheet for sheet, _head in likely]),
            first=likely[0][0].name,
        )
    return likely[0]


def _has_scores(sheet: Sheet, head: Head, asked: Asked) -> bool:
    """Whether a cell of the first rows, where scores may stand, holds a number or a level."""
    places = [column.at for column in head.used if column.role in {"", "score"} or column.role.startswith(COUNT)]
    if head.has("rater", "score"):
        places = [column.at for column in head.of("score")]
    rows = islice(sheet.rows(), head.row, head.row + _LOOKED_AT)
    cells = (row[at].strip() for row in rows for at in places if at < len(row))
    return any(_NUMBER.fullmatch(cell) or (cell and is_among(cell, asked.levels)) for cell in cells)


def _names(sheets: Sequence[Sheet]) -> str:
    return ", ".join(f"“{sheet.name}”" for sheet in sheets)
