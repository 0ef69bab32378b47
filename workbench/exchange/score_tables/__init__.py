"""Reading tables of scores: long, wide and tally sheets from CSV and spreadsheet workbooks."""

from workbench.exchange.score_tables.asked import Asked, Form
from workbench.exchange.score_tables.table import ScoreTable, read_scores

__all__ = ["Asked", "Form", "ScoreTable", "read_scores"]
