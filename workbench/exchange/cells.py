"""Cells of tables we give out and take in: text that a spreadsheet must not run.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is a formula to Excel or LibreOffice. An
apostrophe before it makes it text; reading the cell back takes that apostrophe away again.
"""

import re

__all__ = ["plain_cell", "safe_cell"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def safe_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """The text that ``safe_cell`` made a cell of; other cells stay as they are."""
    return cell[1:] if _ESCAPED.match(cell) else cell
