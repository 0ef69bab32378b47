"""What a fit says, and what it says when there is none."""

import numpy as np
import pytest

from analysis import BadScores, score_frame
from analysis.facets import Anchors, fit
from tests.analysis.facets.days import Shape, day

LEVELS = [1, 2, 3, 4]


@pytest.fixture(scope="module")
def truth():
    return day(np.random.default_rng(11), Shape())


@pytest.fixture(scope="module")
def found(truth):
    return fit(truth.frame)


def changed(truth, which, score):
    return score_frame(truth.table.assign(score=truth.table["score"].mask(which, score)), LEVELS)


def test_severities_difficulties_and_steps_sum_to_0(found):
    for column in (found.raters["severity"], found.criteria["difficulty"], found.steps["threshold"].dropna()):
        assert column.sum() == pytest.approx(0, abs=1e-8)


def test_points_are_positive_where_lower_scores_are_given(truth, found):
    assert np.corrcoef(found.raters["points"], found.raters["severity"])[0, 1] > 0.99
    assert found.raters["points"].mean() == pytest.approx(0, abs=1e-12)
    assert np.corrcoef(truth.severity, found.raters["severity"])[0, 1] > 0.8


def test_averages_are_in_the_levels_that_were_written(truth, found):
    given = truth.table.groupby("rater")["score"].mean()
    assert found.raters["observed_average"].to_numpy() == pytest.approx(given.to_numpy())
    assert found.raters["fair_average"].between(1, 4).all()


def test_mean_squares_lie_near_1_where_the_model_holds(found):
    assert found.raters["outfit"].mean() == pytest.approx(1, abs=0.25)
    assert found.raters["exact_observed"].mean() == pytest.approx(found.raters["exact_expected"].mean(), abs=0.1)


def test_a_rater_with_only_top_scores_has_a_reason_and_no_number(truth):
    one = fit(changed(truth, truth.table["rater"] == "r00", 4)).raters.set_index("rater")
    assert one.loc["r00", "undefined_because"].startswith("Every score is the highest level")
    assert np.isnan(one.loc["r00", ["severity", "se", "points", "infit"]].astype(float)).all()
    assert one.drop("r00")["severity"].notna().all()


def test_who_cannot_be_placed_tells_nothing_about_the_others(truth):
    without = truth.table[truth.table["rater"] != "r00"]
    others = fit(changed(truth, truth.table["rater"] == "r00", 4)).raters.dropna(subset="severity")
    assert others["severity"].to_numpy() == pytest.approx(fit(score_frame(without, LEVELS)).raters["severity"])


def test_a_level_that_nobody_gave_has_no_threshold(truth):
    steps = fit(changed(truth, truth.table["score"] == 2, 3)).steps
    assert steps["level"].tolist() == [1, 3, 4]
    assert steps["threshold"].notna().tolist() == [False, True, True]


def test_a_criterion_with_one_level_has_a_reason_under_partial_credit(truth):
    criteria = fit(changed(truth, truth.table["criterion"] == "c1", 2), model="partial_credit").criteria
    assert criteria["undefined_because"].tolist() == [None, "Only one level of the scale is in use."]


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        (lambda table: table["rater"] == "r00", "There is one rater"),
        (lambda table: table["sample"] == "s000", "There is one sample"),
        (lambda table: table["sample"] == "", "There are no scores"),
    ],
)
def test_too_little_has_a_reason(truth, kept, reason):
    found = fit(score_frame(truth.table[kept(truth.table)], LEVELS))
    assert str(found.undefined_because).startswith(reason)
    assert found.raters.empty


def test_one_level_in_use_is_undefined(truth):
    assert (
        fit(changed(truth, truth.table["score"] > 0, 3)).undefined_because == "Only one level of the scale is in use."
    )


def test_groups_that_share_no_sample_are_named_and_not_compared(truth):
    sample, rater = truth.table["sample"].str[1:].astype(int), truth.table["rater"].str[1:].astype(int)
    apart = truth.table[(sample < 20) == (rater < 4)]
    found = fit(score_frame(apart, LEVELS))
    assert found.subsets == (("r00", "r01", "r02", "r03"), ("r04", "r05", "r06", "r07"))
    assert "r00, r01, r02, r03 | r04" in str(found.undefined_because)
    assert found.raters.empty


def test_few_scores_settle_or_say_that_they_did_not():
    rng = np.random.default_rng(2)
    for _ in range(12):
        rows = {(s, r) for s, r in rng.integers(0, 4, (10, 2))}
        scores = [{"sample": f"s{s}", "rater": f"r{r}", "score": int(rng.integers(1, 4))} for s, r in sorted(rows)]
        found = fit(score_frame(scores, LEVELS))
        assert (found.undefined_because is None) == (len(found.raters) > 0) == found.converged


def test_a_fit_anchored_on_itself_finds_itself_again(truth, found):
    own = found.anchors()
    again = fit(truth.frame, anchors=Anchors(criteria=own.criteria, steps=own.steps))
    assert again.raters["severity"].to_numpy() == pytest.approx(found.raters["severity"], abs=1e-5)
    assert again.steps["se"].fillna(0).max() == pytest.approx(0, abs=1e-6)


def test_anchors_carry_a_shift_of_the_whole_panel_into_another_session(truth, found):
    later = day(np.random.default_rng(12), Shape(samples=300), severity=truth.severity)
    own = found.anchors()
    shifted = {name: difficulty + 0.5 for name, difficulty in own.criteria.items()}
    free = fit(later.frame).raters["severity"]
    moved = fit(later.frame, anchors=Anchors(criteria=shifted, steps=own.steps)).raters["severity"]
    assert moved.to_numpy() == pytest.approx(free.to_numpy(), abs=0.05)


def test_anchored_samples_and_criteria_leave_the_severities_free(truth, found):
    again = fit(truth.frame, anchors=found.anchors())
    assert again.raters["severity"].to_numpy() == pytest.approx(found.raters["severity"], abs=0.2)
    assert again.samples["measure"].to_numpy() == pytest.approx(found.samples["measure"], abs=1e-9)


def test_an_anchored_step_off_the_scale_is_refused(truth):
    with pytest.raises(BadScores, match="anchored step 9 is not an upper level of c0"):
        fit(truth.frame, anchors=Anchors(steps={("c0", 9): 0.0}))


def test_a_rating_scale_is_refused_where_levels_differ(truth):
    frame = score_frame(truth.table, {"c0": [1, 2, 3, 4], "c1": [1, 2, 3, 4, 5]})
    assert fit(frame).model == "partial_credit"
    with pytest.raises(BadScores, match="Choose partial_credit"):
        fit(frame, model="rating_scale")


def test_unexpected_scores_are_those_planted(truth):
    strong = truth.table.groupby("sample")["score"].mean().idxmax()
    at = truth.table.index[truth.table["sample"] == strong][0]
    planted = fit(changed(truth, truth.table.index == at, 1)).unexpected
    assert (planted.iloc[0][["sample", "rater"]] == truth.table.loc[at, ["sample", "rater"]]).all()
    assert planted.iloc[0]["z"] < -3


def test_the_contract_holds_no_nan(found):
    written = found.as_dict()
    assert written["chi_square"]["raters"]["df"] == 7
    rows = [row for key in ("raters", "criteria", "steps", "samples") for row in written[key]]
    assert all(value == value for row in rows for value in row.values())
    assert written["steps"][0]["threshold"] is None
