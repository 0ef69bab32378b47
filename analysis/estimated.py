"""One effect of one rater, before it is known whether it is a flag: estimate, interval, test, and how large it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.flag_results import Basis, FlagKind
from analysis.sums import Codes, Floats

__all__ = ["CRITERION", "THRESHOLDS", "UNITS", "Estimated", "Estimates", "clearest", "tested"]

THRESHOLDS = {
    "severity": 0.25,
    "drift": 0.25,
    "bias": 0.25,
    "centrality": 0.75,
    "extremism": 1.33,
    "halo": 0.15,
    "inconsistency": 1.5,
    "sequence": 0.25,
}
"""How large an effect must be, in `UNITS`."""

UNITS = {
    "severity": "points",
    "drift": "points",
    "bias": "points",
    "centrality": "levels per level",
    "extremism": "levels per level",
    "halo": "correlation",
    "inconsistency": "mean square",
    "sequence": "points per level",
}

CRITERION = "criterion"
"""The grouping of a bias that is about one criterion beside the others."""

_ONE_SIDED = ("halo", "inconsistency")
_FEWEST_SCORES, _FEWEST_SAMPLES = 20, 10


@dataclass(frozen=True, slots=True)
class Estimated:
    """An effect and its test.

    Parameters
    ----------
    rater, kind, basis, group, level
        Whose and what; ``group`` and ``level`` of a bias, ``basis`` of a drift.
    estimate, null, low, high, p
        As `analysis.flag_results.Effect`.
    df
        Degrees of freedom of the test.
    n, n_samples
        Scores and samples it rests on.
    look_at
        The samples that show it most, the clearest first.
    shrunken, without_slope
        Of a bias.
    """

    rater: str
    kind: FlagKind
    estimate: float
    null: float
    low: float
    high: float
    p: float
    df: float
    n: int
    n_samples: int
    look_at: tuple[str, ...] = ()
    basis: Basis | None = None
    group: str | None = None
    level: str | None = None
    shrunken: float | None = None
    without_slope: float | None = None

    @property
    def is_large(self) -> bool:
        """Whether the size passes the threshold of its kind."""
        size = THRESHOLDS[self.kind]
        if self.kind == "centrality":
            return self.estimate < size
        if self.kind in ("extremism", *_ONE_SIDED):
            return self.estimate > size
        return abs(self.estimate) >= size

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes the null value, and it rests on enough scores and samples."""
        enough = self.n >= _FEWEST_SCORES and self.n_samples >= _FEWEST_SAMPLES
        return enough and not self.low <= self.null <= self.high


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """(R,) estimates of one kind with standard errors and degrees of freedom; NaN for whom there is none."""

    value: Floats
    error: Floats
    df: Floats


def tested(found: Estimates, null: float) -> tuple[Floats, Floats, Floats]:
    """(R,) ends of the 95% interval, and p of the test that the effect is ``null``."""
    reach = stats.t.ppf(0.975, found.df) * found.error
    with np.errstate(invalid="ignore", divide="ignore"):
        p = 2 * stats.t.sf(np.abs(found.value - null) / found.error, found.df)
    return found.value - reach, found.value + reach, p


def clearest(samples: Sequence[str], sample: Codes, shows: Floats) -> tuple[str, ...]:
    """The two samples that show an effect most; shows (d,) is how much each read speaks for it."""
    order = np.argsort(-shows, kind="stable")[:2]
    return tuple(samples[sample[at]] for at in order if shows[at] > 0)
