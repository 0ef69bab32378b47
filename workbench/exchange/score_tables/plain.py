"""The sheets of any file as text tables, for whoever does not read workbooks: rows keep their numbers."""

import csv
import io
from dataclasses import dataclass

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.opening import is_workbook, sheets_in
from workbench.exchange.score_tables.sheet import Sheet

__all__ = ["MOST_TEXT_BYTES", "PlainSheet", "plain_sheets", "written"]

# What the sheets of one workbook may come to as text; an upload may unpack to far more than its size.
MOST_TEXT_BYTES = 30 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One sheet: its name, empty for a text file, and the bytes of a text table that ``read_scores`` reads."""

    name: str
    data: bytes


def plain_sheets(data: bytes) -> tuple[PlainSheet, ...]:
    """Return every sheet of a file that can be seen.

    Raises
    ------
    Invalid
        When the file is empty, too large, or no table.
    """
    sheets = sheets_in(data)
    if not is_workbook(data):
        return (PlainSheet("", data),)
    found: list[PlainSheet] = []
    for sheet in sheets:
        found.append(PlainSheet(sheet.name, written(sheet)))
        if sum(len(one.data) for one in found) > MOST_TEXT_BYTES:
            raise Invalid("This workbook holds too much to be read here.", "Save only the sheet with the scores.")
    return tuple(found)


def written(sheet: Sheet) -> bytes:
    """Return a sheet as a text table: its rows and columns stand where a spreadsheet shows them."""
    # A table separated by commas has no decimal commas, and the other way round.
    separator = "\t" if sheet.decimal_comma else ","
    text = io.StringIO(newline="")
    text.write(f"sep={separator}\r\n")
    before = [""] * sheet.first_column
    csv.writer(text, delimiter=separator).writerows([*before, *row] if any(row) else () for row in sheet.rows())
    return text.getvalue().encode("utf-8", "replace")
