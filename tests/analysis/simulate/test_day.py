"""A day is a table that the analysis reads, the same for the same seed, and quickly made."""

import time

import numpy as np
import pandas as pd
import pytest

from analysis import analyze, score_frame
from analysis.simulate import KINDS, Plan, simulated_day

EVERYTHING = Plan(schools=2, validity=4, echoes=3, plants=dict.fromkeys(KINDS, 2))


def day(plan: Plan, seed: int = 1):
    return simulated_day(plan, np.random.default_rng(seed))


def test_the_table_has_the_long_form_and_passes_the_door():
    table = day(EVERYTHING).table
    assert list(table.columns) == [
        *("sample", "rater", "criterion", "score", "position", "scored_at", "seconds", "occasion"),
        *("group:programme", "reference", "sample_school", "rater_school"),
    ]
    frame = score_frame(table, (1, 2, 3, 4, 5))
    assert len(frame) == len(table)
    assert frame.left_out == ()


def test_a_day_is_analysed_from_end_to_end():
    table = day(Plan(raters=6, samples=24, validity=2, echoes=2, plants={"drift": 1})).table
    found = analyze(score_frame(table, (1, 2, 3, 4, 5)), cut=3)
    assert found.data.connected
    assert found.data.ratings == len(table)


def test_columns_that_nobody_asked_for_are_not_there():
    assert set(day(Plan()).table).isdisjoint({"occasion", "reference", "sample_school", "rater_school"})


def test_one_seed_gives_one_day_and_another_seed_another():
    one, again, other = day(EVERYTHING), day(EVERYTHING), day(EVERYTHING, 2)
    pd.testing.assert_frame_equal(one.table, again.table)
    pd.testing.assert_frame_equal(one.truth.raters, again.truth.raters)
    assert not one.table["score"].equals(other.table["score"])


def test_what_is_planted_changes_nothing_else():
    """Two days of one seed differ only in the scores of those in whom something is planted."""
    plain, planted = day(Plan()), day(Plan(plants={"drift": 3, "halo": 2, "inconsistency": 2}))
    same = plain.table["score"].eq(planted.table["score"]).groupby(plain.table["rater"]).all()
    assert set(same.index[~same]) == set(planted.truth.planted["rater"])
    pd.testing.assert_frame_equal(plain.table.drop(columns="score"), planted.table.drop(columns="score"))


def test_effects_land_on_different_raters_and_not_always_on_the_same():
    plan = Plan(raters=16, plants=dict.fromkeys(KINDS, 2))
    days = [day(plan, seed).truth.raters for seed in range(5)]
    assert all(sorted(raters["kind"]) == sorted([*KINDS, *KINDS]) for raters in days)
    assert len({tuple(raters["kind"]) for raters in days}) == 5


def test_names_are_distinct_sayable_and_say_nothing_about_the_work():
    found = day(Plan(raters=200, samples=5000, reads=2, validity=50))
    samples = found.truth.samples
    number = samples["sample"].str.extract(r"^[A-Z][a-z]+ (\d+)$")[0].astype(int)
    assert samples["sample"].is_unique
    assert found.truth.raters["rater"].is_unique
    assert abs(np.corrcoef(number, samples["measure"])[0, 1]) < 0.05
    assert abs(np.corrcoef(number, samples["validity"])[0, 1]) < 0.05
    assert day(Plan(samples=30, raters=5)).truth.samples["sample"].str.isalpha().all()


def test_scores_use_the_whole_scale():
    shares = day(Plan(samples=4000)).table["score"].value_counts(normalize=True)
    assert shares.between(0.1, 0.3).all()


def test_a_day_of_forty_raters_is_made_at_once():
    plan, rng = Plan(plants=dict.fromkeys(KINDS, 2)), np.random.default_rng(1)
    simulated_day(plan, rng)
    before = time.process_time()
    for _ in range(5):
        simulated_day(plan, rng)
    assert (time.process_time() - before) / 5 < 0.1


@pytest.mark.parametrize("seed", [1])
def test_a_district_is_made_in_a_moment(seed):
    before = time.process_time()
    table = day(Plan(raters=400, samples=20_000, plants=dict.fromkeys(KINDS, 2)), seed).table
    assert len(table) == 240_000
    assert time.process_time() - before < 1.5
