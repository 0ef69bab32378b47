"""A picture as the table of what is in it: for those who do not see it, and for a spreadsheet."""

from workbench.domain.catalogue import _
from workbench.reports.findings.parts import Column, Dots, Kind, Ranges, Table

__all__ = ["as_table"]


def as_table(picture: Dots | Ranges) -> Table:
    """Return the same data as the picture, a row for each of its rows."""
    return _dots(picture) if isinstance(picture, Dots) else _ranges(picture)


def _dots(dots: Dots) -> Table:
    levels = (Column(label, Kind.COUNT) for label in dots.levels)
    return Table(dots.caption, (Column(_("Piece")), *levels), tuple((name, *counts) for name, counts in dots.rows))


def _ranges(ranges: Ranges) -> Table:
    columns = (Column(_("What")), Column(_("Value"), ranges.kind), Column(_("95% range"), ranges.kind))
    return Table(ranges.caption, columns, ranges.rows)
