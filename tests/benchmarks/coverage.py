"""How often do the intervals hold the truth? Simulated, over scales, prevalences and agreement; prints Markdown.

Run by hand: ``python -m tests.benchmarks.coverage`` for the jackknife about these raters (1,000 sessions a row), and
``python -m tests.benchmarks.coverage --general`` for claims about raters in general, where raters are drawn anew
(``--sessions N`` for more or fewer, ``--seed N`` for others).

A sample has a quality, standard normal; a rater sees it with an error and a severity of their own, and gives the level
whose line it has passed. *High*, *middle*, *low* agreement: the error's standard deviation is 0.3, 0.6, 1.2. *Even*:
every level is given equally often; *skewed*: each level half as often as the one below. The cut is the line that lies
nearest to the middle. The truth is the figure itself on very many samples (and raters).

The percentage is of the sessions that have an interval; a second number, in brackets, is the share that has none
(all samples alike, one level in use, or everything resting on one sample).
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from analysis import Estimate, ScoreFrame
from analysis.estimates import How, estimate
from analysis.measures import measured
from tests.analysis.scores import crossed

STATISTICS = (
    "exact",
    "cut_agreement",
    "krippendorff_alpha_ordinal",
    "fleiss_kappa",
    "conger_kappa",
    "mean_kappa_quadratic",
    "gwet_ac1",
    "gwet_ac2_quadratic",
)
ERRORS = {"high": 0.3, "middle": 0.6, "low": 1.2}
MANY_SAMPLES, MANY_RATERS, POPULATIONS = 20_000, 40, 6


@dataclass(frozen=True)
class World:
    """Where sessions come from.

    Parameters
    ----------
    n_levels, skewed, error
        The scale, whether low levels prevail, and the standard deviation of a rater's error.
    severity, unlike
        Standard deviations of the raters' severities, and of the logarithm of their errors.
    """

    n_levels: int
    skewed: bool
    error: float
    severity: float = 0.0
    unlike: float = 0.0

    @property
    def lines(self) -> NDArray[np.float64]:
        """Between the levels, on the scale of quality plus error."""
        shares = 0.5 ** np.arange(self.n_levels) if self.skewed else np.ones(self.n_levels)
        spread = np.sqrt(1 + self.error**2 + self.severity**2)
        lines: NDArray[np.float64] = norm.ppf(np.cumsum(shares / shares.sum())[:-1]) * spread
        return lines

    @property
    def cut(self) -> int:
        """The level above the line that lies nearest to the middle."""
        return int(np.abs(self.lines).argmin()) + 2

    def session(self, rng: np.random.Generator, n_raters: int, n_samples: int) -> ScoreFrame:
        """Every rater scores every sample on one criterion."""
        size = self.error * np.exp(rng.normal(0, self.unlike, n_raters))
        seen = rng.normal(0, 1, (n_samples, 1)) + rng.normal(0, 1, (n_samples, n_raters)) * size
        return crossed(np.searchsorted(self.lines, seen - rng.normal(0, self.severity, n_raters)), self.n_levels)


def asked(frame: ScoreFrame, world: World, how: How) -> list[Estimate]:
    """Every statistic of the table."""
    return [estimate(measured(name, frame, world.cut), how) for name in STATISTICS]


def truths(world: World, rng: np.random.Generator, n_raters: int) -> NDArray[np.float64]:
    """The statistics on very many samples; of raters in general, on several groups of many raters."""
    if not world.severity and not world.unlike:
        large = world.session(rng, n_raters, MANY_SAMPLES)
        return np.array([one.value for one in asked(large, world, {})])
    groups = (world.session(rng, MANY_RATERS, MANY_SAMPLES // 10) for _ in range(POPULATIONS))
    return np.mean([[one.value for one in asked(group, world, {})] for group in groups], axis=0)


def covered(world: World, shape: tuple[int, int], n_sessions: int, seed: int, how: How) -> list[tuple[float, float]]:
    """For each statistic the share of intervals that hold the truth, and the share of sessions that have none."""
    rng = np.random.default_rng(seed)
    truth = truths(world, rng, shape[0])
    found = [asked(world.session(rng, *shape), world, how) for _ in range(n_sessions)]
    return [
        (float(np.mean([one.low <= true <= one.high for one in having])), 1 - len(having) / n_sessions)
        for column, true in zip(zip(*found, strict=True), truth, strict=True)
        for having in [[one for one in column if one.low is not None and one.high is not None]]
    ]


def these_raters() -> Iterator[tuple[str, World, tuple[int, int]]]:
    for n_samples, n_levels, skewed, agreement in product((10, 20), (3, 4, 6), (False, True), ERRORS):
        said = f"8 x {n_samples} | {n_levels} | {'skewed' if skewed else 'even'} | {agreement}"
        yield said, World(n_levels, skewed, ERRORS[agreement]), (8, n_samples)


def raters_in_general() -> Iterator[tuple[str, World, tuple[int, int]]]:
    for (n_raters, n_samples), (severity, unlike), skewed in product(
        ((8, 10), (8, 20), (20, 20)), ((0.2, 0.0), (0.5, 0.3)), (False, True)
    ):
        said = f"{n_raters} x {n_samples} | {severity} | {unlike} | {'skewed' if skewed else 'even'}"
        yield said, World(4, skewed, 0.6, severity, unlike), (n_raters, n_samples)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--general", action="store_true", help="claims about raters in general")
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = raters_in_general() if options.general else these_raters()
    how: How = {"about": "raters_in_general"} if options.general else {}
    about = "severity | unlike | levels used" if options.general else "levels | used | agreement"
    print(f"| raters x samples | {about} | {' | '.join(STATISTICS)} |")
    print("|" + "---|" * (4 + len(STATISTICS)))
    for said, world, shape in rows:
        shares = covered(world, shape, options.sessions, options.seed, how)
        cells = (f"{100 * held:.1f}" + (f" ({100 * none:.0f})" if none > 0.005 else "") for held, none in shares)
        print(f"| {said} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
