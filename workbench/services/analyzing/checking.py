"""The intraclass correlations once more, by another program: two figures beside each other, and how far apart.

Importing pingouin takes seconds and a hundred megabytes, so this runs in a process of its own.
"""

from collections.abc import Iterator
from importlib.metadata import version
from math import floor, isfinite, log10

from analysis import ScoreFrame
from analysis.reliability.design import Design, design_of
from analysis.reliability.icc import icc, icc_undefined_because
from analysis.reliability.results import Icc
from analysis.reliability.second_opinion import icc_by_pingouin
from analysis.whole import agreement_alone
from workbench.domain.catalogue import _
from workbench.domain.minimums import Evidence, Shown, still_needed
from workbench.reports.findings.parts import Cell, Column, Depth, Kind, Section, Table
from workbench.services.analyzing.found import Found, between
from workbench.services.figures import reason

__all__ = ["beside_pingouin"]

# As many decimals as are compared in words, and as pingouin writes of the ends of a range.
_MOST_DECIMALS = 8
_WRITTEN = 6

Both = tuple[str, Icc, Icc]


def beside_pingouin(frame: ScoreFrame) -> Section:
    """Return the six correlations of every criterion by both programs, or why there are none.

    Parameters
    ----------
    frame
        Scores with names; round 1 is read.
    """
    heading = _("Checked with pingouin")
    blind = frame.in_round(1)
    both, why_not = [], []
    for session in blind.sessions:
        found = Found(agreement_alone(blind.in_session(session)), session)
        for criterion in found.analysis.data.criteria:
            design = design_of(blind.in_session(session).only(criterion)) if blind.named else None
            label = found.labels.get(criterion, criterion)
            label = _("{heading}: {session}").format(heading=label, session=session) if session else label
            if lacking := _lacking(found, criterion, design):
                why_not += [_("{criterion}: {reason}").format(criterion=label, reason=why) for why in lacking]
            elif design is not None:
                both += [(label, *pair) for pair in zip(icc(design), icc_by_pingouin(design), strict=True)]
    if not both:
        return Section(heading, Depth.METHOD, (_("There is nothing to check:"), *why_not))
    return Section(heading, Depth.METHOD, (*_apart(both), *why_not), tables=(_table(both),))


def _lacking(found: Found, criterion: str, design: Design | None) -> tuple[str, ...]:
    """Say why a criterion has no correlation that may be shown; nothing when it has."""
    if design is None:
        return (_("A tally says how many gave each level, not who."),)
    exact = found.estimate("exact", criterion)
    needed = still_needed(Shown.COEFFICIENT, Evidence(exact.n_raters, exact.n_samples, exact.n_pairs))
    why = icc_undefined_because(design)
    return needed or ((reason(why),) if why else ())


def _apart(both: list[Both]) -> Iterator[str]:
    """Say how far the two are apart at most."""
    values = max(abs(ours.value - theirs.value) for _label, ours, theirs in both)
    same = _MOST_DECIMALS if values == 0 else min(_MOST_DECIMALS, floor(-log10(2 * values)))
    program = f"pingouin {version('pingouin')}"
    if same > 0:
        yield _("All {n} values are the same by this program and by {other}, to {decimals} decimals.").format(
            n=len(both), other=program, decimals=same
        )
    else:
        yield _("This program and {other} differ by up to {difference}.").format(
            other=program, difference=f"{values:.2f}"
        )
    ends = [
        abs(end - other)
        for _label, ours, theirs in both
        for end, other in ((ours.low, theirs.low), (ours.high, theirs.high))
        if end is not None and other is not None and isfinite(other)
    ]
    if ends:
        yield _(
            "The ends of their ranges differ by {difference} at most; pingouin rounds them to two decimals."
        ).format(difference=f"{max(ends):.3f}")


def _table(both: list[Both]) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("ICC")),
        Column(_("Value")),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column(_("Value by pingouin")),
        Column(_("95% range by pingouin"), Kind.COEFFICIENT),
    )
    rows = tuple((label, ours.form, *_cells(ours), *_cells(theirs)) for label, ours, theirs in both)
    return Table(_("Intraclass correlations by two programs"), columns, rows)


def _cells(one: Icc) -> tuple[Cell, Cell]:
    known = one.low is not None and one.high is not None and isfinite(one.low) and isfinite(one.high)
    return f"{one.value:.{_WRITTEN}f}", between(one.low, one.high) if known else None
