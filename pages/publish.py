"""Publish an exemplar: an agreed piece, why this level, why not the next, and who may see it."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import publishing
from workbench.ui import hour, room
from workbench.ui.exemplars import publishing as parts
from workbench.ui.plain import escape

here = room.enter("publish")
cell = (st.query_params.get("sample", ""), st.query_params.get("criterion", ""))
draft = publishing.draft(here.here.store, here.here.viewer, here.session.id, cell)

st.title(escape(_("Publish {name}").format(name=draft.sample.name)), anchor=False)
hour.strip(here)
work, words = st.columns([6, 5], gap="large")
with work:
    parts.evidence(draft)
with words:
    parts.form(here, draft)
