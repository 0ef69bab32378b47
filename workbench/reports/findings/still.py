"""Pictures as plain SVG: for paper, and where no scripts run. Colours and letters are the style sheet's."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from workbench.domain.catalogue import _
from workbench.reports.findings.axes import MOST_DOTS, ROW, height, places, said, scale, title
from workbench.reports.findings.labels import lines
from workbench.reports.findings.parts import Dots, Range, Ranges

__all__ = ["still"]

WIDTH, NAMES, VALUES = 720, 200, 150
TOP, LETTER, LINE = 26, 7, 15
DOT, NUMBER = 5.5, 14


def still(picture: Dots | Ranges, rows: Sequence[Any]) -> str:
    """Return one drawing of some rows of a picture as an SVG element, everything people typed escaped."""
    drawn = _dots(picture, rows) if isinstance(picture, Dots) else _ranges(picture, rows)
    return tostring(drawn, encoding="unicode")


def _dots(dots: Dots, rows: Sequence[tuple[str, tuple[int, ...]]]) -> Element:
    row = height(dots)
    bottom = TOP + row * len(rows)
    slot = (WIDTH - NAMES) / max(len(dots.levels), 1)
    kind = "small" if slot < 90 else ""
    labels = [lines(label, max(int(slot / (6.2 if kind else LETTER)), 4), 3) for label in dots.levels]
    svg = _canvas(bottom + LINE * max(map(len, labels), default=1) + 28)
    _text(svg, (NAMES - 8, TOP - 9), (_("Piece"),), anchor="end", kind="soft")
    for number, (name, counts) in enumerate(rows):
        middle = TOP + row * (number + 0.5)
        _row(svg, middle, name)
        for level, n in enumerate(counts):
            _cell(svg, NAMES + slot * (level + 0.5), middle, slot, n)
    for level, label in enumerate(labels):
        _text(svg, (NAMES + slot * (level + 0.5), bottom + LINE), label, kind=kind)
    _text(svg, (NAMES + (WIDTH - NAMES) / 2, _height(svg) - 6), (_("Level"),), kind="soft")
    if dots.cut is not None:
        _cut(svg, dots, slot, bottom)
    return svg


def _cell(svg: Element, x: float, y: float, slot: float, n: int) -> None:
    if n > MOST_DOTS:
        _put(svg, "circle", {"class": "dot", "cx": x, "cy": y, "r": NUMBER})
        _text(svg, (x, y + 4), (str(n),), kind="number")
        return
    radius = min(DOT, 0.058 * slot)
    for across, down in places(n):
        place = {"cx": x + across * slot, "cy": y + down * (2 * radius + 1.5)}
        _put(svg, "circle", {"class": "dot", **place, "r": radius})


def _cut(svg: Element, dots: Dots, slot: float, bottom: float) -> None:
    x = NAMES + slot * ((dots.cut or 1) - 1)
    is_right = WIDTH - x >= 125
    _put(svg, "line", {"class": "cut", "x1": x, "x2": x, "y1": TOP - 20, "y2": bottom})
    name = (f"{_('Proficient line')} →",)
    _text(svg, (x + (5 if is_right else -5), TOP - 9), name, anchor="start" if is_right else "end")


def _ranges(ranges: Ranges, rows: Sequence[tuple[str, float, Range | None]]) -> Element:
    axis, bottom = scale(ranges), TOP + ROW * len(rows)
    svg = _canvas(bottom + 46)

    def across(value: float) -> float:
        room = WIDTH - NAMES - VALUES - 24
        return NAMES + 12 + room * (value - axis.low) / (axis.high - axis.low)

    for value, text in axis.ticks:
        _put(svg, "line", {"class": "grid", "x1": across(value), "x2": across(value), "y1": TOP, "y2": bottom})
        _text(svg, (across(value), bottom + LINE), (text,))
    if ranges.null is not None:
        place = {"x1": across(ranges.null), "x2": across(ranges.null), "y1": TOP - 6, "y2": bottom}
        _put(svg, "line", {"class": "cut", **place})
    for number, (name, value, around) in enumerate(rows):
        middle = TOP + ROW * (number + 0.5)
        _row(svg, middle, name, WIDTH - VALUES)
        if around:
            ends = {"x1": across(around.low), "x2": across(around.high), "y1": middle, "y2": middle}
            _put(svg, "line", {"class": "bar", **ends})
        _put(svg, "circle", {"class": "dot", "cx": across(value), "cy": middle, "r": DOT})
        _text(svg, (WIDTH - VALUES + 8, middle + 4), (said(value, around, ranges.kind),), anchor="start")
    _text(svg, (across((axis.low + axis.high) / 2), bottom + 38), (title(ranges.kind),), kind="soft")
    return svg


def _canvas(height: float) -> Element:
    return Element("svg", {"viewBox": f"0 0 {WIDTH} {height:g}", "aria-hidden": "true", "focusable": "false"})


def _height(svg: Element) -> float:
    """Return how high a drawing is."""
    return float(svg.get("viewBox", "0").split()[-1])


def _row(svg: Element, middle: float, name: str, right: float = WIDTH) -> None:
    _put(svg, "line", {"class": "grid", "x1": NAMES, "x2": right, "y1": middle, "y2": middle})
    shown = lines(name, (NAMES - 12) // LETTER, 2)
    _text(svg, (NAMES - 8, middle + 4 - (len(shown) - 1) * LINE / 2), shown, anchor="end")


def _text(
    svg: Element, at: tuple[float, float], shown: Sequence[str], *, anchor: str = "middle", kind: str = ""
) -> None:
    """Write lines one below the other, the first at this place."""
    for number, line in enumerate(shown):
        place: dict[str, float | str] = {"x": at[0], "y": at[1] + number * LINE, "text-anchor": anchor}
        _put(svg, "text", place | ({"class": kind} if kind else {})).text = line


def _put(svg: Element, name: str, attributes: dict[str, float | str]) -> Element:
    shown = {key: value if isinstance(value, str) else f"{value:.5g}" for key, value in attributes.items()}
    return SubElement(svg, name, shown)
