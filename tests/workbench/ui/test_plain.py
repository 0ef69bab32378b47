"""User text stays text where Streamlit takes only Markdown."""

import pytest

from workbench.ui.plain import escape


@pytest.mark.parametrize(
    "typed", ["https://tracker.example", "HTTP://x.example", "www.tracker.example", "ana@school.example"]
)
def test_a_bare_address_is_no_link(typed):
    shown = escape(typed).replace("\\", "")
    assert shown != typed
    assert shown.replace("\u2060", "") == typed


@pytest.mark.parametrize("typed", ["Plain words", "May 3rd, 2026", "Read: this"])
def test_ordinary_words_are_shown_as_they_are(typed):
    assert escape(typed).replace("\\", "") == typed
