"""Looking at the table one brought: how it is laid out, what it becomes, and where its Proficient line lies."""

from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.errors import Invalid
from workbench.domain.rubric_drafts import Scale
from workbench.services import rubric_reading
from workbench.services.rubric_reading import Layout, Look, Table
from workbench.ui import memory, troubles
from workbench.ui.room import go
from workbench.ui.rubrics import bringing, table, writing
from workbench.ui.viewer import Here


def which(tables: tuple[Table, ...]) -> int:
    """Ask which table is the rubric, where there are several; the largest is offered first."""
    if len(tables) == 1:
        return 0
    st.text(_("There are {n} tables. Choose the one that is your rubric.").format(n=len(tables)))
    largest = max(range(len(tables)), key=lambda at: len(tables[at].rows) * tables[at].width)
    return int(
        st.selectbox(
            _("Which table is it?"),
            range(len(tables)),
            index=largest,
            format_func=lambda at: _described(tables[at], at),
            key=f"{bringing.form()}-which",
        )
    )


def _described(found: Table, at: int) -> str:
    start = found.caption or next(text for row in found.rows for text in row if text)
    rows = count("{n} row", "{n} rows", len(found.rows))
    columns = count("{n} column", "{n} columns", found.width)
    return f"{at + 1}: {' '.join(start.split())[:60]} ({rows}, {columns})"


def layout(found: Table, at: int) -> Layout:
    """Ask how the table is laid out; what was guessed is chosen already, and each answer settles the next guess."""
    st.header(_("How it was read"), anchor=False)
    form = f"{bringing.form()}-{at}"
    left, right = st.columns(2)
    with left:
        look = rubric_reading.look(found, Layout())
        settled = Layout(levels_down=_direction(look, form))
        look = rubric_reading.look(found, settled)
        settled = replace(settled, repeat_merged=_merged(look, form))
        form += f"-{settled.levels_down}-{settled.repeat_merged}"
        settled = replace(settled, heading_rows=_heading(rubric_reading.look(found, settled), form))
    with right:
        form += f"-{settled.heading_rows}"
        settled = replace(settled, name_columns=_names(rubric_reading.look(found, settled), form))
        form += f"-{settled.name_columns}"
        settled = replace(settled, left_out=_left_out(rubric_reading.look(found, settled), form))
        form += f"-{'.'.join(map(str, settled.left_out or ()))}"
        return replace(settled, highest_first=_order(found, settled, form))


def _direction(look: Look, form: str) -> bool:
    return bool(
        st.radio(
            _("The levels stand"),
            [False, True],
            index=int(bool(look.layout.levels_down)),
            format_func=lambda down: _("one below the other") if down else _("side by side"),
            horizontal=True,
            key=f"{form}-down",
        )
    )


def _merged(look: Look, form: str) -> bool:
    if not look.merged:
        return True
    return bool(
        st.radio(
            _("Merged cells"),
            [True, False],
            format_func=lambda on: _("repeat their text") if on else _("text in the first place only"),
            horizontal=True,
            key=f"{form}-merged",
        )
    )


def _heading(look: Look, form: str) -> int:
    names = {0: _("none"), 1: _("one line"), 2: _("two lines")}
    return int(
        st.radio(
            _("Heading with the names of the levels"),
            list(names),
            index=look.layout.heading_rows or 0,
            format_func=lambda lines: names[lines],
            horizontal=True,
            key=f"{form}-heading",
        )
    )


def _names(look: Look, form: str) -> int:
    if len(look.columns) < 4:
        return look.layout.name_columns or 1
    names = {1: _("one cell"), 2: _("two cells, such as strand and criterion")}
    return int(
        st.radio(
            _("A criterion's name stands in"),
            list(names),
            index=(look.layout.name_columns or 1) - 1,
            format_func=lambda cells: names[cells],
            horizontal=True,
            key=f"{form}-names",
        )
    )


