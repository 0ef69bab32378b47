"""What the figures rest on: who scored what, which levels, what was left out, and how ranges were made."""

from analysis.values import Analysis, DataDescription, Why
from workbench.domain.catalogue import _, count, later
from workbench.reports.findings.parts import Column, Depth, Kind, Section, Table

__all__ = ["basis", "cautions", "what_was_read"]

_JACKKNIFE = later(
    "Ranges are 95%. They leave out one whole piece of work at a time (jackknife, t on pieces minus one)."
)
_ASKED_FOR = {
    "analytic": later(
        "Ranges of agreement are 95%, from Gwet's standard errors where a formula is known; elsewhere they leave out "
        "one whole piece of work at a time (jackknife). Every figure says which."
    ),
    "bootstrap": later("Ranges of agreement are 95%, from whole pieces of work drawn anew (percentile bootstrap)."),
}


def basis(analysis: Analysis) -> str:
    """Raters, pieces, criteria and scores, in one line."""
    data = analysis.data
    parts = [count("{n} piece", "{n} pieces", data.samples)]
    if data.raters is not None:
        parts.insert(0, count("{n} rater", "{n} raters", data.raters))
    if data.criteria != ("score",):
        parts.append(count("{n} criterion", "{n} criteria", len(data.criteria)))
    parts.append(count("{n} score", "{n} scores", data.ratings))
    return " · ".join(parts)


def cautions(analysis: Analysis) -> tuple[str, ...]:
    """What has to be known before any figure is believed."""
    data, says = analysis.data, []
    if not data.levels_declared:
        says.append(
            _(
                "The levels were read off the scores: {levels}. If the scale has more, declare it: all that is "
                "corrected for chance, and the lines between levels, depend on it."
            ).format(levels=_scales(data))
        )
    if not any(row.estimate.defined for row in analysis.agreement if row.estimate.statistic == "cut_agreement"):
        says.append(_("No Proficient line was given, so nothing is said about it."))
    if data.connected is False:
        says.append(
            _("The raters fall into {n} groups that share no work, so nobody can be compared across them.").format(
                n=len(data.subsets)
            )
        )
    if data.left_out:
        listed = "; ".join(f"{_(one.reason)} ({one.n})" for one in data.left_out)
        says.append(_("Left out: {listed}.").format(listed=listed))
    if (ranges := _ranges(analysis)) != _(_JACKKNIFE):
        says.append(ranges)
    if data.raters_unknown_because:
        says.append(_("A tally says how many gave each level, not who: what needs to know that is left out."))
    return tuple(says)


def _scales(data: DataDescription) -> str:
    scales = {name: ", ".join(map(str, levels)) for name, levels in data.levels.items()}
    if len(set(scales.values())) == 1:
        return next(iter(scales.values()))
    return "; ".join(f"{name} {levels}" for name, levels in scales.items())


def what_was_read(analysis: Analysis) -> Section:
    """The data, and everything that was not used."""
    data = analysis.data
    scales = Table(
        _("Criteria and their levels"),
        (Column(_("Criterion")), Column(_("Levels, lowest first"))),
        tuple((name, ", ".join(map(str, levels))) for name, levels in data.levels.items()),
    )
    left_out = Table(
        _("Left out"),
        (Column(_("What")), Column(_("How many"), Kind.COUNT)),
        tuple((_(one.reason), one.n) for one in data.left_out),
    )
    return Section(
        _("What was read, and what was left out"),
        Depth.METHOD,
        (basis(analysis), _ranges(analysis), _("Only the first, blind vote is counted; later votes stand beside it.")),
        tables=(scales, left_out) if data.left_out else (scales,),
    )


def _ranges(analysis: Analysis) -> str:
    """How the ranges of agreement about these raters were made."""
    made = {row.estimate.method.code for row in analysis.agreement if isinstance(row.estimate.method, Why)}
    return _(next((says for code, says in _ASKED_FOR.items() if code in made), _JACKKNIFE))
