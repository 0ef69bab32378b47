"""Where the header of a table stands, and which columns it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.asked import Asked, Form, is_among
from workbench.exchange.score_tables.headers import COUNT, Column, column_names, columns_in
from workbench.exchange.score_tables.limits import HEADER_ROWS, MOST_COLUMNS
from workbench.exchange.score_tables.sheet import Sheet

__all__ = ["Head", "find_head", "head_of", "header_fit"]


@dataclass(frozen=True, slots=True)
class Head:
    """A header.

    Parameters
    ----------
    row
        Its number as a spreadsheet shows it.
    columns
        Every column, also those without a name and those that are left out.
    used
        The columns with a name that were not left out.
    """

    row: int
    columns: tuple[Column, ...]
    used: tuple[Column, ...]

    def of(self, role: str) -> tuple[Column, ...]:
        """The columns that hold this: one, none, or two that mean the same."""
        return tuple(column for column in self.used if column.role == role)

    def counts(self) -> tuple[Column, ...]:
        """The columns called ``count:LEVEL``."""
        return tuple(column for column in self.used if column.role.startswith(COUNT))

    def has(self, *roles: str) -> bool:
        """Whether there is a column for each of these."""
        return all(self.of(role) for role in roles)


def find_head(sheet: Sheet, asked: Asked) -> Head | None:
    """The row that makes a form recognisable, or nothing; the first of the long or tally form before one of names."""
    heads = _heads(sheet, asked)
    sure = [head for head in heads if _is_sure(head, asked.form)]
    loose = [head for head in heads if _is_loose(head, asked.form)]
    # Above the header may stand "Unit" and which one: a line with a known word, but shorter.
    return sure[0] if sure else max(loose, key=lambda head: len(head.used), default=None)


def head_of(sheet: Sheet, asked: Asked) -> Head:
    """The header of a sheet.

    Raises
    ------
    Invalid
        When no row is one; the row that comes nearest is named, with what it lacks.
    """
    head = find_head(sheet, asked)
    if head:
        return head
    nearest = max(_heads(sheet, asked), key=_known, default=None)
    if nearest is None or not _known(nearest):
        raise _no_header()
    wanted = ("sample", "rater", "score") if asked.form is Form.LONG or nearest.has("rater") else ("sample",)
    lacks = [name for name in wanted if not nearest.of(name)]
    if not lacks:
        raise Invalid(
            "Row {row} names a column of samples and no other.",
            "Name a column for each rater, or for each level as count:1, count:2 and so on.",
            row=nearest.row,
        )
    raise Invalid(
        "Row {row} names the columns {names}, but none is called {lacks}.",
        "Write “{lack}” over the column that holds it.",
        row=nearest.row,
        names=column_names(nearest.used),
        lacks=", ".join(f"“{name}”" for name in lacks),
        lack=lacks[0],
    )


def header_fit(rows: Sequence[Sequence[str]], asked: Asked) -> tuple[int, int]:
    """How well rows hold a header: 2 where nothing else is written so, 1 where one may be; and how many known names."""
    heads = _heads(Sheet(lambda: iter(rows)), asked)
    best = max((2 * _is_sure(head, asked.form) or _is_loose(head, asked.form) for head in heads), default=0)
    return int(best), max(map(_known, heads), default=0)


def _heads(sheet: Sheet, asked: Asked) -> list[Head]:
    rows = ((number, row) for number, row in enumerate(sheet.head(), 1) if len(row) <= MOST_COLUMNS)
    return [_head(number, row, sheet, asked) for number, row in rows if number not in asked.skip_rows]


def _head(number: int, row: Sequence[str], sheet: Sheet, asked: Asked) -> Head:
    columns = columns_in(row, first=sheet.first_column)
    used = (column for column in columns if column.name and not is_among(column.name, asked.skip_columns))
    return Head(number, columns, tuple(used))


def _is_sure(head: Head, form: Form | None) -> bool:
    """Whether nothing but a header is written so."""
    is_long = head.has("sample", "rater", "score") and form in {None, Form.LONG}
    return is_long or (head.has("sample") and bool(head.counts()) and form in {None, Form.TALLY})


def _is_loose(head: Head, form: Form | None) -> bool:
    """Whether this is a header if it is one of names."""
    return form is not Form.LONG and head.has("sample") and any(column.role != "sample" for column in head.used)


def _known(head: Head) -> int:
    return sum(1 for column in head.used if column.role)


def _no_header() -> Invalid:
    return Invalid(
        "None of the first {n} rows names the columns of a table of scores.",
        "Write over the columns what they hold: sample, rater and score; or sample, and then a name for each rater; or "
        "sample, and then count:1, count:2 and so on for each level.",
        n=HEADER_ROWS,
    )
