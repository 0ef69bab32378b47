"""Rows become a score frame, or every problem is named with its rows."""

import copy

import numpy as np
import pandas as pd
import pytest

from analysis import BadScores, score_frame
from analysis.agreement import exact
from analysis.values import LeftOut
from tests.analysis.scores import frame_of, random_rows, rows_of

ROW = {"sample": "Maple", "rater": "Ana", "score": 3}


def refused(rows, levels=None, **options):
    with pytest.raises(BadScores) as caught:
        score_frame(rows, levels, **options)
    return caught.value


def test_sample_rater_and_score_suffice():
    frame = score_frame([ROW])
    assert (frame.samples, frame.raters, frame.criteria, frame.sessions) == (("Maple",), ("Ana",), ("score",), ("",))


def test_names_are_text_kept_as_written_and_trimmed():
    frame = score_frame([ROW | {"sample": " 007 ", "rater": 7}, ROW | {"sample": 7.0, "rater": "07"}])
    assert frame.samples == ("007", "7")
    assert frame.raters == ("07", "7")


def test_a_table_and_its_rows_give_the_same_frame():
    rows = random_rows(np.random.default_rng(1), (5, 2, 3))
    assert exact(score_frame(pd.DataFrame(rows))) == exact(score_frame(iter(rows)))


def test_a_second_score_for_the_same_cell_is_refused_with_both_rows():
    error = refused([ROW, ROW | {"rater": "Ben"}, ROW | {"sample": "Maple ", "score": 2}])
    assert error.rows == (2, 4)
    assert str(error).startswith("Rows 2 and 4: Ana scored Maple more than once in the same round.")


@pytest.mark.parametrize("column", ["criterion", "session", "round", "occasion"])
def test_another_criterion_session_round_or_occasion_is_no_duplicate(column):
    assert len(score_frame([ROW | {column: 1}, ROW | {column: 2}])) == 2


def test_many_duplicates_are_listed_briefly_and_counted_fully():
    error = refused([ROW | {"sample": f"s{n // 2}"} for n in range(100)])
    assert len(error.problems) == 21
    assert len(error.rows) == 100


def test_scores_off_the_levels_are_refused_with_row_level_and_scale():
    error = refused([ROW, ROW | {"sample": "Birch", "score": 7}, ROW | {"sample": "Cedar", "score": "x"}], [1, 2, 3, 4])
    assert error.rows == (3, 4)
    assert "Row 3: The score 7 is not among the levels 1, 2, 3, 4." in str(error)
    assert "Row 4: The score x is not among" in str(error)


def test_all_problems_are_told_at_once_in_the_order_of_the_rows():
    error = refused([ROW | {"score": 9}, ROW | {"rater": "Ben"}, ROW | {"rater": "Ben"}], [1, 2, 3])
    assert [problem.rows for problem in error.problems] == [(2,), (3, 4)]


@pytest.mark.parametrize("column", ["sample", "rater", "criterion", "session"])
@pytest.mark.parametrize("empty", ["", "  ", None, float("nan")])
def test_a_score_without_a_name_is_refused(column, empty):
    error = refused([ROW | {column: "x"}, ROW | {column: empty}])
    assert error.rows == (3,)
    assert f"no {column}" in str(error)


@pytest.mark.parametrize("wrong", [0, 1.5, "two", -1])
def test_rounds_count_from_one(wrong):
    assert refused([ROW | {"round": wrong}]).rows == (2,)


def test_row_numbers_start_where_the_caller_says():
    assert refused([ROW | {"rater": ""}], first_row=1).rows == (1,)


def test_a_missing_column_is_named():
    assert "There is no column rater." in str(refused([{"sample": "Maple", "score": 1}]))


def test_empty_scores_are_left_out_and_counted():
    frame = score_frame([ROW, ROW | {"rater": "Ben", "score": ""}, {"sample": None, "rater": None, "score": None}])
    assert len(frame) == 1
    assert frame.raters == ("Ana",)
    assert frame.left_out == (LeftOut("rows without a score", 2),)


def test_condition_codes_are_counted_in_place_of_a_score():
    rows = [ROW | {"condition": ""}, ROW | {"rater": "Ben", "score": None, "condition": "illegible"}]
    frame = score_frame(rows)
    assert frame.condition_codes == {"illegible": 1}
    assert frame.left_out == (LeftOut("rows that could not be scored", 1),)
    assert refused([ROW | {"condition": "illegible"}]).rows == (2,)


