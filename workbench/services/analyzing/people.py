"""Each rater beside the others, and every two raters: for a conversation, never for a ranking."""

from analysis.values import RaterDifference
from workbench.domain.catalogue import _
from workbench.domain.minimums import DEFAULTS, Evidence, Shown, still_needed
from workbench.reports.findings.parts import Cell, Column, Depth, Kind, Ranges, Section, Table
from workbench.services.analyzing.found import Found, between
from workbench.services.figures import reason

__all__ = ["beside_the_others", "pairs"]


def beside_the_others(found: Found) -> Section:
    """How far, and in which direction, each rater is from the others who scored the same work."""
    heading = _("Each rater beside the others")
    raters = found.analysis.raters
    if not raters:
        return Section(heading, Depth.TABLES, (reason(found.analysis.data.raters_unknown_because),))
    shown = [row for row in raters if not _lacks(row.n_samples)]
    if not shown:
        return Section(heading, Depth.TABLES, _too_few(max(row.n_samples for row in raters)))
    says = (
        _("Everybody is compared with the others who scored the same work, their own scores left out."),
        _("This does not say who is right."),
    )
    tables = (_differences(shown, hidden=len(raters) - len(shown)), _levels(found, shown))
    return Section(heading, Depth.TABLES, says, (_picture(shown),), tables)


def _differences(shown: list[RaterDifference], *, hidden: int) -> Table:
    columns = (
        Column(_("Rater")),
        Column(_("Levels above (+) or below (−) the others"), Kind.LEVELS),
        Column(_("95% range"), Kind.LEVELS),
        Column(_("Same level"), Kind.SHARE),
        Column(_("Same side of the line"), Kind.SHARE),
        Column(_("Pieces"), Kind.COUNT),
        Column(_("Scores"), Kind.COUNT),
    )
    rows = tuple(
        (r.rater, r.mean_difference, between(r.low, r.high), r.exact, r.cut_agreement, r.n_samples, r.n) for r in shown
    )
    too_few = _("{n} who scored fewer than {needed} pieces are not shown.")
    notes = (too_few.format(n=hidden, needed=DEFAULTS.rater_samples),) if hidden else ()
    return Table(_("Each rater beside the others"), columns, rows, notes)


def _picture(shown: list[RaterDifference]) -> Ranges:
    return Ranges(
        _("How far each rater is from the others"),
        _("Positive: higher levels than the others on the same work. The table below holds the numbers."),
        Kind.LEVELS,
        tuple((r.rater, r.mean_difference, between(r.low, r.high)) for r in shown if r.mean_difference is not None),
        null=0.0,
    )


def _levels(found: Found, shown: list[RaterDifference]) -> Table:
    """How often each rater gave each level."""
    levels = tuple(dict.fromkeys(level for row in shown for level in row.levels))
    columns = (Column(_("Rater")), *(Column(str(level), Kind.COUNT) for level in levels))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.rater, *(row.levels.get(level, 0) for level in levels)) for row in shown
    )
    return Table(_("How often each rater gave each level"), columns, rows)


def pairs(found: Found) -> Section | None:
    """Every two raters on the work that both scored."""
    rows = list(found.here(found.analysis.pairs))
    if not rows:
        return None
    columns = (
        Column(_("Criterion")),
        Column(_("Rater")),
        Column(_("Other rater")),
        Column(_("Pieces"), Kind.COUNT),
        Column(_("Same level")),
        Column(_("Kappa"), Kind.COEFFICIENT),
        Column(_("Kappa, linear"), Kind.COEFFICIENT),
        Column(_("Kappa, quadratic"), Kind.COEFFICIENT),
        Column(_("First above (+) or below (−) the other, levels"), Kind.LEVELS),
    )
    body = []
    for row in rows:
        enough = not still_needed(Shown.COEFFICIENT, Evidence(2, row.n, row.n))
        kappas = (row.kappa, row.kappa_linear, row.kappa_quadratic) if enough else (None, None, None)
        same = _("{n} of {of}").format(n=round(row.exact * row.n), of=row.n)
        apart = row.mean_difference if not _lacks(row.n) else None
        body.append((found.labels[row.criterion], row.rater_a, row.rater_b, row.n, same, *kappas, apart))
    needed = _("Kappa needs {pairs} pieces in common, the difference {pieces}.").format(
        pairs=DEFAULTS.coefficient_pairs, pieces=DEFAULTS.rater_samples
    )
    says = (_("For finding two people worth a conversation. With many pairs the lowest is low by chance."), needed)
    table = Table(_("Every two raters"), columns, tuple(body))
    return Section(_("Every two raters"), Depth.METHOD, says, tables=(table,))


def _lacks(n_samples: int) -> tuple[str, ...]:
    return still_needed(Shown.DIFFERENCE, Evidence(samples=n_samples))


def _too_few(most: int) -> tuple[str, ...]:
    return (
        _("A rater is compared with the others from {needed} pieces on; nobody has more than {found} here.").format(
            needed=DEFAULTS.rater_samples, found=most
        ),
    )
