"""Six intraclass correlations of a complete table: McGraw and Wong 1996, Psychological Methods 1, 30-46.

Each answers a question. ``1``: when every sample meets other raters, how much of what differs between scores lies in
the samples? ``A``: do raters give the same levels? ``C``: do they put the samples in the same order, severe or not?
With ``1`` of one rater's scores, with ``k`` of the mean of the raters there were. Where samples differ little all of
them are low although raters seldom differ. Terms carry the paper's names: MSR between samples (its rows), MSC between
raters (its columns), MSE what is left, MSW within samples.

F tests that the correlation is 0, so that F for ``A`` is MSR / MSE with (n - 1)(k - 1) degrees of freedom below, as in
R's psych and in pingouin; irr takes them at the estimate. Its interval of A,k differs from the transformed one of A,1
for the same reason.
"""

from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc, fdtri

from analysis.reliability.coefficients import NO_ERROR, spearman_brown
from analysis.reliability.design import Design
from analysis.reliability.results import Form, Icc

__all__ = ["MeanSquares", "icc", "icc_undefined_because", "mean_squares"]

Floats: TypeAlias = NDArray[np.float64]

TOO_ROUGH = "The approximation that gives the interval breaks down on these scores."

_TAIL = 0.025
_AS_GOOD_AS_0 = 1e-9


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The analysis of variance of a complete table of n samples by k raters."""

    n: int
    k: int
    msr: float
    msc: float
    mse: float

    @property
    def msw(self) -> float:
        """Within samples: raters and what is left, together."""
        return (self.msc + (self.n - 1) * self.mse) / self.n


def icc_undefined_because(design: Design) -> str | None:
    """Why these scores have no intraclass correlation; None when they have."""
    n, k = design.n("sample"), design.n("rater")
    if "criterion" in design.facets:
        return "Scores of one sample on several criteria are not independent; see generalizability and dependability."
    if n < 2:
        return "One sample does not show how much samples vary."
    if k < 2:
        return "One rater does not show how much raters vary."
    if len(design) < n * k:
        return "Not every rater scored every sample; the variance components use all scores there are."
    if not design.score.any():
        return "Every score is at the same level, so nothing varies."
    if mean_squares(design).msr == 0:
        return "All samples have the same mean level, so nothing tells them apart."
    return None


def mean_squares(design: Design) -> MeanSquares:
    """Between samples, between raters, and what is left, of a complete table on one criterion."""
    table = np.zeros((design.n("sample"), design.n("rater")))
    table[design.facets["sample"], design.facets["rater"]] = design.score
    n, k = table.shape
    rows, columns = table.mean(axis=1), table.mean(axis=0)
    left = table - rows[:, None] - columns[None, :] + table.mean()
    each = [
        k * rows.var() * n / (n - 1),
        n * columns.var() * k / (k - 1),
        (left**2).sum() / ((n - 1) * (k - 1)),
    ]
    scale = table.var()
    msr, msc, mse = (float(ms) if ms > _AS_GOOD_AS_0 * scale else 0.0 for ms in each)
    return MeanSquares(n, k, msr, msc, mse)


def icc(design: Design) -> tuple[Icc, ...]:
    """The six forms, in the order of the contract; of a design that is not `icc_undefined_because` of anything."""
    ms = mean_squares(design)
    one, mean = _forms(ms, "1,1", "A,1", "C,1"), _forms(ms, "1,k", "A,k", "C,k")
    return (*one, *(_of_mean(form, ms.k) for form in mean))


def _forms(ms: MeanSquares, one_way: Form, agreement: Form, consistency: Form) -> tuple[Icc, Icc, Icc]:
    """The three correlations of one rater's scores, under the names given."""
    n, k = ms.n, ms.k
    df_residual = (n - 1) * (k - 1)
    return (
        _tested(Icc(one_way, _from_f(ms.msr, ms.msw, k)), ms, (ms.msw, n * (k - 1))),
        _tested(Icc(agreement, _agreement(ms)), ms, (ms.mse, df_residual)),
        _tested(Icc(consistency, _from_f(ms.msr, ms.mse, k)), ms, (ms.mse, df_residual)),
    )


def _from_f(msr: float, error: float, k: int) -> float:
    return (msr - error) / (msr + (k - 1) * error)


def _agreement(ms: MeanSquares) -> float:
    n, k = ms.n, ms.k
    return (ms.msr - ms.mse) / (ms.msr + (k - 1) * ms.mse + k * (ms.msc - ms.mse) / n)


def _tested(form: Icc, ms: MeanSquares, error: tuple[float, int]) -> Icc:
    """The test that the correlation is 0, and its interval."""
    mse, df2 = error
    if mse == 0:
        return replace(form, no_interval_because=NO_ERROR)
    df1 = ms.n - 1
    f = ms.msr / mse
    ends = _ends_of_agreement(ms, form.value) if form.form[0] == "A" else _ends_from_f(f, df1, df2, ms.k)
    tested = replace(form, f=f, df1=df1, df2=df2, p=float(fdtrc(df1, df2, f)))
    if not (ends[0] > _lowest(ms.k) and isfinite(ends[1])):
        return replace(tested, no_interval_because=TOO_ROUGH)
    return replace(tested, low=ends[0], high=ends[1])


def _lowest(k: int) -> float:
    """The lowest a correlation of k raters can be; for the mean of them that is minus infinity."""
    return -1 / (k - 1) + _AS_GOOD_AS_0


def _ends_from_f(f: float, df1: float, df2: float, k: int) -> tuple[float, float]:
    low, high = f / fdtri(df1, df2, 1 - _TAIL), f * fdtri(df2, df1, 1 - _TAIL)
    return float(_from_f(low, 1, k)), float(_from_f(high, 1, k))


def _ends_of_agreement(ms: MeanSquares, rho: float) -> tuple[float, float]:
    """Satterthwaite's approximation, table 7 of the paper; a and b times n (1 - rho), so that rho may be 1.

    Without end where it has no degrees of freedom.
    """
    n, k, rest = ms.n, ms.k, ms.k * ms.msc + (ms.k * ms.n - ms.k - ms.n) * ms.mse
    a, b = k * rho * ms.msc, (n * (1 - rho) + k * rho * (n - 1)) * ms.mse
    if abs(a + b) <= _AS_GOOD_AS_0 * (abs(a) + abs(b)):
        return -inf, inf
    v = (a + b) ** 2 / (a**2 / (k - 1) + b**2 / ((n - 1) * (k - 1)))
    below, above = float(fdtri(n - 1, v, 1 - _TAIL)), float(fdtri(v, n - 1, 1 - _TAIL))
    low = n * (ms.msr - below * ms.mse) / (below * rest + n * ms.msr)
    high = n * (above * ms.msr - ms.mse) / (rest + n * above * ms.msr)
    return low, high


def _of_mean(form: Icc, k: int) -> Icc:
    """The correlation of the mean of k raters, from that of one: the formula of Spearman and Brown."""
    low, high = (None if end is None else spearman_brown(end, k) for end in (form.low, form.high))
    return replace(form, value=spearman_brown(form.value, k), low=low, high=high)
