"""One figure on its way to a person: the minimum it needs, and whether it is a percentage, a count or a reason."""

from collections.abc import Iterable

from analysis.values import BoundaryAgreement, Estimate, Why
from workbench.domain.catalogue import _
from workbench.domain.figures import Figure
from workbench.domain.minimums import DEFAULTS, Evidence, Shown, still_needed

_MOSTLY = 0.5


def share(estimate: Estimate) -> Figure:
    """Return a share of pairs: as a count while pieces are few, or what it needs more."""
    found = Evidence(estimate.n_raters, estimate.n_samples, estimate.n_pairs)
    lacking = _lacking(Shown.PERCENT, estimate, found)
    if lacking:
        return _withheld(estimate, lacking)
    if estimate.n_samples < DEFAULTS.percent_as_count_below_samples:
        return _figure(estimate, pairs=(estimate.n_counted or 0, estimate.n_pairs))
    return _figure(estimate, with_value=True)


def chance(estimate: Estimate, exact: Estimate) -> Figure:
    """Return what chance alone would give: it stands beside "same level", so it needs what that needs."""
    lacking = _lacking(Shown.PERCENT, exact, Evidence(exact.n_raters, exact.n_samples, exact.n_pairs))
    if lacking:
        return _withheld(estimate, lacking)
    if exact.n_samples < DEFAULTS.percent_as_count_below_samples:
        return _figure(estimate, pairs=(round((estimate.value or 0) * exact.n_pairs), exact.n_pairs))
    return _figure(estimate, with_value=True)


def coefficient(estimate: Estimate) -> Figure:
    """Return a chance-corrected figure, or what it needs more."""
    found = Evidence(estimate.n_raters, estimate.n_samples, estimate.n_pairs)
    lacking = _lacking(Shown.COEFFICIENT, estimate, found)
    return _withheld(estimate, lacking) if lacking else _figure(estimate, with_value=True)


def _lacking(kind: Shown, estimate: Estimate, found: Evidence) -> tuple[str, ...]:
    """Return what is missing before a figure may be shown, or why it cannot be had at all."""
    return still_needed(kind, found) if estimate.defined else (reason(estimate.undefined_because),)


def reason(why: str | Why | None) -> str:
    """Return why something cannot be had, or how it was made, in the language that is spoken."""
    if not isinstance(why, Why):
        return _(why or "")
    facts = {name: reason(fact) if isinstance(fact, Why) else fact for name, fact in why.facts.items()}
    return _(why.message).format(**facts)


def _withheld(estimate: Estimate, lacking: tuple[str, ...]) -> Figure:
    return Figure(
        estimate.statistic,
        n_samples=estimate.n_samples,
        n_raters=estimate.n_raters,
        n_pairs=estimate.n_pairs,
        n_left_out=estimate.n_left_out,
        withheld=lacking,
    )


def _figure(estimate: Estimate, *, pairs: tuple[int, int] | None = None, with_value: bool = False) -> Figure:
    return Figure(
        estimate.statistic,
        value=estimate.value if with_value else None,
        low=estimate.low if with_value else None,
        high=estimate.high if with_value else None,
        pairs=pairs,
        rough=estimate.n_samples < DEFAULTS.rough_below_samples,
        n_samples=estimate.n_samples,
        n_raters=estimate.n_raters,
        n_pairs=estimate.n_pairs,
        n_left_out=estimate.n_left_out,
        method=reason(estimate.method or estimate.no_interval_because),
    )


def line_in_dispute(lines: Iterable[BoundaryAgreement]) -> tuple[BoundaryAgreement, float | None] | None:
    """Return the line of one criterion that at least half of its disagreement crosses, and how much of it does.

    Nothing while too little was scored to say so; no share while pieces are too few for a percentage.
    """
    here = list(lines)
    worst = max(here, key=lambda line: line.crosses.value or 0.0, default=None)
    if worst is None or len(here) < 2 or (worst.crosses.value or 0.0) < _MOSTLY:
        return None
    shown = share(worst.same_side)
    return None if shown.withheld else (worst, None if shown.pairs else worst.crosses.value)
