"""Pictures of agreement: the dots of a criterion, piece by piece, and the ranges of shares. No red and no green."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go
import streamlit as st

from workbench.domain import figure_words
from workbench.domain.catalogue import _
from workbench.domain.rubrics import Criterion
from workbench.services.results import CellDots
from workbench.services.results.agreement import CriterionFigures, GroupAgreement
from workbench.ui.plain import on_a_figure
from workbench.ui.theme import tokens

FEW = 6
APART = 0.13
ROW = 34
STATIC = {"displayModeBar": False, "staticPlot": True}


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work and how its levels lie, or that they are withheld."""

    sample: str
    dots: CellDots


def rows(found: GroupAgreement, criterion: Criterion) -> tuple[Row, ...]:
    """Return a row for each piece, in the session's order."""
    here = {cell.sample_id: cell for cell in found.dots if cell.criterion_id == criterion.id}
    return tuple(Row(name, here[sample_id]) for sample_id, name in found.sample_names.items() if sample_id in here)


def dots(found: GroupAgreement, criterion: Criterion) -> None:
    """Draw the dots of one criterion: a row per piece, a column per level, the Proficient line drawn and named."""
    drawn = rows(found, criterion)
    st.plotly_chart(
        picture(criterion, drawn, tokens()),
        key=f"dots-{criterion.id}",
        theme=None,
        config=STATIC,
        alt=in_words(criterion, drawn),
    )


