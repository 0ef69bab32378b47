"""Dots as a picture that needs no script: where everything stands, in units of a hundredth of a level.

The same shapes as on the app's pages: a dot is a teacher, a diamond a second vote, the dashes are the rubric's line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from workbench.services.dots import words
from workbench.services.dots.strips import LINES, SECOND, Strip, places

LEVEL: Final = 100
LABEL: Final = 12
_FOOT: Final = 10


@dataclass(frozen=True, slots=True)
class Size:
    """Dots side by side and their radius; the height of letters, and whether levels and line are named."""

    abreast: int
    radius: float
    letters: float
    named: bool

    @property
    def step(self) -> float:
        """The distance between two dots."""
        return self.radius * 2.3


MANY = Size(abreast=4, radius=10.5, letters=30, named=False)
ONE = Size(abreast=4, radius=10, letters=15, named=True)


@dataclass(frozen=True, slots=True)
class Column:
    """The dots of one level: their number, where it stands, and the middle of each dot."""

    n: int
    x: float
    y: float
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One strip of dots.

    Parameters
    ----------
    strip, alt, size
        What is drawn, in words, and how large.
    width, height, base
        Of the picture, and the height at which the dots stand.
    columns, labels
        The dots of each level that somebody gave; each level's name in lines, with its middle.
    """

    strip: Strip
    alt: str
    size: Size
    width: float
    height: float
    base: float
    columns: tuple[Column, ...]
    labels: tuple[tuple[float, tuple[str, ...]], ...]

    @property
    def cut(self) -> float:
        """Where the rubric's line is drawn."""
        return float(LEVEL * (self.strip.criterion.cut - 1))

    @property
    def line(self) -> str:
        """The name of the rubric's line."""
        return words.line(self.strip.criterion)

    @property
    def is_second(self) -> bool:
        """Whether it is the second vote."""
        return self.strip.round == SECOND


def lines(strips: Sequence[Strip], size: Size) -> int:
    """Return how many lines of dots the fullest column needs, so that pictures beside each other are of one height."""
    most = max((n for strip in strips for n in strip.dots.counts), default=0)
    return min(LINES, max(1, -(-most // size.abreast)))


def picture(about: str, strip: Strip, size: Size, high: int) -> Picture:
    """Return the picture of one strip, so many lines of dots high; ``about`` names the piece of work."""
    base = size.letters * 1.3 + high * size.step
    labels = tuple((LEVEL * (n - 0.5), _label(strip, n, size)) for n in range(1, len(strip.criterion.levels) + 1))
    tallest = max(len(label) for _x, label in labels)
    return Picture(
        strip,
        words.alt(about, [strip]),
        size,
        LEVEL * len(strip.criterion.levels),
        base + _FOOT + size.letters * 1.2 * tallest,
        base,
        tuple(_column(strip, level, size, base) for level in strip.dots.given),
        labels,
    )


def _label(strip: Strip, position: int, size: Size) -> tuple[str, ...]:
    text = words.level(strip.criterion, position) if size.named else str(position)
    return tuple(wrap(text, LABEL)) or (str(position),)


def _column(strip: Strip, level: int, size: Size, base: float) -> Column:
    n, middle = strip.dots.counts[level - 1], LEVEL * (level - 0.5)
    spots = [
        (middle + across * LEVEL, base - size.step * (up + 0.6))
        for across, up in places(n, size.abreast, size.step / LEVEL)
    ]
    return Column(n, middle, min(y for _x, y in spots) - size.radius - 5, tuple(spots))
