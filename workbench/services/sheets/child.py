"""The process that opens workbooks and computes reports: ``python -m workbench.services.sheets.child``.

It knows no database, is given no secrets, and may take no more memory and time than the limits allow; whatever
somebody brings, the desks of those who score go on beside it.
"""

import os
import sys
from dataclasses import replace

from workbench.domain.catalogue import _, speaking
from workbench.domain.errors import Invalid
from workbench.exchange.score_tables import Asked, ScoreTable, first_look, plain_sheets, read_scores, renamed
from workbench.intake.child import confine
from workbench.reports.findings.parts import Section
from workbench.services.sheets.protocol import (
    LIMITS,
    Confirmed,
    Question,
    Reported,
    pack_checked,
    pack_refusal,
    pack_report,
    pack_sheets,
)

__all__ = ["answer", "checked", "main", "report", "without_names"]


def main() -> None:
    """Read one question from standard input and write one answer to standard output."""
    question = Question.unpack(sys.stdin.buffer.read())
    confine(LIMITS)
    sys.stdout.buffer.write(answer(question))
    sys.stdout.buffer.flush()
    # A parser that crashes while it tidies up would spoil an answer that is complete.
    os._exit(0)


def answer(question: Question) -> bytes:
    """Return the packed sheets or report, or the packed refusal."""
    with speaking(question.language):
        try:
            if question.confirmed is None:
                return pack_sheets(plain_sheets(question.data))
            if question.check:
                return pack_checked(checked(question.data, question.confirmed))
            return pack_report(report(question.data, question.confirmed))
        except Invalid as refusal:
            return pack_refusal(refusal)
        except MemoryError:
            return pack_refusal(Invalid("This needs more memory than one table may take.", "Bring it in parts."))


def report(data: bytes, confirmed: Confirmed) -> Reported:
    """Return the report on a text table, and its contract.

    Raises
    ------
    Invalid, Several
        Everything that is wrong with the table, with row numbers.
    """
    # What computes takes a second to load, and sheets are read without it.
    from workbench.services.analyzing.asking import Question as About
    from workbench.services.analyzing.asking import analyzed
    from workbench.services.analyzing.files import Format, drawn
    from workbench.services.analyzing.reporting import report_of

    table = _read(data, confirmed)
    table = table if confirmed.names else without_names(table)
    analysis = analyzed(table, About(confirmed.levels, confirmed.cuts))
    said = report_of(analysis, confirmed.title)
    return Reported(said, drawn(analysis, confirmed.title, Format.JSON))


def checked(data: bytes, confirmed: Confirmed) -> Section:
    """Return the correlations of a text table beside another program's; raises as :func:`report`."""
    from workbench.services.analyzing.asking import Question as About
    from workbench.services.analyzing.asking import frame_of
    from workbench.services.analyzing.checking import beside_pingouin

    return beside_pingouin(frame_of(_read(data, confirmed), About(confirmed.levels, confirmed.cuts)))


def without_names(table: ScoreTable) -> ScoreTable:
    """Return a table whose raters are numbered in the order in which they come; a tally has none."""
    if "rater" not in table.rows:
        return table
    names = [name for name in dict.fromkeys(table.rows["rater"]) if name]
    # With zeros in front their order is that of the numbers, wherever names are sorted.
    digits = len(str(len(names)))
    numbered = {name: _("Rater {n}").format(n=f"{n:0{digits}}") for n, name in enumerate(names, 1)}
    return replace(table, rows=table.rows.assign(rater=table.rows["rater"].map({"": ""} | numbered)))


def _read(data: bytes, confirmed: Confirmed) -> ScoreTable:
    """Return the table as it was told; nothing in it is in doubt any more."""
    told = confirmed.told
    text = renamed(data, told)
    asked = Asked(
        form=told.form,
        skip_rows=confirmed.skip_rows,
        keep_rows=confirmed.keep_rows,
        keep_columns=frozenset(column.name for column in first_look(text, told.row).columns),
    )
    return read_scores(text, asked)


if __name__ == "__main__":
    main()
