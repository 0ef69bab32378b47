"""The report on a table that was brought, as deep as somebody wants, and what becomes of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath

import streamlit as st

from workbench.domain.catalogue import _, speaking, spoken
from workbench.reports.findings.parts import Depth, Report, Section
from workbench.services.sheets import reporting
from workbench.services.sheets.confirming import Form
from workbench.services.sheets.protocol import Reported
from workbench.ui import checking, findings, memory, plain
from workbench.ui.spreadsheet import keeping
from workbench.ui.spreadsheet.keeping import Seen
from workbench.ui.viewer import Here


def draw(here: Here, seen: Seen) -> None:
    """Draw the report: sentences and dots, then tables, then the method; and the ways to keep it."""
    head = st.container()
    report = _with_names(here, seen).report
    with head:
        st.text(report.title)
        st.caption(plain.escape(report.basis))
    with st.container(border=True, key="headline"):
        findings.sentences(report.first)
    findings.sections(report, Depth.FIRST)
    with st.expander(_("In numbers"), key="sheet-tables"):
        findings.sections(report, Depth.TABLES)
    with st.expander(_("How it was worked out"), key="sheet-method"):
        findings.sections(report, Depth.METHOD)
        checking.offered(keeping.form(), lambda: keeping.checked(seen, lambda: _checked(here, seen)))
    _keep(seen.reported)
    with st.bottom, st.container(horizontal=True):
        st.button(_("Throw it away"), key="sheet-throw", on_click=memory.told(keeping.throw_away))
        st.button(_("Back to how it was read"), key="sheet-back", type="tertiary", on_click=memory.told(keeping.again))


def _with_names(here: Here, seen: Seen) -> Reported:
    """Return the report as it is shown: with names only where somebody asks for them, and on this screen only."""
    if seen.confirmed.told.form is Form.TALLY:
        return seen.reported
    if not st.toggle(_("Show the names of raters, on this screen only"), key=f"{keeping.form()}-names"):
        return seen.reported
    st.caption(_("Results about a person are for that person. What you download has no names."))
    named = replace(seen.confirmed, names=True)
    with st.spinner(_("Counting… this takes a few seconds.")):
        return keeping.once((seen.sheet, named), lambda: reporting.reported(here.viewer, seen.sheet, named))


def _checked(here: Here, seen: Seen) -> Section:
    return reporting.checked(here.viewer, seen.sheet, seen.confirmed)


def _keep(reported: Reported) -> None:
    """Offer the report as files, and say what happens otherwise."""
    st.header(_("Keep or throw away"), anchor=False)
    st.text(_("Nothing is stored here: what you do not download is gone once you throw it away or close the page."))
    stem = PurePath(reported.report.title).stem[:60] or "report"
    with st.container(horizontal=True, key="sheet-keep"):
        _download(_("Web page"), f"{stem}.html", partial(_made, reporting.as_web_page, reported.report, spoken()))
        _download(
            _("Workbook (XLSX)"), f"{stem}.xlsx", partial(_made, reporting.as_workbook, reported.report, spoken())
        )
        _download(_("All figures, for programs (JSON)"), f"{stem}.json", lambda: reported.contract)


def _download(label: str, name: str, make: Callable[[], bytes]) -> None:
    ending = PurePath(name).suffix
    st.download_button(
        label,
        make,
        file_name=name,
        key=f"sheet-keep-{ending[1:]}",
        icon=":material/download:",
        mime="application/octet-stream",
        on_click="ignore",
    )


def _made(draw_as: Callable[[Report], bytes], report: Report, language: str) -> bytes:
    """Make a file in the language of the page: Streamlit asks for it on a thread that speaks none."""
    with speaking(language):
        return draw_as(report)
