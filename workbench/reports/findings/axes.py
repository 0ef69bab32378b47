"""Where things stand on a picture: the ticks of its axis, the dots of a cell, and how many rows go into one drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TypeVar

from workbench.domain.catalogue import _, later
from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Dots, Kind, Range, Ranges

__all__ = ["MOST_DOTS", "ROW", "Axis", "height", "in_parts", "places", "said", "scale", "title"]

# In pixels, and in the units of the drawings on paper, where 720 are as wide as the text.
ROW, LINE, HIGHEST = 34, 12, 850
ACROSS, LINES, APART = 6, 3, 0.13
MOST_DOTS = ACROSS * LINES
TICKS = 5
# What the writing of a kind can tell apart; ticks closer than that would read the same.
_FINEST = {
    Kind.SHARE: 0.01,
    Kind.COEFFICIENT: 0.01,
    Kind.LEVELS: 0.1,
    Kind.LOWER: 0.1,
    Kind.SIZE: 0.1,
    Kind.LOGITS: 0.01,
    Kind.COUNT: 1.0,
    Kind.P: 0.001,
}
_ALWAYS = {Kind.SHARE: (0.0, 1.0), Kind.COEFFICIENT: (0.0, 1.0), Kind.SIZE: (0.0,), Kind.COUNT: (0.0,), Kind.P: (0.0,)}
_TITLES = {
    Kind.SHARE: later("Share"),
    Kind.COEFFICIENT: later("Coefficient"),
    Kind.LEVELS: later("Levels lower (-) or higher (+)"),
    Kind.LOWER: later("← higher levels | lower levels →"),
    Kind.SIZE: later("Levels"),
    Kind.LOGITS: later("Logits"),
    Kind.COUNT: later("How many"),
    Kind.P: later("Probability"),
    Kind.NUMBER: later("Value"),
    Kind.TEXT: later("Value"),
}
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where, and the ticks with what is written at them."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


def scale(ranges: Ranges) -> Axis:
    """Return an axis on which every value, every range and the line of no difference have a place."""
    ends = [*_ALWAYS.get(ranges.kind, ()), *([] if ranges.null is None else [ranges.null])]
    for _label, value, around in ranges.rows:
        ends += [value, *((around.low, around.high) if around else ())]
    step = _step((max(ends) - min(ends)) / TICKS, _FINEST.get(ranges.kind, 0.0))
    # Rounded first: 0.6 / 0.2 is a little more or less than 3.
    first, last = floor(round(min(ends) / step, 6)), ceil(round(max(ends) / step, 6))
    values = [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]
    return Axis(values[0], values[-1], tuple((value, _tick(value, ranges.kind)) for value in values))


def _step(least: float, finest: float) -> float:
    """Return the first of 1, 2, 5, 10, 20, 50 and so on, or their fractions, that is large enough."""
    if least <= finest:
        return finest or 1.0
    power = 10.0 ** floor(log10(least))
    return max(finest, power * next(n for n in (1, 2, 5, 10) if least <= n * power * 1.000001))


def _tick(value: float, kind: Kind) -> str:
    """Return what stands at a tick; the title of the axis says which way is lower."""
    return written(abs(value), Kind.SIZE) if kind is Kind.LOWER else written(value, kind)


def title(kind: Kind) -> str:
    """Return what stands below an axis of this kind."""
    return _(_TITLES[kind])


def said(value: float, around: Range | None, kind: Kind) -> str:
    """Return a value with its range, as text."""
    return f"{written(value, kind)} ({written(around, kind)})" if around else written(value, kind)


def places(n: int) -> tuple[tuple[float, float], ...]:
    """Return where the dots of a cell stand, around its middle: across in levels, down in lines of dots.

    At most ``MOST_DOTS`` find room; more are written as a number.
    """
    lines = ceil(n / ACROSS)
    found = []
    for line in range(lines):
        here = n // lines + (line < n % lines)
        found += [((i - (here - 1) / 2) * APART, line - (lines - 1) / 2) for i in range(here)]
    return tuple(found)


def height(picture: Dots | Ranges) -> int:
    """Return how high a row is: room for the lines of dots of the fullest cell."""
    if isinstance(picture, Ranges):
        return ROW
    drawn = [n for _name, counts in picture.rows for n in counts if n <= MOST_DOTS]
    return ROW + LINE * (ceil(max(drawn, default=1) / ACROSS or 1) - 1)


def in_parts(rows: Sequence[_Row], high: int) -> list[tuple[_Row, ...]]:
    """Return rows that are so high as they are drawn: each drawing has its axis in sight and fits on a page."""
    drawings = ceil(len(rows) * high / HIGHEST)
    each = ceil(len(rows) / max(drawings, 1)) or 1
    return [tuple(rows[start : start + each]) for start in range(0, len(rows), each)]
