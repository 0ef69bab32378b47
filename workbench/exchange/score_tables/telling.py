"""What a person says which column is which, instead of a header that says so: guessed first, then confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.asked import Asked, Form
from workbench.exchange.score_tables.forms import could_be_criteria, could_be_levels
from workbench.exchange.score_tables.head import find_head
from workbench.exchange.score_tables.headers import COUNT, GROUP, Column, columns_in
from workbench.exchange.score_tables.opening import sheets_in
from workbench.exchange.score_tables.plain import written
from workbench.exchange.score_tables.sheet import Sheet
from workbench.exchange.score_tables.totals import total_columns

__all__ = ["Look", "Told", "first_look", "guessed", "heading_names", "level_of", "renamed"]

_ANYTHING = Asked()
_MAPPED = ("sample", "rater", "score", "criterion")
_NO_SCORES = ("scored_at", "sample_school", "rater_school", "local_score")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Told:
    """Which column is which; columns by their place, counted from 0, None where there is none.

    Parameters
    ----------
    row
        The number of the row with the headings, as a spreadsheet shows it.
    form
        How the table is laid out.
    sample, rater, score, criterion
        What these columns hold; the score in the long form only, the rater there and in the criteria form.
    spread
        In the wide form the columns of the raters, in the tally form of the levels, in the criteria form of those.
    others
        In the long form: columns that are used as their headings say.
    """

    row: int
    form: Form
    sample: int | None = None
    rater: int | None = None
    score: int | None = None
    criterion: int | None = None
    spread: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """A table before anybody said how to read it.

    Parameters
    ----------
    row
        Where its headings seem to stand.
    columns
        What stands there.
    below
        The first rows below.
    form
        How it seems to be laid out; None where a person has to say.
    """

    row: int
    columns: tuple[Column, ...]
    below: tuple[tuple[str, ...], ...]
    form: Form | None


def first_look(data: bytes, row: int = 0) -> Look:
    """Return what a text table looks like, with its headings in this row, or in the likeliest one.

    Raises
    ------
    Invalid
        When it is empty, or has nothing below its headings.
    """
    (sheet,) = sheets_in(data)
    head = sheet.head()
    at = row or _likeliest(sheet, head)
    columns = columns_in(head[at - 1]) if at <= len(head) else ()
    below = tuple(tuple(cells) for cells in head[at : at + _SHOWN])
    if not any(column.name for column in columns) or not any(any(cells) for cells in below):
        raise Invalid("There is no table in this.", "It needs a row of headings, and a row for each piece or score.")
    return Look(at, columns, below, _form(columns, below))


def guessed(look: Look, form: Form) -> Told:
    """Return which column is which in this form, as far as the headings say."""
    place: dict[str, int] = {}
    for column in look.columns:
        place.setdefault(column.role, column.at)
    told = Told(look.row, form, place.get("sample"), criterion=place.get("criterion"))
    if form is Form.LONG:
        others = (c.at for c in look.columns if c.role and c.role not in _MAPPED and not c.role.startswith(COUNT))
        return replace(told, rater=place.get("rater"), score=place.get("score"), others=tuple(others))
    if form is Form.CRITERIA:
        told = replace(told, rater=place.get("rater"))
    first = next((column.at for column in look.columns if column.name and column.at != told.criterion), None)
    told = replace(told, sample=first if told.sample is None else told.sample)
    counts = tuple(column.at for column in look.columns if column.role.startswith(COUNT))
    return replace(told, spread=counts if counts and form is Form.TALLY else tuple(_spread(look, told)))


def renamed(data: bytes, told: Told) -> bytes:
    """Return a text table whose headings say what a person said; every row keeps its number.

    Whatever stands above the headings is left out, and so are the headings of columns that are used for nothing.
    """
    (sheet,) = sheets_in(data)
    names = heading_names(columns_in(sheet.head()[told.row - 1]), told)

    def rows() -> Iterator[Sequence[str]]:
        for number, row in enumerate(sheet.rows(), 1):
            yield names if number == told.row else row if number > told.row else ()

    return written(replace(sheet, rows=rows))


def level_of(column: Column) -> str:
    """Return the level that a column of a tally counts."""
    if column.role.startswith(COUNT):
        return column.role.removeprefix(COUNT)
    return column.name or column.letters


def _likeliest(sheet: Sheet, head: Sequence[Sequence[str]]) -> int:
    if found := find_head(sheet, _ANYTHING):
        return found.row
    several = (n for n, row in enumerate(head, 1) if sum(1 for cell in row if cell.strip()) > 1)
    return next(several, 1)


def _form(columns: Sequence[Column], below: Sequence[Sequence[str]]) -> Form | None:
    roles = {column.role for column in columns}
    if could_be_criteria(columns) and _hold_levels(columns, below):
        return Form.CRITERIA
    if {"rater", "score"} & roles:
        return Form.LONG
    if any(role.startswith(COUNT) for role in roles):
        return Form.TALLY
    if "sample" not in roles:
        return None
    rest = tuple(column for column in columns if column.name and column.role not in _MAPPED)
    kept = tuple(column for column in rest if column not in total_columns(rest, _ANYTHING))
    return None if could_be_levels(kept, _ANYTHING) else Form.WIDE


def _hold_levels(columns: Sequence[Column], below: Sequence[Sequence[str]]) -> bool:
    """Whether every column that nobody knows holds numbers, and there are several."""
    totals = total_columns(columns, _ANYTHING)
    rest = [column.at for column in columns if column.name and not column.role and column not in totals]
    cells = [row[at].strip() for row in below for at in rest if at < len(row)]
    return len(rest) > 1 and all(cell.isdigit() for cell in cells if cell) and any(cells)


def _spread(look: Look, told: Told) -> Iterator[int]:
    totals = total_columns(look.columns, _ANYTHING)
    for column in look.columns:
        is_other = column.role in _NO_SCORES or column.role.startswith(GROUP) or not column.name
        is_other = is_other or (told.form is Form.CRITERIA and bool(column.role))
        if column.at not in (told.sample, told.rater, told.criterion) and column not in totals and not is_other:
            yield column.at


def heading_names(columns: Sequence[Column], told: Told) -> list[str]:
    """Return what is written over every column so that it is read as told; nothing over one that is not used."""
    mapped = {at: role for role in _MAPPED if (at := getattr(told, role)) is not None}
    return [mapped.get(column.at) or _name(column, told) for column in columns]


def _name(column: Column, told: Told) -> str:
    if told.form is Form.LONG:
        return column.name if column.at in told.others or not column.role else ""
    if column.at not in told.spread:
        return ""
    if told.form is Form.TALLY:
        return COUNT + level_of(column)
    # Somebody who is called like a piece or a criterion is a rater all the same.
    is_taken = bool(column.role) if told.form is Form.CRITERIA else column.role in _MAPPED
    return f"“{column.name}”" if is_taken else column.name or column.letters
