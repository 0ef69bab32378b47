"""The truth of a day adds up, and can be written down."""

import json

import numpy as np
import pytest

from analysis.simulate import KINDS, Plan, simulated_day
from analysis.simulate.population import Population
from analysis.simulate.scale import expected_level, level_shares, thresholds


def truth(plan: Plan):
    return simulated_day(plan, np.random.default_rng(4)).truth


def test_severities_points_difficulties_and_thresholds_sum_to_nothing():
    found = truth(Plan(schools=3, plants={"severity": 6}, echoes=2))
    for column in (found.raters["severity"], found.raters["points"], found.criteria["difficulty"], found.thresholds):
        assert sum(column) == pytest.approx(0, abs=1e-9)


def test_who_is_more_severe_has_more_points_and_a_lower_fair_average():
    raters = truth(Plan()).raters.sort_values("severity")
    assert raters["points"].is_monotonic_increasing
    assert raters["fair_average"].is_monotonic_decreasing
    assert (raters["fair_average"].mean() - raters["fair_average"]).to_numpy() == pytest.approx(raters["points"])


def test_every_plant_has_its_size_and_what_it_moves_in_levels():
    planted = truth(Plan(severity_sd=0.0, plants=dict.fromkeys(KINDS, 1))).planted.set_index("kind")
    assert planted["size"].to_dict() == {kind: Plan().size(kind) for kind in KINDS}
    for kind in ("drift", "bias", "sequence"):
        assert planted.loc[kind, "levels"] == pytest.approx(planted.loc[kind, "size"], rel=0.01)
    assert planted.loc["centrality", "levels"] < 0.75 < 1.33 < planted.loc["extremism", "levels"]
    assert planted.loc["severity", "levels"] == planted.loc["severity", "points"]
    assert set(planted.index[planted["levels"].isna()]) == {"halo", "inconsistency"}
    assert set(planted.index[planted["group_level"] != ""]) == {"bias"}


def test_the_truth_is_plain_values_without_anything_undefined():
    text = json.dumps(truth(Plan(plants=dict.fromkeys(KINDS, 1))).as_dict(), allow_nan=False)
    found = json.loads(text)
    assert len(found["raters"]) == 40
    assert len(found["samples"]) == 480
    assert {one["unit"] for one in found["raters"] if not one["kind"]} == {""}
    assert {one["size"] for one in found["raters"] if not one["kind"]} == {None}


def test_integrals_agree_with_very_many_draws():
    plan = Plan(schools=3, group_shift=1.0)
    rng = np.random.default_rng(8)
    n = 400_000
    spread = np.sqrt(plan.sample_sd**2 + plan.profile_sd**2 + plan.interaction_sd**2)
    measure = rng.normal(0, spread, n) + rng.integers(0, 2, n) - 0.5 + rng.choice([-0.5, 0.0, 0.5], n) - 0.7
    difficulty = np.linspace(-0.4, 0.4, 4)
    drawn = np.mean([expected_level(measure - one, thresholds(5, 1.2)).mean() for one in difficulty])
    assert Population(plan).expected(0.7)[0] == pytest.approx(drawn, abs=0.008)


def test_logits_of_levels_and_levels_of_logits_are_each_others_answer():
    population = Population(Plan())
    assert population.change(population.logits_of_change(1.3)) == pytest.approx(1.3, abs=1e-6)
    assert population.fall(population.logits_of_fall(1.1, better=True), better=True) == pytest.approx(1.1, abs=1e-6)
    assert population.slope_in_points(0.3, 1.0) == pytest.approx(1.0, abs=0.03)


def test_shares_follow_the_model_of_the_design():
    steps = np.array([-1.0, 0.2, 0.9])
    shares = level_shares(np.array([0.4]), steps)[:, 0]
    assert np.log(shares[1:] / shares[:-1]) == pytest.approx(0.4 - steps)
    assert shares.sum() == pytest.approx(1)
    assert expected_level(np.array([-40.0, 40.0]), steps) == pytest.approx([1, 4])
