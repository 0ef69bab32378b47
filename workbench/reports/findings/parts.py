"""What a report of an analysis is made of: sentences, pictures and tables, before anybody draws them.

A report holds what may be shown and nothing else: whoever makes one has applied the minimums. The page of text, the web
page and the workbook each draw the same parts.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

__all__ = ["Cell", "Column", "Depth", "Dots", "Kind", "Range", "Ranges", "Report", "Section", "Table"]


class Kind(StrEnum):
    """What the numbers of a column or a picture are, hence how they are written."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    COEFFICIENT = "coefficient"
    LEVELS = "levels"
    LOWER = "lower"
    SIZE = "size"
    LOGITS = "logits"
    NUMBER = "number"
    P = "p"


class Depth(StrEnum):
    """How deep a reader has to go for a section: everybody reads the first, few the last."""

    FIRST = "first"
    TABLES = "tables"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Range:
    """From one number to another, in the kind of its column."""

    low: float
    high: float


Cell: TypeAlias = str | int | float | Range | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    title
        What stands above it.
    kind
        ``share`` is written as a percentage, ``coefficient`` and ``logits`` with two decimals, ``levels`` with its
        sign, ``lower`` with the word for it, lower where it is positive, ``size`` without either, all in levels with
        one decimal, ``number`` with up to three digits, ``p`` as a probability.
        Text may stand in a column of any kind, where there is no number.
    """

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; a cell that is None is empty. The first column names the row.

    Without rows, the notes say why there are none.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dots:
    """Pieces of work and how many gave each level: one dot is one rater, nobody is named.

    Parameters
    ----------
    caption, says
        What it shows, and what is to be seen in it: the text alternative.
    levels
        Labels, lowest first.
    cut
        Position of the lowest level that is proficient, 1 being the lowest of all; None without a cut.
    rows
        Name of the piece, and how many gave each level.
    """

    caption: str
    says: str
    levels: tuple[str, ...]
    cut: int | None
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Figures with their 95% ranges, one below the other.

    Parameters
    ----------
    caption, says
        What it shows, and what is to be seen in it: the text alternative.
    kind
        What the numbers are.
    rows
        Label, value, and its range where it has one.
    null
        The value that a line marks, for example no difference; None for no line.
    """

    caption: str
    says: str
    kind: Kind
    rows: tuple[tuple[str, float, Range | None], ...]
    null: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One question and its answer."""

    heading: str
    depth: Depth
    says: tuple[str, ...] = ()
    pictures: tuple[Dots | Ranges, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in a file of scores, ready to be drawn.

    Parameters
    ----------
    title
        The name of the file.
    basis
        What it rests on: raters, pieces, criteria, scores.
    first
        The answer in a few sentences, which everybody reads.
    sections
        In the order of reading.
    made_with
        Program and version.
    """

    title: str
    basis: str
    first: tuple[str, ...]
    sections: tuple[Section, ...]
    made_with: str
