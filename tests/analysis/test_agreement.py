"""How often two raters give the same work the same level."""

from itertools import combinations

import numpy as np
import pytest

from analysis import BadScores, score_frame
from analysis.agreement import adjacent, chance_agreement, cut_agreement, discrepant, exact, within_one
from tests.analysis.scores import frame_of, random_rows, rows_of

TABLE = {"Maple": [1, 1, 2], "Birch": [4, 2, None], "Cedar": [3, None, None], "Aspen": [3, 3, 3]}


def by_hand(rows, counts):
    """Share of rater pairs that count, averaged over cells: the definition, in loops."""
    cells = {}
    for row in rows:
        cells.setdefault((row["sample"], row.get("criterion")), []).append(row["score"])
    pairs = [list(combinations(scores, 2)) for scores in cells.values() if len(scores) > 1]
    return np.mean([np.mean([counts(a, b) for a, b in cell]) for cell in pairs])


@pytest.mark.parametrize(
    ("statistic", "counts"),
    [
        (exact, lambda a, b: a == b),
        (adjacent, lambda a, b: abs(a - b) == 1),
        (within_one, lambda a, b: abs(a - b) <= 1),
        (discrepant, lambda a, b: abs(a - b) >= 2),
        (lambda frame: cut_agreement(frame, 3), lambda a, b: (a >= 3) == (b >= 3)),
    ],
)
def test_is_the_share_of_rater_pairs_averaged_over_cells(statistic, counts):
    rows = random_rows(np.random.default_rng(5), (12, 3, 5))
    assert statistic(score_frame(rows, [1, 2, 3, 4])).value == pytest.approx(by_hand(rows, counts), abs=1e-12)


def test_counts_what_it_rests_on_and_what_it_leaves_out():
    found = exact(frame_of(TABLE))
    assert found.value == pytest.approx((1 / 3 + 0 + 1) / 3)
    assert (found.n_samples, found.n_units, found.n_left_out) == (3, 3, 1)
    assert (found.n_raters, found.n_pairs, found.n_rater_pairs) == (3, 7, 3)
    assert found.about == "these_raters"


def test_criteria_with_the_same_levels_are_pooled_and_the_sample_stays_the_unit():
    rows = random_rows(np.random.default_rng(6), (9, 3, 4), gaps=0.0)
    found = exact(score_frame(rows, [1, 2, 3, 4]))
    assert (found.n_samples, found.n_units) == (9, 27)
    assert str(found.method) == "delete-one-sample jackknife, t(8)"


def test_criteria_with_different_levels_are_not_pooled():
    rows = rows_of({"Maple": [1, 2]}, criterion="Ideas") + rows_of({"Maple": [1, 2]}, criterion="Voice")
    frame = score_frame(rows, {"Ideas": [1, 2, 3], "Voice": [1, 2]})
    for found in (exact(frame), chance_agreement(frame), cut_agreement(frame, 2)):
        assert found.value is None
        assert found.undefined_because == "The criteria have different levels, so they cannot be pooled."
    assert exact(frame.only("Voice")).value == 0.0


def test_sessions_are_never_pooled():
    rows = rows_of(TABLE, session="May") + rows_of(TABLE, session="June")
    frame = score_frame(rows)
    assert exact(frame).undefined_because == "Scores of several sessions are never pooled for agreement."
    assert exact(frame.in_session("May")).value == exact(frame_of(TABLE)).value


def test_reads_the_first_round_and_the_first_occasion_only():
    rows = rows_of(TABLE) + rows_of({"Maple": [4, 4, 4]}, round=2) + rows_of({"Birch": [1, 1, 1]}, occasion=2)
    frame = score_frame(rows)
    assert exact(frame).value == exact(frame_of(TABLE)).value
    assert exact(frame.in_round(2)).value == 1.0


def test_without_two_scores_on_any_sample_it_is_undefined():
    found = exact(frame_of({"Maple": [1, None], "Birch": [None, 2]}))
    assert found.value is None
    assert found.undefined_because == "No sample was scored by two raters."
    assert found.n_left_out == 2


def test_one_sample_gives_a_value_without_an_interval():
    found = exact(frame_of({"Maple": [1, 1, 2]}))
    assert found.value == pytest.approx(1 / 3)
    assert (found.low, found.high, found.se) == (None, None, None)
    assert found.no_interval_because == "One sample does not show how much samples vary."


def test_samples_that_are_all_alike_give_no_interval():
    found = exact(frame_of({"Maple": [1, 1], "Birch": [2, 2], "Cedar": [3, 3]}))
    assert (found.value, found.low, found.high, found.se) == (1.0, None, None, 0.0)
    assert found.no_interval_because == "All samples give the same value, so nothing shows how it varies."


def test_intervals_are_cut_to_possible_values_and_say_so():
    found = exact(frame_of({"Maple": [1, 1], "Birch": [2, 2], "Cedar": [3, 4]}))
    assert (found.low, found.high) == (0.0, 1.0)
    assert str(found.method).endswith("t(2), cut at 0 and 1")


def test_leaving_out_one_sample_at_a_time_is_what_the_jackknife_does():
    rows = random_rows(np.random.default_rng(8), (7, 2, 4))
    samples = sorted({row["sample"] for row in rows})
    values = [exact(score_frame([r for r in rows if r["sample"] != s], [1, 2, 3, 4])).value for s in samples]
    se = np.sqrt(6 / 7 * np.sum((np.array(values) - np.mean(values)) ** 2))
    assert exact(score_frame(rows, [1, 2, 3, 4])).se == pytest.approx(se, abs=1e-12)


def test_cut_agreement_needs_a_cut_that_divides():
    frame = frame_of(TABLE)
    assert cut_agreement(frame, None).undefined_because == "No cut was given."
    assert "on the same side" in cut_agreement(frame, 1).undefined_because
    with pytest.raises(BadScores, match=r"The cut 9 is not a level of score. Choose one of 1, 2, 3, 4."):
        cut_agreement(frame, 9)


def test_each_criterion_may_have_its_own_cut():
    rows = rows_of({"Maple": [1, 2]}, criterion="Ideas") + rows_of({"Maple": [1, 2]}, criterion="Voice")
    frame = score_frame(rows, [1, 2, 3])
    assert cut_agreement(frame, {"Ideas": 2, "Voice": 3}).value == 0.5
    assert cut_agreement(frame, {"Ideas": 2}).undefined_because == "No cut was given."


def test_chance_agreement_is_the_sum_of_squared_level_shares():
    found = chance_agreement(frame_of({"Maple": [1, 1], "Birch": [1, 2]}))
    assert found.value == pytest.approx(0.75**2 + 0.25**2)
    assert chance_agreement(frame_of({"Maple": [3, 3], "Birch": [3, None]})).value == 1.0
