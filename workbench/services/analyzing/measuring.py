"""The measurement behind severities: raters, criteria, levels and pieces on one scale, and what surprised it."""

from collections.abc import Iterator, Sequence
from statistics import quantiles

from analysis.facets.results import FacetsFit, records
from analysis.values import Analysis
from workbench.domain.catalogue import _
from workbench.reports.findings.parts import Cell, Column, Depth, Kind, Range, Ranges, Section, Table
from workbench.services.analyzing.found import ALL, between
from workbench.services.analyzing.seen import Row, measure_lacks, rater_rows
from workbench.services.figures import reason

__all__ = ["measured"]

_MOST_PIECES = 10
_REACH = 1.96


def measured(analysis: Analysis) -> Section | None:
    """The many-facet measurement in logits; None where severities are not shown."""
    facets = analysis.facets
    if facets is None or measure_lacks(analysis):
        return None
    tables = (
        _raters(facets),
        _criteria(facets),
        _steps(facets),
        *_pieces(facets),
        *_surprising(facets),
        *_apart(facets),
    )
    return Section(_("Raters, criteria and pieces on one scale"), Depth.METHOD, _says(facets), (_map(facets),), tables)


def _says(facets: FacetsFit) -> tuple[str, ...]:
    models = {
        "rating_scale": _("Rating scale model: the criteria share their steps."),
        "partial_credit": _("Partial credit model: each criterion has its own steps."),
    }
    fitted = _("Estimated by {method}; log likelihood {value}. Pieces are taken to be: {population}.")
    disordered = any(_column(facets, "steps", "disordered"))
    steps = (_("Some steps are out of order: a level between them is seldom the likeliest for any piece."),)
    return (
        models.get(facets.model, facets.model),
        fitted.format(
            method=reason(facets.method),
            value=f"{facets.log_likelihood or 0.0:.1f}",
            population=_(facets.population),
        ),
        *(steps if disordered else ()),
        _("A logit is the unit of the scale; to the right are severe raters, hard criteria, and strong work."),
    )


def _column(facets: FacetsFit, table: str, column: str) -> list[object]:
    """One column of a table."""
    return [row[column] for row in records(getattr(facets, table))]


def _map(facets: FacetsFit) -> Ranges:
    """Pieces, criteria, steps and the lot of raters on one axis; nobody is named."""
    pieces = sorted(row["measure"] for row in records(facets.samples))
    severities = sorted(row["severity"] for row in rater_rows(facets))
    tenths = quantiles(pieces, n=10, method="inclusive")
    rows: list[tuple[str, float, Range | None]] = [
        (_("Pieces: the middle, and eight in ten"), tenths[4], Range(tenths[0], tenths[8])),
        (
            _("Raters: the middle, and all"),
            quantiles(severities, n=2, method="inclusive")[0],
            Range(severities[0], severities[-1]),
        ),
    ]
    rows += [
        (_("Criterion {name}").format(name=row["criterion"]), row["difficulty"], _reach(row["difficulty"], row["se"]))
        for row in records(facets.criteria)
        if row["difficulty"] is not None
    ]
    rows += [
        (_step_name(row), row["threshold"], _reach(row["threshold"], row["se"]))
        for row in records(facets.steps)
        if row["threshold"] is not None
    ]
    says = _("Pieces, raters, criteria and steps on one scale, in logits. The tables below hold the numbers.")
    return Ranges(_("All on one scale"), says, Kind.LOGITS, tuple(rows), null=0.0)


def _step_name(row: Row) -> str:
    if row["criterion"] == ALL:
        return _("Step up to level {level}").format(level=row["level"])
    return _("{criterion}: step up to level {level}").format(criterion=row["criterion"], level=row["level"])


def _reach(value: float, error: float | None) -> Range | None:
    return None if error is None else between(value - _REACH * error, value + _REACH * error)


def _raters(facets: FacetsFit) -> Table:
    columns = (
        Column(_("Rater")),
        Column(_("Severity, logits"), Kind.LOGITS),
        Column(_("Standard error"), Kind.LOGITS),
        Column(_("Infit"), Kind.COEFFICIENT),
        Column(_("Outfit"), Kind.COEFFICIENT),
        Column(_("Correlation with the others"), Kind.COEFFICIENT),
        Column(_("Same level, seen"), Kind.SHARE),
        Column(_("Same level, expected"), Kind.SHARE),
        Column(_("Pieces"), Kind.COUNT),
    )
    keys = (
        "rater",
        "severity",
        "se",
        "infit",
        "outfit",
        "correlation",
        "exact_observed",
        "exact_expected",
        "n_samples",
    )
    return Table(_("Raters, in logits"), columns, _picked(rater_rows(facets), keys))


