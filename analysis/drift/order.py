"""Does a rater grow more severe, or more lenient, from the first piece of the queue to the last?

Estimated together with the rater's severity, slope and leanings, linear in rank, relative to the panel. Where all read
in one order, what the panel does together cannot be told from what the samples are like.
"""

from collections.abc import Iterator
from dataclasses import replace

from analysis.estimated import Estimated, Estimates
from analysis.panel.asking import Asked, one_each
from analysis.panel.joint import Panel
from analysis.panel.residual import from_colleagues

__all__ = ["drift_by_order"]


def drift_by_order(panel: Panel) -> Iterator[Estimated]:
    """Severity at the last minus at the first position, in points; nobody where no order is known."""
    if not panel.has_order:
        return
    fit = panel.main
    value, error = fit.effect(panel.drift)
    shows = -from_colleagues(fit, without=panel.drift) * fit.terms.effects[:, panel.drift]
    for found in one_each(fit.reads, Asked("drift", 0.0, Estimates(-value, error, fit.df), shows)):
        yield replace(found, basis="order")
