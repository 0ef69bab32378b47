"""A report as plain data and back, for the way from one process to another."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from workbench.reports.findings.parts import Cell, Column, Depth, Dots, Kind, Range, Ranges, Report, Section, Table

__all__ = ["packed", "unpacked", "unpacked_section"]


def packed(report: Report) -> dict[str, Any]:
    """Return a report as what JSON holds."""
    return asdict(report)


def unpacked(found: Mapping[str, Any]) -> Report:
    """Return the report in plain data.

    Raises
    ------
    KeyError, TypeError, ValueError
        When it is none.
    """
    return Report(
        title=str(found["title"]),
        basis=str(found["basis"]),
        first=_texts(found["first"]),
        sections=tuple(unpacked_section(section) for section in found["sections"]),
        made_with=str(found["made_with"]),
    )


def unpacked_section(found: Mapping[str, Any]) -> Section:
    """Return the section in plain data; raises as :func:`unpacked`."""
    return Section(
        str(found["heading"]),
        Depth(found["depth"]),
        _texts(found["says"]),
        tuple(_picture(picture) for picture in found["pictures"]),
        tuple(_table(table) for table in found["tables"]),
    )


def _picture(found: Mapping[str, Any]) -> Dots | Ranges:
    caption, says = str(found["caption"]), str(found["says"])
    if "levels" in found:
        cut = None if found["cut"] is None else int(found["cut"])
        rows = tuple((str(name), tuple(map(int, counts))) for name, counts in found["rows"])
        return Dots(caption, says, _texts(found["levels"]), cut, rows)
    null = None if found["null"] is None else float(found["null"])
    ranges = tuple((str(name), float(value), _range(around)) for name, value, around in found["rows"])
    return Ranges(caption, says, Kind(found["kind"]), ranges, null)


def _table(found: Mapping[str, Any]) -> Table:
    columns = tuple(Column(str(column["title"]), Kind(column["kind"])) for column in found["columns"])
    rows = tuple(tuple(_cell(cell) for cell in row) for row in found["rows"])
    if any(len(row) != len(columns) for row in rows):
        raise ValueError("a row does not fit its columns")
    return Table(str(found["caption"]), columns, rows, _texts(found["notes"]))


def _cell(found: Any) -> Cell:
    if isinstance(found, Mapping):
        return _range(found)
    if found is None or isinstance(found, str | int | float):
        return found
    raise TypeError("not a cell")


def _range(found: Mapping[str, Any] | None) -> Range | None:
    return None if found is None else Range(float(found["low"]), float(found["high"]))


def _texts(found: Any) -> tuple[str, ...]:
    return tuple(str(text) for text in found)
