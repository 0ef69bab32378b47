"""What each figure about a rater answers, and how it is computed."""

from analysis.values import Analysis
from workbench.domain.catalogue import _
from workbench.domain.rater_readings import RATER_READINGS
from workbench.reports.findings.parts import Column, Depth, Section, Table
from workbench.services.analyzing.seen import measure_lacks, seen

__all__ = ["rater_figures"]


def rater_figures(analysis: Analysis) -> Section | None:
    """Question, limit, formula and source of what is said of single raters; None where nothing is."""
    if measure_lacks(analysis) and not seen(analysis):
        return None
    answers = Table(
        _("What each figure answers"),
        (Column(_("Figure")), Column(_("What it answers")), Column(_("What it cannot tell"))),
        tuple((_(r.title), _(r.question), _(r.cannot)) for r in RATER_READINGS.values()),
    )
    formulas = Table(
        _("Formula and source"),
        (Column(_("Figure")), Column(_("Formula")), Column(_("Source"))),
        tuple((_(r.title), r.formula, r.source) for r in RATER_READINGS.values()),
    )
    says = _(
        "x is a level given, E and Var what the model expects, z what is left of it, SE a standard error, Md the "
        "median of R raters. θ is the piece, θ₋₁ the one before, α severity, δ the criterion, τₖ the step up to "
        "level k, β the rater's slope, t the place in the queue from 0 to 1, D whether the piece is of the group."
    )
    return Section(_("Figures about raters"), Depth.METHOD, (says,), tables=(answers, formulas))
