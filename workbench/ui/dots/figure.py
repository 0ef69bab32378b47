"""The picture of the dots: a strip per criterion, a column per level, the Proficient line drawn and named.

A dot is a teacher; nothing tells which. Shape says what colour says: round for the first vote, a diamond for the
second, a star for the viewer's own, which only their own device is given. There is no red and no green.
"""

from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from workbench.domain.catalogue import _
from workbench.services.dots import words
from workbench.services.dots.strips import LINES, SECOND, Strip, places
from workbench.ui.plain import on_a_figure
from workbench.ui.theme import EVIDENCE, tokens

OWN = EVIDENCE[1]


@dataclass(frozen=True, slots=True)
class Size:
    """How large dots are drawn: pixels of a dot and its letters; dots side by side, and their distance in levels."""

    dot: int = 13
    letters: int = 13
    abreast: int = 6
    apart: float = 0.13


ON_A_DESK = Size()
# All pieces at once, two beside each other on a projector of 1024 x 768.
ON_THE_WALL = Size(dot=15, letters=15, apart=0.15)
FROM_THE_BACK = Size(dot=19, letters=15, abreast=4, apart=0.2)
LABEL = 12
# A bold letter's width in parts of its height, and the pixels of a picture on a phone.
LETTER, NARROWEST = 0.54, 350


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture is drawn with, and in pixels the height of a strip and its parts."""

    colours: dict[str, str]
    size: Size
    lines: int
    label_lines: int

    @property
    def head(self) -> float:
        """Room for the strip's name and the name of the line."""
        return self.size.letters * 1.9

    @property
    def body(self) -> float:
        """Room for the dots and their number."""
        return self.size.dot * 1.25 * (self.lines + 0.4) + self.size.letters * 1.6

    @property
    def foot(self) -> float:
        """Room for the names of the levels."""
        return self.size.letters * (1.3 * self.label_lines + 0.9)

    @property
    def strip(self) -> float:
        """Height of a strip."""
        return self.head + self.body + self.foot

    @property
    def top(self) -> float:
        """The end of the upward axis, in lines of dots."""
        return self.body / (self.size.dot * 1.25) - 0.6


@dataclass(frozen=True, slots=True)
class Parts:
    """What a picture is made of, gathered first: added to a figure one by one, they take ten times as long."""

    traces: list[dict[str, Any]] = field(default_factory=list)
    layout: dict[str, Any] = field(default_factory=dict)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