def _left_out(look: Look, form: str) -> tuple[int, ...]:
    candidates = range(look.layout.name_columns or 1, len(look.columns))
    chosen = st.multiselect(
        _("Leave out what is no level: weights, points, comments"),
        candidates,
        default=[at for at in look.layout.left_out or () if at in candidates],
        format_func=lambda at: f"{at + 1}: {look.columns[at]}" if look.columns[at] else str(at + 1),
        placeholder=_("Nothing is left out"),
        key=f"{form}-left-out",
    )
    return tuple(sorted(chosen))


def _order(found: Table, settled: Layout, form: str) -> bool | None:
    guessed = rubric_reading.look(found, settled).layout.highest_first
    return st.radio(
        _("Which level is printed first?"),
        [False, True],
        index=None if guessed is None else int(guessed),
        format_func=lambda highest: _("the highest") if highest else _("the lowest"),
        horizontal=True,
        key=f"{form}-order",
    )


def preview(found: Table, settled: Layout) -> int | None:
    """Show the rubric that comes out, and ask for its Proficient line; None while nobody has drawn it.

    Raises
    ------
    Invalid
        When the table cannot be a rubric when read this way.
    """
    st.header(_("Is this your rubric?"), anchor=False)
    read = rubric_reading.preview(found, settled)
    (scale,) = read.draft.scales
    if settled.highest_first is None:
        st.warning(_("The table does not say which level is the highest. Choose below which one is printed first."))
    with st.columns([2, 3])[0]:
        line = _line(scale, read.line)
    table.draw_scales(read.draft.title or _("Your rubric"), (replace(scale, cut=line or 0),))
    st.text(f"• {_how(settled)}")
    for note in read.notes:
        st.text(f"• {note}")
    return line


def _how(settled: Layout) -> str:
    sentences = [
        _("In your table the levels stand one below the other; here they were turned.")
        if settled.levels_down
        else _("In your table the levels stand side by side.")
    ]
    if settled.highest_first is not None:
        sentences.append(
            _("The highest is printed first; here the lowest stands on the left.")
            if settled.highest_first
            else _("The lowest is printed first, and stands on the left.")
        )
    return " ".join([*sentences, _("If something stands in the wrong place, change it below.")])


def _line(scale: Scale, guessed: int | None) -> int | None:
    chosen: int | None = st.selectbox(
        _("The Proficient line: the lowest level that is good enough"),
        range(2, len(scale.levels) + 1),
        index=None if guessed is None else guessed - 2,
        format_func=lambda n: scale.levels[n - 1],
        placeholder=_("Choose a level"),
        key=f"{bringing.form()}-line-{'.'.join(scale.levels)}",
    )
    return chosen


def buttons(here: Here, found: Table, settled: Layout, line: int | None, *, readable: bool) -> None:
    """Go on to the table to write in, or begin again; nothing is stored either way."""
    with st.bottom, st.container(horizontal=True):
        st.button(
            _("Yes, go on"),
            key="table-confirm",
            type="primary",
            icon=":material/check:",
            disabled=not readable,
            on_click=memory.ask,
            args=(bringing.form(), "confirm"),
        )
        st.button(_("Bring another table"), key="table-again", type="tertiary", on_click=bringing.forget)
    memory.carry_out(bringing.form(), lambda _asked: _confirm(here, found, settled, line))


def _confirm(here: Here, found: Table, settled: Layout, line: int | None) -> None:
    writing.begin_with(rubric_reading.confirm(here.viewer, found, settled, line))
    go("rubric_edit", start="table")


def draw(here: Here, tables: tuple[Table, ...]) -> None:
    """Draw everything about the tables that were brought."""
    at = which(tables)
    found = tables[at]
    outcome = st.container()
    settled = layout(found, at)
    line, readable = None, True
    try:
        with outcome:
            line = preview(found, settled)
    except Invalid as trouble:
        with outcome:
            troubles.say(trouble)
        readable = False
    buttons(here, found, settled, line, readable=readable)
