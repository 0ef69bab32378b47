"""Rubrics, codes, names and queues: the small rules."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench.domain.allocation import queue
from workbench.domain.errors import Invalid
from workbench.domain.joincodes import new_code, read_code
from workbench.domain.people import clean_name, fold_name
from workbench.domain.rubrics import Criterion, Level, Rubric, check
from workbench.domain.scoring import Condition, Given, clean_sentence, legal

THREE = (Level("Beginning"), Level("Proficient"), Level("Advanced"))


def rubric(*criteria: Criterion) -> Rubric:
    return Rubric("r", "Argument", criteria or (Criterion("c", "Evidence", THREE, cut=2),))


def test_a_sound_rubric_passes_unchanged():
    assert check(rubric()) == rubric()


@pytest.mark.parametrize(
    ("criteria", "says"),
    [
        ((Criterion("c", " ", THREE, 2),), "no name"),
        ((Criterion("c", "Evidence", THREE[:1], 2),), "2 to 10 levels"),
        ((Criterion("c", "Evidence", (Level("A"), Level("a ")), 2),), "same name"),
        ((Criterion("c", "Evidence", (Level("A"), Level("")), 2),), "has no name"),
        ((Criterion("c", "Evidence", THREE, 1),), "must lie between two levels"),
        ((Criterion("c", "Evidence", THREE, 4),), "must lie between two levels"),
        ((Criterion("c", "Evidence", THREE, 2), Criterion("d", "evidence ", THREE, 2)), "Two criteria"),
    ],
)
def test_a_rubric_that_no_session_could_use_is_refused_by_name(criteria: tuple[Criterion, ...], says: str):
    with pytest.raises(Invalid, match=says):
        check(rubric(*criteria))


@given(some.integers())
def test_a_join_code_is_read_however_it_is_typed(seed: int):
    code = new_code(Random(seed))
    assert read_code(f" {code.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize("typed", ["", "BCDF", "BCDF-GHJK-M", "öäü"])
def test_what_cannot_be_a_code_is_refused(typed: str):
    with pytest.raises(Invalid, match="eight signs"):
        read_code(typed)


@given(some.lists(some.text(min_size=1), unique=True, max_size=8), some.integers(0, 8), some.integers())
def test_a_queue_holds_every_sample_once_with_everyone_first_in_front(samples: list[str], cut: int, seed: int):
    first, rest = samples[:cut], samples[cut:]
    order = queue(first, rest, Random(seed))
    assert sorted(order) == sorted(samples)
    assert set(order[: len(first)]) == set(first)


def test_queues_differ_between_raters():
    orders = {queue([], ["a", "b", "c", "d", "e"], Random(seed)) for seed in range(20)}
    assert len(orders) > 10


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("  ", "type your name"),
        ("x" * 41, "longer than 40"),
        ("a\u202eb", "cannot be seen"),
        ("\u3164", "cannot be seen"),
        ("Ana\u115f P.", "cannot be seen"),
        ("\u2800", "cannot be seen"),
    ],
)
def test_names_that_cannot_be_shown_are_refused(typed: str, says: str):
    with pytest.raises(Invalid, match=says):
        clean_name(typed)


def test_names_are_the_same_whatever_their_case_and_blanks():
    assert fold_name(" Ana  P. ") == fold_name("ana p.")
    assert clean_name(" Ana  P. ") == "Ana P."


def test_a_score_is_a_level_or_a_reason_never_both():
    assert Given(level=2).condition is None
    for wrong in ({}, {"level": 1, "condition": Condition.ILLEGIBLE}):
        with pytest.raises(Invalid, match="either a level or a reason"):
            Given(**wrong)


@pytest.mark.parametrize("level", [-1, 0, 4, 99])
def test_a_level_off_the_rubric_is_refused_with_the_scale(level: int):
    with pytest.raises(Invalid, match="outside the 1-3 scale of Evidence"):
        legal(Criterion("c", "Evidence", THREE, 2), Given(level=level))


def test_a_sentence_keeps_what_decided_it_and_no_more():
    assert clean_sentence("  It names two facts. ") == "It names two facts."
    with pytest.raises(Invalid, match="600 fit"):
        clean_sentence("x" * 601)
    assert clean_sentence("a\x00b \u202e\u200bevil") == "ab evil"
