"""The work for paper: purpose, who sees what, the rubric, and every piece under its sayable name."""

from dataclasses import dataclass

from workbench.reports.printed import page


@dataclass(frozen=True, slots=True)
class BookletRow:
    """A criterion of the rubric with what is written for each level; ``cut``: the first one above the line."""

    name: str
    levels: tuple[tuple[str, str], ...]
    cut: int


@dataclass(frozen=True, slots=True)
class BookletPiece:
    """A piece: its name, task and prompt, its texts, the addresses of its page pictures, and their transcriptions."""

    name: str
    task: str
    prompt: str
    texts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    transcriptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Booklet:
    """Everything in it."""

    title: str
    join_code: str
    purpose: str
    norms: tuple[str, ...]
    promises: tuple[str, ...]
    rubric: str
    rows: tuple[BookletRow, ...]
    pieces: tuple[BookletPiece, ...]


def booklet_page(booklet: Booklet) -> str:
    """Return the booklet; everything people typed is escaped."""
    return page("booklet", booklet=booklet)
