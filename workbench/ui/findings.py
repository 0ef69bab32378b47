"""The parts of a report on a screen: sentences, pictures, and tables that scroll by themselves.

Everything that people typed enters the page as text: escaped in HTML and on pictures, never as Markdown.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.reports.findings.as_tables import as_table
from workbench.reports.findings.axes import height, in_parts
from workbench.reports.findings.key import key as how_to_read
from workbench.reports.findings.live import live
from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Cell, Column, Depth, Dots, Kind, Ranges, Report, Section, Table
from workbench.ui import plain
from workbench.ui.theme import tokens

__all__ = ["section", "sections", "sentences"]

# More rows than these make a page slow, and nobody reads them there.
MOST_ROWS = 300
FEW_COLUMNS = 4
_STATIC = {"displayModeBar": False, "staticPlot": True}
# What the web page calls a colour, where the theme has another word.
_OTHER_WORDS = {"on-primary": "paper"}


def sentences(says: Iterable[str]) -> None:
    """Write sentences below each other."""
    for said in says:
        st.text(said)


def sections(report: Report, depth: Depth) -> None:
    """Draw the sections of one depth, in the report's order."""
    for number, found in enumerate(report.sections):
        if found.depth is depth:
            section(found, f"finding-{number}")


def section(found: Section, key: str) -> None:
    """Draw one section: its heading, sentences, pictures and tables.

    Parameters
    ----------
    found
        The section.
    key
        Begins the keys of everything in it; no other section on the page has it.
    """
    with st.container(key=key):
        st.header(plain.escape(found.heading), anchor=False)
        sentences(found.says)
        for number, picture in enumerate(picture for picture in found.pictures if picture.rows):
            _picture(picture, f"{key}-{number}")
        for table in found.tables:
            _table(table)


def _picture(picture: Dots | Ranges, key: str) -> None:
    """Draw a picture in as many parts as fit a window each, and the same as a table."""
    st.subheader(plain.escape(picture.caption), anchor=False)
    read = how_to_read(picture)
    if picture.says and picture.says != read:
        st.text(picture.says)
    st.caption(plain.escape(read))
    colours = tokens()
    for number, rows in enumerate(in_parts(picture.rows, height(picture))):
        for width, figure in live(picture, rows).items():
            # A window's width is known in the browser alone: the style sheet shows one of the two.
            with st.container(key=f"drawn-{width}-{key}-{number}"):
                st.plotly_chart(
                    _coloured(figure, colours),
                    key=f"{width}-{key}-{number}",
                    theme=None,
                    config=_STATIC,
                    alt=f"{picture.caption}. {picture.says}",
                )
    st.html(
        f'<details class="wb-numbers"><summary>{escape(_("This picture as a table"))}</summary>'
        f"{_as_html(as_table(picture))}</details>"
    )


def _coloured(value: Any, colours: dict[str, str], name: str = "") -> Any:
    """Return a figure with the theme's colours in place of their names."""
    if isinstance(value, dict):
        return {key: _coloured(one, colours, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_coloured(one, colours) for one in value]
    if name.endswith("color") and isinstance(value, str) and value.startswith("--"):
        word = value.removeprefix("--")
        return colours[_OTHER_WORDS.get(word, word)]
    return value


def _table(table: Table) -> None:
    if table.rows:
        st.html(_as_html(table))
    elif table.caption:
        st.text(table.caption)
    for note in table.notes:
        st.caption(plain.escape(note))


def _as_html(table: Table) -> str:
    label = escape(table.caption, quote=True)
    slim = " wb-grid" if len(table.columns) <= FEW_COLUMNS else ""
    head = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    body = "".join(_row(row, table.columns) for row in table.rows[:MOST_ROWS])
    return (
        f'<div class="wb-figures wb-findings{slim}" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_more(len(table.rows) - MOST_ROWS)}"
    )


def _row(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    first, *rest = (_cell(cell, column) for cell, column in zip(row, columns, strict=True))
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _cell(cell: Cell, column: Column) -> str:
    text = escape(written(cell, column.kind))
    # A number and its unit, or a range, read badly in two lines.
    return text if column.kind is Kind.TEXT or isinstance(cell, str) else f"<span>{text}</span>"


def _more(n: int) -> str:
    if n <= 0:
        return ""
    return f"<p>{escape(count('{n} more row is not shown here.', '{n} more rows are not shown here.', n))}</p>"
