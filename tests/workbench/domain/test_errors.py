"""What an error says: one sentence in the catalogue, filled in where it is read."""

import pytest

from workbench.domain.errors import Invalid, Several, TooMany


def test_what_happened_and_what_to_do_are_filled_in_with_the_same_facts():
    trouble = Invalid("{name} was withdrawn.", "Take {name} out of the session.", field="samples", name="Birch")

    assert (trouble.says, trouble.do, trouble.field) == (
        "Birch was withdrawn.",
        "Take Birch out of the session.",
        "samples",
    )
    assert str(trouble) == "Birch was withdrawn. Take Birch out of the session."


def test_an_error_keeps_the_sentences_by_which_it_is_found_in_the_catalogue():
    trouble = Invalid("{name} was withdrawn.", name="Birch")

    assert trouble.messages == ("{name} was withdrawn.", "")
    assert trouble.do == ""


def test_braces_in_what_a_teacher_typed_are_letters_like_any_other():
    assert Invalid("{name} was withdrawn.", name="{0.__class__}").says == "{0.__class__} was withdrawn."
    assert Invalid("A set {1, 2} cannot be read.").says == "A set {1, 2} cannot be read."


def test_how_long_to_wait_stands_beside_the_sentence():
    trouble = TooMany("There were too many wrong tries.", "Wait {wait}.", wait_seconds=40, wait="40 seconds")

    assert (trouble.do, trouble.wait_seconds) == ("Wait 40 seconds.", 40)


def test_several_problems_are_one_line_each_with_its_own_facts():
    both = Several(
        [Invalid("{name} was withdrawn.", "Take it out.", name="Birch"), Invalid("Row {row} is empty.", row=4)]
    )

    assert str(both) == both.says == "Birch was withdrawn. Take it out.\nRow 4 is empty."
    assert [problem.facts for problem in both.problems] == [{"name": "Birch"}, {"row": 4}]
    assert (both.do, both.status) == ("", 400)
    with pytest.raises(Invalid):
        raise both
