"""How often do the 95% intervals of generalizability theory hold the truth?

Run by hand: ``python -m tests.benchmarks.reliability_coverage``. Scores on four levels with known variances; the truth
is what many samples and raters give. Columns: generalizability, dependability, relative and absolute standard error,
each the percent of intervals that hold the truth, of those that there are. Components by REML, as reports have them.
"""

import numpy as np

from analysis.reliability.coefficients import Figure, Mean, Worth, parts_of
from analysis.reliability.components import Way, estimated, undefined_because
from analysis.reliability.design import Design
from analysis.reliability.intervals import left_out, worth
from tests.analysis.reliability.designs import design, on_levels, three_way, with_reads

TIMES = 400
SHAPES = [(10, 8, 1, 8), (20, 8, 1, 8), (10, 3, 1, 3), (20, 4, 1, 4), (60, 20, 1, 3), (10, 8, 4, 8), (30, 12, 4, 3)]
# sample, rater, criterion, sample:rater, sample:criterion, rater:criterion, residual
VARIANCES = {
    "agreeing": (0.8, 0.1, 0.05, 0.1, 0.1, 0.05, 0.2),
    "noisy": (0.3, 0.1, 0.05, 0.2, 0.1, 0.05, 0.5),
    "severities": (0.6, 0.4, 0.05, 0.1, 0.1, 0.05, 0.2),
}


def main() -> None:
    rng = np.random.default_rng(1)
    print(f"{'scores':<12}{'samples':>8}{'raters':>8}{'reads':>7}{'criteria':>10}     G   Phi   rel   abs   without")
    for name, variances in VARIANCES.items():
        for samples, raters, criteria, reads in SHAPES:
            true = truth(rng, variances, criteria, reads)
            found = [held(scored(rng, (samples, raters, criteria), reads, variances), true) for _ in range(TIMES)]
            often, without = np.nanmean(found, axis=0), np.isnan(found).any(axis=1).sum()
            shown = "".join(f"{100 * share:6.1f}" for share in often)
            print(f"{name:<12}{samples:8}{raters:8}{reads:7}{criteria:10}{shown}{without:10}", flush=True)


def scored(rng: np.random.Generator, shape: tuple[int, int, int], reads: int, variances: tuple[float, ...]) -> Design:
    table = with_reads(rng, on_levels(three_way(rng, shape, variances)), reads)
    return design(table if shape[2] > 1 else table[:, :, 0])


def figures(made: Design, reads: int, way: Way) -> Worth:
    criteria = made.n("criterion") if "criterion" in made.facets else 1
    return worth(estimated(made, way).components, left_out(made), Mean(reads, criteria))


def truth(rng: np.random.Generator, variances: tuple[float, ...], criteria: int, reads: int) -> list[float]:
    """The four figures of many samples and raters, criteria as they come."""
    many = [scored(rng, (300, 100, criteria), 100, variances) for _ in range(8)]
    components = np.mean([estimated(made, "moments").components for made in many], axis=0)
    parts = parts_of(components, (*many[0].sources, many[0].residual), Mean(reads, criteria))
    shares = [float(parts.wanted / (parts.wanted + error)) for error in (parts.relative, parts.absolute)]
    return [*shares, float(parts.relative) ** 0.5, float(parts.absolute) ** 0.5]


def held(made: Design, true: list[float]) -> list[float]:
    """1 where an interval holds the truth, 0 where not, NaN where there is none."""
    if undefined_because(made):
        return [np.nan] * 4
    found = figures(made, round(made.raters_per_sample), "reml")
    each = [found.relative.coefficient, found.absolute.coefficient, found.relative.sem, found.absolute.sem]
    return [_holds(figure, at) for figure, at in zip(each, true, strict=True)]


def _holds(figure: Figure, at: float) -> float:
    return np.nan if figure.low is None or figure.high is None else float(figure.low <= at <= figure.high)


if __name__ == "__main__":
    main()
