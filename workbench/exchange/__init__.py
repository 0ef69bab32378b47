"""Tables and foreign formats to and from the domain."""

from workbench.exchange.cells import plain_cell, safe_cell
from workbench.exchange.pasted_table import read_pasted_text
from workbench.exchange.rubric_table import (
    DraftCriterion,
    DraftLevel,
    RubricTableDraft,
    read_rubric,
    read_rubrics,
    write_rubric_csv,
)
from workbench.exchange.table_layout import Layout, columns_of, completed, turned
from workbench.exchange.table_rubric import TableRubric, read_table

__all__ = [
    "DraftCriterion",
    "DraftLevel",
    "Layout",
    "RubricTableDraft",
    "TableRubric",
    "columns_of",
    "completed",
    "plain_cell",
    "read_pasted_text",
    "read_rubric",
    "read_rubrics",
    "read_table",
    "safe_cell",
    "turned",
    "write_rubric_csv",
]
