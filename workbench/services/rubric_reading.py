"""The rubric somebody has: a table from a clipboard or a Word file, looked at and confirmed; nothing is stored here."""

from dataclasses import dataclass, replace

from workbench.domain.errors import Invalid
from workbench.domain.people import Viewer
from workbench.domain.tables import Table
from workbench.exchange import Layout, TableRubric, columns_of, completed, read_pasted_text, read_table, turned
from workbench.intake import receive_pasted_tables, receive_tables
from workbench.services import access
from workbench.services.rubrics import Imported

__all__ = ["Layout", "Look", "Table", "confirm", "from_clipboard", "from_text", "from_word", "look", "preview"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is laid out as far as can be told, for a person to settle.

    Parameters
    ----------
    layout
        Everything guessed that was not settled; ``highest_first`` stays None when the table does not say.
    columns
        What stands over each column once the table is turned; empty where nothing does.
    merged
        Whether there are merged cells to ask about.
    """

    layout: Layout
    columns: tuple[str, ...]
    merged: bool


def from_text(viewer: Viewer, text: str) -> tuple[Table, ...]:
    """Return the table in a pasted text; a text that is the source of a web page is read as one.

    Raises
    ------
    Invalid
        When it holds no table: what to copy instead.
    """
    access.staff_only(viewer)
    if "<table" in text[:100_000].lower() and "\t" not in text:
        return receive_pasted_tables(text)
    return (read_pasted_text(text),)


def from_clipboard(viewer: Viewer, html: str) -> tuple[Table, ...]:
    """Return the tables in what a clipboard holds as HTML; raises as :func:`from_text`."""
    access.staff_only(viewer)
    return receive_pasted_tables(html)


def from_word(viewer: Viewer, data: bytes, claimed_name: str = "") -> tuple[Table, ...]:
    """Return the tables of a Word file, in reading order.

    Raises
    ------
    Invalid
        When the file cannot be read or holds no table: what it is and what to do.
    """
    access.staff_only(viewer)
    return receive_tables(data, claimed_name=claimed_name)


def look(table: Table, layout: Layout) -> Look:
    """Return how a table is laid out, with everything guessed that is not settled."""
    known = completed(table, layout)
    found = turned(table, known)
    return Look(known, columns_of(found.rows, known), bool(table.spans))


def preview(table: Table, layout: Layout) -> TableRubric:
    """Return the rubric as the layout reads it.

    Raises
    ------
    Invalid
        When it cannot be a rubric when read this way, and what to change.
    """
    return read_table(table, layout)


def confirm(viewer: Viewer, table: Table, layout: Layout, line: int | None) -> Imported:
    """Return a table as a rubric to look over and save, once its order and its Proficient line are confirmed.

    Parameters
    ----------
    line
        The lowest level that is good enough, counted from 1 for the lowest of all.

    Raises
    ------
    Invalid
        When order or line are still open, or it cannot be a rubric when read this way.
    """
    access.staff_only(viewer)
    if completed(table, layout).highest_first is None:
        raise Invalid("The table does not say which level is the highest.", "Choose which level is printed first.")
    found = read_table(table, layout)
    (scale,) = found.draft.scales
    if line is None or not 2 <= line <= len(scale.levels):
        raise Invalid("The Proficient line is not chosen yet.", "Choose the lowest level that is good enough.")
    return Imported(replace(found.draft, scales=(replace(scale, cut=line),)), found.notes)
