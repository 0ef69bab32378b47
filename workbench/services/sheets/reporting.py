"""The report on a table that was brought, and the files to take along; nothing is stored."""

from workbench.domain.people import Viewer
from workbench.exchange.score_tables import PlainSheet
from workbench.reports.findings.parts import Report, Section
from workbench.services import access
from workbench.services.sheets.bringing import in_the_child
from workbench.services.sheets.protocol import Confirmed, Question, Reported, unpack_checked, unpack_report

__all__ = ["Confirmed", "Reported", "as_web_page", "as_workbook", "checked", "reported"]


def reported(viewer: Viewer, sheet: PlainSheet, confirmed: Confirmed) -> Reported:
    """Return the report on a sheet, computed in a process of its own.

    Raises
    ------
    Invalid, Several
        Everything that is wrong with the table, with row numbers.
    """
    access.staff_only(viewer)
    return in_the_child(Question(sheet.data, confirmed), unpack_report)


def checked(viewer: Viewer, sheet: PlainSheet, confirmed: Confirmed) -> Section:
    """Return the correlations of a sheet beside those that pingouin finds; errors as for :func:`reported`."""
    access.staff_only(viewer)
    return in_the_child(Question(sheet.data, confirmed, check=True), unpack_checked)


def as_web_page(report: Report) -> bytes:
    """Return a report as one self-contained web page."""
    from workbench.reports.findings.web_page import web_page  # reports that nobody takes along do without it

    return web_page(report).encode()


def as_workbook(report: Report) -> bytes:
    """Return a report as a spreadsheet workbook."""
    from workbench.reports.findings.workbook import workbook

    return workbook(report)
