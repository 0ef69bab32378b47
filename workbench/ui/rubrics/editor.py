"""The table to write a rubric in: a few words above, level names and the line, criteria in rows."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.domain.rubric_drafts import LONGEST, LONGEST_DESCRIPTOR, LONGEST_LABEL, LONGEST_NAME, Draft, Row, Scale
from workbench.domain.rubrics import MOST_CRITERIA, MOST_LEVELS, RubricKind
from workbench.services import rubrics
from workbench.ui import memory, troubles
from workbench.ui.components.unsaved import ask_before_leaving
from workbench.ui.room import go
from workbench.ui.rubrics import bringing, shelf, writing
from workbench.ui.rubrics.writing import Writing
from workbench.ui.viewer import Here

_SAVE = "save"


def draw(now: Writing) -> Draft:
    """Draw all fields; return what they hold."""
    draft = _words(now)
    scales = []
    for number, scale in enumerate(now.draft.scales):
        scales.append(_scale(now, number, scale))
    draft = replace(draft, scales=tuple(scales))
    writing.remember(now, draft)
    ask_before_leaving(unsaved=now.began_elsewhere or draft != now.draft)
    return draft


def _words(now: Writing) -> Draft:
    draft = now.draft
    title = st.text_input(_("Title"), draft.title, max_chars=LONGEST["title"], key=now.key("title"), on_change="ignore")
    kinds = list(RubricKind)
    kind = st.radio(
        _("It is about"),
        kinds,
        index=kinds.index(draft.kind),
        format_func=shelf.kind_name,
        horizontal=True,
        key=now.key("kind"),
    )
    with st.expander(_("Subject, grades, summary, source")):
        more: dict[str, Any] = {name: _line(now, name, label) for name, label in _more().items()}
    return replace(draft, title=title, kind=kind, **more)


def _more() -> dict[str, str]:
    return {
        "subject": _("Subject"),
        "grades": _("Grades"),
        "summary": _("What it is for, in one or two sentences"),
        "source": _("Where the wording comes from"),
        "licence": _("Licence of the wording"),
    }


def _line(now: Writing, name: str, label: str) -> str:
    return st.text_input(
        label, str(getattr(now.draft, name)), max_chars=LONGEST[name], key=now.key(name), on_change="ignore"
    )


def _scale(now: Writing, number: int, scale: Scale) -> Scale:
    st.header(_("Levels, lowest first"), anchor=False)
    levels = _levels(now, number, scale)
    cut = _cut(now, number, scale, levels)
    st.header(_("Criteria"), anchor=False)
    st.caption(_("Double-click a cell to write. An empty cell is shown as “not described”; that is allowed."))
    rows = _rows(now, number, replace(scale, levels=levels, cut=cut))
    typed = Scale(levels, cut, rows)
    _one_more_row(now, number, typed)
    return typed


def _levels(now: Writing, number: int, scale: Scale) -> tuple[str, ...]:
    columns = st.columns(len(scale.levels))
    return tuple(
        column.text_input(
            _("Level {n}").format(n=position),
            label,
            max_chars=LONGEST_LABEL,
            key=now.key(f"level-{number}-{position}"),
        )
        for position, (column, label) in enumerate(zip(columns, scale.levels, strict=True), start=1)
    )


def _cut(now: Writing, number: int, scale: Scale, levels: tuple[str, ...]) -> int:
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        cut = st.selectbox(
            _("The Proficient line: the lowest level that is good enough"),
            range(2, len(levels) + 1),
            index=min(max(scale.cut, 2), len(levels)) - 2,
            format_func=lambda n: levels[n - 1] or _("Level {n}").format(n=n),
            key=now.key(f"cut-{number}"),
        )
    with right, st.container(horizontal=True):
        st.button(
            _("One level more"),
            key=now.key(f"more-{number}"),
            disabled=len(levels) >= MOST_LEVELS,
            on_click=memory.ask,
            args=(_form(now), (number, writing.with_level)),
        )
        st.button(
            _("One level less"),
            key=now.key(f"less-{number}"),
            disabled=len(levels) <= 2,
            on_click=memory.ask,
            args=(_form(now), (number, writing.without_level)),
        )
    return int(cut)


def _one_more_row(now: Writing, number: int, scale: Scale) -> None:
    st.button(
        _("One more row"),
        key=now.key(f"row-{number}"),
        icon=":material/add:",
        disabled=len(scale.rows) >= MOST_CRITERIA,
        on_click=memory.ask,
        args=(_form(now), (number, writing.with_row)),
    )


def _rows(now: Writing, number: int, scale: Scale) -> tuple[Row, ...]:
    shown = now.draft.scales[number].rows
    names = [f"level {n}" for n in range(1, len(scale.levels) + 1)]
    frame = pd.DataFrame(
        [[row.name, *row.descriptors, row.competency, False] for row in shown],
        columns=["criterion", *names, "competency", "remove"],
    )
    edited = st.data_editor(
        frame,
        key=now.key(f"table-{number}"),
        hide_index=True,
        num_rows="fixed",
        row_height=96,
        column_config=_columns(scale, names),
        alt=_("The rubric's table: criteria in rows, levels in columns"),
    )
    return tuple(
        Row(_text(row["criterion"]), tuple(_text(row[name]) for name in names), _text(row["competency"]))
        for _index, row in edited.iterrows()
        if not row["remove"]
    )


def _columns(scale: Scale, names: list[str]) -> dict[str, Any]:
    column = st.column_config
    levels = {
        name: column.TextColumn(_heading(scale, position), max_chars=LONGEST_DESCRIPTOR, width="medium")
        for position, name in enumerate(names, start=1)
    }
    return {
        "criterion": column.TextColumn(_("Criterion"), max_chars=LONGEST_NAME, width="medium"),
        **levels,
        "competency": column.TextColumn(_("Standard it serves (optional)"), max_chars=LONGEST["summary"]),
        "remove": column.CheckboxColumn(_("Take out"), width="small"),
    }


def _heading(scale: Scale, position: int) -> str:
    label = scale.levels[position - 1]
    return _("▸ {level} (the line)").format(level=label) if position == scale.cut else label


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def save_button(now: Writing) -> None:
    """Offer to store the rubric, or to leave it."""
    with st.bottom, st.container(horizontal=True):
        st.button(
            _("Save"),
            key="rubric-save",
            type="primary",
            icon=":material/check:",
            on_click=memory.ask,
            args=(_form(now), _SAVE),
        )
        st.button(_("Leave without saving"), key="rubric-leave", type="tertiary", on_click=_leave, args=(now,))


def carry_out(here: Here, now: Writing, typed: Draft) -> None:
    """Change the table's shape or store it, as was asked for, with everything typed so far."""

    def act(asked: Any) -> None:
        if asked == _SAVE:
            _save(here, now, typed)
        else:
            number, change = asked
            writing.lay_out(now, change(typed, number))

    memory.carry_out(_form(now), act)


