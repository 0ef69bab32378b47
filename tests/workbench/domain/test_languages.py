"""Which language a browser is answered in."""

import pytest

from workbench.domain.languages import Language, known, preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", Language.SPANISH),
        ("en-US,en;q=0.9,es;q=0.8", Language.ENGLISH),
        ("en;q=0.5, es;q=0.7", Language.SPANISH),
        ("de-CH,de;q=0.9,es;q=0.4", Language.SPANISH),
        ("ES", Language.SPANISH),
        ("de,fr;q=0.9,*;q=0.1", None),
        ("es;q=0", None),
        ("es;q=much, en;q=0.1", Language.ENGLISH),
        ("es;q=nan", None),
        ("", None),
        (",;q=,;;", None),
        ("esperanto", None),
        ("x" * 10_000, None),
    ],
)
def test_the_first_language_wanted_that_is_spoken_here(accepted: str, language: Language | None):
    assert preferred(accepted) is language


def test_a_code_is_known_by_its_first_part():
    assert [known(code) for code in ("es", " es-419 ", "EN-gb", "eng", "", "../es")] == [
        Language.SPANISH,
        Language.SPANISH,
        Language.ENGLISH,
        None,
        None,
        None,
    ]


def test_a_language_is_called_by_its_own_name():
    assert [language.own_name for language in Language] == ["English", "Español"]
