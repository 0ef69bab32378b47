"""A sheet of paper, typed in: its photo beside a grid of pieces. The photo is shown and never stored."""

from base64 import b64encode
from html import escape

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.services.sheets import bringing
from workbench.services.sheets.bringing import Typed
from workbench.ui import memory, presses, troubles
from workbench.ui.spreadsheet import keeping
from workbench.ui.viewer import Here

LARGEST_MEGABYTES = 25
MOST_COLUMNS = 40
_FIRST_ROWS, _FIRST_TEACHERS, _FIRST_LEVELS = 8, 4, "1, 2, 3, 4"
_PHOTO = "sheet-photo-file"


def fields(here: Here) -> None:
    """Show the photo and the grid side by side, one below the other on a phone."""
    left, right = st.columns(2)
    with left:
        _photo(here)
    with right:
        _grid(here)


def pictures() -> None:
    """Show the photo, to compare what was typed with."""
    for number, page in enumerate(keeping.photo(), 1):
        alt = escape(_("Your photo, page {n}").format(n=number), quote=True)
        source = f"data:{page.media_type};base64,{b64encode(page.image).decode()}"
        st.html(f'<img class="wb-photo" alt="{alt}" src="{source}" width="{page.width}" height="{page.height}">')


def _photo(here: Here) -> None:
    pictures()
    if keeping.photo():
        st.button(
            _("Take the photo away"), key="sheet-no-photo", type="tertiary", on_click=keeping.keep_photo, args=((),)
        )
        return
    chosen = st.file_uploader(
        _("A photo of the sheet, to type from (optional)"),
        key=f"sheet-photo-{memory.submission(_PHOTO)}",
        max_upload_size=LARGEST_MEGABYTES,
    )
    if chosen is not None:
        _clean(here, chosen)


def _clean(here: Here, chosen: UploadedFile) -> None:
    """Keep the photo without what the camera wrote into it, and let go of the file."""
    try:
        with st.spinner(_("Reading…")):
            pages = bringing.photo(here.viewer, chosen.getvalue(), chosen.name)
    except WorkbenchError as trouble:
        keeping.let_go(chosen)
        troubles.say(trouble)
        return
    with presses.to_the_end():
        keeping.let_go(chosen)
        memory.sent(_PHOTO)
        keeping.keep_photo(pages)
    st.rerun()


def _grid(here: Here) -> None:
    typed_before = keeping.typed()
    keeping.start_with("sheet-counts", typed_before is None or typed_before.counts)
    what = {True: _("how many teachers gave each level"), False: _("which level each teacher gave")}
    counts = bool(
        st.radio(_("The sheet says"), list(what), format_func=lambda on: what[on], horizontal=True, key="sheet-counts")
    )
    columns = _levels() if counts else _teachers()
    typed = Typed(columns, _rows(columns, counts=counts), counts)
    keeping.keep_typed(typed)
    st.button(
        _("Go on with what is typed"),
        key="sheet-typed-done",
        type="primary",
        on_click=memory.ask,
        args=("sheet-typing", True),
    )
    memory.carry_out("sheet-typing", lambda _asked: _go_on(here, typed))


def _go_on(here: Here, typed: Typed) -> None:
    keeping.begin(_("Paper tally"), bringing.from_typed(here.viewer, typed), was_typed=True)


def _levels() -> tuple[str, ...]:
    before = keeping.typed()
    keeping.start_with("sheet-paper-levels", ", ".join(before.columns) if before and before.counts else _FIRST_LEVELS)
    said = st.text_input(_("Levels, lowest first, with commas between them"), key="sheet-paper-levels")
    levels = tuple(dict.fromkeys(level.strip() for level in said.split(",") if level.strip()))
    return levels[:MOST_COLUMNS]


def _teachers() -> tuple[str, ...]:
    before = keeping.typed()
    keeping.start_with("sheet-paper-teachers", len(before.columns) if before and not before.counts else _FIRST_TEACHERS)
    n = st.number_input(_("How many teachers?"), 2, MOST_COLUMNS, key="sheet-paper-teachers")
    return tuple(_("Teacher {n}").format(n=number) for number in range(1, int(n) + 1))


def _rows(columns: tuple[str, ...], *, counts: bool) -> tuple[tuple[str, ...], ...]:
    names = ["piece", "criterion", *(f"cell {n}" for n in range(1, len(columns) + 1))]
    layout = f"sheet-grid-{counts}-{len(columns)}"
    column = st.column_config
    heads = {
        "piece": column.TextColumn(_("Piece"), max_chars=80),
        "criterion": column.TextColumn(_("Criterion, if several"), max_chars=80),
        **{name: column.TextColumn(head, max_chars=20) for name, head in zip(names[2:], columns, strict=True)},
    }
    edited = st.data_editor(
        keeping.begun(layout, lambda: _laid_out(names)),
        key=layout,
        hide_index=True,
        num_rows="dynamic",
        column_config=heads,
        alt=_("The grid to type in: a row for each piece"),
    )
    found = (tuple(_text(row[name]) for name in names) for _index, row in edited.iterrows())
    return tuple(row for row in found if any(row))


def _laid_out(names: list[str]) -> pd.DataFrame:
    """Return what has been typed until now, in as many columns as the grid has."""
    typed = keeping.typed()
    rows = typed.rows if typed else ()
    filled = [[*row, *[""] * len(names)][: len(names)] for row in rows]
    filled += [[""] * len(names) for _row in range(_FIRST_ROWS - len(filled))]
    return pd.DataFrame(filled, columns=names, dtype="str")


def _text(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else ""
