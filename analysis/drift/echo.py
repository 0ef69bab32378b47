"""How far does a rater agree with their own earlier level, when a sample comes back unannounced?"""

from collections.abc import Iterator

import numpy as np
from scipy import stats

from analysis.flag_results import Echo
from analysis.frame import ScoreFrame
from analysis.sums import Codes, Floats

__all__ = ["echoes"]


def echoes(frame: ScoreFrame) -> Iterator[Echo]:
    """Every rater who scored something twice: occasion 2 beside occasion 1 of the round that statistics read.

    The difference is second minus first, in levels, its interval over whole samples.
    """
    here = frame.rows(frame.round == frame.reads)
    key = here.cell * len(here.raters) + here.rater
    first, second = (np.flatnonzero(here.occasion == number) for number in (1, 2))
    _, at_first, at_second = np.intersect1d(key[first], key[second], assume_unique=True, return_indices=True)
    before, after = first[at_first], second[at_second]
    change = (here.level[after] - here.level[before]).astype(np.float64)
    for rater in np.unique(here.rater[before]):
        mine = here.rater[before] == rater
        yield _echo(here.raters[rater], change[mine], here.sample[before][mine])


def _echo(rater: str, change: Floats, sample: Codes) -> Echo:
    low, high = _interval(change, sample)
    size = np.abs(change)
    return Echo(
        rater=rater,
        n=len(change),
        exact=float((size == 0).mean()),
        adjacent=float((size == 1).mean()),
        mean_difference=float(change.mean()),
        low=low,
        high=high,
    )


def _interval(change: Floats, sample: Codes) -> tuple[float | None, float | None]:
    """Ends of the 95% interval of the mean, whole samples the unit; None with fewer than two."""
    which, of_sample = np.unique(sample, return_inverse=True)
    n = len(which)
    if n < 2:
        return None, None
    scatter = np.bincount(of_sample, change - change.mean())
    error = float(np.sqrt((scatter**2).sum() * n / (n - 1))) / len(change)
    reach = float(stats.t.ppf(0.975, n - 1)) * error
    return float(change.mean()) - reach, float(change.mean()) + reach
