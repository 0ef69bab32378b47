"""Names on pictures: on a few lines of a given width, with an ellipsis where they are longer."""

import html
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

__all__ = ["lines", "on_a_figure", "stacked"]


def lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """Return the text on at most so many lines, each at most so wide; a wide letter counts as two."""
    found: list[str] = [""]
    for piece in _pieces(text, width):
        longer = f"{found[-1]} {piece}" if found[-1] else piece
        if _width(longer) <= width:
            found[-1] = longer
        else:
            found.append(piece)
    if len(found) <= most:
        return tuple(found)
    return (*found[: most - 1], f"{_cut(found[most - 1], width - 1)}…")


def on_a_figure(text: str) -> str:
    """Return text that Plotly's own small markup shows letter by letter, and does not take for a formula."""
    return html.escape(" ".join(text.split()), quote=False).replace("$", "&#36;")


def stacked(text: str, width: int, most: int) -> str:
    """Return lines for Plotly, one below the other, each shown letter by letter."""
    return "<br>".join(on_a_figure(line) for line in lines(text, width, most))


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield the words; a word that is wider than a line in parts of a line."""
    for word in text.split():
        rest = word
        while rest:
            part = _cut(rest, width)
            yield part
            rest = rest[len(part) :]


def _cut(text: str, width: int) -> str:
    """Return the beginning of a text that is at most so wide, one letter at least."""
    end = 1
    while end < len(text) and _width(text[: end + 1]) <= width:
        end += 1
    return text[:end].rstrip()


def _width(text: str) -> int:
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
