"""Rubrics as tables: the CSV layout of Canvas, and a simple wide one (criterion, then one column per level).

Nothing is guessed without saying so: what was put in order, filled in or ignored stands in the notes. Formulas and
HTML are text like any other.
"""

import csv
import io
import math
import re
from collections import Counter
from typing import Any

from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean_line
from workbench.domain.rubrics import MOST_CRITERIA, MOST_LEVELS
from workbench.exchange.canvas_rows import CANVAS_LEAD, CANVAS_RATING, is_canvas, read_canvas
from workbench.exchange.cells import safe_cell
from workbench.exchange.csv_rows import read_rows
from workbench.exchange.rubric_draft import DraftCriterion, DraftLevel, RawCriterion, RawLevel, RubricTableDraft
from workbench.exchange.wide_rows import is_wide, read_wide

__all__ = ["DraftCriterion", "DraftLevel", "RubricTableDraft", "read_rubric", "read_rubrics", "write_rubric_csv"]

_POINTLESS = later("Row {row}, “{name}”: the level “{level}” has no points.")
_NAMELESS_POINTLESS = later("Row {row}, “{name}”: a level has no points.")


def read_rubric(data: bytes, *, title: str = "") -> RubricTableDraft:
    """The one rubric in a CSV file.

    Parameters
    ----------
    data
        The file. Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; with or without a byte order mark.
    title
        What to call the rubric where the table has no name for it.

    Raises
    ------
    Invalid
        With the row and what to correct; also when the file holds several rubrics.
    """
    rubrics = read_rubrics(data, title=title)
    if len(rubrics) > 1:
        names = ", ".join(f"“{rubric.title}”" for rubric in rubrics)
        raise Invalid(
            "This table holds {n} rubrics: {names}.", "Save each in a file of its own.", n=len(rubrics), names=names
        )
    return rubrics[0]


def read_rubrics(data: bytes, *, title: str = "") -> tuple[RubricTableDraft, ...]:
    """Every rubric in a CSV file, in order; parameters and errors as for ``read_rubric``."""
    rows = read_rows(data)
    if is_canvas(rows[0]):
        raw, notes = read_canvas(rows, clean_line(title))
    elif is_wide(rows[0]):
        raw, notes = read_wide(rows, clean_line(title))
    else:
        raise Invalid(
            "Row {row} is not the header of a rubric.",
            'Use the columns of Canvas\'s rubric import, or "Criterion" and then one column per level.',
            row=rows[0].number,
        )
    if not raw:
        raise Invalid("This table has a header but no criteria.", "Add a row for each criterion.")
    titles = list(dict.fromkeys(criterion.title for criterion in raw))
    return tuple(_draft(name, [c for c in raw if c.title == name], notes) for name in titles)


def write_rubric_csv(draft: RubricTableDraft) -> str:
    """A rubric in Canvas's layout, highest level first as Canvas shows them; formulas are made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    most = max((len(criterion.levels) for criterion in draft.criteria), default=0)
    writer.writerow([*CANVAS_LEAD, *CANVAS_RATING * most])
    for criterion in draft.criteria:
        row = [safe_cell(draft.title), safe_cell(criterion.name), safe_cell(criterion.description), "false"]
        for level in reversed(criterion.levels):
            row += [safe_cell(level.label), safe_cell(level.descriptor), _written(level.points)]
        writer.writerow(row)
    return out.getvalue()


def _draft(title: str, raw: list[RawCriterion], notes: list[str]) -> RubricTableDraft:
    if len(raw) > MOST_CRITERIA:
        raise Invalid(
            "This rubric has {n} criteria; the most is {most}.",
            "Split it into two rubrics.",
            n=len(raw),
            most=MOST_CRITERIA,
        )
    _check_names(raw)
    read = [_criterion(criterion) for criterion in raw]
    said = [note for _, own in read for note in own]
    return RubricTableDraft(title, tuple(criterion for criterion, _ in read), (*notes, *said))


def _check_names(raw: list[RawCriterion]) -> None:
    seen: dict[str, RawCriterion] = {}
    for criterion in raw:
        if not criterion.name:
            raise Invalid(
                "Row {row} has no criterion name.", "Name the criterion, or empty the row.", row=criterion.row
            )
        first = seen.setdefault(criterion.name.casefold(), criterion)
        if first is not criterion:
            raise Invalid(
                "Rows {first} and {row} are both called “{name}”.",
                "Rename or remove one of them.",
                first=first.row,
                **_where(criterion),
            )


def _criterion(raw: RawCriterion) -> tuple[DraftCriterion, list[str]]:
    if not 2 <= len(raw.levels) <= MOST_LEVELS:
        raise Invalid(
            "Row {row}, “{name}”: {n} level(s); a criterion needs 2 to {most}.",
            "Add or remove levels in this row.",
            n=len(raw.levels),
            most=MOST_LEVELS,
            **_where(raw),
        )
    given = [_level(raw, level) for level in raw.levels]
    _check_apart(raw, given)
    rising = sorted(given, key=lambda level: level.points)
    notes = []
    if given not in (rising, rising[::-1]):
        notes.append(_("Row {row}, “{name}”: the levels were put in order of their points."))
    if any(not level.label for level in raw.levels):
        notes.append(_("Row {row}, “{name}”: a level without a name is called by its points."))
    said = [note.format(**_where(raw)) for note in notes]
    return DraftCriterion(raw.name, raw.description, tuple(rising)), said


def _level(raw: RawCriterion, level: RawLevel) -> DraftLevel:
    if not level.points:
        raise Invalid(
            _POINTLESS if level.label else _NAMELESS_POINTLESS,
            "Points put the levels in order: add them, and import once more.",
            level=level.label,
            **_where(raw),
        )
    points = _points(level.points)
    if points is None:
        raise Invalid(
            "Row {row}, “{name}”: “{points}” is not a number of points.",
            "Write a number, 0 or more, such as 3 or 2.5.",
            points=level.points[:40],
            **_where(raw),
        )
    return DraftLevel(level.label or _written(points), level.descriptor, points)


def _check_apart(raw: RawCriterion, levels: list[DraftLevel]) -> None:
    """Levels of one criterion differ in name and in points, or nobody could tell them apart or put them in order."""
    label, times = Counter(level.label.casefold() for level in levels).most_common(1)[0]
    if times > 1:
        raise Invalid(
            "Row {row}, “{name}”: {times} levels are called “{level}”.",
            "Rename all but one of them.",
            times=times,
            level=label,
            **_where(raw),
        )
    points, times = Counter(level.points for level in levels).most_common(1)[0]
    if times > 1:
        raise Invalid(
            "Row {row}, “{name}”: {times} levels have {points} points.",
            "Give each level its own points.",
            times=times,
            points=_written(points),
            **_where(raw),
        )


def _where(raw: RawCriterion) -> dict[str, Any]:
    return {"row": raw.row, "name": raw.name}


def _points(text: str) -> float | None:
    """A number of points; "1,75" and "4 pts" are numbers too."""
    found = re.fullmatch(r"(\d{1,9}(?:[.,]\d{0,20})?(?:e[+-]?\d{1,2})?)(?: ?(?:pts?\.?|points?))?", text.strip(), re.I)
    points = float(found[1].replace(",", ".")) if found else math.inf
    return points if math.isfinite(points) else None


def _written(points: float) -> str:
    return str(int(points)) if points == int(points) else repr(points)
