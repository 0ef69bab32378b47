"""The HTML that mammoth makes of a Word file, as lines of plain text."""

from html.parser import HTMLParser

__all__ = ["readable_lines"]

_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table"}


def readable_lines(html: str) -> str:
    """Paragraphs apart by a blank line, list items with their number or a dash, table rows on one line each."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._lists: list[int | None] = []
        self._tables = 0
        self._cell_is_empty = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(None if tag == "ul" else 0)
        elif tag == "li":
            self._start_line(f"{self._bullet()} ")
        elif tag == "table":
            self._tables += 1
        elif tag == "tr":
            self._start_line()
        elif tag in {"td", "th"}:
            self._add("" if self._at_line_start() else " | ")
            self._cell_is_empty = True
        elif tag == "br":
            self._add(" " if self._tables else "\n")
        elif tag in _PARAGRAPHS and self._tables and not self._cell_is_empty:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._add("" if self._lists or self._tables else "\n\n")
        elif tag == "table":
            self._tables -= 1
            self._add("" if self._tables else "\n\n")
        elif tag in _PARAGRAPHS and not self._tables and not self._lists:
            self._add("\n\n")

    def handle_data(self, data: str) -> None:
        self._add(data)
        self._cell_is_empty = False

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)

    def _start_line(self, text: str = "") -> None:
        self._add(text if self._at_line_start() else f"\n{text}")

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def _bullet(self) -> str:
        indent = "  " * (len(self._lists) - 1)
        if not self._lists or self._lists[-1] is None:
            return f"{indent}-"
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}."
