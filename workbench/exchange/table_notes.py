"""What is said about a table as a whole before its rows are read."""

from workbench.domain.catalogue import _, count
from workbench.domain.tables import Table
from workbench.exchange.table_layout import Layout, columns_of, sections, titled, turned

__all__ = ["table_notes"]


def table_notes(table: Table, layout: Layout) -> list[str]:
    """Return full sentences about merged cells, columns that are no level, and what a document cannot hand over."""
    _title, body = titled(table)
    merged = len(body.spans) - len(sections(body))
    notes = []
    if merged and layout.repeat_merged:
        notes.append(
            count("{n} merged cell: its text is repeated.", "{n} merged cells: their text is repeated.", merged)
        )
    if table.joined:
        notes.append(
            count(
                "{n} line was taken as one more paragraph of a cell; look whether it stands in the right one.",
                "{n} lines were taken as further paragraphs of cells; look whether they stand in the right ones.",
                table.joined,
            )
        )
    if n := table.nested:
        notes.append(
            count("{n} table inside a cell was read as its lines.", "{n} tables inside cells were read as lines.", n)
        )
    if n := table.pictures:
        notes.append(count("{n} picture was left out.", "{n} pictures were left out.", n))
    if n := table.equations:
        notes.append(count("{n} equation was left out.", "{n} equations were left out.", n))
    rows = turned(table, layout).rows
    if layout.left_out:
        over = columns_of(rows, layout)
        names = ", ".join(f"“{over[at]}”" if over[at] else str(at + 1) for at in layout.left_out if at < len(over))
        notes.append(_("Left out, for it is no level: {columns}.").format(columns=names))
    return notes
