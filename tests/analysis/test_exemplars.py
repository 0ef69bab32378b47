"""Which work could show others what a level means."""

from analysis import score_frame
from analysis.exemplars import exemplars
from tests.analysis.scores import frame_of


def test_unanimous_work_is_a_clear_example_and_comes_first():
    found = exemplars(frame_of({"Aspen": [3, 3, 3, 4], "Maple": [3, 3, 3, 3]}))
    assert [(c.sample, c.level, c.strength, c.boundary) for c in found] == [
        ("Maple", 3, 1.0, None),
        ("Aspen", 3, 0.75, (3, 4)),
    ]
    assert [str(c.why) for c in found] == ["All 4 gave 3.", "3 of 4 gave 3, the others 4."]


def test_the_line_on_which_the_others_hesitated_is_named_lower_level_first():
    (found,) = exemplars(frame_of({"Maple": [3, 3, 3, 2]}))
    assert found.boundary == (2, 3)


def test_divided_work_is_no_candidate():
    table = {"Split": [2, 2, 3, 3], "Far": [3, 3, 3, 1], "Around": [3, 3, 3, 3, 3, 3, 2, 4], "Two": [3, 3], "None": []}
    assert exemplars(frame_of(table)) == ()


def test_a_caller_may_ask_for_more_raters_or_be_content_with_two():
    frame = frame_of({"Maple": [3, 3], "Birch": [2, 2, 2, 2]})
    assert [c.sample for c in exemplars(frame, at_least=2)] == ["Birch", "Maple"]
    assert exemplars(frame, at_least=5) == ()


def test_no_scores_give_no_candidates():
    assert exemplars(score_frame([])) == ()
