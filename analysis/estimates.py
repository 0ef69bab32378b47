"""From sums over samples to an `Estimate`: the value, its interval, and what it rests on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.resampling import Bounds, Formula, Interval, Sums, bootstrap, jackknife
from analysis.tally import Tally, pairs_apart
from analysis.values import Estimate

__all__ = ["NO_PAIRS", "PROPORTION", "Resamples", "Statistic", "estimate"]

PROPORTION: Bounds = (0.0, 1.0)
NO_PAIRS = "No sample was scored by two raters."


@dataclass(frozen=True, slots=True)
class Statistic:
    """What to compute: a name, a formula on sums over samples, and the values it can take."""

    name: str
    formula: Formula
    bounds: Bounds = PROPORTION


@dataclass(frozen=True, slots=True)
class Resamples:
    """How the interval is made: 0 replicates is the jackknife, more is the bootstrap with this source of chance."""

    replicates: int = 0
    rng: np.random.Generator | None = None


def estimate(
    statistic: Statistic,
    tally: Tally,
    terms: NDArray[np.float64],
    used: NDArray[np.bool_],
    resamples: Resamples = Resamples(),
) -> Estimate:
    """One statistic on the cells it can use.

    Parameters
    ----------
    statistic
        Its formula gives NaN where it is undefined; the caller has said why by then.
    tally
        The scores.
    terms
        (P, T) what each distinct cell adds to the sums of the formula; 0 where a cell is not used.
    used
        (P,) whether the statistic can use the cell.
    resamples
        How the interval is made.
    """
    n_used = used[tally.samples].sum(axis=1)
    kept = n_used > 0
    sums = Sums(terms[tally.samples[kept]].sum(axis=1), tally.times[kept])
    interval = _interval(sums, statistic, resamples)
    cells = tally.scored > 0
    return Estimate(
        statistic.name,
        float(statistic.formula(sums.total)[0]),
        low=interval.low,
        high=interval.high,
        se=interval.se,
        method=interval.method,
        no_interval_because=interval.missing_because,
        n_samples=sums.n_samples,
        n_units=int(tally.times @ n_used),
        n_left_out=int(tally.times @ (cells & ~used)[tally.samples].sum(axis=1)),
        n_pairs=int(tally.times @ np.where(used, pairs_apart(tally.counts).sum(axis=1), 0)[tally.samples].sum(axis=1)),
        n_raters=tally.n_raters,
        n_rater_pairs=tally.n_rater_pairs,
    )


def _interval(sums: Sums, statistic: Statistic, resamples: Resamples) -> Interval:
    if not resamples.replicates:
        return jackknife(sums, statistic.formula, statistic.bounds)
    rng = resamples.rng or np.random.default_rng(1)
    return bootstrap(sums, statistic.formula, resamples.replicates, rng)
