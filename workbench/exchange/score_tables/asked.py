"""What a person says about a table of scores, where the table alone leaves a doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Asked", "Form", "is_among"]


class Form(StrEnum):
    """How scores are laid out in a table."""

    LONG = "long"
    """A row for each score, with a column for the rater and one for the score."""

    WIDE = "wide"
    """A row for each sample, or sample and criterion, and a column for each rater."""

    TALLY = "tally"
    """A row for each sample, or sample and criterion, and a column for each level: how many raters gave it."""

    CRITERIA = "criteria"
    """A row for each rater and sample, and a column for each criterion."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said about a file; nothing is said by default.

    Parameters
    ----------
    form
        How to read it; None recognises the form by the header.
    sheet
        The sheet of a workbook, by name; "" is the one that holds scores.
    skip_rows, keep_rows
        Rows that are left out on purpose, and rows that look like totals and are work; numbered as a spreadsheet
        shows them, the first is 1.
    skip_columns, keep_columns
        The same for columns, by their headers; case and blanks at the ends do not matter.
    levels
        Every declared level as text, of any criterion; empty where none were declared.
    """

    form: Form | None = None
    sheet: str = ""
    skip_rows: frozenset[int] = frozenset()
    keep_rows: frozenset[int] = frozenset()
    skip_columns: frozenset[str] = frozenset()
    keep_columns: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()


def is_among(text: str, named: Iterable[str]) -> bool:
    """Whether one of these names means this text: case and blanks do not matter."""
    return _plain(text) in map(_plain, named)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
