"""A 95% interval holds the truth about 95 times in 100, also with ten samples."""

import numpy as np
import pytest

from analysis.agreement import exact
from analysis.alpha import krippendorff_alpha
from analysis.beyond_chance import gwet_ac1
from analysis.tally import tally_cells
from tests.benchmarks.coverage import World

LEVELS = (1, 2, 3, 4)
N_RATERS = 8


def scored_samples(rng, n_samples):
    """Eight exchangeable raters who misplace a sample by about three fifths of a level."""
    quality = rng.normal(2.5, 1.0, (n_samples, 1))
    scores = np.clip(np.rint(quality + rng.normal(0, 0.6, (n_samples, N_RATERS))), 1, 4).astype(np.intp) - 1
    counts = (scores[:, :, None] == np.arange(4)).sum(axis=1)
    return tally_cells(counts[:, None, :], LEVELS)


@pytest.mark.parametrize("statistic", [exact, krippendorff_alpha, gwet_ac1])
def test_the_jackknife_at_8_raters_by_10_samples_holds_the_truth_91_to_95_times_in_100(statistic):
    rng = np.random.default_rng(20)
    truth = statistic(scored_samples(rng, 200_000)).value
    found = [statistic(scored_samples(rng, 10)) for _ in range(2_000)]
    assert all(estimate.low is not None for estimate in found)
    held = np.mean([estimate.low <= truth <= estimate.high for estimate in found])
    assert 0.91 <= held <= 0.95


def test_of_raters_in_general_it_holds_the_truth_where_that_of_these_raters_does_not():
    """Raters who differ in severity and care are drawn anew for every session."""
    world, rng = World(4, skewed=False, error=0.6, severity=0.6, unlike=0.3), np.random.default_rng(4)
    truth = np.mean([exact(world.session(rng, 60, 400)).value for _ in range(40)])
    sessions = [world.session(rng, 8, 20) for _ in range(400)]
    held = [
        np.mean([found.low <= truth <= found.high for found in (exact(one, about=about) for one in sessions)])
        for about in ("these_raters", "raters_in_general")
    ]
    assert held[0] < 0.91
    assert 0.93 <= held[1] <= 0.99
