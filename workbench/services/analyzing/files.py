"""The use case: the bytes of a file of scores in, an analysis out, and the analysis drawn as somebody wants it."""

import json
from collections.abc import Callable
from enum import StrEnum

from analysis.values import Analysis
from workbench.exchange.score_tables import Asked, Form, read_scores
from workbench.reports.findings.parts import Report
from workbench.services.analyzing.asking import Intervals, Question, analyzed
from workbench.services.analyzing.reporting import report_of

__all__ = ["Asked", "Form", "Format", "Intervals", "Question", "analyze_file", "drawn", "drawn_report"]


class Format(StrEnum):
    """What an analysis is drawn as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"


def analyze_file(
    data: bytes, asked: Asked, question: Question, doing: Callable[[str], None] = lambda _what: None
) -> Analysis:
    """Read a file and analyse the scores in it.

    Parameters
    ----------
    data
        CSV, any separator and encoding, or XLSX.
    asked, question
        What somebody says about the file, and about its scores.
    doing
        Is told what goes on.

    Raises
    ------
    Invalid, Several
        Everything that is wrong with the file, with row numbers.
    """
    doing("Reading")
    table = read_scores(data, asked)
    doing("Analysing")
    return analyzed(table, question)


def drawn(analysis: Analysis, title: str, wanted: Format, words: str = "") -> bytes:
    """Return the analysis as a page of text, the contract, a web page or a workbook; the same each time.

    Parameters
    ----------
    analysis
        What was found; the contract holds all of it, the others what may be shown.
    title
        The name of the file.
    wanted
        What to draw.
    words
        Whose words are put on coefficients, a key of ``SCALES``; empty for nobody's.
    """
    if wanted is Format.JSON:
        return (json.dumps(analysis.as_dict(), ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
    return drawn_report(report_of(analysis, title, words), wanted)


def drawn_report(report: Report, wanted: Format) -> bytes:
    """Return a report as a page of text, a web page or a workbook."""
    if wanted is Format.HTML:
        from workbench.reports.findings.web_page import web_page

        return web_page(report).encode()
    if wanted is Format.XLSX:
        from workbench.reports.findings.workbook import workbook

        return workbook(report)
    from workbench.reports.findings.text import text

    return text(report).encode()
