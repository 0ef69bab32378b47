"""Write a rubric: a new one, a copy, a change, or one that comes as a table."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import access
from workbench.ui import room, viewer
from workbench.ui.rubrics import editor, writing

here = viewer.current()
access.staff_only(here.viewer)
now = writing.current(here, st.query_params.to_dict())

st.title(_("Write a rubric") if now is None or now.draft.before is None else _("Change a rubric"), anchor=False)
if now is None and st.query_params.get("start") == "table":
    room.show("rubric_table")
if now is None:
    editor.file_field(here)
else:
    editor.notes(now)
    typed = editor.draw(now)
    editor.save_button(now)
    editor.carry_out(here, now, typed)