def _look(strips: tuple[Strip, ...], colours: dict[str, str], size: Size) -> Look:
    most = max((n for strip in strips for n in strip.dots.counts), default=0)
    labels = [_name(level.label, 1) for strip in strips for level in strip.criterion.levels]
    return Look(
        colours,
        size,
        min(LINES, max(1, -(-most // size.abreast))),
        max((label.count("<br>") for label in labels), default=0) + 1,
    )


def draw(strips: tuple[Strip, ...], key: str, *, about: str, size: Size = ON_A_DESK) -> None:
    """Draw strips as one picture, with the same in words for those who do not see it."""
    st.plotly_chart(
        picture(strips, tokens(), size),
        key=key,
        theme=None,
        config={"displayModeBar": False, "staticPlot": True},
        alt=words.alt(about, strips),
    )


def fetch_ahead() -> None:
    """Let the browser fetch what it draws with before there is anything to draw."""
    with st.container(key="fetch-ahead", height=10, border=False):
        st.plotly_chart(go.Figure(layout={"height": 10, "margin": dict.fromkeys("lrtb", 0)}), key="fetched", alt=" ")
    st.html("<style>.st-key-fetch-ahead { visibility: hidden; }</style>")


def picture(strips: tuple[Strip, ...], colours: dict[str, str], size: Size = ON_A_DESK) -> go.Figure:
    """Return the picture: strips under each other, each with its own levels and its own Proficient line."""
    look = _look(strips, colours, size)
    parts = Parts()
    for number, strip in enumerate(strips, start=1):
        _axes(parts, number, strip, (look, 1 - (number - 1) / len(strips), 1 / len(strips)))
        _line(parts, number, strip, look)
        for level in strip.dots.given:
            _column(parts, number, strip, (level, look))
    layout = {
        **parts.layout,
        "annotations": parts.notes,
        "shapes": parts.shapes,
        "height": round(look.strip * len(strips)),
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "font": {"color": colours["ink"], "size": size.letters, "family": "Source Sans, system-ui, sans-serif"},
    }
    return go.Figure(data=parts.traces, layout=layout)


def _axes(parts: Parts, number: int, strip: Strip, place: tuple[Look, float, float]) -> None:
    """Give a strip its axes: levels across, dots upward."""
    look, top, height = place
    levels = strip.criterion.levels
    across = {
        "range": [0.5, len(levels) + 0.5],
        "tickvals": list(range(1, len(levels) + 1)),
        "ticktext": [_name(level.label, n) for n, level in enumerate(levels, start=1)],
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": look.colours["line-strong"],
        "anchor": _axis("y", number),
    }
    upward = {
        "range": [-0.6, look.top],
        "visible": False,
        "domain": [top - height * (1 - look.foot / look.strip), top - height * look.head / look.strip],
        "anchor": _axis("x", number),
    }
    parts.layout[f"xaxis{number}"], parts.layout[f"yaxis{number}"] = across, upward


def _line(parts: Parts, number: int, strip: Strip, look: Look) -> None:
    """Name the strip, and draw and name the Proficient line."""
    cut, colours = strip.criterion.cut - 0.5, look.colours
    on = {"xref": _axis("x", number), "yref": f"{_axis('y', number)} domain"}
    box = {**on, "y0": 0, "y1": 1, "x0": cut}
    end = len(strip.criterion.levels) + 0.5
    dashes = {"color": colours["ink"], "width": 2, "dash": "dash"}
    above = {"type": "rect", "x1": end, "fillcolor": colours["chosen"], "line": {"width": 0}, "layer": "below", **box}
    parts.shapes.extend([above, {"type": "line", "x1": cut, "line": dashes, **box}])
    note = {**on, "y": 1, "yanchor": "bottom", "xanchor": "left", "showarrow": False}
    parts.notes.append({**note, "x": 0.5, "text": f"<b>{on_a_figure(_title(strip))}</b>"})
    # A long name leaves no room beside the line: then the line's name stands at the right end.
    name = len(_title(strip)) * LETTER * look.size.letters
    if name < NARROWEST * (strip.criterion.cut - 1) / len(strip.criterion.levels):
        parts.notes.append({**note, "x": cut, "text": f"{on_a_figure(words.line(strip.criterion))} →"})
    else:
        parts.notes.append({**note, "x": end, "text": on_a_figure(words.line(strip.criterion)), "xanchor": "right"})


def _column(parts: Parts, number: int, strip: Strip, at: tuple[int, Look]) -> None:
    """Draw the dots at one level with their number above, the viewer's own as a star."""
    level, look = at
    size, n, own = look.size, strip.dots.counts[level - 1], strip.own == level
    spots = [(level + across, up) for across, up in places(n, size.abreast, size.apart)]
    second = strip.round == SECOND
    dot = {"symbol": "diamond" if second else "circle", "size": size.dot, "color": look.colours["primary"]}
    star = {"symbol": "star", "size": size.dot * 1.3, "color": OWN, "line": {"width": 1, "color": look.colours["ink"]}}
    _trace(parts, number, spots[: len(spots) - own], dot)
    if own:
        _trace(parts, number, spots[-1:], star)
    parts.notes.append(
        {
            "x": level,
            "y": spots[-1][1] + 0.6,
            "xref": _axis("x", number),
            "yref": _axis("y", number),
            "text": _("{n} with you").format(n=n) if own else str(n),
            "yanchor": "bottom",
            "showarrow": False,
        }
    )


def _trace(parts: Parts, number: int, spots: list[tuple[float, float]], marker: dict[str, Any]) -> None:
    parts.traces.append(
        {
            "type": "scatter",
            "x": [x for x, _y in spots],
            "y": [y for _x, y in spots],
            "mode": "markers",
            "marker": marker,
            "cliponaxis": False,
            "hoverinfo": "skip",
            "xaxis": _axis("x", number),
            "yaxis": _axis("y", number),
        }
    )


def _axis(letter: str, number: int) -> str:
    return letter if number == 1 else f"{letter}{number}"


def _title(strip: Strip) -> str:
    if strip.round == SECOND:
        return _("{criterion}, second vote").format(criterion=strip.criterion.name)
    return strip.criterion.name


def _name(label: str, position: int) -> str:
    return "<br>".join(on_a_figure(line) for line in wrap(f"{position} {label}", LABEL) or [str(position)])