def _criteria(facets: FacetsFit) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("Difficulty, logits"), Kind.LOGITS),
        Column(_("Standard error"), Kind.LOGITS),
        Column(_("Infit"), Kind.COEFFICIENT),
        Column(_("Outfit"), Kind.COEFFICIENT),
        Column(_("Scores"), Kind.COUNT),
    )
    rows = records(facets.criteria)
    notes = tuple(f"{row['criterion']}: {reason(row['undefined_because'])}" for row in rows if row["undefined_because"])
    keys = ("criterion", "difficulty", "se", "infit", "outfit", "n")
    return Table(_("Criteria, in logits"), columns, _picked(rows, keys), notes)


def _steps(facets: FacetsFit) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("Level")),
        Column(_("Step up to it, logits"), Kind.LOGITS),
        Column(_("Standard error"), Kind.LOGITS),
        Column(_("Out of order"), Kind.COUNT),
        Column(_("Scores"), Kind.COUNT),
    )
    rows = tuple(
        (
            _("All criteria") if row["criterion"] == ALL else row["criterion"],
            str(row["level"]),
            row["threshold"],
            row["se"],
            _("yes") if row["disordered"] else None,
            row["n"],
        )
        for row in records(facets.steps)
    )
    return Table(_("Steps between levels, in logits"), columns, rows)


def _pieces(facets: FacetsFit) -> Iterator[Table]:
    columns = (
        Column(_("Piece")),
        Column(_("Measure, logits"), Kind.LOGITS),
        Column(_("Standard error"), Kind.LOGITS),
        Column(_("Fair average"), Kind.COEFFICIENT),
        Column(_("Scores"), Kind.COUNT),
    )
    ordered = sorted(records(facets.samples), key=lambda row: (-row["measure"], row["sample"]))
    keys = ("sample", "measure", "se", "fair_average", "n")
    notes = (_("All of them are in the JSON."),)
    if len(ordered) <= 2 * _MOST_PIECES:
        yield Table(_("Pieces, in logits"), columns, _picked(ordered, keys))
        return
    yield Table(_("The strongest pieces, in logits"), columns, _picked(ordered[:_MOST_PIECES], keys), notes)
    yield Table(_("The weakest pieces, in logits"), columns, _picked(ordered[-_MOST_PIECES:], keys), notes)


def _surprising(facets: FacetsFit) -> Iterator[Table]:
    columns = (
        Column(_("Piece")),
        Column(_("Rater")),
        Column(_("Criterion")),
        Column(_("Level given")),
        Column(_("Expected"), Kind.SIZE),
        Column(_("Standard deviations away"), Kind.SIZE),
    )
    rows = tuple(
        (row["sample"], row["rater"], row["criterion"], str(row["score"]), row["expected"], abs(row["z"]))
        for row in records(facets.unexpected)
    )
    notes = (_("At most 50, the most surprising first. A slip of the pen, or something only this rater saw."),)
    if rows:
        yield Table(_("Scores that surprise"), columns, rows, notes)


def _apart(facets: FacetsFit) -> Iterator[Table]:
    names = {"raters": _("Raters"), "criteria": _("Criteria"), "samples": _("Pieces")}
    columns = (
        Column(_("What")),
        Column(_("Separation"), Kind.COEFFICIENT),
        Column(_("Strata"), Kind.SIZE),
        Column(_("Reliably different"), Kind.COEFFICIENT),
        Column("χ²", Kind.NUMBER),
        Column("df", Kind.COUNT),
        Column("p", Kind.P),
    )
    rows = []
    for facet, found in facets.spread.items():
        test = found.chi_square
        tested = (test.value, test.df, test.p) if test else (None, None, None)
        rows.append((names[facet], found.separation, found.strata, found.reliability, *tested))
    notes = (_("Of raters, near 0 is good: they are not reliably different."),)
    yield Table(_("How far apart they are"), columns, tuple(rows), notes)


def _picked(rows: Sequence[Row], keys: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row[key] for key in keys) for row in rows)
