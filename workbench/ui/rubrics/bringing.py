"""Bringing the rubric one has: pasted from where it stands, or out of the Word file that holds it."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.services import rubric_reading
from workbench.services.rubric_reading import Table
from workbench.ui import memory, troubles
from workbench.ui.components.table_paste import pasted_table, what_was_pasted
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
    pasted_table(_FIELD, memory.told(_bring_html), here)
    st.text_area(_("Paste the table here"), key=_FIELD, height=180)
    st.button(_("Read this table"), key="table-read", type="primary", on_click=memory.told(_bring_text), args=(here,))
    file = st.file_uploader(
        _("Or upload the Word file (.docx) that holds it"),
        key="table-file",
        max_upload_size=LARGEST_MEGABYTES,
    )
    if file is not None:
        _bring_file(here, file.getvalue(), file.name)


def _bring_html(here: Here) -> None:
    _keep(rubric_reading.from_clipboard(here.viewer, what_was_pasted()))


def _bring_text(here: Here) -> None:
    _keep(rubric_reading.from_text(here.viewer, str(memory.chosen(_FIELD) or "")))


def _bring_file(here: Here, data: bytes, name: str) -> None:
    try:
        with st.spinner(_("Reading…")):
            tables = rubric_reading.from_word(here.viewer, data, name)
    except WorkbenchError as trouble:
        troubles.say(trouble)
        return
    _keep(tables)
    st.rerun()


def _keep(tables: tuple[Table, ...]) -> None:
    memory.sent(_BROUGHT)
    memory.keep(_BROUGHT, tables)


def form() -> str:
    """Return what begins the keys of all fields that are about these tables."""
    return f"brought-{memory.submission(_BROUGHT)}"
