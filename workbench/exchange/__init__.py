"""Tables and foreign formats to and from the domain."""

from workbench.exchange.cells import plain_cell, safe_cell
from workbench.exchange.rubric_table import (
    DraftCriterion,
    DraftLevel,
    RubricTableDraft,
    read_rubric,
    read_rubrics,
    write_rubric_csv,
)

__all__ = [
    "DraftCriterion",
    "DraftLevel",
    "RubricTableDraft",
    "plain_cell",
    "read_rubric",
    "read_rubrics",
    "safe_cell",
    "write_rubric_csv",
]
