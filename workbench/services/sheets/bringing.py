"""Bringing a table of scores: a file, a pasted text, or what somebody typed from paper. Nothing is stored."""

import csv
import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid, Unavailable
from workbench.domain.people import Viewer
from workbench.exchange.score_tables import PlainSheet, first_look, is_workbook
from workbench.intake import Page, receive, sandbox
from workbench.services import access
from workbench.services.sheets.protocol import LIMITS, Question, unpack_sheets

__all__ = [
    "MOST_MEGABYTES",
    "MOST_SCORES",
    "Page",
    "PlainSheet",
    "Typed",
    "from_file",
    "from_text",
    "from_typed",
    "in_the_child",
    "photo",
]

MOST_MEGABYTES = 10
MOST_SCORES = 100_000

_CHILD = "workbench.services.sheets.child"
_OUT_OF_TIME = -24  # SIGXCPU, which Windows does not name
_log = logging.getLogger(__name__)
_ANOTHER_WAY = later("Leave out what is not needed, or use the command workbench analyze on a computer of your own.")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Typed:
    """A paper tally as it was typed in.

    Parameters
    ----------
    columns
        What stands over the cells of each row: levels where cells count teachers, else teachers.
    rows
        Piece, criterion (empty where there is only one), and a cell for each column.
    counts
        Whether cells say how many teachers gave a level, not which level a teacher gave.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    counts: bool


def from_file(viewer: Viewer, data: bytes) -> tuple[PlainSheet, ...]:
    """Return the sheets of a CSV file or a workbook; a workbook is opened in a process of its own, with limits.

    Raises
    ------
    Invalid
        When it is empty, too large or no table: what it is and what to do.
    """
    access.staff_only(viewer)
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise Invalid("This file is larger than {most} MB.", _ANOTHER_WAY, most=MOST_MEGABYTES)
    if is_workbook(data):
        return in_the_child(Question(data), unpack_sheets)
    first_look(data)
    return (PlainSheet("", data),)


def from_text(viewer: Viewer, text: str) -> tuple[PlainSheet, ...]:
    """Return a table that was copied from a spreadsheet; raises as :func:`from_file`."""
    access.staff_only(viewer)
    if not text.strip():
        raise Invalid("Nothing was pasted.", "Select the whole table in the spreadsheet, copy it, and paste it here.")
    return from_file(viewer, text.encode("utf-8", "replace"))


def from_typed(viewer: Viewer, typed: Typed) -> tuple[PlainSheet, ...]:
    """Return what was typed from paper as a table; rows without a cell count as not there.

    Raises
    ------
    Invalid
        When nothing was typed, or a row has cells but no piece.
    """
    access.staff_only(viewer)
    rows = [row for row in typed.rows if any(cell.strip() for cell in row[2:])]
    if not rows:
        raise Invalid("Nothing was typed yet.", "Type a row for each piece of work.")
    if nameless := next((n for n, row in enumerate(typed.rows, 1) if row in rows and not row[0].strip()), 0):
        raise Invalid("Row {row} has no piece.", "Write what the piece is called.", row=nameless)
    with_criteria = any(row[1].strip() for row in rows)
    heads = [f"count:{name}" if typed.counts else name for name in typed.columns]
    head = ["sample", *(["criterion"] if with_criteria else []), *heads]
    body = (row if with_criteria else (row[0], *row[2:]) for row in rows)
    return (PlainSheet("", _as_text([head, *body])),)


def photo(viewer: Viewer, data: bytes, claimed_name: str = "") -> tuple[Page, ...]:
    """Return the pictures of a sheet of paper, without what the camera wrote into them.

    Raises
    ------
    Invalid
        When it is no photo and no scan.
    """
    access.staff_only(viewer)
    found = receive(data, claimed_name=claimed_name)
    if not found.pages:
        raise Invalid("This is no photo of a sheet.", "Choose a photo, or a scan as PDF.")
    return found.pages


def in_the_child(question: Question, unpack: Callable[[bytes], T]) -> T:
    """Return what the child process answers; a child that broke down is answered for.

    Raises
    ------
    Invalid
        What is wrong with the table.
    TooMany
        Too many at this moment.
    Unavailable
        The fault is on our side.
    """
    try:
        finished = sandbox.run(_CHILD, question.pack(), LIMITS)
    except sandbox.TookTooLong:
        raise Invalid("This table takes too long to read.", _ANOTHER_WAY) from None
    if finished.code == _OUT_OF_TIME:
        raise Invalid("This table takes too long to read.", _ANOTHER_WAY)
    try:
        if finished.code == 0:
            return unpack(finished.output)
    except ValueError:
        _log.warning("sheet answer unreadable")
    _log.warning("sheet child ended code=%s error=%s", finished.code, finished.trouble)
    if finished.trouble in {"ImportError", "ModuleNotFoundError"}:
        raise Unavailable("Tables cannot be read on this server.", "Ask whoever runs it to install the workbench anew.")
    raise Invalid("This table is damaged, or holds something that cannot be read safely.", "Save it as CSV (UTF-8).")


def _as_text(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    text.write("sep=\t\r\n")
    csv.writer(text, delimiter="\t").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")
