"""On which line between two levels raters part."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.agreement import cut_agreement, exact
from analysis.boundaries import boundaries
from tests.analysis.scores import frame_of, random_rows


def test_every_line_of_every_criterion_is_named_lowest_first():
    frame = score_frame(random_rows(np.random.default_rng(1), (4, 2, 3)), [1, 2, 3, 4])
    found = [(b.criterion, b.below, b.above) for b in boundaries(frame)]
    assert found == [(c, below, below + 1) for c in ("c0", "c1") for below in (1, 2, 3)]


def test_same_side_of_a_line_is_agreement_at_that_cut():
    frame = score_frame(random_rows(np.random.default_rng(2), (9, 1, 4)), [1, 2, 3, 4])
    for line in boundaries(frame):
        cut = cut_agreement(frame, line.above)
        assert (line.same_side.value, line.same_side.se) == pytest.approx((cut.value, cut.se))


def test_a_line_is_crossed_by_the_pairs_that_differ_and_stand_on_its_two_sides():
    frame = score_frame(random_rows(np.random.default_rng(3), (9, 1, 4)), [1, 2, 3, 4])
    for line in boundaries(frame):
        share = (1 - line.same_side.value) / (1 - exact(frame).value)
        assert line.crosses.value == pytest.approx(share)


def test_pairs_two_levels_apart_cross_two_lines():
    found = boundaries(frame_of({"Maple": [1, 3], "Birch": [2, 2]}, [1, 2, 3]))
    assert [line.crosses.value for line in found] == [1.0, 1.0]


def test_where_nobody_differs_no_line_is_crossed_and_the_reason_is_given():
    (line,) = boundaries(frame_of({"Maple": [1, 1], "Birch": [2, 2]}, [1, 2]))
    assert line.same_side.value == 1.0
    assert line.crosses.undefined_because == "Nobody differs on any sample."


def test_without_pairs_both_figures_say_so():
    (line,) = boundaries(frame_of({"Maple": [1, None]}, [1, 2]))
    assert line.same_side.undefined_because == line.crosses.undefined_because == "No sample was scored by two raters."