def test_unknown_columns_are_listed_as_left_out_and_groups_pass_through():
    frame = score_frame([ROW | {"mood": "fine", "group:grade": " 7 ", "position": "3", "reference": 4}], [1, 2, 3, 4])
    assert frame.left_out == (LeftOut("column mood", 1),)
    assert frame.extra["group:grade"].tolist() == ["7"]
    assert frame.extra["position"].tolist() == [3.0]
    assert frame.extra["reference"].tolist() == [3]


def test_references_must_be_levels_and_positions_numbers():
    assert "The reference 9 is not among the levels" in str(refused([ROW | {"reference": 9}], [1, 2, 3]))
    assert "The position is not a number." in str(refused([ROW | {"position": "third"}]))


def test_undeclared_levels_are_the_whole_numbers_from_lowest_to_highest():
    frame = score_frame([ROW | {"score": "4"}, ROW | {"sample": "Birch", "score": 1.0}])
    assert frame.levels == {"score": (1, 2, 3, 4)}
    assert not frame.levels_declared


def test_criteria_that_look_alike_share_a_scale_and_others_do_not():
    ranges = {"Ideas": (1, 4), "Voice": (2, 3), "Spelling": (3, 3), "Total": (40, 95)}
    rows = [
        ROW | {"criterion": name, "sample": f"s{at}", "score": score}
        for name, ends in ranges.items()
        for at, score in enumerate(ends)
    ]
    levels = score_frame(rows).levels
    assert levels["Ideas"] == levels["Voice"] == levels["Spelling"] == (1, 2, 3, 4)
    assert levels["Total"] == tuple(range(40, 96))


@pytest.mark.parametrize(
    ("scores", "said"), [(["low", "high"], "high, low"), ([1, 2.5], "1, 2.5"), ([1, 900], "1 to 900")]
)
def test_scores_that_show_no_scale_ask_for_the_levels(scores, said):
    error = refused([ROW | {"sample": f"s{at}", "score": score} for at, score in enumerate(scores)])
    assert said in str(error)
    assert "Declare its levels, lowest first." in str(error)


def test_labels_are_levels_in_the_order_declared():
    frame = frame_of({"Maple": ["Developing", "Proficient"]}, ["Beginning", "Developing", "Proficient"])
    assert frame.level.tolist() == [1, 2]
    assert frame.levels_declared


def test_levels_by_criterion_set_the_order_of_the_criteria():
    rows = rows_of({"Maple": [1, 2]}, criterion="Voice") + rows_of({"Maple": ["a", "b"]}, criterion="Ideas")
    frame = score_frame(rows, {"Voice": [1, 2], "Ideas": ["a", "b"], "Unused": [1, 2]})
    assert frame.criteria == ("Voice", "Ideas")
    assert frame.only("Ideas").level.tolist() == [0, 1]


def test_a_level_listed_twice_or_no_level_is_refused():
    assert "Level 2 is listed twice for score." in str(refused([ROW], [1, 2, 2, 3]))
    assert "No levels are declared for score." in str(refused([ROW], []))


def test_no_rows_are_an_empty_frame():
    assert len(score_frame([])) == 0
    assert str(exact(score_frame([])).undefined_because) == "There are no scores in round 1."


def test_what_came_in_is_never_changed():
    rows = random_rows(np.random.default_rng(2), (4, 2, 3))
    table, kept = pd.DataFrame(rows), copy.deepcopy(rows)
    before = table.copy(deep=True)
    score_frame(table)
    score_frame(rows)
    pd.testing.assert_frame_equal(table, before)
    assert rows == kept


def test_a_frame_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        score_frame([ROW]).level[0] = 0


def test_asking_for_an_unknown_criterion_or_session_names_the_choice():
    with pytest.raises(BadScores, match=r"There is no criterion Voice. Choose score."):
        score_frame([ROW]).only("Voice")
    with pytest.raises(BadScores, match=r"There is no session May"):
        score_frame([ROW]).in_session("May")


def test_a_row_without_a_name_hides_no_other_problem():
    error = refused(
        [
            ROW | {"score": 9},
            ROW | {"sample": "Birch", "rater": ""},
            ROW | {"sample": "Cedar", "rater": "", "score": 8},
            ROW | {"sample": "Elm", "round": 0},
            ROW | {"sample": "Fir"},
            ROW | {"sample": "Fir"},
            ROW | {"sample": "Ginkgo", "condition": "illegible"},
        ],
        [1, 2, 3],
    )
    assert [problem.rows for problem in error.problems] == [(2,), (3, 4), (4,), (5,), (6, 7), (8,)]


def test_levels_that_nobody_declared_are_asked_for_beside_everything_else():
    error = refused([ROW | {"score": "good"}, ROW | {"sample": "Birch", "rater": "", "score": "bad"}])
    assert [problem.rows for problem in error.problems] == [(), (3,)]
