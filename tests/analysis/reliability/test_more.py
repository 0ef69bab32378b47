"""How many more samples or raters would settle it?"""

from functools import partial

import numpy as np
import pytest

from analysis.agreement import exact
from analysis.alpha import krippendorff_alpha
from analysis.reliability import (
    Wanted,
    raters_needed,
    reliability,
    samples_needed,
    samples_needed_for_dependability,
)
from analysis.reliability.design import design_of
from analysis.reliability.more import _drawn_design
from tests.analysis.reliability.designs import frame, on_levels, two_way
from tests.analysis.scores import frame_of


def scored(n_samples=12, n_raters=5, seed=1):
    return frame(on_levels(two_way(np.random.default_rng(seed), (n_samples, n_raters))))


@pytest.mark.parametrize("wanted", [0.5, 0.7, 0.8, 0.9, 0.95])
def test_the_raters_that_are_needed_are_the_first_in_the_decision_study_that_are_enough(wanted):
    row = reliability(scored())[0]
    needed = raters_needed(row, wanted)
    enough = [d.raters for d in row.decision_study if d.dependability >= wanted]
    assert needed.n == enough[0] if enough else needed.n > 10
    assert needed.low <= needed.n
    assert needed.high is None or needed.n <= needed.high
    assert needed.method == "decision study"


def test_samples_that_do_not_differ_need_no_number_of_raters():
    row = reliability(frame_of({"Maple": [1, 4, 2], "Birch": [4, 2, 1], "Cedar": [2, 1, 4]}))[0]
    needed = raters_needed(row, 0.8)
    assert needed.n is None
    assert needed.undefined_because == "The samples do not differ reliably, so no number of raters is enough."


def test_what_is_undefined_stays_undefined_with_its_reason():
    row = reliability(frame_of({"Maple": [2, 2], "Birch": [2, 2]}))[0]
    assert raters_needed(row, 0.8).undefined_because == "Every score is at the same level, so nothing varies."
    alone = frame_of({"Maple": [1, None], "Birch": [None, 2]})
    found = samples_needed(alone, exact, Wanted(half_width=0.1), np.random.default_rng(1))
    assert found.undefined_because == "No sample was scored by two raters."


def test_a_narrower_interval_needs_more_samples_and_about_so_many_as_the_square_says():
    wide, narrow = (
        samples_needed(scored(40), exact, Wanted(half_width=width, chance=0.5), np.random.default_rng(1))
        for width in (0.1, 0.05)
    )
    assert 2.5 * wide.n < narrow.n < 6 * wide.n
    assert narrow.chance > 0.3


def test_so_many_samples_do_give_an_interval_of_the_width_that_was_wanted():
    rng = np.random.default_rng(2)
    all_work = on_levels(two_way(rng, (3_000, 5)))
    needed = samples_needed(frame(all_work[:60]), exact, Wanted(half_width=0.08), rng).n
    rounds = [exact(frame(all_work[at : at + needed])) for at in range(60, 60 + 20 * needed, needed)]
    assert np.median([(found.high - found.low) / 2 for found in rounds]) == pytest.approx(0.08, rel=0.25)


def test_a_value_far_away_is_excluded_by_few_samples_and_a_near_one_by_many():
    statistic = partial(krippendorff_alpha, metric="interval")
    value = statistic(scored(40)).value
    far, near = (
        samples_needed(scored(40), statistic, Wanted(excludes=value - gap), np.random.default_rng(3)).n
        for gap in (0.4, 0.1)
    )
    assert far < near


def test_what_no_number_settles_says_so():
    value = exact(scored(30)).value
    found = samples_needed(scored(30), exact, Wanted(excludes=value, most=200), np.random.default_rng(4), rounds=30)
    assert found.n is None
    assert found.undefined_because.startswith("Even with the most samples looked at")


def test_the_same_chance_gives_the_same_number():
    one, other = (
        samples_needed(scored(), exact, Wanted(half_width=0.1), np.random.default_rng(5), rounds=40) for _ in range(2)
    )
    assert one == other


def needed_for_dependability(half_width, most=300):
    wanted = Wanted(half_width=half_width, most=most)
    return samples_needed_for_dependability(scored(30, 8), wanted, np.random.default_rng(6), rounds=20)


def test_a_narrower_interval_of_dependability_needs_more_samples():
    assert 2 < needed_for_dependability(0.2).n < needed_for_dependability(0.1).n
    assert needed_for_dependability(0.2) == needed_for_dependability(0.2)


def test_few_raters_leave_dependability_uncertain_with_any_number_of_samples():
    found = needed_for_dependability(0.01)
    assert found.n is None
    assert found.undefined_because.startswith("Even with the most samples looked at")


def test_drawn_samples_keep_all_their_scores_and_their_raters():
    scores = frame_of({"Maple": [1, 2, None], "Birch": [4, None, 3], "Cedar": [2, 2, 1]})
    design = design_of(scores)
    drawn = _drawn_design(design, np.argsort(design.facets["sample"], kind="stable"), 50, np.random.default_rng(7))
    sizes = np.bincount(drawn.facets["sample"])
    assert len(sizes) == 50
    assert set(sizes) == {2, 3}
    assert len(drawn) == sizes.sum()


def test_dependability_of_nothing_stays_undefined_with_its_reason():
    alone = frame_of({"Maple": [1, None], "Birch": [None, 2]})
    found = samples_needed_for_dependability(alone, Wanted(half_width=0.1), np.random.default_rng(1))
    assert found.undefined_because == "No sample was scored by two raters."
