"""One statistic on two readings of the same samples."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.agreement import exact
from analysis.comparison import compare
from analysis.measures import MEASURES
from tests.analysis.scores import frame_of, random_rows, rows_of

LEVELS = [1, 2, 3, 4]


def two_rounds(n_samples=30, seed=1, noise=(0.9, 0.4)):
    rng = np.random.default_rng(seed)
    quality = rng.normal(2.5, 1.0, (n_samples, 1))
    rows = []
    for number, size in enumerate(noise, 1):
        scores = np.clip(np.rint(quality + rng.normal(0, size, (n_samples, 5))), 1, 4).astype(int)
        rows += [
            {"sample": s, "rater": r, "round": number, "score": int(score)} for (s, r), score in np.ndenumerate(scores)
        ]
    return score_frame(rows, LEVELS)


def test_the_difference_is_the_second_minus_the_first():
    frame = two_rounds()
    found = compare("exact", frame.in_round(1), frame.in_round(2))
    assert found.before == exact(frame.in_round(1)).value
    assert found.after == exact(frame.in_round(2)).value
    assert found.difference == pytest.approx(found.after - found.before)
    assert 0 < found.low < found.difference < found.high
    assert str(found.method) == "percentile bootstrap over 30 whole samples, 1000 resamples"
    assert (found.n_samples, found.n_left_out) == (30, 0)


def test_both_are_computed_on_the_same_resamples():
    frame = two_rounds(12)
    draws = np.random.default_rng(7)
    share = [frame.in_round(number).cells for number in (1, 2)]
    agree = [(cells * (cells - 1)).sum(axis=1) / 20 for cells in share]
    times = draws.multinomial(12, np.full(12, 1 / 12), size=4000)
    by_hand = times @ (agree[1] - agree[0]) / 12
    found = compare(
        "exact", frame.in_round(1), frame.in_round(2), how={"replicates": 4000, "rng": np.random.default_rng(8)}
    )
    assert [found.low, found.high] == pytest.approx(np.percentile(by_hand, [2.5, 97.5]), abs=0.02)
    assert found.se == pytest.approx(by_hand.std(), abs=0.005)


def test_with_no_replicates_it_is_the_jackknife_of_the_differences():
    frame = two_rounds(12)
    agree = [(cells * (cells - 1)).sum(axis=1) / 20 for cells in (frame.in_round(n).cells for n in (1, 2))]
    found = compare("exact", frame.in_round(1), frame.in_round(2), how={"replicates": 0})
    assert found.se == pytest.approx((agree[1] - agree[0]).std(ddof=1) / np.sqrt(12))
    assert str(found.method) == "delete-one-sample jackknife, t(11)"


@pytest.mark.parametrize("name", MEASURES)
def test_every_statistic_can_be_compared_between_criteria(name):
    rows = random_rows(np.random.default_rng(3), (25, 2, 4), gaps=0.0)
    frame = score_frame(rows, LEVELS)
    found = compare(name, frame.only("c0"), frame.only("c1"), 3, {"replicates": 60})
    assert found.difference == pytest.approx(found.after - found.before)
    assert found.low <= found.high
    same = compare(name, frame.only("c0"), frame.only("c0"), 3, {"replicates": 60})
    assert same.difference == 0.0
    assert same.se == 0.0


def test_samples_that_only_one_has_scored_are_left_out_and_counted():
    once = rows_of({"Maple": [1, 1], "Birch": [1, 2], "Cedar": [4, 4]})
    again = rows_of({"Maple": [1, 1], "Birch": [2, 2]}, round=2)
    frame = score_frame([*once, *again], LEVELS)
    found = compare("exact", frame.in_round(1), frame.in_round(2))
    assert (found.before, found.after, found.n_samples, found.n_left_out) == (0.5, 1.0, 2, 1)


def test_what_cannot_be_compared_says_why():
    frame = frame_of({"Maple": [1, 1], "Birch": [1, 2]})
    found = compare("exact", frame, frame.in_round(2))
    assert (found.difference, found.n_left_out) == (None, 2)
    assert found.undefined_because == "No sample takes part in both."
    constant = [*rows_of({"Maple": [1, 2], "Birch": [3, 4]}), *rows_of({"Maple": [2, 2], "Birch": [2, 2]}, round=2)]
    frame = score_frame(constant, LEVELS)
    assert compare("gwet_ac1", frame.in_round(1), frame.in_round(2)).undefined_because.startswith("Only one level")


def test_frames_of_other_samples_are_refused():
    with pytest.raises(ValueError, match="two readings of one frame"):
        compare("exact", frame_of({"Maple": [1, 1]}), frame_of({"Birch": [1, 1]}))
