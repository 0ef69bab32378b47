"""How far a figure can be trusted: what happens to it when samples come and go.

The sample is the unit, whole, with all its cells: criteria of one piece of work are not independent of each other.
Every statistic here is a function of sums over samples, so leaving one sample out is a subtraction, and a resample is
one multinomial draw of how often each kind of sample comes up.

Intervals are the delete-one-sample jackknife with Student's t on n - 1 degrees of freedom (Miller 1974, Biometrika 61,
1-15): at 8 raters x 10 samples the percentile bootstrap covers 84-87% where it promises 95, the jackknife 91-95%.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

__all__ = ["Bounds", "Interval", "Sums", "bootstrap", "divided", "jackknife", "ratio"]

Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.float64 | np.intp]
Bounds: TypeAlias = tuple[float, float]
Formula: TypeAlias = Callable[[Floats], Floats]

_CONFIDENCE = 0.95
_NUMBERS_AT_ONCE = 2_000_000
_AS_GOOD_AS_0 = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What each kind of sample adds to the sums of a statistic.

    Parameters
    ----------
    terms
        (Q, T) what one sample of each kind adds to each of T sums.
    times
        (Q,) how many samples are of that kind.
    """

    terms: Floats
    times: NDArray[np.intp]

    @property
    def total(self) -> Floats:
        """(1, T) the sums over all samples."""
        total: Floats = self.times @ self.terms
        return total[None, :]

    @property
    def n_samples(self) -> int:
        """How many samples there are."""
        return int(self.times.sum())


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95% interval and standard error; or None, with the reason, when there is none."""

    low: float | None = None
    high: float | None = None
    se: float | None = None
    method: str = ""
    missing_because: str | None = None


def ratio(sums: Floats) -> Floats:
    """(R,) the first sum over the second, NaN where the second is 0; sums (R, 2)."""
    return divided(sums[:, 0], sums[:, 1])


def divided(part: Numbers, whole: Numbers) -> Floats:
    """Part over whole, NaN where the whole is 0, or only the rounding error of a subtraction."""
    out = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    quotient: Floats = np.divide(part, whole, out=out, where=whole > _AS_GOOD_AS_0)
    return quotient


def jackknife(sums: Sums, formula: Formula, bounds: Bounds) -> Interval:
    """Leave each sample out in turn; t on the number of samples minus 1.

    Parameters
    ----------
    sums, formula
        The statistic is ``formula`` of the sums: (R, T) sums to (R,) values, NaN where undefined.
    bounds
        The ends of the interval are cut to these.
    """
    n = sums.n_samples
    if n < 2:
        return Interval(missing_because="One sample does not show how much samples vary.")
    left_out = _in_portions(formula, lambda rows: sums.total - sums.terms[rows], sums)
    if np.isnan(left_out).any():
        return Interval(missing_because="It rests on a single sample: without that one it would be undefined.")
    mean = np.average(left_out, weights=sums.times)
    se = float(np.sqrt((n - 1) / n * (sums.times @ (left_out - mean) ** 2)))
    if se < _AS_GOOD_AS_0:
        return Interval(se=0.0, missing_because="All samples give the same value, so nothing shows how it varies.")
    value, reach = float(formula(sums.total)[0]), float(stdtrit(n - 1, (1 + _CONFIDENCE) / 2)) * se
    return _cut(Interval(value - reach, value + reach, se, f"delete-one-sample jackknife, t({n - 1})"), bounds)


def bootstrap(sums: Sums, formula: Formula, replicates: int, rng: np.random.Generator) -> Interval:
    """Draw as many samples again, with replacement; the middle 95% of the values.

    Parameters
    ----------
    sums, formula
        As for the jackknife.
    replicates, rng
        How many resamples, and where the chance comes from.
    """
    n = sums.n_samples
    if n < 2:
        return Interval(missing_because="One sample does not show how much samples vary.")
    drawn = rng.multinomial(n, sums.times / n, size=replicates)
    values = _in_portions(formula, lambda rows: drawn[rows] @ sums.terms, sums, replicates)
    defined = values[~np.isnan(values)]
    if 2 * len(defined) < replicates:
        return Interval(missing_because="It is undefined in most resamples: too few samples carry it.")
    se = float(defined.std(ddof=1))
    if se < _AS_GOOD_AS_0:
        return Interval(se=0.0, missing_because="All samples give the same value, so nothing shows how it varies.")
    tail = 50 * (1 - _CONFIDENCE)
    low, high = np.percentile(defined, [tail, 100 - tail])
    undefined = f", undefined in {replicates - len(defined)}" if len(defined) < replicates else ""
    method = f"percentile bootstrap over {n} whole samples, {replicates} resamples{undefined}"
    return Interval(float(low), float(high), se, method)


def _in_portions(formula: Formula, sums_of: Callable[[slice], Floats], sums: Sums, n: int | None = None) -> Floats:
    """The formula on n rows of sums, a portion at a time, so that memory stays small."""
    rows = len(sums.terms) if n is None else n
    step = max(1, _NUMBERS_AT_ONCE // max(1, sums.terms.shape[1]))
    return np.concatenate([formula(sums_of(slice(at, at + step))) for at in range(0, rows, step)])


def _cut(interval: Interval, bounds: Bounds) -> Interval:
    """The interval within the possible values, saying so when an end was cut."""
    if interval.low is None or interval.high is None:
        return interval
    low, high = max(interval.low, bounds[0]), min(interval.high, bounds[1])
    cut = [
        f"{end:g}"
        for end, was, now in zip(bounds, (interval.low, interval.high), (low, high), strict=True)
        if was != now
    ]
    said = f", cut at {' and '.join(cut)}" if cut else ""
    return Interval(low, high, interval.se, interval.method + said)
