"""Variance components, and what they are worth, on files from a department's to a district's.

Run by hand: ``python -m tests.benchmarks.bench_reliability``. CPU seconds of all threads, best of a few runs; the
design is counted anew in every run. By moments: components alone, then with every interval. By REML: components alone,
on the sizes for which it is used.
"""

from time import process_time

import numpy as np

from analysis.reliability.blocks import effort
from analysis.reliability.components import estimated
from analysis.reliability.design import Design
from analysis.reliability.intervals import left_out

TIMES = 3
LARGE = [(20_000, 400, 3, 4), (20_000, 400, 12, 4)]
SMALL = [(4, 8, 8, 4), (24, 12, 4, 4), (60, 12, 3, 4), (400, 20, 3, 4), (800, 60, 2, 4), (1_000, 100, 3, 1)]


def main() -> None:
    rng = np.random.default_rng(1)
    print(
        f"{'samples':>8}{'raters':>8}{'reads':>7}{'criteria':>10}{'scores':>10}{'moments':>10}{'intervals':>11}{'REML':>8}"
    )
    for samples, raters, reads, criteria in SMALL + LARGE:
        made = scored(rng, (samples, raters, criteria), reads)
        small = (samples, raters, reads, criteria) in SMALL
        took = [
            f"{seconds(made, lambda fresh: estimated(fresh, 'moments')):10.3f}",
            f"{seconds(made, left_out):11.3f}",
            f"{seconds(made, lambda fresh: estimated(fresh, 'reml')):8.3f}" if small else f"{'-':>8}",
        ]
        print(f"{samples:8,}{raters:8}{reads:7}{criteria:10}{len(made):10,}{''.join(took)}   effort {effort(made):,}")


def scored(rng: np.random.Generator, shape: tuple[int, int, int], reads: int) -> Design:
    n_samples, n_raters, n_criteria = shape
    raters = np.argsort(rng.random((n_samples, n_raters)), axis=1)[:, :reads]
    sample = np.repeat(np.arange(n_samples), reads * n_criteria)
    rater, criterion = np.repeat(raters.ravel(), n_criteria), np.tile(np.arange(n_criteria), n_samples * reads)
    sizes = (rng.normal(0, 1, n_samples)[sample], rng.normal(0, 0.5, n_raters)[rater], 0.3 * criterion)
    score = np.clip(np.rint(2 + sum(sizes) + rng.normal(0, 0.8, len(sample))), 0, 3)
    facets = {"sample": sample, "rater": np.unique(rater, return_inverse=True)[1]}
    pairs = (("sample",), ("rater",))
    if n_criteria == 1:
        return Design(score - score.mean(), facets, pairs)
    crossed = (("sample", "rater"), ("sample", "criterion"), ("rater", "criterion"))
    return Design(score - score.mean(), facets | {"criterion": criterion}, (*pairs, ("criterion",), *crossed))


def seconds(made: Design, task) -> float:
    """CPU seconds of the fastest of a few runs, each on a design not counted yet."""
    took = []
    for _ in range(TIMES):
        fresh = Design(made.score, made.facets, made.sources)
        start = process_time()
        task(fresh)
        took.append(process_time() - start)
    return min(took)


if __name__ == "__main__":
    main()
