"""Looking at a table that was brought: how it is read, which levels it has, and on to its report."""

from collections.abc import Sequence
from html import escape as as_html

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid, WorkbenchError
from workbench.services.sheets import confirming, reporting
from workbench.services.sheets.bringing import PlainSheet
from workbench.services.sheets.confirming import HEADER_ROWS, Below, Confirmed, Look, Told
from workbench.ui import memory, presses, troubles
from workbench.ui.plain import escape
from workbench.ui.spreadsheet import columns, keeping, levels, paper
from workbench.ui.spreadsheet.keeping import Brought, Seen
from workbench.ui.viewer import Here

_WANTED = "sheet-wanted"
_WRONG = "sheet-wrong"


def draw(here: Here, brought: Brought) -> None:
    """Draw everything there is to confirm, and the way on."""
    st.text(brought.title)
    wrong = st.container()
    if brought.was_typed and keeping.photo():
        left, right = st.columns([2, 3])
        with left:
            paper.pictures()
        with right:
            sheet, confirmed = _read(brought)
    else:
        sheet, confirmed = _read(brought)
    with st.bottom, st.container(horizontal=True):
        st.button(
            _("See the report"),
            key="sheet-report",
            type="primary",
            icon=":material/check:",
            disabled=confirmed is None,
            on_click=memory.keep,
            args=(_WANTED, True),
        )
        if brought.was_typed:
            back = memory.told(keeping.type_on)
            st.button(_("Back to what I typed"), key="sheet-type-on", type="tertiary", on_click=back)
        st.button(_("Throw it away"), key="sheet-throw", type="tertiary", on_click=memory.told(keeping.throw_away))
    if sheet and confirmed:
        with wrong:
            _go_on(here, sheet, confirmed)


def _read(brought: Brought) -> tuple[PlainSheet | None, Confirmed | None]:
    """Ask which sheet it is and how it is read; None while something is open or cannot be read so."""
    sheet = None
    try:
        sheet = _sheet(brought.sheets)
        return sheet, _confirmed(brought.title, sheet)
    except Invalid as trouble:
        troubles.say(trouble)
        return sheet, None


def _go_on(here: Here, sheet: PlainSheet, confirmed: Confirmed) -> None:
    """Have the report made if it was asked for; else say what was wrong with the table when it is still read so."""
    if not memory.chosen(_WANTED):
        kept = memory.chosen(_WRONG)
        if isinstance(kept, tuple) and kept[0] == (sheet, confirmed):
            troubles.say(kept[1])
        return
    with st.spinner(_("Counting… this takes a few seconds.")):
        found = _report(here, sheet, confirmed)
    with presses.to_the_end():
        memory.forget(_WANTED)
        if isinstance(found, Seen):
            keeping.see(found)
        else:
            memory.keep(_WRONG, ((sheet, confirmed), found))
    st.rerun()


def _report(here: Here, sheet: PlainSheet, confirmed: Confirmed) -> Seen | WorkbenchError:
    """Return the report, or what is wrong with the table."""
    try:
        return Seen(sheet, confirmed, reporting.reported(here.viewer, sheet, confirmed))
    except WorkbenchError as trouble:
        return trouble


def _sheet(sheets: Sequence[PlainSheet]) -> PlainSheet:
    """Ask which sheet holds the scores, where there are several."""
    if len(sheets) == 1:
        return sheets[0]
    at = st.selectbox(
        _("Which sheet holds the scores?"),
        range(len(sheets)),
        format_func=lambda at: sheets[at].name,
        key=f"{keeping.form()}-sheet",
    )
    return sheets[int(at)]


def _confirmed(title: str, sheet: PlainSheet) -> Confirmed | None:
    """Ask for everything; None while something is open.

    Raises
    ------
    Invalid
        When the table cannot be read this way.
    """
    st.header(_("How it was read"), anchor=False)
    key = f"{keeping.form()}-{sheet.name}"
    look = _look(sheet, key)
    _preview(look)
    key += f"-{look.row}"
    told = columns.told(look, key)
    if told is None:
        st.warning(_("Choose what the table has: its headings do not say."))
        return None
    if lacking := confirming.missing(told):
        st.warning(escape(str(lacking)))
        return None
    found = keeping.once((sheet, told), lambda: confirming.below(sheet, told))
    skipped = _totals(found, f"{key}-{told.sample}-totals")
    chosen = levels.chosen(found, f"{key}-{_signature(told)}")
    if not chosen.is_whole:
        return None
    totals = frozenset(row for row, _name in found.totals)
    return Confirmed(title, told, skipped, totals - skipped, chosen.levels, chosen.cuts)


def _look(sheet: PlainSheet, key: str) -> Look:
    likely = confirming.look(sheet)
    earlier = keeping.settled()
    start = earlier.told.row if earlier else likely.row
    with st.columns([1, 2])[0]:
        row = int(st.number_input(_("The headings stand in row"), 1, HEADER_ROWS, start, key=f"{key}-row"))
    return likely if row == likely.row else confirming.look(sheet, row)


def _preview(look: Look) -> None:
    """Show the headings and the first rows below them, under the letters of their columns."""
    label = as_html(_("The first rows of the table"), quote=True)
    letters = "".join(f'<th scope="col">{column.letters}</th>' for column in look.columns)
    heads = "".join(f"<td><strong>{as_html(column.name)}</strong></td>" for column in look.columns)
    body = "".join(_line(look.row + n, row, len(look.columns)) for n, row in enumerate(look.below, 1))
    st.html(
        f'<div class="wb-figures wb-grid" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}'
        f'</caption><thead><tr><th scope="col">{as_html(_("Row"))}</th>{letters}</tr></thead><tbody>'
        f'<tr><th scope="row">{look.row}</th>{heads}</tr>{body}</tbody></table></div>'
    )


def _line(number: int, row: Sequence[str], width: int) -> str:
    cells = [*row, *[""] * width][:width]
    return f'<tr><th scope="row">{number}</th>{"".join(f"<td>{as_html(cell[:80])}</td>" for cell in cells)}</tr>'


def _totals(found: Below, key: str) -> frozenset[int]:
    """Ask which of the rows that look like totals are left out: all of them, unless somebody says otherwise."""
    if not found.totals:
        return frozenset()
    names = dict(found.totals)
    earlier = keeping.settled()
    chosen = st.multiselect(
        _("These rows look like totals, not like pieces of work. Leave out:"),
        list(names),
        default=[row for row in names if earlier is None or row not in earlier.keep_rows],
        format_func=lambda row: _("Row {row} ({name})").format(row=row, name=names[row][:60]),
        placeholder=_("None is left out"),
        key=key,
    )
    return frozenset(chosen)


def _signature(told: Told) -> str:
    """Return what the levels depend on: other columns, other levels."""
    return f"{told.form}-{told.score}-{told.criterion}-{'.'.join(map(str, told.spread))}"
