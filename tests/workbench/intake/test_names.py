"""Names in a text: hints that a person confirms, and stable tokens in their place."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.errors import Invalid
from workbench.intake import Hint, Replacement, find_hints, mask

ROSTER = ("Ana María López", "Seán O'Brien", "Jo de la Cruz", "May Li", "李小龙", "Anne-Marie Weiß")


def found(text: str, roster: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    hints = find_hints(text, roster)
    assert all(text[hint.start : hint.end] == hint.text for hint in hints)
    assert all(a.end <= b.start for a, b in pairwise(hints))
    return [(hint.kind, hint.text) for hint in hints]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("then ana said", "ana"),
        ("then ANA LOPEZ said", "ANA LOPEZ"),
        ("Ana's dog", "Ana"),
        ("with O’Brien today", "O’Brien"),
        ("with sean obrien today", "sean obrien"),
        ("it was Jo!", "Jo"),
        ("Anne Marie Weiss ran", "Anne Marie Weiss"),
        ("我叫李小龙。", "李小龙"),
        ("in May it rains", "May"),
    ],
)
def test_a_name_on_the_roster_is_found_in_any_case_and_accent(text: str, name: str) -> None:
    assert found(text, ROSTER) == [("name", name)]


@pytest.mark.parametrize("text", ["so de la soul", "he is so jolly", "li as a unit", "Analysis"])
def test_parts_of_words_and_particles_are_no_names(text: str) -> None:
    assert found(text, ROSTER) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, my name is joe and I", "joe"),
        ("My name is Mary Jane Watson.", "Mary Jane Watson"),
        ("My Summer by Kim Park\n\nIt was", "Kim Park"),
        ("This was written by Kim Park for you", "Kim Park"),
        ("Name: kim park\nText", "kim park"),
        ("Dear Mr. Smith,", "Smith"),
        ("Dear Kim, how are you", "Kim"),
        ("I asked Ms O'Neil why", "O'Neil"),
        ("Bye\n\nSincerely,\nkim park", "kim park"),
        ("Bye\n\nYour friend,\n\n  Kim P.\n", "Kim P"),
    ],
)
def test_a_turn_of_phrase_that_names_somebody_is_found(text: str, name: str) -> None:
    assert found(text) == [("name", name)]


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("mail kim.park@school.org now", "e-mail", "kim.park@school.org"),
        ("call (555) 123 4567 or", "phone", "(555) 123 4567"),
        ("call +44 20 7946 0958 or", "phone", "+44 20 7946 0958"),
        ("student 20231234 wrote", "number", "20231234"),
        ("we in 8B are", "class", "8B"),
        ("in Period 3 we", "class", "Period 3"),
        ("in room 12A we", "class", "room 12A"),
        ("The Lincoln Middle School is", "school", "Lincoln Middle School"),
    ],
)
def test_addresses_numbers_classes_and_schools_are_found(text: str, kind: str, hint: str) -> None:
    assert found(text) == [(kind, hint)]


@pytest.mark.parametrize(
    "text",
    [
        "a 3D model, 2D too",
        "pi is 3.14159265",
        "on 12-14-2023 and 2023-12-14",
        "1,000,000 people",
        "from 1939 to 1945",
        "Dear Sir,",
        "we stood by the sea",
        "from the start\nwe knew, and it rained",
    ],
)
def test_what_tells_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_same_name_becomes_the_same_token_everywhere() -> None:
    text = "Ana López met Bo. ANA and bo talked to Mr Kim (ana.l@x.org)."
    masked = mask(text, find_hints(text, ("Ana López", "Bo Chen")))
    assert masked.text == "[Name 1] met [Name 2]. [Name 1] and bo talked to Mr [Name 3] ([E-mail 1])."
    assert masked.replaced == (
        Replacement("[Name 1]", 2),
        Replacement("[Name 2]", 1),
        Replacement("[Name 3]", 1),
        Replacement("[E-mail 1]", 1),
    )


def test_only_what_was_confirmed_is_replaced() -> None:
    text = "Ana and May"
    ana, _may = find_hints(text, ("Ana", "May"))
    assert mask(text, [ana]).text == "[Name 1] and May"
    assert mask(text, []).text == text


def test_a_second_masking_counts_on() -> None:
    assert mask("[Name 1] met Kim", [Hint(13, 16, "name", "Kim")]).text == "[Name 1] met [Name 2]"


def test_a_text_changed_in_between_is_not_masked_in_the_wrong_place() -> None:
    with pytest.raises(Invalid, match="has changed"):
        mask("New text", [Hint(0, 3, "name", "Kim")])
    with pytest.raises(Invalid, match="has changed"):
        mask("Kim", [Hint(0, 30, "name", "Kim")])


@pytest.mark.parametrize("piece", ["A-", "A ", "a.", "from ", "by ", " ", "name:", "1-22-", "love\n\t", "@"])
def test_an_odd_text_takes_no_minutes(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    find_hints(text, ROSTER)
    find_hints("from" + text, ROSTER)
    assert time.perf_counter() - started < 20


@given(st.text(), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_can_be_searched_and_masked(text: str, roster: list[str]) -> None:
    hints = find_hints(text, roster)
    masked = mask(text, hints)
    assert sum(replacement.count for replacement in masked.replaced) == len(hints)
    assert bool(hints) == (masked.text != text)
