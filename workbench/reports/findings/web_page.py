"""A report as one web page in one file: read on a screen, on paper, and without a network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as numbers
from typing import Any

from workbench.domain.catalogue import _, later
from workbench.reports.findings.as_tables import as_table
from workbench.reports.findings.axes import height, in_parts
from workbench.reports.findings.key import key
from workbench.reports.findings.live import live
from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Cell, Depth, Dots, Kind, Ranges, Report, Section, Table
from workbench.reports.findings.still import still
from workbench.reports.printed import allowed_inline, hash_of, page, template_text

__all__ = ["web_page"]

_HEADINGS = {Depth.FIRST: "", Depth.TABLES: later("In numbers"), Depth.METHOD: later("How it was worked out")}


# From so many letters on, text in a table gets room to stand on few lines.
LONG_TEXT = 28
# Plotly brings a style for maps, and leaves it out where an element of its name is there.
_STYLE_OF_MAPS = re.compile(r'getElementById\("([0-9a-f]{64})"\)')


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Table:
    id: str
    caption: str
    header: tuple[_Cell, ...]
    rows: tuple[tuple[_Cell, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Drawing:
    id: str
    rows: int
    live: dict[str, Any]
    still: str


@dataclass(frozen=True, slots=True)
class _Picture:
    caption: str
    says: str
    key: str
    drawings: tuple[_Drawing, ...]
    table: _Table


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    says: tuple[str, ...]
    pictures: tuple[_Picture, ...]
    tables: tuple[_Table, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """The sections of one depth, under a heading of their own where they have one."""

    depth: str
    heading: str
    sections: tuple[_Section, ...]


def web_page(report: Report) -> str:
    """Return a whole HTML document that asks no other computer for anything; everything people typed is escaped.

    The same report gives the same text, letter by letter.
    """
    ids = map(str, numbers(1))
    parts = tuple(_part(report, depth, ids) for depth in Depth)
    drawings = {d.id: d.live for part in parts for s in part.sections for p in s.pictures for d in p.drawings}
    style, printing = allowed_inline("findings")
    plotly = _plotly() if drawings else ""
    scripts = [printing, hash_of(template_text("findings.js")), *([hash_of(plotly)] if drawings else [])]
    return page(
        "findings",
        report=report,
        parts=[part for part in parts if part.sections],
        drawings=drawings,
        plotly=plotly,
        unwanted=_STYLE_OF_MAPS.findall(plotly),
        drawing=template_text("findings.js"),
        policy=_policy(style, scripts),
    )


def _policy(style: str, scripts: list[str]) -> str:
    """Return what the page may do: run its own scripts, wear its own style, and nothing else."""
    rules = f"default-src 'none'; script-src {' '.join(scripts)}; style-src {style}; img-src data:"
    return f"{rules}; base-uri 'none'; form-action 'none'"


def _plotly() -> str:
    from plotly.offline import get_plotlyjs  # reports without pictures do without it

    return str(get_plotlyjs())


def _part(report: Report, depth: Depth, ids: Iterator[str]) -> _Part:
    sections = tuple(_section(section, ids) for section in report.sections if section.depth is depth)
    return _Part(depth.value, _(_HEADINGS[depth]), sections)


def _section(section: Section, ids: Iterator[str]) -> _Section:
    pictures = tuple(_picture(picture, ids) for picture in section.pictures if picture.rows)
    tables = tuple(_table(table, ids) for table in section.tables)
    return _Section(section.heading, section.says, pictures, tables)


def _picture(picture: Dots | Ranges, ids: Iterator[str]) -> _Picture:
    drawings = tuple(
        _Drawing(f"drawing-{next(ids)}", len(rows), live(picture, rows), still(picture, rows))
        for rows in in_parts(picture.rows, height(picture))
    )
    table = _table(as_table(picture), ids)
    return _Picture(picture.caption, picture.says, key(picture), drawings, table)


def _table(table: Table, ids: Iterator[str]) -> _Table:
    kinds = ["text" if column.kind is Kind.TEXT else "number" for column in table.columns]
    rows = tuple(
        tuple(_cell(cell, column.kind, kind) for cell, column, kind in zip(row, table.columns, kinds, strict=True))
        for row in table.rows
    )
    header = tuple(_Cell(column.title, kind) for column, kind in zip(table.columns, kinds, strict=True))
    return _Table(f"table-{next(ids)}", table.caption, header, rows, table.notes)


def _cell(cell: Cell, kind: Kind, style: str) -> _Cell:
    if isinstance(cell, str):
        style = style if style == "text" else "words"
        return _Cell(cell, f"{style} long" if len(cell) > LONG_TEXT else style)
    return _Cell(written(cell, kind), style)
