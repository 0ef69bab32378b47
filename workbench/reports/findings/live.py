"""Pictures for Plotly, as the plain data it reads: a wide one and one for a phone. No red and no green.

Colours are the names of the page's own variables; the page fills in what they are in light and in dark.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.domain.catalogue import _
from workbench.reports.findings.axes import MOST_DOTS, height, places, said, scale, title
from workbench.reports.findings.labels import lines, on_a_figure, stacked
from workbench.reports.findings.parts import Dots, Range, Ranges

__all__ = ["live"]

Figure = dict[str, Any]
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
CLEAR = "rgba(0,0,0,0)"
LARGEST_DOT = 11


@dataclass(frozen=True, slots=True)
class _Room:
    """How much room a drawing has, in pixels and letters; on a phone a row's name stands above it, not beside."""

    is_phone: bool
    width: int
    above: int
    lift: float
    name: int
    level: int
    font: int
    letter: float


_WIDE = _Room(is_phone=False, width=560, above=0, lift=0.0, name=28, level=14, font=13, letter=6.8)
_PHONE = _Room(is_phone=True, width=330, above=20, lift=0.14, name=46, level=11, font=11, letter=6)


def live(picture: Dots | Ranges, rows: Sequence[Any]) -> dict[str, Figure]:
    """Return one drawing of some rows of a picture: ``{"wide": {"data", "layout"}, "phone": ...}``."""
    if isinstance(picture, Dots):
        return {"wide": _dots(picture, rows, _WIDE), "phone": _dots(picture, rows, _PHONE)}
    return {"wide": _ranges(picture, rows, _WIDE), "phone": _ranges(picture, rows, _PHONE)}


def _dots(dots: Dots, rows: Sequence[tuple[str, tuple[int, ...]]], room: _Room) -> Figure:
    row = height(dots) + room.above
    slot = room.width / max(len(dots.levels), 1)
    layout = _layout(
        (len(rows) * row + 90, room),
        {
            "range": [0.45, len(dots.levels) + 0.55],
            "tickvals": list(range(1, len(dots.levels) + 1)),
            "ticktext": [stacked(label, room.level, 3) for label in dots.levels],
            "tickangle": -35 if _widest(dots.levels, room) * room.letter > slot else 0,
            "tickfont": {"size": room.font},
            "showgrid": False,
            "title": {"text": on_a_figure(_("Level")), "standoff": 10, "font": {"size": 13, "color": "--soft"}},
        },
        _rows_axis([name for name, _counts in rows], room),
    )
    layout["annotations"] = [*_names([name for name, _counts in rows], _("Piece"), room), *_cut_name(dots, slot)]
    layout["shapes"] = [] if dots.cut is None else [_line(dots.cut - 0.5)]
    return {"data": _dots_data(dots, rows, room, row), "layout": layout}


def _dots_data(dots: Dots, rows: Sequence[tuple[str, tuple[int, ...]]], room: _Room, row: int) -> list[Figure]:
    size = min(LARGEST_DOT, max(4, round(0.115 * room.width / max(len(dots.levels), 1))))
    single, many = _markers(size, mode="markers"), _markers(28, mode="markers+text")
    many |= {"text": [], "textfont": {"color": "--on-primary", "size": 11}}
    for number, (name, counts) in enumerate(rows):
        for level, n in enumerate(counts, start=1):
            shown = on_a_figure(f"{name}: {n} × {dots.levels[level - 1]}")
            if n > MOST_DOTS:
                _put(many, level, number + room.lift, shown)
                many["text"].append(str(n))
                continue
            for across, down in places(n):
                _put(single, round(level + across, 3), round(number + room.lift + down * (size + 1.5) / row, 3), shown)
    return [single, many] if many["x"] else [single]


def _markers(size: int, *, mode: str) -> Figure:
    marker = {"size": size, "color": "--primary", "opacity": 1, "line": {"width": 1, "color": "--paper"}}
    return {"type": "scatter", "mode": mode, "x": [], "y": [], "hovertext": [], "hoverinfo": "text", "marker": marker}


def _put(trace: Figure, x: float, y: float, shown: str) -> None:
    trace["x"].append(x)
    trace["y"].append(y)
    trace["hovertext"].append(shown)


def _widest(labels: Sequence[str], room: _Room) -> int:
    """Return how many letters the longest line of the labels below the axis has."""
    return max((len(line) for label in labels for line in lines(label, room.level, 3)), default=0)


