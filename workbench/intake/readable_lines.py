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
        self._first_cell = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(None if tag == "ul" else 0)
        elif tag == "li":
            self.parts.append(f"\n{self._bullet()} ")
        elif tag == "table":
            self._tables += 1
        elif tag == "tr":
            self.parts.append("\n")
            self._first_cell = True
        elif tag in {"td", "th"}:
            self.parts.append("" if self._first_cell else " | ")
            self._first_cell = False
        elif tag == "br":
            self.parts.append(" " if self._tables else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self.parts.append("" if self._lists else "\n\n")
        elif tag == "table":
            self._tables -= 1
            self.parts.append("\n\n")
        elif tag in _PARAGRAPHS:
            self.parts.append(" " if self._tables else "" if self._lists else "\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _bullet(self) -> str:
        indent = "  " * (len(self._lists) - 1)
        if not self._lists or self._lists[-1] is None:
            return f"{indent}-"
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}."
