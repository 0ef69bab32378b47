"""The tables of a Word file, with merged cells; tracked deletions are left out as in the text of a Word file."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.oxml import parse_xml

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid
from workbench.domain.tables import Placed, Table, laid_out
from workbench.intake.limits import Limits
from workbench.intake.table_cells import caption, cell_text, fits, usable
from workbench.intake.word_archive import DAMAGED, SAVE_AGAIN, opened

__all__ = ["read_word_tables"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
# What a reader of the document does not see, or would see twice.
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"}
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_word_tables(data: bytes, limits: Limits) -> tuple[Table, ...]:
    """Return the tables of a Word file in reading order; a table inside a cell is part of that cell's text.

    Raises
    ------
    Invalid
        When the file cannot be read, or holds no table that could be a rubric.
    """
    try:
        with opened(data, limits) as archive:
            root = parse_xml(archive.read("word/document.xml"))
    except (SyntaxError, KeyError, ValueError, zlib.error) as error:
        raise Invalid(DAMAGED, SAVE_AGAIN) from error
    tables, too_large, above = [], 0, ""
    for element in _blocks(root):
        if element.tag == f"{_W}p":
            above = _text(element).strip() or above
            continue
        cells = _cells(element)
        if all(fits(cell.row, cell.column, cell.across) for cell in cells):
            tables.append(_with_counts(replace(laid_out(cells), caption=caption(above)), element))
        else:
            too_large += 1
        above = ""
    return usable(tables, where=_("This Word file"), too_large=too_large)


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and outermost tables in reading order, also those in text boxes and content controls."""
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{_W}tbl":
            yield child
            continue
        if child.tag == f"{_W}p":
            yield child
        yield from _blocks(child)


def _inner(element: Any, tag: str) -> Iterator[Any]:
    """Children with this tag, also those wrapped in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _inner(child, tag)


def _cells(table: Any) -> list[Placed]:
    """The cells with their places; one that goes on downwards is one cell."""
    open_cells: dict[int, list[Any]] = {}
    found: list[list[Any]] = []
    for row, line in enumerate(_rows(table)):
        column = _number(line.find(f"{_W}trPr/{_W}gridBefore"))
        for cell in _inner(line, f"{_W}tc"):
            across = max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan")))
            above = open_cells.get(column)
            if _goes_on(cell) and above and above[0] + above[3] == row and above[4] == across:
                above[3] += 1
            else:
                open_cells[column] = [row, column, cell_text(_text(cell)), 1, across]
                found.append(open_cells[column])
            column += across
    return [Placed(*cell) for cell in found]


def _rows(table: Any) -> Iterator[Any]:
    for row in _inner(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            yield row


def _goes_on(cell: Any) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") != "restart"


def _number(element: Any) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), 10_000) if value.isdecimal() and len(value) < 9 else 0


def _text(element: Any) -> str:
    return "".join(_words(element))


def _words(element: Any) -> Iterator[str]:
    if element.tag == f"{_W}p" and _is_listed(element):
        yield "• "
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child)
    if element.tag == f"{_W}p":
        yield "\n"


def _is_listed(paragraph: Any) -> bool:
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return True
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    return name.startswith(("ListBullet", "ListNumber"))


def _with_counts(table: Table, element: Any) -> Table:
    return replace(
        table,
        nested=sum(1 for _ in element.iter(f"{_W}tbl")) - 1,
        pictures=sum(1 for _ in element.iter(f"{_W}drawing", f"{_W}pict")),
        equations=sum(1 for _ in element.iter(_MATHS)),
    )
