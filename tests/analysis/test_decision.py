"""Would another rater, or another panel, decide the same?"""

import numpy as np
import pytest
from scipy.stats import binom, hypergeom, norm

from analysis import score_frame
from analysis.agreement import cut_agreement
from analysis.decision import decisions
from tests.analysis.scores import crossed, frame_of, random_rows, rows_of

LEVELS = [1, 2, 3, 4]


def simulated(n_samples, n_raters, noise=0.6, seed=1):
    """Scores of raters who misplace a sample by chance, and the share of all such raters who call it proficient."""
    rng = np.random.default_rng(seed)
    quality = rng.normal(2.5, 1.0, n_samples)
    scores = np.clip(np.rint(quality[:, None] + rng.normal(0, noise, (n_samples, n_raters))), 1, 4).astype(int)
    return crossed(scores - 1, 4), 1 - norm.cdf(2.5, quality, noise)


def test_for_one_rater_it_is_agreement_at_the_cut():
    frame = score_frame(random_rows(np.random.default_rng(2), (20, 1, 4)), LEVELS)
    found, expected = decisions(frame, 3)[0], cut_agreement(frame, 3)
    assert (found.raters, found.cut, found.criterion) == (1, 3, "c0")
    assert (found.consistency, found.low, found.high) == pytest.approx((expected.value, expected.low, expected.high))
    assert (found.n_samples, found.n_left_out) == (expected.n_samples, expected.n_left_out)


@pytest.mark.parametrize("noise", [0.3, 0.6, 1.2])
@pytest.mark.parametrize("k", [1, 3, 5, 7])
def test_panels_agree_as_often_as_panels_of_simulated_raters_do(k, noise):
    frame, share = simulated(40_000, 3, noise)
    (found,) = decisions(frame, 3, (k,))
    above = binom.sf(k // 2, k, share)
    consistency, right = above**2 + (1 - above) ** 2, np.where(share > 0.5, above, 1 - above)
    assert found.consistency == pytest.approx(consistency.mean(), abs=0.015)
    assert found.accuracy == pytest.approx(right.mean(), abs=0.015)
    chance = above.mean() ** 2 + (1 - above.mean()) ** 2
    assert found.kappa == pytest.approx((consistency.mean() - chance) / (1 - chance), abs=0.03)


def test_two_panels_of_three_out_of_the_same_eight_raters_agree_about_as_often():
    frame, _ = simulated(4_000, 8)
    above = frame.cells[:, 2:].sum(axis=1)
    same = []
    for x in range(9):
        first = hypergeom.pmf(np.arange(4), 8, x, 3)
        for taken, chance in enumerate(first):
            second = hypergeom.sf(1, 5, x - taken, 3) if 0 <= x - taken <= 5 else 0.0
            same.append((x, chance * (second if taken > 1 else 1 - second)))
    by_x = [sum(chance for at, chance in same if at == x) for x in range(9)]
    (found,) = decisions(frame, 3, (3,))
    assert found.consistency == pytest.approx(np.mean(np.array(by_x)[above]), abs=0.01)


def test_larger_panels_are_more_consistent_and_more_accurate():
    found = decisions(simulated(300, 4)[0], 3)
    assert [one.raters for one in found] == [1, 3, 5, 7]
    for name in ("consistency", "accuracy", "kappa"):
        assert sorted(getattr(one, name) for one in found) == [getattr(one, name) for one in found]
    assert all(one.low < one.consistency < one.high for one in found)


def test_near_the_cut_it_is_lower_and_says_on_how_many_samples():
    frame, _ = simulated(300, 4)
    (found,) = decisions(frame, 3, (1,))
    mean = frame.cells @ np.arange(4) / 4
    near = np.abs(mean - 1.5) <= 0.5
    assert found.n_near == near.sum()
    assert found.near_consistency < found.consistency
    few = decisions(frame_of({"Maple": [1, 1], "Birch": [4, 4], "Cedar": [2, 3]}), 3, (1,))[0]
    assert (few.n_near, few.near_consistency) == (1, None)
    assert few.near_undefined_because == "Fewer than two samples lie within half a level of the cut."


def test_all_on_one_side_is_consistent_and_has_no_kappa():
    for found in decisions(frame_of({"Maple": [3, 4], "Birch": [4, 4], "Cedar": [3, 3]}), 3):
        assert found.consistency == pytest.approx(1.0, abs=1e-5)
        assert found.accuracy == pytest.approx(1.0, abs=1e-5)
        assert found.kappa is None
        assert found.kappa_undefined_because.startswith("Every score is on the same side")
        assert found.no_interval_because


def test_full_agreement_and_agreement_below_chance_are_within_bounds():
    whole = decisions(frame_of({"Maple": [1, 2], "Birch": [4, 3], "Cedar": [3, 3]}), 3)
    assert [one.consistency for one in whole] == pytest.approx([1.0] * 4, abs=1e-4)
    none = decisions(frame_of({"Maple": [1, 4], "Birch": [4, 1], "Cedar": [3, 2]}), 3)
    assert none[0].consistency == 0.0
    assert all(0 <= one.consistency <= 1 for one in none)


def test_without_a_cut_there_is_nothing_to_decide():
    frame = frame_of({"Maple": [1, 2]})
    assert decisions(frame, None) == ()
    assert decisions(frame, {"other": 2}) == ()
    assert "lowest level" in decisions(frame, 1)[0].undefined_because


def test_a_panel_that_could_be_tied_is_refused():
    with pytest.raises(ValueError, match="its size is odd"):
        decisions(frame_of({"Maple": [1, 2]}), 3, (2,))


def test_each_session_and_criterion_decides_by_its_own_cut():
    rows = rows_of({"Maple": [1, 2]}, criterion="Ideas") + rows_of({"Maple": [1, 3]}, criterion="Voice")
    found = decisions(score_frame(rows, LEVELS), {"Ideas": 2, "Voice": 4}, (1,))
    assert [(one.criterion, one.cut, one.consistency) for one in found] == [("Ideas", 2, 0.0), ("Voice", 4, 1.0)]
