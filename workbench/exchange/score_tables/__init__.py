"""Reading tables of scores: long, wide, tally and criteria sheets from CSV and spreadsheet workbooks."""

from workbench.exchange.score_tables.asked import Asked, Form
from workbench.exchange.score_tables.limits import HEADER_ROWS
from workbench.exchange.score_tables.opening import is_workbook
from workbench.exchange.score_tables.plain import PlainSheet, plain_sheets
from workbench.exchange.score_tables.scales import Below, Scale, below
from workbench.exchange.score_tables.table import ScoreTable, read_scores
from workbench.exchange.score_tables.telling import Look, Told, first_look, guessed, renamed

__all__ = [
    "HEADER_ROWS",
    "Asked",
    "Below",
    "Form",
    "Look",
    "PlainSheet",
    "Scale",
    "ScoreTable",
    "Told",
    "below",
    "first_look",
    "guessed",
    "is_workbook",
    "plain_sheets",
    "read_scores",
    "renamed",
]
