"""What else may a rater do? Keep to the middle or the ends, see one impression in all criteria, be unsteady, compare.

Severity comes from the measurement where there is one; everything else from the joint model of reads.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import stats

from analysis.bias import bias_by_group
from analysis.drift.order import drift_by_order
from analysis.estimated import Estimated, Estimates
from analysis.facets.results import FacetsFit
from analysis.frame import ScoreFrame
from analysis.leaning import bias_by_criterion
from analysis.panel.asking import Asked, one_each
from analysis.panel.cells import cell_residuals
from analysis.panel.joint import Panel, panel_of
from analysis.panel.residual import from_colleagues
from analysis.sums import Floats, divided

__all__ = ["effects_of", "raters_effects"]

_FEWEST_RATERS = 3


def raters_effects(frame: ScoreFrame, facets: FacetsFit) -> Iterator[Estimated]:
    """Everything that raters may do besides judging: effects, drift by order and leanings towards groups.

    Nothing where fewer than three raters read ten samples that colleagues read too: with two there is no panel; and
    nothing where everybody gave everything one level.
    """
    if len(frame.read) == 0 or np.ptp(frame.read.level) == 0:
        return
    if (panel := panel_of(frame)).enough.sum() >= _FEWEST_RATERS:
        yield from effects_of(panel, facets)
        yield from drift_by_order(panel)
        yield from bias_by_group(panel)
        yield from bias_by_criterion(panel)


def effects_of(panel: Panel, facets: FacetsFit) -> Iterator[Estimated]:
    """Severity, slope, halo, inconsistency and sequence of every rater for whom they can be asked."""
    yield from _severity(panel, facets)
    yield from _slope(panel)
    if len(panel.reads.criteria) > 1:
        yield from _halo(panel)
    yield from _inconsistency(panel)
    if panel.has_order:
        yield from _sequence(panel)


def _severity(panel: Panel, facets: FacetsFit) -> Iterator[Estimated]:
    """Points below the panel's mean fair average: of the measurement, with its own interval."""
    if facets.undefined_because:
        return
    fit, reads = panel.main, panel.reads
    by_name = facets.raters.set_index("rater").reindex(reads.raters)
    points = by_name["points"].to_numpy(np.float64)
    df = np.maximum(reads.per_rater - 1, 1).astype(np.float64)
    reach = (by_name["points_high"] - by_name["points_low"]).to_numpy(np.float64) / 2
    error = reach / stats.t.ppf(0.975, df)
    shows = -from_colleagues(fit, without=0)
    yield from one_each(reads, Asked("severity", 0.0, Estimates(points, error, df), shows))


def _slope(panel: Panel) -> Iterator[Estimated]:
    """Levels given for each level that others see: below 1 everything is drawn together, above 1 apart."""
    fit = panel.main
    value, error = fit.slope()
    seen = fit.as_others_see[0]
    ratio = np.where(np.isnan(fit.slopes), 1.0, fit.slopes)[fit.reads.rater]
    shows = (from_colleagues(fit) + (ratio - 1) * seen) * seen
    together, apart = (np.where(whose, value, np.nan) for whose in (value < 1, value >= 1))
    yield from one_each(fit.reads, Asked("centrality", 1.0, Estimates(together, error, fit.df), shows))
    yield from one_each(fit.reads, Asked("extremism", 1.0, Estimates(apart, error, fit.df), shows))


def _sequence(panel: Panel) -> Iterator[Estimated]:
    """Points for each level that others see in the piece before: above 0 a piece is drawn towards it, below 0 away."""
    fit = panel.main
    value, error = fit.effect(panel.sequence)
    shows = from_colleagues(fit, without=panel.sequence) * fit.terms.effects[:, panel.sequence]
    yield from one_each(fit.reads, Asked("sequence", 0.0, Estimates(value, error, fit.df), shows))


def _halo(panel: Panel) -> Iterator[Estimated]:
    """Mean correlation of what is left on the criteria of a read, beyond the panel's."""
    left = cell_residuals(panel.main)
    together, alone = left.products, left.squares
    found = _ratio(panel, together, alone)
    value = found.value - np.nanmedian(found.value)
    beyond = Estimates(value, _as_raters_differ(value, found.error), found.df)
    yield from one_each(panel.reads, Asked("halo", 0.0, beyond, together))


def _inconsistency(panel: Panel) -> Iterator[Estimated]:
    """Mean square of what is left, the panel's median 1; tested on the logarithm, where it is nearly normal."""
    left = cell_residuals(panel.main)
    found = _ratio(panel, left.squares, left.typical)
    log = np.log(np.maximum(found.value, 1e-9) / np.nanmedian(found.value))
    on_log = Estimates(log, _as_raters_differ(log, found.error / np.maximum(found.value, 1e-9)), found.df)
    for one in one_each(panel.reads, Asked("inconsistency", 0.0, on_log, left.squares)):
        estimate, low, high = np.exp([one.estimate, one.low, one.high]).tolist()
        yield replace(one, estimate=estimate, null=1.0, low=low, high=high)


def _as_raters_differ(value: Floats, error: Floats) -> Floats:
    """(R,) errors that allow for how far raters differ anyway: the median distance from the median, as of a normal."""
    known = np.isfinite(value)
    usual = float(np.median(np.abs(value[known]))) / stats.norm.ppf(0.75) if known.any() else 0.0
    anyway = max(0.0, usual**2 - float(np.median(error[known] ** 2))) if known.any() else 0.0
    widened: Floats = np.sqrt(error**2 + anyway)
    return widened


def _ratio(panel: Panel, part: Floats, whole: Floats) -> Estimates:
    """(R,) the sum of one over the sum of the other over each rater's reads, and its error by linearisation."""
    reads, size = panel.reads, len(panel.reads.raters)
    n = reads.per_rater
    total = np.bincount(reads.rater, whole, size)
    value = np.where(panel.enough, divided(np.bincount(reads.rater, part, size), total), np.nan)
    left = (part - value[reads.rater] * whole) ** 2
    error = np.sqrt(np.bincount(reads.rater, left, size) * n / np.maximum(n - 1, 1)) / np.maximum(total, 1e-12)
    return Estimates(value, error, np.maximum(n - 1, 1).astype(np.float64))
