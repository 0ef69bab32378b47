"""A 95% interval holds the truth about 95 times in 100, also with ten samples."""

import numpy as np
import pytest

from analysis.agreement import exact
from analysis.alpha import krippendorff_alpha
from analysis.tally import tally_cells

LEVELS = (1, 2, 3, 4)
N_RATERS = 8


def scored_samples(rng, n_samples):
    """Eight exchangeable raters who misplace a sample by about three fifths of a level."""
    quality = rng.normal(2.5, 1.0, (n_samples, 1))
    scores = np.clip(np.rint(quality + rng.normal(0, 0.6, (n_samples, N_RATERS))), 1, 4).astype(np.intp) - 1
    counts = (scores[:, :, None] == np.arange(4)).sum(axis=1)
    return tally_cells(counts[:, None, :], LEVELS)


@pytest.mark.parametrize("statistic", [exact, krippendorff_alpha])
def test_the_jackknife_at_8_raters_by_10_samples_holds_the_truth_91_to_95_times_in_100(statistic):
    rng = np.random.default_rng(20)
    truth = statistic(scored_samples(rng, 200_000)).value
    found = [statistic(scored_samples(rng, 10)) for _ in range(2_000)]
    assert all(estimate.low is not None for estimate in found)
    held = np.mean([estimate.low <= truth <= estimate.high for estimate in found])
    assert 0.91 <= held <= 0.95
