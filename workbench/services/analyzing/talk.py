"""What to do with it: the pieces worth talking about, work to keep as examples, and what talking changed."""

from analysis.values import Comparison
from workbench.domain.catalogue import _, count
from workbench.domain.readings import READINGS
from workbench.domain.visibility import distribution_shown
from workbench.reports.findings.parts import Cell, Column, Depth, Dots, Kind, Section, Table
from workbench.services.analyzing.found import ALL, Found, between
from workbench.services.figures import reason

__all__ = ["examples", "side_by_side", "what_changed", "worth_talking_about"]

_MOST = 8
_MOST_KEPT = 20


def worth_talking_about(found: Found) -> Section:
    """The cells where talk pays most, each with how many gave each level."""
    entries = list(found.here(found.analysis.agenda))
    heading = _("Worth talking about")
    if not entries:
        return Section(heading, Depth.FIRST, (_("Everybody gave the same level to everything."),))
    first = [entry for entry in entries[:_MOST] if distribution_shown(entry.n_raters)]
    pictures = tuple(
        Dots(
            _("{criterion}: the pieces worth talking about").format(criterion=found.labels[criterion]),
            _("The most disputed first."),
            found.levels(criterion),
            found.cut(criterion),
            tuple((e.sample, tuple(e.given.values())) for e in first if e.criterion == criterion),
        )
        for criterion in dict.fromkeys(e.criterion for e in first)
    )
    rows = tuple((e.sample, found.labels[e.criterion], " ".join(map(reason, e.why))) for e in entries[:_MOST])
    columns = (Column(_("Piece")), Column(_("Criterion")), Column(_("Why")))
    more = len(entries) - len(rows)
    notes = (count("{n} more is in the JSON.", "{n} more are in the JSON.", more),) if more else ()
    return Section(heading, Depth.FIRST, (), pictures, (Table(heading, columns, rows, notes),))


def examples(found: Found) -> Section | None:
    """Work on whose level nearly everybody agreed."""
    kept = list(found.here(found.analysis.exemplars))[:_MOST_KEPT]
    if not kept:
        return None
    columns = (Column(_("Piece")), Column(_("Criterion")), Column(_("Level")), Column(_("Why")))
    rows = tuple((one.sample, found.labels[one.criterion], str(one.level), reason(one.why)) for one in kept)
    says = (_("Candidates for exemplars: people still decide, and say why."),)
    heading = _("Work that shows a level")
    return Section(heading, Depth.TABLES, says, tables=(Table(heading, columns, rows),))


def what_changed(found: Found) -> Section | None:
    """What the discussion changed, never called better."""
    votes = found.analysis.votes
    if votes is None or votes.undefined_because:
        return None
    says = (
        count("{n} level was changed at the second vote.", "{n} levels were changed at the second vote.", votes.moved),
        _("{toward} came closer to the others, {away} went farther away.").format(toward=votes.toward, away=votes.away),
        _("People who talked agree more. Only new work scored blind shows whether they would again."),
    )
    rounds = [row for row in found.here(found.analysis.comparisons) if row.criterion]
    tables = (_compared(found, _("First and later votes"), rounds),) if rounds else ()
    return Section(_("After discussion"), Depth.TABLES, says, tables=tables)


def side_by_side(found: Found) -> Section | None:
    """Whether agreement differs between criteria, on the same resamples of the work."""
    rows = [row for row in found.here(found.analysis.comparisons) if not row.criterion]
    if not rows or found.figure("krippendorff_alpha_ordinal", found.whole).withheld:
        return None
    table = _compared(found, _("Criteria side by side"), rows)
    says = (_("The range is of the difference, on the same pieces: ranges of two figures that overlap say nothing."),)
    return Section(_("Criteria side by side"), Depth.METHOD, says, tables=(table,))


def _compared(found: Found, caption: str, rows: list[Comparison]) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("Figure")),
        Column(_("First"), Kind.COEFFICIENT),
        Column(_("Second"), Kind.COEFFICIENT),
        Column(_("Difference"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column(_("Pieces"), Kind.COUNT),
    )
    return Table(caption, columns, tuple(_row(found, row) for row in rows if not row.undefined_because))


def _row(found: Found, row: Comparison) -> tuple[Cell, ...]:
    about = _("{one} and {other}").format(one=row.one, other=row.other)
    if row.criterion:
        about = _("All criteria") if row.criterion == ALL else row.criterion
    around = between(row.low, row.high)
    title = _(READINGS[row.statistic].title)
    return (about, title, row.before, row.after, row.difference, around, row.n_samples)
