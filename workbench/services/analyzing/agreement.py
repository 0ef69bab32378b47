"""How far do they agree: the sentences that everybody reads, criterion by criterion, and every coefficient."""

from collections.abc import Iterator

from analysis.values import BoundaryAgreement
from workbench.domain import figure_words
from workbench.domain.catalogue import _
from workbench.domain.figures import Figure
from workbench.domain.readings import CHOICES, READINGS, Family
from workbench.domain.verbal_labels import Scale, label
from workbench.reports.findings.parts import Cell, Column, Depth, Kind, Ranges, Section, Table
from workbench.services.analyzing.found import ALL, Found, between, cells
from workbench.services.figures import line_in_dispute, share

__all__ = ["by_criterion", "every_figure", "formulas", "readings", "sentences"]

_BESIDE = ("exact", "chance_agreement", "cut_agreement", "krippendorff_alpha_ordinal")


def sentences(found: Found) -> Iterator[str]:
    """Yield the answer in a few sentences."""
    figures = found.figures(found.whole)
    exact = figures["exact"]
    if exact.withheld:
        yield from exact.withheld
    else:
        yield figure_words.same_level(figures)
        if chance := figure_words.by_chance(figures):
            yield chance
        if side := figure_words.same_side(figures, _("the Proficient line")):
            yield side
        yield _("A pair is two teachers who scored the same piece on the same criterion.")
    if found.whole != ALL and len(found.criteria) > 1:
        alone = _("This is about {criterion}: criteria with different levels are not counted together.")
        yield alone.format(criterion=found.whole)
    if honest := figure_words.honest(exact.n_samples) if exact.n_samples else "":
        yield honest


def by_criterion(found: Found) -> Section:
    """Where they stand together and where apart: each criterion, and each line between two levels."""
    figures = {name: found.figures(name) for name in found.criteria}
    lines = [line for line in found.here(found.analysis.boundaries) if line.same_side.defined]
    return Section(
        _("Criterion by criterion"),
        Depth.TABLES,
        says=tuple(filter(None, (_trouble(found, name) for name in found.analysis.data.criteria))),
        pictures=tuple(_ranges(found, figures)),
        tables=(_criteria(found, figures), *([_lines(found, lines)] if lines else [])),
    )


def _criteria(found: Found, figures: dict[str, dict[str, Figure]]) -> Table:
    columns = [Column(_("Criterion"))]
    for statistic in _BESIDE:
        reading = READINGS[statistic]
        kind = Kind.SHARE if reading.family is Family.SHARE else Kind.COEFFICIENT
        columns += [Column(_(reading.title), kind), Column(_("95% range"), kind)]
    columns += [Column(_("Pieces"), Kind.COUNT), Column(_("Pairs"), Kind.COUNT), Column(_("Left out"), Kind.COUNT)]
    rows = tuple(
        (
            found.labels[name],
            *(cell for statistic in _BESIDE for cell in cells(of[statistic])),
            of["exact"].n_samples,
            of["exact"].n_pairs,
            of["exact"].n_left_out,
        )
        for name, of in figures.items()
    )
    withheld = dict.fromkeys(why for of in figures.values() for s in _BESIDE for why in of[s].withheld)
    notes = tuple(_("Not shown: {reason}").format(reason=why) for why in withheld)
    return Table(_("Agreement on each criterion"), tuple(columns), rows, notes)


def _lines(found: Found, lines: list[BoundaryAgreement]) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("Line between")),
        Column(_("Same side"), Kind.SHARE),
        Column(_("95% range"), Kind.SHARE),
        Column(_("Of the disagreement"), Kind.SHARE),
    )
    return Table(
        _("Agreement at each line between two levels"), columns, tuple(_line(found, line) for line in lines), ()
    )


def _line(found: Found, line: BoundaryAgreement) -> tuple[Cell, ...]:
    side = share(line.same_side)
    crosses = None if side.withheld else line.crosses.value
    place = _("{below} and {above}").format(below=line.below, above=line.above)
    return (found.labels[line.criterion], place, *cells(side), crosses)


