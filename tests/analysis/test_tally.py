"""Scores as counts: what is alike is counted together, and nothing is lost."""

import numpy as np
import pytest

from analysis.tally import alike, pairs_apart, tally_cells


@pytest.mark.parametrize(("most", "width"), [(2, 3), (9, 5), (9, 9), (9, 30)])
def test_rows_that_are_alike_are_found_whatever_their_size(most, width):
    rows = np.random.default_rng(1).integers(0, most + 1, (200, width))
    rows = np.concatenate([rows, rows[::-1]]).astype(np.intp)
    distinct, which = alike(rows)
    assert len(distinct) == len(np.unique(rows, axis=0))
    assert np.array_equal(distinct[which], rows)


def test_pairs_are_counted_by_how_many_levels_they_are_apart():
    assert pairs_apart(np.array([[2, 1, 0], [1, 1, 1], [0, 0, 1]])).tolist() == [[1, 2, 0], [0, 2, 1], [0, 0, 0]]


def test_samples_scored_the_same_way_are_counted_together_whatever_the_order_of_their_cells():
    cells = np.array([[[2, 0], [1, 1]], [[1, 1], [2, 0]], [[2, 0], [2, 0]], [[0, 0], [0, 0]]])
    tally = tally_cells(cells, ("low", "high"))
    assert sorted(tally.times.tolist()) == [1, 2]
    assert tally.n_raters == 0
