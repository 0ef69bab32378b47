"""The figures one click deeper, as tables: every one with its range, what it rests on, or what it needs more.

Names are somebody's text: they enter the page escaped, as HTML text and never as Markdown.
"""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from workbench.domain import figure_words
from workbench.domain.catalogue import _, later
from workbench.domain.figures import Figure
from workbench.domain.rubrics import Rubric
from workbench.services.results.agreement import COEFFICIENT, CriterionFigures, GroupAgreement


def figures(found: GroupAgreement) -> None:
    """Draw every figure: all criteria together where they can be, then each."""
    together = [(_("All criteria"), found.pooled)] if len(found.criteria) > 1 else []
    each = [(criterion.name, criterion) for criterion in found.criteria]
    head = [
        _("Criterion"),
        _("Same level"),
        _("One level apart"),
        _("Within one level"),
        _("Same side of the line"),
        _("Same level by chance"),
        _("Ordinal alpha"),
        _("Pieces"),
        _("Pairs"),
        _("Left out"),
    ]
    body = [[name, *_cells(criterion)] for name, criterion in (*together, *each)]
    _table(_("Agreement on each criterion"), head, body)
    _notes(figure for _name, criterion in (*together, *each) for figure in criterion.figures.values())


def lines(found: GroupAgreement) -> None:
    """Draw how far people stand together at each line between two levels."""
    head = [_("Criterion"), _("Line between"), _("Same side"), _("Pieces"), _("Pairs"), _("Left out")]
    body = [
        [
            criterion.name,
            _between(found.rubric, criterion.criterion_id, line.below, line.above)
            + (" · " + _("the Proficient line") if line.is_cut else ""),
            _shown(line.same_side),
            *_basis(line.same_side),
        ]
        for criterion in found.criteria
        for line in criterion.lines
    ]
    _table(_("Agreement at each line between two levels"), head, body)


def _between(rubric: Rubric, criterion_id: str, below: int, above: int) -> str:
    criterion = rubric.criterion(criterion_id)
    return _("{below} and {above}").format(below=criterion.label(below), above=criterion.label(above))


def _cells(criterion: CriterionFigures) -> list[str]:
    shares = [
        criterion.figures[name] for name in ("exact", "adjacent", "within_one", "cut_agreement", "chance_agreement")
    ]
    return [*map(_shown, shares), _coefficient(criterion.figures[COEFFICIENT]), *_basis(criterion.figures["exact"])]


def _shown(figure: Figure) -> str:
    if figure.withheld:
        return _("not shown")
    if figure.pairs:
        return _("{n} of {of}").format(n=figure.pairs[0], of=figure.pairs[1])
    return f"{figure_words.percent(figure.value or 0)} {figure_words.interval(figure)}".strip()


def _coefficient(figure: Figure) -> str:
    if figure.withheld or figure.value is None:
        return _("not shown")
    around = ""
    if figure.low is not None and figure.high is not None:
        around = " " + _("({low} to {high})").format(low=f"{figure.low:.2f}", high=f"{figure.high:.2f}")
    return f"{figure.value:.2f}{around}" + (_(", rough") if figure.rough else "")


def _basis(figure: Figure) -> list[str]:
    return [str(figure.n_samples), str(figure.n_pairs), str(figure.n_left_out)]


def _notes(shown: Iterable[Figure]) -> None:
    for reason in dict.fromkeys(reason for figure in shown for reason in figure.withheld):
        st.text(_("Not shown: {reason}").format(reason=reason))


def _table(caption: str, head: Sequence[str], body: Sequence[Sequence[str]]) -> None:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines_of = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in body
    )
    label = escape(caption, quote=True)
    st.html(
        f'<div class="wb-figures" role="region" tabindex="0" aria-label="{label}"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{columns}</tr></thead><tbody>{lines_of}</tbody></table></div>"
    )


METHODS = (
    later(
        "Same level, one level apart and same side: per piece and criterion the share of pairs of teachers, averaged "
        "over all with two or more scores (Gwet 2014, Handbook of Inter-Rater Reliability)."
    ),
    later("By chance: the sum of the squared level shares (Fleiss 1971)."),
    later(
        "Ordinal alpha: agreement beyond chance on an ordered scale; 1 is no disagreement, 0 is no better than blind. "
        "Low when nearly all work is at one level, although people seldom differ (Krippendorff 2011)."
    ),
    later("Ranges: 95%, leaving out one piece at a time (jackknife, t on pieces minus one)."),
    later("Left out: pieces with fewer than two scores on a criterion. Only the first, blind vote is counted."),
)


def methods() -> None:
    """Say how each figure was made, and by whose book."""
    for method in METHODS:
        st.caption(_(method))
