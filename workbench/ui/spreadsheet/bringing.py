"""Bringing a table: a file, a pasted text, or a sheet of paper that is typed in."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.services.sheets import bringing
from workbench.services.sheets.bringing import MOST_MEGABYTES, MOST_SCORES
from workbench.ui import memory, presses, troubles
from workbench.ui.spreadsheet import keeping, paper
from workbench.ui.viewer import Here

_FIELD = "sheet-text"


def fields(here: Here) -> None:
    """Ask for the table; as soon as there is one, the page goes on to show it."""
    st.text(
        _(
            "Any tally sheet or table of scores: a row for each score, a column for each rater, or how many gave each "
            "level. You see how it was read before anything is counted."
        )
    )
    with st.container(border=True, key="narrow-nothing-stored"):
        st.text(
            _(
                "Nothing is stored. What you bring is held in memory for this page alone, until you throw it away or, "
                "at the latest, a few hours after you close the page. Names of raters are left out of the report."
            )
        )
    ways = {False: _("I have a file or a table"), True: _("I have a paper tally")}
    way = st.radio(
        _("What do you have?"), list(ways), format_func=lambda on: ways[on], horizontal=True, key=keeping.WAY
    )
    if way:
        paper.fields(here)
    else:
        _file(here)
        _pasted(here)


def _file(here: Here) -> None:
    file = st.file_uploader(
        _("A file: CSV or XLSX, up to {mb} MB and {scores} scores").format(
            mb=MOST_MEGABYTES, scores=f"{MOST_SCORES:,}"
        ),
        key="sheet-file",
        max_upload_size=MOST_MEGABYTES,
    )
    if file is None:
        return
    try:
        with st.spinner(_("Reading…")):
            sheets = bringing.from_file(here.viewer, file.getvalue())
    except WorkbenchError as trouble:
        keeping.let_go(file)
        troubles.say(trouble)
        return
    with presses.to_the_end():
        keeping.let_go(file)
        keeping.begin(file.name, sheets)
    st.rerun()


def _pasted(here: Here) -> None:
    st.text_area(_("Or paste a table copied from a spreadsheet"), key=_FIELD, height=160)
    st.button(_("Read this table"), key="sheet-read", type="primary", on_click=memory.told(_read), args=(here,))


def _read(here: Here) -> None:
    sheets = bringing.from_text(here.viewer, str(memory.chosen(_FIELD) or ""))
    keeping.begin(_("Pasted table"), sheets)
