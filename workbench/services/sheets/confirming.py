"""Looking at a table that was brought: what is guessed of it, for a person to confirm."""

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables import (
    HEADER_ROWS,
    Below,
    Form,
    Look,
    PlainSheet,
    Scale,
    Told,
    first_look,
    guessed,
)
from workbench.exchange.score_tables import below as what_is_below
from workbench.services.sheets.bringing import MOST_SCORES
from workbench.services.sheets.protocol import Confirmed

__all__ = ["HEADER_ROWS", "Below", "Confirmed", "Form", "Look", "Scale", "Told", "below", "guessed", "look", "missing"]


def look(sheet: PlainSheet, row: int = 0) -> Look:
    """Return what a sheet looks like with its headings in this row; 0 is the likeliest one.

    Raises
    ------
    Invalid
        When there is no table in it.
    """
    return first_look(sheet.data, row)


def missing(told: Told) -> Invalid | None:
    """Return what nobody has said yet, or nothing."""
    if told.sample is None:
        return Invalid("No column holds the pieces of work yet.", "Choose it.")
    if told.form is Form.LONG and (told.rater is None or told.score is None):
        return Invalid("A row for each score needs a column for the rater and one for the score.", "Choose both.")
    if told.form is Form.LONG and len({told.sample, told.rater, told.score, told.criterion}) < 4:
        return Invalid("One column cannot hold two things.", "Choose a column of its own for each.")
    if told.form is Form.CRITERIA and told.rater is None:
        return Invalid("No column holds the raters yet.", "Choose it.")
    if told.form is Form.CRITERIA and told.rater in (told.sample, *told.spread):
        return Invalid("One column cannot hold two things.", "Choose a column of its own for each.")
    if told.form is not Form.LONG and (not told.spread or {told.sample, told.criterion} & {*told.spread}):
        return Invalid("The columns with scores are not chosen yet, or hold something else too.", "Choose them.")
    return None


def below(sheet: PlainSheet, told: Told) -> Below:
    """Return what stands below the headings: rows that look like totals, and levels.

    Raises
    ------
    Invalid
        When something is not told yet, or there are more scores than one table may have here.
    """
    if lacking := missing(told):
        raise lacking
    found = what_is_below(sheet.data, told)
    if found.scores > MOST_SCORES:
        raise Invalid(
            "This table has {n} scores, more than the {most} that are read here.",
            "Use the command workbench analyze on a computer of your own; it has no such limit.",
            n=f"{found.scores:,}",
            most=f"{MOST_SCORES:,}",
        )
    return found
