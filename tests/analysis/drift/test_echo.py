"""A rater's second look at the same sample."""

import numpy as np
import pytest
from scipy import stats

from analysis import score_frame
from analysis.drift.echo import echoes

FIRST = [2, 3, 1, 4, 2, 3]
AGAIN = [2, 2, 1, 2, 2, 3]


def rows(scores, occasion, rater="A", **columns):
    return [
        {"sample": f"s{at}", "rater": rater, "score": score, "occasion": occasion, **columns}
        for at, score in enumerate(scores)
    ]


def found(*tables):
    return list(echoes(score_frame([row for table in tables for row in table], [1, 2, 3, 4])))


def test_levels_are_compared_with_the_rater_s_own():
    (echo,) = found(rows(FIRST, 1), rows(AGAIN, 2), rows(FIRST, 1, rater="B"))
    assert (echo.rater, echo.n) == ("A", 6)
    assert (echo.exact, echo.adjacent) == (pytest.approx(4 / 6), pytest.approx(1 / 6))
    assert echo.mean_difference == pytest.approx(-0.5)


def test_the_interval_is_that_of_a_paired_t_test_where_every_sample_has_one_score():
    (echo,) = found(rows(FIRST, 1), rows(AGAIN, 2))
    wanted = stats.ttest_rel(AGAIN, FIRST).confidence_interval()
    assert (echo.low, echo.high) == pytest.approx(tuple(wanted))


def test_criteria_of_a_sample_count_as_one_in_the_interval():
    one = found(rows(FIRST, 1), rows(AGAIN, 2))[0]
    both = [rows(scores, at, criterion=name) for at, scores in ((1, FIRST), (2, AGAIN)) for name in "xy"]
    twice = found(*both)[0]
    assert twice.n == 12
    assert (twice.low, twice.high) == pytest.approx((one.low, one.high))


def test_a_single_echo_has_no_interval():
    (echo,) = found(rows([3], 1), rows([2], 2))
    assert (echo.n, echo.low, echo.high) == (1, None, None)


def test_an_echo_without_a_first_look_and_other_rounds_are_left_out():
    assert found(rows(FIRST, 2)) == []
    assert found(rows(FIRST, 1), rows(AGAIN, 1, round=2)) == []
    assert np.isclose(found(rows(FIRST, 1), rows(AGAIN[:3], 2))[0].n, 3)
