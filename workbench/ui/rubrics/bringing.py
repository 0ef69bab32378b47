"""Bringing the rubric one has: pasted from where it stands, or out of the Word file that holds it."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.services import rubric_reading
from workbench.services.rubric_reading import Table
from workbench.ui import memory, troubles
from workbench.ui.components.table_paste import pasted_table
from workbench.ui.viewer import Here

LARGEST_MEGABYTES = 25
_FIELD = "table-text"
_BROUGHT = "brought-tables"


def brought() -> tuple[Table, ...]:
    """Return the tables that were brought and are not confirmed yet."""
    found = memory.chosen(_BROUGHT)
    return found if isinstance(found, tuple) else ()


def forget() -> None:
    """Begin afresh."""
    memory.forget(_BROUGHT)
    memory.sent(_BROUGHT)


def fields(here: Here) -> None:
    """Ask for the table; as soon as there is one, the page goes on to show it."""
    st.text(
        _(
            "Open your rubric in Word, Google Docs or a spreadsheet, select the whole table, copy it, and paste it "
            "here. You will see how it was read, and nothing is stored before you say so."
        )
    )
    html = pasted_table(_FIELD)
    text = st.text_area(_("Paste the table here"), key=_FIELD, height=180)
    read = st.button(_("Read this table"), key="table-read", type="primary")
    file = st.file_uploader(
        _("Or upload the Word file (.docx) that holds it"),
        key="table-file",
        max_upload_size=LARGEST_MEGABYTES,
    )
    if html:
        _bring(lambda: rubric_reading.from_clipboard(here.viewer, html))
    elif read:
        _bring(lambda: rubric_reading.from_text(here.viewer, text))
    elif file is not None:
        _bring(lambda: rubric_reading.from_word(here.viewer, file.getvalue(), file.name))


def _bring(read: Callable[[], tuple[Table, ...]]) -> None:
    try:
        with st.spinner(_("Reading…")):
            tables = read()
    except WorkbenchError as trouble:
        troubles.say(trouble)
        return
    memory.sent(_BROUGHT)
    memory.keep(_BROUGHT, tables)
    st.rerun()


def form() -> str:
    """Return what begins the keys of all fields that are about these tables."""
    return f"brought-{memory.submission(_BROUGHT)}"