def picture(criterion: Criterion, drawn: Sequence[Row], colours: dict[str, str]) -> go.Figure:
    """Return the picture of one criterion."""
    figure = go.Figure()
    for number, row in enumerate(drawn):
        _row(figure, number, row, colours)
    figure.add_vline(x=criterion.cut - 0.5, line={"color": colours["ink"], "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=criterion.cut - 0.45,
        y=1,
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=on_a_figure(_("{label} line").format(label=criterion.cut_label)) + " →",
    )
    labels = [f"{n}<br>{_wrapped(level.label)}" for n, level in enumerate(criterion.levels, start=1)]
    figure.update_xaxes(
        range=[0.45, len(criterion.levels) + 0.55],
        tickvals=list(range(1, len(labels) + 1)),
        ticktext=labels,
        tickangle=0,
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    figure.update_yaxes(
        range=[len(drawn) - 0.5, -0.5],
        tickvals=list(range(len(drawn))),
        ticktext=[on_a_figure(row.sample) for row in drawn],
        gridcolor=colours["line"],
        zeroline=False,
        automargin=True,
    )
    return _dressed(figure, ROW * len(drawn) + 84, colours)


def _row(figure: go.Figure, number: int, row: Row, colours: dict[str, str]) -> None:
    if row.dots.dots is None:
        figure.add_annotation(x=1, y=number, xanchor="left", showarrow=False, text=on_a_figure(_("not shown")))
        return
    for level, n in enumerate(row.dots.dots.counts, start=1):
        if not n:
            continue
        if n <= FEW:
            places = [level + (i - (n - 1) / 2) * APART for i in range(n)]
            marker = {"size": 11, "color": colours["primary"], "line": {"width": 1, "color": colours["paper"]}}
            figure.add_scatter(x=places, y=[number] * n, mode="markers", marker=marker, hoverinfo="skip")
        else:
            marker = {"size": 24, "color": colours["primary"]}
            font = {"color": colours["paper"], "size": 13}
            figure.add_scatter(x=[level], y=[number], mode="markers+text", text=[str(n)], textfont=font, marker=marker)


def in_words(criterion: Criterion, drawn: Sequence[Row]) -> str:
    """Return the dots for those who do not see them: each piece with how many gave each level."""
    cut = criterion.cut
    said = [
        _("Dots for {criterion}. The {label} line lies between {below} and {above}.").format(
            criterion=criterion.name,
            label=criterion.cut_label,
            below=criterion.label(cut - 1),
            above=criterion.label(cut),
        )
    ]
    return " ".join([*said, *(_one_in_words(criterion, row) for row in drawn)])


def _one_in_words(criterion: Criterion, row: Row) -> str:
    if row.dots.dots is None:
        return f"{row.sample}: {row.dots.withheld}"
    given = [f"{n} × {criterion.label(level)}" for level, n in enumerate(row.dots.dots.counts, start=1) if n]
    return f"{row.sample}: {', '.join(given) or _('nobody gave a level')}."


SYMBOLS = (("exact", "circle"), ("cut_agreement", "square"), ("chance_agreement", "x-thin-open"))


def ranges(criteria: Sequence[CriterionFigures]) -> None:
    """Draw each criterion's shares with their ranges; nothing while they are counts."""
    shown = [found for found in criteria if found.figures["exact"].value is not None]
    if shown:
        st.plotly_chart(
            ranges_picture(shown, tokens()), key="ranges", theme=None, config=STATIC, alt=ranges_in_words(shown)
        )


def ranges_picture(shown: Sequence[CriterionFigures], colours: dict[str, str]) -> go.Figure:
    """Return the picture of shares: a row per criterion; shape tells the figures apart, not colour."""
    names = {"exact": _("same level"), "cut_agreement": _("same side of the line"), "chance_agreement": _("by chance")}
    figure = go.Figure()
    for step, (statistic, symbol) in enumerate(SYMBOLS):
        found = [(n, c.figures[statistic]) for n, c in enumerate(shown) if c.figures[statistic].value is not None]
        values = [100 * (f.value or 0) for _n, f in found]
        figure.add_scatter(
            x=values,
            y=[n + (step - 1) * 0.22 for n, _f in found],
            mode="markers",
            name=names[statistic],
            marker={
                "symbol": symbol,
                "size": 11,
                "color": colours["primary" if step == 0 else "ink"],
                "line": {"width": 2},
            },
            error_x=None if statistic == "chance_agreement" else _bars(values, [f for _n, f in found]),
            hoverinfo="skip",
        )
    figure.update_xaxes(
        range=[0, 102],
        ticksuffix="%",
        gridcolor=colours["line"],
        zeroline=False,
        automargin=True,
        title=_("Share of pairs"),
    )
    figure.update_yaxes(
        range=[len(shown) - 0.5, -0.5],
        tickvals=list(range(len(shown))),
        ticktext=[_wrapped(c.name) for c in shown],
        showgrid=False,
        zeroline=False,
        automargin=True,
    )
    dressed = _dressed(figure, 62 * len(shown) + 130, colours)
    return dressed.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})


def _bars(values: list[float], found: list) -> dict[str, object]:  # type: ignore[type-arg]
    ends = [
        (100 * (f.low if f.low is not None else f.value), 100 * (f.high if f.high is not None else f.value))
        for f in found
    ]
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - value for value, (_low, high) in zip(values, ends, strict=True)],
        "arrayminus": [value - low for value, (low, _high) in zip(values, ends, strict=True)],
        "thickness": 2,
        "width": 5,
    }


def ranges_in_words(shown: Sequence[CriterionFigures]) -> str:
    """Return the picture of shares for those who do not see it."""
    return " ".join(
        _("{criterion}: same level {exact}; same side of the line {side}; by chance {chance}.").format(
            criterion=found.name,
            exact=figure_words.share(found.figures["exact"]),
            side=figure_words.share(found.figures["cut_agreement"]),
            chance=figure_words.share(found.figures["chance_agreement"]),
        )
        for found in shown
    )


def _dressed(figure: go.Figure, height: int, colours: dict[str, str]) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 26, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        font={"color": colours["ink"], "size": 13, "family": "Source Sans, system-ui, sans-serif"},
    )


def _wrapped(text: str) -> str:
    return "<br>".join(on_a_figure(line) for line in wrap(text, 14) or [""])
