"""A rubric as a table: criteria down, levels across, the Proficient line drawn between two columns.

Everything in it is somebody's text and enters the page escaped, as HTML text and never as Markdown.
"""

from html import escape as html_text
from pathlib import Path

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.rubric_drafts import Row, Scale, scales
from workbench.domain.rubrics import Rubric

CSS = Path(__file__).with_name("table.css")


def draw(rubric: Rubric) -> None:
    """Show the whole rubric; criteria with other levels stand in a table of their own."""
    draw_scales(rubric.title, scales(rubric.criteria))


def draw_scales(title: str, shown: tuple[Scale, ...]) -> None:
    """Show tables of criteria, stored or not; a table without a line has none drawn."""
    tables = "".join(_table(scale) for scale in shown)
    label = html_text(title, quote=True)
    style = CSS.read_text(encoding="utf-8")
    st.html(
        f'<style>{style}</style><div class="wb-rubric" role="region" tabindex="0" aria-label="{label}">{tables}</div>'
    )


def _table(scale: Scale) -> str:
    head = "".join(_level(scale, position) for position in range(1, len(scale.levels) + 1))
    body = "".join(_row(scale, row) for row in scale.rows)
    return (
        f'<table><thead><tr><th scope="col">{html_text(_("Criterion"))}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _level(scale: Scale, position: int) -> str:
    label = html_text(scale.levels[position - 1])
    if position != scale.cut:
        return f'<th scope="col">{label}</th>'
    line = html_text(_("The {level} line").format(level=scale.levels[position - 1]))
    return f'<th scope="col" class="at-line"><span class="line-name">{line}</span>{label}</th>'


def _row(scale: Scale, row: Row) -> str:
    competency = f"<small>{html_text(row.competency)}</small>" if row.competency else ""
    cells = "".join(
        f"<td{_at_line(position == scale.cut)}{_data_level(scale, position)}>{_descriptor(text)}</td>"
        for position, text in enumerate(row.descriptors, start=1)
    )
    return f'<tr><th scope="row">{html_text(row.name)}{competency}</th>{cells}</tr>'


def _data_level(scale: Scale, position: int) -> str:
    """Return the level's name for the stylesheet, which shows it where a phone has no room for columns."""
    return f' data-level="{html_text(scale.levels[position - 1], quote=True)}"'


def _at_line(here: object) -> str:
    return ' class="at-line"' if here else ""


def _descriptor(text: str) -> str:
    return html_text(text) if text else f'<em class="empty">{html_text(_("not described"))}</em>'
