"""Which form a header is in, and which of its columns hold scores; what leaves a doubt is asked, not guessed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.asked import Asked, Form, is_among
from workbench.exchange.score_tables.grid import Grid
from workbench.exchange.score_tables.head import Head
from workbench.exchange.score_tables.headers import COUNT, GROUP, Column, column_names
from workbench.exchange.score_tables.totals import total_columns

__all__ = ["Layout", "by_criterion", "could_be_criteria", "could_be_levels", "laid_out"]

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
# Nobody is called so; other names that we know (Ronda, Reader) may be a rater's.
_NEVER_RATERS = ("scored_at", "sample_school", "rater_school", "local_score")
# What a row with a column for each criterion says about all of them alike.
_OF_A_READ = frozenset(
    {"sample", "rater", "session", "round", "occasion", "position", "scored_at", "seconds"}
    | {"sample_school", "rater_school"}
)
_FEWEST_CRITERIA = 2
_PERHAPS_RATERS = ("session", "round", "occasion", "position", "seconds", "reference", "condition")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read.

    Parameters
    ----------
    form
        Its form.
    named
        Columns that hold one thing in every row, by what they hold: "sample", "criterion"; in the long form all.
    spread
        In the wide form a column for each rater, in the tally form for each level, in the criteria form for each
        criterion; in the long form none.
    totals
        Columns that look like totals; reported, and in no other list.
    unused
        Columns with a name that are used for nothing.
    """

    form: Form
    named: tuple[Column, ...]
    spread: tuple[Column, ...] = ()
    totals: tuple[Column, ...] = ()
    unused: tuple[Column, ...] = ()


def laid_out(head: Head, asked: Asked) -> tuple[Layout, list[Invalid]]:
    """The layout of a table, and what is wrong with or in doubt about its header.

    Raises
    ------
    Invalid
        When the doubt is so large that there is no layout.
    """
    layout = _layout(head, asked)
    problems = [*_twins(head, layout), *_same_meaning(layout)]
    if layout.form in (Form.WIDE, Form.TALLY):
        problems += _perhaps_raters(layout, asked)
    if asked.form is None and layout.form is Form.WIDE and could_be_levels(layout.spread, asked):
        problems.append(_levels_or_raters(layout.spread))
    if layout.form is not Form.LONG and not layout.spread:
        problems.append(Invalid("No column is left that could hold scores.", "Name a column for each rater."))
    if layout.form is Form.CRITERIA and not head.has("rater"):
        problems.append(Invalid("No column is called rater.", "Write “rater” over the column that holds who scored."))
    return layout, problems


def by_criterion(head: Head, grid: Grid, asked: Asked) -> bool:
    """Whether a table, unasked, has a row for each rater and sample and a column for each criterion.

    It names samples and raters, every other column holds levels only, and samples come more than once.
    """
    if asked.form is not None or head.counts() or not could_be_criteria(head.used):
        return False
    spread = _by_criterion(head, asked).spread
    cells = [{cell for cell in grid.columns[column.at] if cell} for column in spread]
    samples = grid.columns[head.of("sample")[0].at]
    if len(spread) < _FEWEST_CRITERIA or len(set(samples)) == len(samples):
        return False
    return all(found and all(_is_level(cell, asked) for cell in found) for found in cells)


def _is_level(cell: str, asked: Asked) -> bool:
    return bool(_NUMBER.fullmatch(cell)) or is_among(cell, asked.levels)


def could_be_criteria(columns: Iterable[Column]) -> bool:
    """Whether headings name who scored what, and neither a score nor a criterion."""
    roles = {column.role for column in columns}
    return {"sample", "rater"} <= roles and not {"score", "criterion"} & roles


