"""Cells that leave for a spreadsheet run nothing there, and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange import plain_cell, safe_cell


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(formula: str) -> None:
    assert safe_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "Maple", "'tis", "a=b", "3 - 4", "O'Brien"])
def test_other_text_is_left_alone(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_a_safe_cell_reads_back_as_the_text(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
