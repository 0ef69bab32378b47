"""What is left of every score, criterion by criterion, once colleagues and the rater's own ways are allowed for.

A sample is better on one criterion than on another, and colleagues who read it know: their mean deviation on the
criterion, drawn towards 0 as far as it is noise, is allowed for as well.
"""

from dataclasses import dataclass

import numpy as np

from analysis.panel.factor import Fitted
from analysis.panel.residual import from_colleagues
from analysis.sums import Floats, divided

__all__ = ["CellResiduals", "cell_residuals"]


@dataclass(frozen=True, slots=True, eq=False)
class CellResiduals:
    """(D,) sums over the criteria of each read, in sds of the panel's residuals.

    Parameters
    ----------
    products
        Mean product of two criteria.
    squares
        Mean square.
    typical
        Mean square of the panel's reads with as many colleagues.
    """

    products: Floats
    squares: Floats
    typical: Floats


def cell_residuals(fit: Fitted) -> CellResiduals:
    """Residuals of every score, each rater's mean on each criterion taken out."""
    reads = fit.reads
    apart = reads.level - reads.mean[:, None]
    left = from_colleagues(fit)[:, None] + apart - _as_colleagues_see(fit, apart)
    known = np.isfinite(left)
    left = _without_own_mean(fit, np.where(known, left, 0.0), known)
    scale = np.sqrt(divided((left**2).sum(axis=0), known.sum(axis=0)))
    z = np.where(known, left / np.where(scale > 0, scale, 1.0), 0.0)
    n = known.sum(axis=1)
    squares = (z**2).sum(axis=1)
    products = divided(z.sum(axis=1) ** 2 - squares, (n * (n - 1)).astype(np.float64))
    colleagues = np.bincount(reads.sample)[reads.sample]
    mean_square = squares / np.maximum(n, 1)
    typical = np.bincount(colleagues, mean_square) / np.maximum(np.bincount(colleagues), 1)
    return CellResiduals(np.nan_to_num(products), mean_square, typical[colleagues])


def _as_colleagues_see(fit: Fitted, apart: Floats) -> Floats:
    """(D, C) how far colleagues' scores of the sample deviate on each criterion, drawn towards 0."""
    reads, size = fit.reads, len(fit.reads.samples)
    known = np.isfinite(apart)
    value = np.where(known, apart, 0.0)
    found = np.zeros_like(value)
    for criterion in range(value.shape[1]):
        own, there = value[:, criterion], known[:, criterion].astype(np.float64)
        others = np.bincount(reads.sample, own, size)[reads.sample] - own
        n = np.bincount(reads.sample, there, size)[reads.sample] - there
        shared = float((own * others)[there > 0].sum() / max(float((n * there).sum()), 1.0))
        noise = max(float((own**2).sum() / max(there.sum(), 1.0)) - shared, 1e-6)
        share = max(shared, 0.0)
        found[:, criterion] = others * share / (n * share + noise)
    return found


def _without_own_mean(fit: Fitted, left: Floats, known: Floats) -> Floats:
    rater, size = fit.reads.rater, len(fit.reads.raters)
    columns = [
        np.bincount(rater, left[:, at], size) / np.maximum(np.bincount(rater, known[:, at], size), 1)
        for at in range(left.shape[1])
    ]
    return np.where(known, left - np.column_stack(columns)[rater], 0.0)
