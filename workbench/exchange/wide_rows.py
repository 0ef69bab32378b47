"""A rubric as people write it in a spreadsheet: the criterion first, then one column per level."""

from collections.abc import Sequence

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean_line
from workbench.exchange.csv_rows import Row
from workbench.exchange.level_words import CRITERION_WORDS, plain_heading
from workbench.exchange.rubric_draft import RawCriterion, RawLevel

__all__ = ["is_wide", "read_wide"]

_DESCRIPTION = {"description", "criterion description", "criteria description", "details"}
_NOT_USED = {"points", "weight", "score", "comments", "notes"}


def is_wide(header: Row) -> bool:
    """Whether this header begins with a column for the criterion and has at least two more."""
    return (
        clean_line(header.cell(0)).casefold() in CRITERION_WORDS
        and len([cell for cell in header.cells[1:] if cell]) > 1
    )


def read_wide(rows: Sequence[Row], title: str) -> tuple[list[RawCriterion], list[str]]:
    """The criteria, all with the levels of the header, and notes."""
    header = [clean_line(cell) for cell in rows[0].cells]
    description = next((at for at, word in enumerate(header) if word.casefold() in _DESCRIPTION), -1)
    ignored = [at for at, word in enumerate(header) if word.casefold() in _NOT_USED]
    columns = [at for at in range(1, len(header)) if at != description and at not in ignored and header[at]]
    _check_headed(rows, {0, description, *ignored, *columns})
    levels, notes = _levels([header[at] for at in columns])
    criteria = [
        RawCriterion(
            row=row.number,
            title=title,
            name=clean_line(row.cell(0)),
            description=row.cell(description),
            levels=tuple(
                RawLevel(label, row.cell(at), points) for at, (label, points) in zip(columns, levels, strict=True)
            ),
        )
        for row in rows[1:]
    ]
    return criteria, notes + [_("Not used: {columns}.").format(columns=f"“{header[at]}”") for at in ignored]


def _check_headed(rows: Sequence[Row], headed: set[int]) -> None:
    for row in rows[1:]:
        for at, cell in enumerate(row.cells):
            if cell and at not in headed:
                raise Invalid(
                    "Row {row} has text in column {column}, which has no heading.",
                    "Give the column the name of a level, or empty it.",
                    row=row.number,
                    column=at + 1,
                )


def _levels(headings: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Label and points of each level. Without any points the columns are taken to rise from left to right."""
    found = [plain_heading(heading) for heading in headings]
    without = [label for label, points in found if not points]
    if not without:
        return found, []
    if len(without) < len(found):
        raise Invalid(
            "The column “{name}” says no points, others do.",
            'Write the points into every heading ("4 - Exemplary"), or into none.',
            name=without[0],
        )
    note = _("The headings say no points: “{lowest}” was read as the lowest level and “{highest}” as the highest.")
    said = note.format(lowest=without[0], highest=without[-1])
    return [(label, str(place)) for place, label in enumerate(headings, start=1)], [said]