def _trouble(found: Found, criterion: str) -> str:
    """Say which line most of the disagreement on a criterion crosses, where one does and enough was scored."""
    told = line_in_dispute(line for line in found.here(found.analysis.boundaries) if line.criterion == criterion)
    if told is None:
        return ""
    line, crosses = told
    return figure_words.where_it_sits(crosses, found.labels[criterion], (line.below, line.above))


def _ranges(found: Found, figures: dict[str, dict[str, Figure]]) -> Iterator[Ranges]:
    rows = tuple(
        (found.labels[name], of["exact"].value, between(of["exact"].low, of["exact"].high))
        for name, of in figures.items()
        if of["exact"].value is not None
    )
    if len(rows) > 1:
        says = "; ".join(f"{name}: {figure_words.share(figures[key]['exact'])}" for key, name in found.labels.items())
        yield Ranges(_("Same level, criterion by criterion"), says, Kind.SHARE, rows)


def every_figure(found: Found) -> Section:
    """Every coefficient of the field, about these raters and about raters in general."""
    columns = (
        Column(_("Criterion")),
        Column(_("Figure")),
        Column(_("Value"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column(_("95% range, raters in general"), Kind.COEFFICIENT),
        Column(_("Pieces"), Kind.COUNT),
        Column(_("Pairs"), Kind.COUNT),
        Column(_("How its range was made, or why it is not shown")),
        *([Column(_("In the words of {author}").format(author=found.words.source))] if found.words else []),
    )
    rows = tuple(_figure(found, name, statistic) for name in found.criteria for statistic in READINGS)
    says = (
        _("The first range is about the raters who scored here; the other is about raters like them in general."),
        _("From fewer than 20 pieces every coefficient is rough."),
    )
    return Section(_("Every figure"), Depth.METHOD, says, tables=(Table(_("Every figure"), columns, rows),))


def _figure(found: Found, criterion: str, statistic: str) -> tuple[Cell, ...]:
    shown = found.figure(statistic, criterion)
    value, around = cells(shown)
    general = found.analysis.estimate(statistic, criterion, session=found.session, about="raters_in_general")
    in_general = between(general.low, general.high) if shown.value is not None else None
    return (
        found.labels[criterion],
        _(READINGS[statistic].title),
        value,
        around,
        in_general,
        shown.n_samples,
        shown.n_pairs,
        " ".join(shown.withheld) or shown.method,
        *([_in_words(found.words, shown)] if found.words else []),
    )


def _in_words(words: Scale, shown: Figure) -> str:
    """The author's word for a figure, where the author speaks of such figures and it is shown."""
    if shown.value is None or shown.statistic not in words.about:
        return ""
    return label(words, shown.low, shown.high)


def readings() -> Section:
    """Which agreement number should I look at?"""
    choices = Table(
        _("What do you want to know?"),
        (Column(_("I want to")), Column(_("Look at")), Column(_("Because"))),
        tuple(
            (_(choice.wants), ", ".join(_(READINGS[name].title) for name in choice.look_at), _(choice.because))
            for choice in CHOICES
        ),
    )
    figures = Table(
        _("What each figure answers"),
        (Column(_("Figure")), Column(_("What it answers")), Column(_("What it cannot tell"))),
        tuple((_(r.title), _(r.question), _(r.cannot)) for r in READINGS.values()),
    )
    return Section(_("Which agreement number should I look at?"), Depth.METHOD, tables=(choices, figures))


def formulas() -> Section:
    """How each figure is computed, and by whose book."""
    says = _(
        "N cells (piece x criterion); rᵢₖ raters gave cell i level k of K, rᵢ scored it; πₖ is the share of level k, "
        "πgₖ that of rater g of R; w is the weight of two levels, δ their distance."
    )
    table = Table(
        _("Formula and source"),
        (Column(_("Figure")), Column(_("Formula")), Column(_("Source"))),
        tuple((_(r.title), r.formula, r.source) for r in READINGS.values()),
    )
    return Section(_("Formula and source"), Depth.METHOD, (says,), tables=(table,))