def _form(now: Writing) -> str:
    return f"rubric:{now.form}"


def _leave(now: Writing) -> None:
    writing.forget(now.form)
    go("rubrics")


def _save(here: Here, now: Writing, typed: Draft) -> None:
    """Store all of it or nothing; a refusal says what is missing and loses nothing."""
    rubric_id = rubrics.save(here.store, here.viewer, typed, memory.submission(now.form))
    memory.sent(now.form)
    writing.forget(now.form)
    if now.form == "table":
        bringing.forget()
    memory.note(_("Saved."))
    go("rubric", rubric=rubric_id)


def file_field(here: Here) -> None:
    """Ask for a CSV file and read it; nothing is stored until the table was looked at and saved."""
    st.text(_("Choose a CSV file: Canvas's rubric layout, or “Criterion” and then one column for each level."))
    file = st.file_uploader(_("CSV file"), key="rubric-file", max_upload_size=1)
    if file is None:
        return
    try:
        writing.read_file(here, file.getvalue())
    except WorkbenchError as trouble:
        troubles.say(trouble)
        return
    st.rerun()


def notes(now: Writing) -> None:
    """Say what was changed or left out while a file was read."""
    if now.form == "file":
        st.info(_("This is how the file was read. Nothing is stored yet. Check the Proficient line, then save."))
    if now.form == "table":
        st.info(_("This is your table as you confirmed it. Nothing is stored yet: look it over, then save."))
    for note in now.notes:
        st.text(f"• {note}")
