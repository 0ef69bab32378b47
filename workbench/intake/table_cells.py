"""What Word tables and tables of web pages have in common: a limit on their size, and text cleaned cell by cell."""

import re
from collections.abc import Sequence

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.tables import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Table
from workbench.intake.word_archive import SAVE_AGAIN

__all__ = ["COPY_IT", "MOST_TABLES", "caption", "cell_text", "fits", "for_a_rubric", "usable"]

MOST_TABLES = 40
COPY_IT = later("Open it, copy the table, and paste it instead; or save it as a Word file (.docx) and upload that.")
_LONGEST_CAPTION = 200
# Bullets as Word puts them on the clipboard: a letter of a symbol font, then spaces.
_SYMBOL_BULLET = re.compile(r"^[·§o•-][ \xa0\t]{2,}", re.M)


def cell_text(lines: str) -> str:
    """Return the text of a cell: clean, without blank lines, bullets as bullets."""
    bulleted = _SYMBOL_BULLET.sub("• ", clean(lines))
    kept = (" ".join(line.split()) for line in bulleted.split("\n"))
    return "\n".join(line for line in kept if line)


def fits(row: int, column: int, across: int) -> bool:
    """Return whether a cell lies inside the largest table that is read."""
    return row < MOST_ROWS and column + across <= MOST_COLUMNS


def caption(words: str) -> str:
    """Return the words above a table when they can be its title."""
    line = clean_line(words)
    return line if len(line) <= _LONGEST_CAPTION else ""


def usable(tables: Sequence[Table], *, where: str, too_large: int) -> tuple[Table, ...]:
    """Return the tables that could hold a rubric.

    Parameters
    ----------
    tables
        Every table that was found.
    where
        What they were found in ("This Word file").
    too_large
        How many more there are that are larger than any rubric.

    Raises
    ------
    Invalid
        When there is none, with the reason.
    """
    wide = [table for table in tables if table.width > 1 and any(any(row) for row in table.rows)]
    short = tuple(table for table in wide if _length(table) <= MOST_CHARACTERS)
    if short:
        return short[:MOST_TABLES]
    if too_large or wide:
        raise Invalid(
            "The table has more than {rows} rows, {columns} columns or {most} characters, "
            "more than a rubric ever needs.",
            "Copy only the rows of the rubric, and paste them.",
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
            most=f"{MOST_CHARACTERS:,}",
        )
    if tables:
        raise Invalid(
            "{where} holds a table of one column only.",
            "A rubric needs a column of criteria and one for each level: copy the whole table, with its levels.",
            where=where,
        )
    raise Invalid(
        "{where} holds no table.", "Copy the rubric as a table, with all its cells, and paste it here.", where=where
    )


def for_a_rubric(refusal: Invalid) -> Invalid:
    """Return a refusal with advice that helps with a rubric, in place of what was written for student work."""
    says, do = refusal.messages
    helps = do == SAVE_AGAIN or "password" in do or "rubric" in do
    return refusal if helps else Invalid(says, COPY_IT, **refusal.facts)


def _length(table: Table) -> int:
    return sum(len(text) for row in table.rows for text in row)
