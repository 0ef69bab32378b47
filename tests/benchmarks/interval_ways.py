"""Would another way of making the interval hold the truth more often? The worlds of `coverage`, other formulas.

Run by hand: ``python -m tests.benchmarks.interval_ways [--samples 10] [--sessions 300] [--seed 1]``; prints Markdown.
The same sessions for every way, so that ways can be compared more finely than each is known. For every way: of the 144
designs and statistics how many lie within the limits (91 to 97 at 10 samples, 90 where agreement is low or low levels
prevail; 93 to 97 at 20), how many below and above, how many come closer to the limits than by the jackknife as it is,
how many go farther away, the lowest of all, and how wide the intervals are beside it.

A way is a scale, where the middle stands on it, how the standard error is enlarged, and its degrees of freedom.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from analysis.estimates import Refused
from analysis.measures import measured
from tests.benchmarks.coverage import ERRORS, STATISTICS, World, truths

Floats = NDArray[np.float64]
Scale = tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]

N_RATERS, AT_MOST = 8, 97.0
_NEARLY_1 = 1 - 1e-6
AS_IT_IS: Scale = (lambda x: x, lambda x: x)
LOG: Scale = (lambda x: -np.log(1 - x), lambda x: 1 - np.exp(-x))
ARCTANH: Scale = (lambda x: np.arctanh(np.clip(x, -_NEARLY_1, _NEARLY_1)), np.tanh)


@dataclass(frozen=True)
class Way:
    """How an interval is made from the value and the values without each of n samples.

    Parameters
    ----------
    scale
        There and back.
    centre
        0 is the value, 1 the jackknife's own estimate, free of bias to first order.
    enlarged
        Whether the variance is the plain sum of squares, as HC3 has it, without the factor (n - 1) / n.
    by_tails
        Whether heavy tails of the pseudo-values take off degrees of freedom.
    """

    scale: Scale = AS_IT_IS
    centre: float = 0.0
    enlarged: bool = False
    by_tails: bool = False

    def interval(self, value: float, without: Floats) -> tuple[float, float]:
        """The ends."""
        there, back = self.scale if max(value, without.max()) < _NEARLY_1 else AS_IT_IS
        here, left, n = float(there(np.array(value))), there(without), len(without)
        variance = ((left - left.mean()) ** 2).sum() * (1.0 if self.enlarged else (n - 1) / n)
        df = _freedom(n * here - (n - 1) * left) if self.by_tails else n - 1
        middle = here + self.centre * (n - 1) * (here - left.mean())
        reach = stdtrit(df, 0.975) * variance**0.5
        low, high = back(np.array([middle - reach, middle + reach]))
        return float(low), float(high)


WAYS = {
    "as it is": Way(),
    "centred on the jackknife's estimate": Way(centre=1.0),
    "half-way, HC3": Way(centre=0.5, enlarged=True),
    "HC3": Way(enlarged=True),
    "df by tails": Way(by_tails=True),
    "HC3, df by tails": Way(enlarged=True, by_tails=True),
    "log(1 - x)": Way(LOG),
    "log(1 - x), centred": Way(LOG, centre=1.0),
    "log(1 - x), df by tails": Way(LOG, by_tails=True),
    "arctanh": Way(ARCTANH),
    "arctanh, df by tails": Way(ARCTANH, by_tails=True),
}


def _freedom(pseudo: Floats) -> float:
    """Degrees of freedom of a variance whose terms have this kurtosis (Satterthwaite); at most n - 1."""
    n, apart = len(pseudo), pseudo - pseudo.mean()
    squares = (apart**2).mean()
    raw = (apart**4).mean() / squares**2 - 3 if squares else 0.0
    excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * raw + 6)
    return max(2.0, 2 / (2 / (n - 1) + max(excess, 0.0) / n))


def held(world: World, n_samples: int, n_sessions: int, seed: int) -> tuple[Floats, Floats]:
    """(ways, statistics) twice: the percentage of sessions whose interval holds the truth, and their mean width."""
    rng = np.random.default_rng(seed)
    truth = truths(world, rng, N_RATERS)
    hits, widths = np.zeros((2, len(WAYS), len(STATISTICS)))
    n = np.zeros(len(STATISTICS))
    for _session in range(n_sessions):
        frame = world.session(rng, N_RATERS, n_samples)
        for at, name in enumerate(STATISTICS):
            for_this = _left_out(measured(name, frame, world.cut))
            if for_this is None:
                continue
            n[at] += 1
            for row, way in enumerate(WAYS.values()):
                low, high = way.interval(*for_this)
                hits[row, at] += low <= truth[at] <= high
                widths[row, at] += min(high, 1.0) - low
    return 100 * hits / n, widths / n


def _left_out(found: object) -> tuple[float, Floats] | None:
    if isinstance(found, Refused):
        return None
    sampled = found.sampled  # type: ignore[attr-defined]
    without = np.repeat(sampled.without_each(), sampled.times)
    return None if np.isnan(without).any() or np.ptp(without) < 1e-9 else (sampled.value(), without)


def worlds() -> Iterator[World]:
    for n_levels, skewed, error in product((3, 4, 6), (False, True), ERRORS.values()):
        yield World(n_levels, skewed, error)


def at_least(world: World, n_samples: int) -> float:
    """How often an interval should hold the truth in this world."""
    if n_samples > 10:
        return 93.0
    return 90.0 if world.skewed or world.error == ERRORS["low"] else 91.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=10)
    parser.add_argument("--sessions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = [(world, *held(world, options.samples, options.sessions, options.seed)) for world in worlds()]
    lowest = np.array([at_least(world, options.samples) for world, _shares, _widths in found])[:, None, None]
    shares, widths = np.array([one[1] for one in found]), np.array([one[2] for one in found])
    off = np.maximum(0, np.maximum(lowest - shares, shares - AT_MOST))
    print("| way | within | below | above | closer | farther | lowest | width |")
    print("|" + "---|" * 8)
    for row, name in enumerate(WAYS):
        here, away = shares[:, row], off[:, row]
        counts = (away == 0, here < lowest[:, 0], here > AT_MOST, away < off[:, 0], away > off[:, 0])
        cells = [str(int(count.sum())) for count in counts]
        width = np.nanmean(widths[:, row] / widths[:, 0])
        print(f"| {name} | {' | '.join(cells)} | {here.min():.1f} | {width:.2f} |")


if __name__ == "__main__":
    main()
