"""The door for tables that hold a rubric: a Word file, or what a clipboard held as HTML; read in the child process."""

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.domain.tables import Table
from workbench.intake import sandbox
from workbench.intake.limits import LIMITS, Limits
from workbench.intake.protocol import Question, pack_question, unpack_tables
from workbench.intake.receiving import answered, ending_of
from workbench.intake.table_cells import COPY_IT

__all__ = ["MOST_PASTED_BYTES", "receive_pasted_tables", "receive_tables"]

MOST_PASTED_BYTES = 2 * 1024 * 1024
_CHILD = "workbench.intake.child"
_COPY_PART = later("Copy only the rubric's table, and paste it.")


def receive_tables(data: bytes, *, claimed_name: str = "", limits: Limits = LIMITS) -> tuple[Table, ...]:
    """Return the tables of a Word file that could hold a rubric, in reading order.

    Parameters
    ----------
    data
        The whole file.
    claimed_name
        What the uploader's computer calls it; only its ending is looked at.
    limits
        What the file may be and what looking at it may cost.

    Raises
    ------
    Invalid
        With what the file is and what to do; everything else as ``receive``.
    """
    if not data:
        raise Invalid("This file is empty.", "Choose the Word file that holds the rubric.")
    if len(data) > limits.upload_bytes:
        raise Invalid("This file is larger than {most} MB.", _COPY_PART, most=limits.upload_megabytes)
    return _asked(Question(data, ending_of(claimed_name), limits, "tables"), instead=COPY_IT)


def receive_pasted_tables(html: str, *, limits: Limits = LIMITS) -> tuple[Table, ...]:
    """Return the tables in a piece of HTML from a clipboard; errors as for ``receive_tables``."""
    data = html.encode("utf-8", "replace")
    if len(data) > MOST_PASTED_BYTES:
        raise Invalid("What was pasted is larger than 2 MB.", _COPY_PART)
    return _asked(Question(data, "", limits, "pasted tables"))


def _asked(question: Question, *, instead: str = "") -> tuple[Table, ...]:
    try:
        finished = sandbox.run(_CHILD, pack_question(question), question.limits)
    except sandbox.TookTooLong:
        raise Invalid("This takes too long to read.", _COPY_PART) from None
    return answered(finished, question.data, unpack_tables, instead=instead)
