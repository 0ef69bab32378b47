"""Text from people, made harmless."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.domain.plain_text import clean, clean_line


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("abc\u202edcb\u202c", "abcdcb"),
        ("A\u200bn\u200da\ufeff", "Ana"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("e\u0301", "é"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("\n\n  indented\n\n", "  indented"),
        ("\uf0b7 bullet", "• bullet"),
    ],
)
def test_invisible_characters_go_and_the_rest_stays(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🔬", "नमस्ते", "שלום", "a\tb", "**bold** <b>$x$</b>"])
def test_scripts_emoji_and_markup_stay_as_they_were_written(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_a_name_is_one_line() -> None:
    assert clean_line("  Ana\n\tLópez ") == "Ana López"


def test_a_tower_of_marks_is_cut_down_at_once() -> None:
    started = time.perf_counter()
    assert len(clean("a" + "\u0301\u0323" * 100_000)) < 20
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2060", "\u200d"])
def test_what_cannot_be_seen_hides_no_marks_from_the_count(hidden: str) -> None:
    assert clean(f"a{hidden}\u0301") == "á"
    assert len(clean("a" + f"\u0323\u0323\u0323\u0323{hidden}" * 50)) < 12
    assert len(clean("\u0627" + f"\u064b\u064b\u064b\u064b{hidden}" * 50)) < 12


@given(st.text())
@example("a\u200b\u0301")
@example("\u1100\u200b\u1161")
@example("\u0627\u0301\u064b\u200d")
@example("a\u200d\u0301\u200c")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
