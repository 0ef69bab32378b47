"""The tables in HTML, as Word, Google Docs and spreadsheets put them on the clipboard. Nothing is fetched."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid
from workbench.domain.tables import MOST_COLUMNS, MOST_ROWS, Placed, Table, laid_out
from workbench.intake.table_cells import MOST_TABLES, cell_text, fits, usable
from workbench.intake.text_files import decoded

__all__ = ["read_web_tables"]

_LINES = {"p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_SILENT = {"script", "style", "head", "title", "template"}


def read_web_tables(data: bytes) -> tuple[Table, ...]:
    """Return the tables in HTML in reading order; a table inside a cell is part of that cell's text.

    Raises
    ------
    Invalid
        When there is none that could be a rubric.
    """
    found = decoded(data, encodings=("utf-8-sig",))
    if found is None:
        raise Invalid("What was pasted cannot be read.", "Copy the table once more, and paste it.")
    reader = _Reader()
    reader.feed(found[0])
    reader.close()
    reader.finish()
    return usable(reader.tables, where=_("What was pasted"), too_large=reader.too_large)


class _Reader(HTMLParser):
    """Collects cells; forgives missing end tags as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.too_large = 0
        self._depth = 0
        self._silent = 0
        self._begin()

    def _begin(self) -> None:
        self._cells: list[Placed] = []
        self._taken: set[tuple[int, int]] = set()
        self._row, self._column, self._nested = -1, 0, 0
        self._open: tuple[int, int] | None = None
        self._words: list[str] = []
        self._fits = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin()
            else:
                self._nested += 1
        if self._depth == 1 and tag == "tr":
            self._end_cell()
            self._row, self._column = self._row + 1, 0
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            given = dict(attrs)
            self._open = (_number(given.get("rowspan"), MOST_ROWS), _number(given.get("colspan"), MOST_COLUMNS))
        elif tag in {"br", "td", "th"} or tag in _LINES:
            self._words.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self.finish()
        elif tag in _LINES or tag in {"td", "th"}:
            self._words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent:
            self._words.append(re.sub(r"[ \t\r\n]+", " ", data))

    def finish(self) -> None:
        """End the table that is open, at its end tag or at the end of what was pasted."""
        self._end_cell()
        if self._cells and len(self.tables) < MOST_TABLES:
            self.tables.append(replace(laid_out(self._cells), nested=self._nested))
        self.too_large += not self._fits
        self._depth = 0
        self._begin()

    def _end_cell(self) -> None:
        words, self._words = "".join(self._words), []
        if self._open is None:
            return
        (down, across), self._open = self._open, None
        self._row = max(0, self._row)
        while (self._row, self._column) in self._taken:
            self._column += 1
        if not fits(self._row, self._column, across):
            self._fits = False
            self._cells = []
        if not self._fits:
            return
        self._cells.append(Placed(self._row, self._column, cell_text(words), down, across))
        self._taken |= {
            (row, column)
            for row in range(self._row, self._row + down)
            for column in range(self._column, self._column + across)
        }
        self._column += across


def _number(value: str | None, most: int) -> int:
    return max(1, min(int(value), most)) if value and value.isdecimal() and len(value) < 9 else 1
