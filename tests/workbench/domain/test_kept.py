"""Stored sentences are read in the language of who reads them."""

from workbench.domain.catalogue import speaking
from workbench.domain.kept import keep, said


def test_what_is_kept_is_said_in_the_readers_language():
    kept = keep([("{name} was withdrawn.", {"name": "Maple"}), ("Take it out of the session.", {})])
    assert said(kept) == "Maple was withdrawn. Take it out of the session."
    with speaking("es"):
        assert said(kept) == "Maple se retiró. Sáquelo de la sesión."


def test_braces_in_what_fills_a_gap_stay_as_they_are():
    assert said(keep([("{name} was withdrawn.", {"name": "{x} {0} \u202e“ñ”"})])) == "{x} {0} \u202e“ñ” was withdrawn."


def test_nothing_is_nothing_and_plain_text_stays_as_it_was_stored():
    assert keep([]) == ""
    assert [said(text) for text in ("", "3 of 5 put it at Proficient.", "{odd}")] == [
        "",
        "3 of 5 put it at Proficient.",
        "{odd}",
    ]
