"""How far each rater is from the others, leave-one-out, in the direction of the scores."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.differences import differences, differences_by_criterion
from tests.analysis.scores import frame_of, random_rows, rows_of


def by_name(found):
    return {difference.rater: difference for difference in found}


def test_is_the_rater_minus_the_mean_of_the_others_on_the_same_cells():
    found = by_name(differences(frame_of({"Maple": [1, 2, 3], "Birch": [2, 2, None], "Cedar": [4, None, None]})))
    assert found["A"].mean_difference == pytest.approx(((1 - 2.5) + (2 - 2)) / 2)
    assert (found["A"].n, found["A"].n_samples, found["A"].n_left_out) == (2, 2, 1)
    assert found["A"].levels == {1: 1, 2: 1, 3: 0, 4: 1}


def test_shares_of_the_others_at_the_same_level_one_apart_and_on_the_same_side():
    found = by_name(differences(frame_of({"Maple": [2, 2, 3, 4]}), cut=3))["A"]
    assert (found.exact, found.adjacent, found.cut_agreement) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert by_name(differences(frame_of({"Maple": [2, 2]})))["A"].cut_agreement is None


def test_the_interval_is_clustered_by_sample():
    rows = random_rows(np.random.default_rng(4), (10, 3, 4), gaps=0.0)
    found = by_name(differences(score_frame(rows, [1, 2, 3, 4])))["r0"]
    scores = np.array([row["score"] for row in rows]).reshape(10, 3, 4)
    beside = (scores[:, :, 0] - scores[:, :, 1:].mean(axis=2)).mean(axis=1)
    assert (found.n, found.n_samples) == (30, 10)
    assert found.mean_difference == pytest.approx(beside.mean())
    assert found.se == pytest.approx(beside.std(ddof=1) / np.sqrt(10))
    assert str(found.method) == "delete-one-sample jackknife, t(9)"


def test_a_planted_severity_is_recovered_in_score_direction():
    rng = np.random.default_rng(7)
    quality = rng.normal(5.0, 1.0, 400)
    rows = [
        {"sample": s, "rater": f"r{r}", "score": int(np.rint(quality[s] + rng.normal(0, 0.5) - (r == 0) * 1.0))}
        for s in range(400)
        for r in range(5)
    ]
    found = by_name(differences(score_frame(rows)))
    assert found["r0"].low <= -1.0 <= found["r0"].high
    assert found["r0"].high < 0
    assert all(found[f"r{r}"].mean_difference == pytest.approx(0.25, abs=0.1) for r in range(1, 5))


def test_a_rater_whom_nobody_can_be_compared_with_is_undefined_with_the_reason():
    found = by_name(differences(frame_of({"Maple": [1, 2, None], "Birch": [None, None, 3]})))["C"]
    assert found.mean_difference is None
    assert found.undefined_because == "Nobody else scored what this rater scored."
    assert (found.n, found.n_left_out) == (0, 1)


def test_one_sample_gives_a_difference_without_an_interval():
    found = by_name(differences(frame_of({"Maple": [1, 2]})))["A"]
    assert (found.mean_difference, found.low) == (-1.0, None)
    assert found.no_interval_because


def test_colleagues_are_compared_only_within_a_session():
    rows = rows_of({"Maple": [1, 2]}, session="May") + rows_of({"Maple": [4, 3]}, session="June")
    found = by_name(differences(score_frame(rows, [1, 2, 3, 4])))["A"]
    assert found.mean_difference == 0.0
    assert found.n_samples == 2


def test_criteria_with_different_levels_are_compared_one_by_one():
    rows = rows_of({"Maple": [1, 2]}, criterion="Ideas") + rows_of({"Maple": [1, 3]}, criterion="Voice")
    frame = score_frame(rows, {"Voice": [1, 2, 3], "Ideas": [1, 2]})
    assert all("different levels" in difference.undefined_because for difference in differences(frame))
    found = [(d.rater, d.criterion, d.mean_difference) for d in differences_by_criterion(frame)]
    assert found == [("A", "Voice", -2.0), ("A", "Ideas", -1.0), ("B", "Voice", 2.0), ("B", "Ideas", 1.0)]
