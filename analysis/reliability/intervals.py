"""How far generalizability, dependability and the standard errors of measurement can be trusted.

Each whole sample is left out in turn, with t on n - 1, as for agreement. Dependability and absolute error also rest on
how the severity of raters varies, which samples cannot show: for that part each rater is left out in turn, and the two
variances add, with degrees of freedom as Satterthwaite 1946 has them. The components left behind are those of
`moments`, which are exact for every sample left out and cost next to nothing.

The jackknife runs on the logarithm of the error, or of its share of all variance (minus log F on a complete table), on
which it is nearly normal. On four levels the intervals hold the truth 90 to 98 times in 100 where every rater scores
every sample, and up to 100 where raters share few samples (tests/benchmarks/reliability_coverage.py).
"""

from dataclasses import dataclass
from math import exp
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from analysis.reliability.coefficients import NO_ERROR, Figure, Half, Mean, Worth, parts_of
from analysis.reliability.design import Design, Source
from analysis.reliability.moments import left_out_components, moments_components

__all__ = ["INTERVAL_METHOD", "LeftOut", "left_out", "worth"]

Floats: TypeAlias = NDArray[np.float64]

INTERVAL_METHOD = "delete-one-sample jackknife on a log scale, t(n-1); for severity also delete-one-rater"
NO_SHARE = "Neither samples nor raters differ, so there is no share to take."
FEW_SAMPLES = "Without one of the samples it could not be estimated."
FEW_RATERS = "Without one of the raters severity could not be estimated."
NO_VARIATION = "Every sample tells the same, so nothing shows how it varies."

_CONFIDENCE = 0.95
_FARTHEST = 50.0
_AS_GOOD_AS_0 = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class LeftOut:
    """Components by moments, residual last: (B,) of all scores, (S, B) and (R, B) without each sample and rater."""

    sources: tuple[Source, ...]
    whole: Floats
    samples: Floats
    raters: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """What is wanted and what is error, (L,) each, with one thing left out at a time, and the reason if it fails."""

    wanted: Floats
    error: Floats
    fails_because: str


def left_out(design: Design) -> LeftOut:
    """The components without each sample, and without each rater."""
    return LeftOut(
        (*design.sources, design.residual),
        moments_components(design),
        left_out_components(design, "sample"),
        left_out_components(design, "rater"),
    )


def worth(components: Floats, without: LeftOut, mean: Mean) -> Worth:
    """What a mean of raters is worth, with 95% intervals.

    Parameters
    ----------
    components
        (B,) the components, none below 0, in the order of ``without.sources``.
    without
        How they vary when samples and raters come and go.
    mean
        How many raters and criteria.
    """
    here, whole = (parts_of(found, without.sources, mean) for found in (components, without.whole))
    sample, rater = (parts_of(found, without.sources, mean) for found in (without.samples, without.raters))
    severity = rater.absolute - rater.relative
    order = _Around(sample.wanted, sample.relative, FEW_SAMPLES)
    levels = _Around(sample.wanted, sample.absolute, FEW_SAMPLES)
    severities = _Around(np.full(len(severity), whole.wanted), whole.relative + severity, FEW_RATERS)
    return Worth(
        _half(float(here.wanted), float(here.relative), (order,)),
        _half(float(here.wanted), float(here.absolute), (levels, severities)),
    )


def _half(wanted: float, error: float, around: tuple[_Around, ...]) -> Half:
    """The coefficient and the standard error of measurement for one kind of error."""
    if wanted + error <= 0:
        return Half(Figure(), Figure(error**0.5), NO_SHARE)
    alone = Half(Figure(wanted / (wanted + error)), Figure(error**0.5))
    if error <= _AS_GOOD_AS_0 * wanted:
        return alone.without_interval(NO_ERROR)
    for each in around:
        if np.isnan(each.error).any() or (each.wanted + each.error <= _AS_GOOD_AS_0).any():
            return alone.without_interval(each.fails_because)
    of_share, of_error = [each.error / (each.wanted + each.error) for each in around], [each.error for each in around]
    if not all(max(map(np.ptp, values)) > _AS_GOOD_AS_0 for values in (of_share, of_error)):
        return alone.without_interval(NO_VARIATION)
    lowest, highest = _ends(error / (wanted + error), of_share)
    sem = Figure(alone.sem.value, *(end**0.5 for end in _ends(error, of_error)))
    return Half(Figure(alone.coefficient.value, max(0.0, 1 - highest), 1 - lowest), sem)


def _ends(value: float, left_out_values: list[Floats]) -> tuple[float, float]:
    """The ends of the interval of something that is not below 0.

    On a log scale; as it stands where the moments, which can fall below 0, do so without one of the samples.
    """
    if min(values.min() for values in left_out_values) > _AS_GOOD_AS_0:
        reach = _reach([np.log(values) for values in left_out_values])
        return value * exp(-reach), value * exp(reach)
    reach = _reach(left_out_values)
    return max(0.0, value - reach), value + reach


def _reach(left_out_values: list[Floats]) -> float:
    """Half the width of the interval: jackknife variances add, their degrees of freedom by Satterthwaite."""
    freedom = np.array([len(values) - 1 for values in left_out_values])
    variance = freedom * np.array([values.var() for values in left_out_values])
    df = variance.sum() ** 2 / (variance**2 / freedom).sum()
    return min(float(stdtrit(df, (1 + _CONFIDENCE) / 2) * np.sqrt(variance.sum())), _FARTHEST)
