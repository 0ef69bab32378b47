"""What the discussion changed, counting only people who voted twice."""

import pytest

from analysis import score_frame
from analysis.votes import compare_votes
from tests.analysis.scores import rows_of


def two_votes(first, second):
    return score_frame(rows_of(first) + rows_of(second, round=2), [1, 2, 3, 4])


def test_counts_only_people_who_voted_twice_and_says_how_many_did_not():
    found = compare_votes(two_votes({"Maple": [2, 2, 3, 4], "Birch": [1, 1, 1, 1]}, {"Maple": [3, None, 3, 3]}), cut=3)
    (cell,) = found.cells
    assert (cell.sample, cell.n_raters, cell.n_left_out) == ("Maple", 3, 1)
    assert cell.before == {1: 0, 2: 1, 3: 1, 4: 1}
    assert cell.after == {1: 0, 2: 0, 3: 3, 4: 0}
    assert (found.n_raters, found.n_votes, found.n_left_out) == (3, 3, 1)


def test_says_how_far_apart_people_were_before_and_after():
    (cell,) = compare_votes(two_votes({"Maple": [2, 3, 4]}, {"Maple": [3, 3, 4]})).cells
    assert cell.spread_before == pytest.approx(4 / 3)
    assert cell.spread_after == pytest.approx(2 / 3)


def test_counts_who_came_closer_to_the_others_who_went_away_and_who_crossed_the_cut():
    found = compare_votes(two_votes({"Maple": [1, 3, 3, 4]}, {"Maple": [3, 3, 2, 3]}), cut=3)
    (cell,) = found.cells
    assert (cell.moved, cell.toward, cell.away) == (3, 2, 1)
    assert (cell.crossed_up, cell.crossed_down) == (1, 1)
    assert (found.moved, found.crossed_up, found.crossed_down) == (3, 1, 1)


def test_same_level_before_and_after_is_over_cells_with_two_who_voted_twice():
    found = compare_votes(two_votes({"Maple": [2, 3], "Birch": [1, 2]}, {"Maple": [3, 3], "Birch": [4, None]}))
    assert (found.exact_before, found.exact_after) == (0.0, 1.0)
    assert (found.cells[0].sample, found.cells[0].spread_before) == ("Birch", None)


def test_without_a_cut_nobody_crosses():
    found = compare_votes(two_votes({"Maple": [2, 3]}, {"Maple": [3, 3]}))
    assert (found.crossed_up, found.cells[0].crossed_up) == (None, None)


def test_when_nobody_voted_twice_there_is_a_reason():
    found = compare_votes(two_votes({"Maple": [2, None]}, {"Maple": [None, 3]}))
    assert found.cells == ()
    assert found.undefined_because == "Nobody voted in both round 1 and round 2."
    assert compare_votes(score_frame([])).undefined_because