def _layout(head: Head, asked: Asked) -> Layout:
    if asked.form is Form.LONG or (asked.form is None and head.has("rater", "score")):
        unused = tuple(column for column in head.used if not column.role or column.role.startswith(COUNT))
        return Layout(Form.LONG, tuple(column for column in head.used if column not in unused), unused=unused)
    if asked.form is Form.CRITERIA:
        return _by_criterion(head, asked)
    named = (*head.of("sample"), *head.of("criterion"))
    others = tuple(column for column in head.used if column not in named)
    if head.counts() and asked.form is not Form.WIDE:
        unused = tuple(column for column in others if column not in head.counts())
        return Layout(Form.TALLY, named, head.counts(), unused=unused)
    if asked.form is None:
        _refuse_half_long(head)
    totals = total_columns(others, asked)
    unused = tuple(column for column in others if column.role in _NEVER_RATERS or column.role.startswith(GROUP))
    spread = tuple(column for column in others if column not in totals and column not in unused)
    return Layout(asked.form or Form.WIDE, named, spread, totals, unused)


def _by_criterion(head: Head, asked: Asked) -> Layout:
    named = tuple(c for c in head.used if c.role in _OF_A_READ or c.role.startswith(GROUP))
    others = tuple(column for column in head.used if column not in named)
    totals = total_columns(others, asked)
    unused = tuple(c for c in others if c.role and c not in totals and not is_among(c.name, asked.keep_columns))
    spread = tuple(column for column in others if column not in totals and column not in unused)
    return Layout(Form.CRITERIA, named, spread, totals, unused)


def _refuse_half_long(head: Head) -> None:
    for role, other in (("rater", "score"), ("score", "rater")):
        if columns := head.of(role):
            raise Invalid(
                "Column {letters} (“{name}”) seems to hold the {role}, but no column is called {other}.",
                "Write “{other}” over the column that holds it; or, if every column stands for a rater, say "
                "--form wide; if every other column is a criterion, --form criteria.",
                letters=columns[0].letters,
                name=columns[0].name,
                role=role,
                other=other,
            )


def _twins(head: Head, layout: Layout) -> Iterator[Invalid]:
    """Two columns of one name: nobody could say which of them is meant."""
    first: dict[str, Column] = {}
    for column in head.used:
        name = column.role if column in layout.spread and layout.form is Form.TALLY and column.role else column.name
        if (other := first.setdefault(name, column)) is not column:
            yield Invalid(
                "Columns {first} and {second} are both called “{name}”.",
                "Rename one of them, or remove it.",
                first=other.letters,
                second=column.letters,
                name=column.name,
            )


def _same_meaning(layout: Layout) -> Iterator[Invalid]:
    first: dict[str, Column] = {}
    for column in layout.named:
        other = first.setdefault(column.role, column)
        if other.name != column.name:
            yield Invalid(
                "Columns {first} (“{one}”) and {second} (“{other}”) mean the same: {role}.",
                'Rename one of them, or leave it out with --skip-column "{other}".',
                first=other.letters,
                one=other.name,
                second=column.letters,
                other=column.name,
                role=column.role,
            )


def _perhaps_raters(layout: Layout, asked: Asked) -> Iterator[Invalid]:
    for column in layout.spread:
        if column.role in _PERHAPS_RATERS and not is_among(column.name, asked.keep_columns):
            yield Invalid(
                "Column {letters} (“{name}”) seems to hold no scores, and this form of table has no place for it.",
                'Leave it out with --skip-column "{name}", or keep it with --keep-column "{name}".',
                letters=column.letters,
                name=column.name,
            )


def could_be_levels(spread: tuple[Column, ...], asked: Asked) -> bool:
    """Whether the headings of columns could be the levels of a tally as well as raters."""
    names = [column.name for column in spread]
    return bool(names) and (all(map(_NUMBER.fullmatch, names)) or all(is_among(name, asked.levels) for name in names))


def _levels_or_raters(spread: tuple[Column, ...]) -> Invalid:
    return Invalid(
        "The columns {names} could be levels or raters.",
        "Say --form tally if they are levels and hold how many raters gave each, or --form wide if they are raters.",
        names=column_names(spread),
    )
