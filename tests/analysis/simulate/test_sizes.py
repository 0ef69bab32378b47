"""What is planted shows in the scores at the size that was asked for.

Days of one seed share samples, severities and chance, so that a plain day beside a planted one shows the effect with
little noise: tolerances are three times the standard deviation over seeds, or more.
"""

import numpy as np
import pandas as pd
import pytest

from analysis.simulate import Day, Plan, simulated_day
from analysis.simulate.scale import expected_level

RATERS = 60
PLAIN = {"raters": RATERS, "samples": 6000, "reads": 4, "severity_sd": 0.0}


def day(kind: str = "", size: float = 0.0, **more: object) -> Day:
    planted = {"plants": {kind: RATERS}, "sizes": {kind: size}} if kind else {}
    return simulated_day(Plan(**{**PLAIN, **planted, **more}), np.random.default_rng(7))


def fall(kind: str, size: float, **more: object) -> tuple[pd.DataFrame, Day]:
    """How many levels lower each score is than without the effect; and the day with it."""
    planted = day(kind, size, **more)
    table = planted.table.assign(fall=day(**more).table["score"] - planted.table["score"])
    return table, planted


@pytest.mark.parametrize("size", [0.7, 1.8])
def test_drift_lowers_scores_by_its_size_from_first_to_last_position(size):
    table, _ = fall("drift", size)
    moment = (table["position"] - 1) / table.groupby("rater")["position"].transform("max")
    change = table["fall"][moment > 0.98].mean() - table["fall"][moment < 0.02].mean()
    assert change == pytest.approx(size * 0.98, abs=0.06)
    assert table["fall"].mean() == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("size", [0.5, 1.4])
def test_bias_lowers_the_scores_of_one_group_by_its_size_and_no_others(size):
    table, planted = fall("bias", size)
    against = table["rater"].map(planted.truth.raters.set_index("rater")["group_level"])
    there = table["group:programme"] == against
    assert table["fall"][there].mean() == pytest.approx(size, abs=0.03)
    assert table["fall"][~there].eq(0).all()
    assert set(against) == {"morning", "evening"}


def test_centrality_and_extremism_have_the_slope_in_levels_that_the_truth_says():
    for kind, size in (("centrality", 0.4), ("extremism", 2.5)):
        planted = day(kind, size)
        truth = planted.truth
        seen = (truth.samples["measure"].to_numpy()[:, None] + truth.profile) - truth.criteria["difficulty"].to_numpy()
        others = pd.DataFrame(expected_level(seen, truth.thresholds), truth.samples["sample"], truth.criteria.criterion)
        slopes = [
            np.polyfit(others[criterion][rows["sample"]], rows["score"], 1)[0]
            for criterion, rows in planted.table.groupby("criterion")
        ]
        # Others' levels are taken without their interaction here, which stretches them a little.
        assert np.mean(slopes) == pytest.approx(truth.raters["levels"][0], rel=0.05)


def test_a_halo_makes_the_criteria_of_a_read_move_together():
    def within(found: Day) -> float:
        table = found.table.pivot(index=["rater", "sample"], columns="criterion", values="score")
        off = table - table.groupby("sample").transform("mean")
        return float(off.corr().to_numpy()[np.triu_indices(4, 1)].mean())

    plain, planted = within(day()), within(day("halo", 0.8))
    assert plain < 0.25
    assert planted > 0.6
    assert within(day("halo", 0.4)) == pytest.approx((plain + planted) / 2, abs=0.12)


@pytest.mark.parametrize("share", [0.2, 0.5, 1.0])
def test_an_inconsistent_rater_draws_a_share_of_the_scores_from_a_hat(share):
    table, planted = fall("inconsistency", share)
    assert table["fall"].ne(0).mean() == pytest.approx(share * (1 - 1 / planted.plan.levels), abs=0.01)


def test_sequence_moves_scores_by_its_size_for_a_level_of_the_sample_before():
    table, planted = fall("sequence", 0.5)
    truth = planted.truth
    seen = (truth.samples["measure"].to_numpy()[:, None] + truth.profile) - truth.criteria["difficulty"].to_numpy()
    level = pd.Series(expected_level(seen, truth.thresholds).mean(axis=1), truth.samples["sample"])
    before = table["sample"].shift(4).map(level)
    later = table["position"] > 1
    assert -np.polyfit(before[later], table["fall"][later], 1)[0] == pytest.approx(0.5, abs=0.04)
    assert table["fall"][~later].eq(0).all()


def test_severe_raters_give_as_many_points_less_as_the_truth_says():
    found = day("", severity_sd=0.6, plants={"severity": 5}, sizes={"severity": 1.5}, samples=9000)
    truth = found.truth.raters.set_index("rater")
    given = found.table.groupby("rater")["score"].mean()[truth.index]
    slope, offset = np.polyfit(truth["points"], given.mean() - given, 1)
    assert slope == pytest.approx(1, abs=0.04)
    assert offset == pytest.approx(0, abs=0.01)
    assert given.mean() == pytest.approx(truth["fair_average"].mean(), abs=0.05)


def test_one_group_is_better_by_its_logits_and_schools_by_theirs():
    found = day("", schools=2, group_shift=0.75, school_shift=1.0, school_gap=0.8)
    samples = found.truth.samples
    school = found.table.drop_duplicates("sample").set_index("sample")["sample_school"]
    groups = samples.groupby("programme")["measure"].mean()
    schools = samples.groupby(samples["sample"].map(school))["measure"].mean()
    assert groups["morning"] - groups["evening"] == pytest.approx(0.75, abs=0.12)
    assert schools["Riverside"] - schools["Hillside"] == pytest.approx(1.0, abs=0.12)
    of_rater = found.table.drop_duplicates("rater").set_index("rater")["rater_school"]
    raters = found.truth.raters
    severities = raters.groupby(raters["rater"].map(of_rater))["severity"].mean()
    assert severities["Riverside"] - severities["Hillside"] == pytest.approx(0.8, abs=1e-9)
