"""A 95% interval of generalizability and dependability holds the truth 91 to 99 times in 100.

That of an absolute standard error may hold it 87 times where four raters differ much in severity: three degrees of
freedom say little about how raters vary.
"""

import numpy as np
import pytest

from analysis.reliability.coefficients import Mean, parts_of
from analysis.reliability.components import estimated
from analysis.reliability.intervals import left_out, worth
from tests.analysis.reliability.designs import design, on_levels, two_way, with_reads

TIMES = 250
SOURCES = (("sample",), ("rater",), ("sample", "rater"))


def scored(rng, shape, reads, rater):
    scores = on_levels(two_way(rng, shape, sample=0.8, rater=rater, residual=0.4))
    return design(with_reads(rng, scores, reads))


def truth(rng, reads, rater):
    """The four figures for scores on levels, from many samples and raters."""
    components = np.mean(
        [estimated(scored(rng, (800, 120), 120, rater), "moments").components for _ in range(8)], axis=0
    )
    parts = parts_of(components, SOURCES, Mean(reads))
    shares = [parts.wanted / (parts.wanted + error) for error in (parts.relative, parts.absolute)]
    return [*shares, parts.relative**0.5, parts.absolute**0.5]


@pytest.mark.parametrize(
    ("shape", "reads", "rater"), [((10, 8), 8, 0.1), ((10, 8), 8, 0.4), ((20, 4), 4, 0.4), ((60, 20), 3, 0.4)]
)
def test_the_jackknife_holds_the_truth_with_few_samples_severe_raters_and_gaps(shape, reads, rater):
    rng = np.random.default_rng(20)
    true, held = truth(rng, reads, rater), []
    for _ in range(TIMES):
        made = scored(rng, shape, reads, rater)
        found = worth(estimated(made, "moments").components, left_out(made), Mean(reads))
        halves = (found.relative, found.absolute)
        figures = [half.coefficient for half in halves] + [half.sem for half in halves]
        held.append([figure.low <= at <= figure.high for figure, at in zip(figures, true, strict=True)])
    often = np.mean(held, axis=0)
    assert (often >= [0.91, 0.91, 0.91, 0.87]).all(), often
    assert (often <= 0.995).all(), often
