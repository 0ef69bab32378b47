"""How severe each rater is, all on one scale, in rubric points."""

from collections.abc import Iterator, Sequence

from analysis.facets.results import Allocation, FacetsFit, records
from analysis.values import Analysis
from workbench.domain.catalogue import _
from workbench.domain.minimums import DEFAULTS
from workbench.reports.findings.parts import Column, Depth, Kind, Ranges, Section, Table
from workbench.services.analyzing.found import between
from workbench.services.analyzing.seen import Row, measure_lacks, rater_rows, seen
from workbench.services.figures import reason

__all__ = ["severity"]

_REAL = 0.05


def severity(analysis: Analysis) -> Section | None:
    """Who gives lower and who higher levels, as if all had read the same work; None where nobody knows who scored."""
    facets = analysis.facets
    if facets is None:
        return None
    heading = _("Severity")
    if lacking := measure_lacks(analysis):
        return Section(heading, Depth.TABLES, lacking)
    placed = rater_rows(facets)
    shown = [row for row in placed if row["n_samples"] >= DEFAULTS.rater_samples]
    says = (
        _("Everybody is put on one scale, so that who had weak work is not taken for severe."),
        *_apart(facets, shown),
        *_who_read_what(facets.allocation),
        _("This does not say who is right."),
    )
    return Section(heading, Depth.TABLES, says, (_picture(shown),), (_table(analysis, shown),))


def _apart(facets: FacetsFit, shown: Sequence[Row]) -> Iterator[str]:
    """Whether raters are reliably different, and by how much; never that they are reliable."""
    test = facets.spread["raters"].chi_square
    points = [row["points"] for row in shown]
    if test is None or len(points) < DEFAULTS.measure_raters:
        return
    if test.p >= _REAL:
        yield _("The raters are not reliably different: chance alone could make them differ as much.")
        return
    says = _("The raters are reliably different: from the highest to the lowest levels it is about {size} levels.")
    yield says.format(size=f"{max(points) - min(points):.1f}")


def _who_read_what(check: Allocation | None) -> Iterator[str]:
    if check is None:
        return
    if not check.not_random:
        yield _("Nothing suggests that stronger or weaker work went to some raters.")
        return
    says = _(
        "Stronger or weaker work may have gone to some raters: taken for itself, the severity of {rater} changes by "
        "{size} levels. Look at severities with care."
    )
    yield says.format(rater=check.rater, size=f"{abs(check.points):.1f}")


def _picture(shown: Sequence[Row]) -> Ranges:
    return Ranges(
        _("How severe each rater is"),
        _("To the right: lower levels than the mean of all raters. The table below holds the numbers."),
        Kind.LOWER,
        tuple((row["rater"], row["points"], between(row["points_low"], row["points_high"])) for row in shown),
        null=0.0,
    )


def _table(analysis: Analysis, shown: Sequence[Row]) -> Table:
    columns = (
        Column(_("Rater")),
        Column(_("Beside the mean of all, levels"), Kind.LOWER),
        Column(_("95% range"), Kind.LOWER),
        Column(_("Fair average"), Kind.COEFFICIENT),
        Column(_("Average as given"), Kind.COEFFICIENT),
        Column(_("Worth a conversation"), Kind.COUNT),
        Column(_("Pieces"), Kind.COUNT),
        Column(_("Scores"), Kind.COUNT),
    )
    flagged = {one.rater for one in seen(analysis) if one.kind == "severity" and one.found.flagged}
    rows = tuple(
        (
            row["rater"],
            row["points"],
            between(row["points_low"], row["points_high"]),
            row["fair_average"],
            row["observed_average"],
            _("yes") if row["rater"] in flagged else None,
            row["n_samples"],
            row["n"],
        )
        for row in shown
    )
    fair = _("Fair average: what the average would be, had everybody read the same work.")
    return Table(_("Severity of each rater"), columns, rows, (fair, *_not_shown(analysis, len(shown))))


def _not_shown(analysis: Analysis, shown: int) -> Iterator[str]:
    if analysis.facets is None:
        return
    if few := len(rater_rows(analysis.facets)) - shown:
        says = _("{n} who scored fewer than {needed} pieces are not shown.")
        yield says.format(n=few, needed=DEFAULTS.rater_samples)
    for row in records(analysis.facets.raters):
        if row["undefined_because"]:
            yield f"{row['rater']}: {reason(row['undefined_because'])}"