def _cut_name(dots: Dots, slot: float) -> Iterable[Figure]:
    """Yield the name of the line: right of it where there is room, else left of it."""
    if dots.cut is None:
        return
    is_right = (len(dots.levels) - dots.cut + 1) * slot >= 125
    text = on_a_figure(f"{_('Proficient line')} →")
    place = {"x": dots.cut - 0.5, "xshift": 4 if is_right else -4, "xanchor": "left" if is_right else "right"}
    yield {"text": text, **place, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}


def _ranges(ranges: Ranges, rows: Sequence[tuple[str, float, Range | None]], room: _Room) -> Figure:
    axis = scale(ranges)
    names = [name for name, _value, _around in rows]
    values = [said(value, around, ranges.kind) for _name, value, around in rows]
    edge = (axis.high - axis.low) * 0.02
    layout = _layout(
        (len(rows) * (height(ranges) + room.above) + 90, room),
        {
            "range": [axis.low - edge, axis.high + edge],
            "tickvals": [value for value, _text in axis.ticks],
            "ticktext": [on_a_figure(text) for _value, text in axis.ticks],
            "tickangle": 0,
            "gridcolor": "--line",
            "title": {"text": on_a_figure(title(ranges.kind)), "standoff": 10, "font": {"size": 13, "color": "--soft"}},
        },
        _rows_axis(names, room),
    )
    if room.is_phone:
        names = [
            f"{lines(name, max(room.name - len(value) - 3, 8), 1)[0]}: {value}"
            for name, value in zip(names, values, strict=True)
        ]
    else:
        layout["yaxis2"] = _right_axis(values, layout["yaxis"])
    layout["annotations"] = _names(names, "", room)
    layout["shapes"] = [] if ranges.null is None else [_line(ranges.null)]
    return {"data": _ranges_data(rows, values, room), "layout": layout}


def _ranges_data(rows: Sequence[tuple[str, float, Range | None]], values: Sequence[str], room: _Room) -> list[Figure]:
    trace = _markers(LARGEST_DOT, mode="markers")
    for number, ((name, value, _around), text) in enumerate(zip(rows, values, strict=True)):
        _put(trace, value, number + room.lift, on_a_figure(f"{name}: {text}"))
    trace["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": [around.high - value if around else 0 for _name, value, around in rows],
        "arrayminus": [value - around.low if around else 0 for _name, value, around in rows],
        "color": "--primary",
        "thickness": 2.5,
        "width": 5,
    }
    if room.is_phone:
        return [trace]
    # An axis without a trace is not drawn.
    return [trace, {"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "hoverinfo": "skip"}]


def _rows_axis(names: Sequence[str], room: _Room) -> Figure:
    return {
        "range": [len(names) - 0.5, -0.5],
        # On a phone a line parts a row from the next, for its name stands above it.
        "tickvals": [n - 0.5 if room.is_phone else n for n in range(len(names))],
        "ticktext": [stacked(name, room.name, 2) for name in names],
        "showticklabels": not room.is_phone,
        "gridcolor": "--line",
    }


def _right_axis(values: Sequence[str], left: Figure) -> Figure:
    texts = [on_a_figure(value) for value in values]
    return left | _AXIS | {"overlaying": "y", "side": "right", "showgrid": False, "ticktext": texts}


def _names(names: Sequence[str], header: str, room: _Room) -> list[Figure]:
    """Return the rows' names above their rows on a phone, else what the names beside them are."""
    here = {"x": 0, "xref": "paper", "showarrow": False, "align": "left"}
    if not room.is_phone:
        top = {"y": 1, "yref": "paper", "xanchor": "right", "yanchor": "bottom", "xshift": -4}
        return [{"text": on_a_figure(header), **here, **top}] if header else []
    above = {"xanchor": "left", "yanchor": "top", "font": {"size": 13}, "bgcolor": "--paper", "borderpad": 1}
    return [
        {"text": stacked(name, room.name, 1), "y": number - 0.47, **here, **above} for number, name in enumerate(names)
    ]


def _line(x: float) -> Figure:
    line = {"color": "--ink", "width": 2, "dash": "dash"}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": line}


_AXIS = {"zeroline": False, "automargin": True, "fixedrange": True, "tickmode": "array"}


def _layout(size: tuple[int, _Room], xaxis: Figure, yaxis: Figure) -> Figure:
    return {
        "height": size[0],
        # The ticks at the ends have their labels in the middle below them.
        "margin": {"l": 24 if size[1].is_phone else 8, "r": 24, "t": 28, "b": 8},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "--card",
            "bordercolor": "--soft",
            "font": {"color": "--ink", "family": FONT},
            "align": "left",
        },
        "font": {"color": "--ink", "size": 13, "family": FONT},
        "xaxis": xaxis | _AXIS,
        "yaxis": yaxis | _AXIS,
    }
