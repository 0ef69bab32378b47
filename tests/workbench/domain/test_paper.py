"""What a box on a sheet of paper may hold."""

from random import Random

import pytest

from workbench.domain.errors import Invalid
from workbench.domain.joincodes import ALPHABET
from workbench.domain.paper import LETTERS, Filled, new_sheet_code, read_box, read_known, same_code
from workbench.domain.rubrics import Criterion, Level
from workbench.domain.scoring import Condition, Given, Recusal

CLAIM = Criterion("c", "Claim", tuple(Level(label) for label in ("Low", "Mid", "High", "Top")), cut=3)


def test_a_box_holds_a_level_a_reason_or_nothing():
    assert read_box("Maple", CLAIM, " 3 ") == Given(level=3)
    assert read_box("Maple", CLAIM, "r") == Given(condition=Condition.ILLEGIBLE)
    assert read_box("Maple", CLAIM, "  ") is None


@pytest.mark.parametrize("level", ["0", "5", "7", "99", "123456789"])
def test_a_level_that_does_not_exist_is_named_with_its_piece_and_criterion(level: str):
    with pytest.raises(Invalid, match="Maple, Claim: there is no level .* the scale is 1-4") as refused:
        read_box("Maple", CLAIM, level)
    assert "stays empty" in refused.value.do


@pytest.mark.parametrize("typed", ["x", "3-", "²", "**", "NN"])
def test_what_is_neither_a_level_nor_a_letter_is_refused(typed: str):
    with pytest.raises(Invalid, match="neither a level nor one of the letters N A R C E"):
        read_box("Maple", CLAIM, typed)


def test_every_reason_has_a_letter():
    assert set(LETTERS.values()) == set(Condition)


def test_knowing_the_student_is_skipped_scored_anyway_or_not_said():
    assert [read_known("Maple", typed) for typed in ("s", "M", "")] == [Recusal.SKIP, Recusal.SCORED_ANYWAY, None]
    with pytest.raises(Invalid, match="Maple: “X” says nothing"):
        read_known("Maple", "x")


def test_a_sheet_counts_the_pieces_about_which_something_stands_there():
    sheet = Filled({("a", "c"): "3", ("b", "c"): " "}, {("d", "c"): "Two facts."}, {"e": "S", "f": ""})
    assert sheet.pieces == {"a", "d", "e"}


def test_a_sheets_code_says_nothing_and_is_read_however_it_was_typed():
    code = new_sheet_code(Random(3))
    assert len(code) == 4
    assert set(code) <= set(ALPHABET)
    assert same_code(f" {code[:2].lower()}-{code[2:]} ") == code
