"""One piece of student work: add files, mask names, look at every page."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import access, samples
from workbench.ui import memory, room, viewer
from workbench.ui.samples import about, adding, looking, names, transcribing

here = viewer.current()
access.staff_only(here.viewer)
if memory.taken("withdrawn"):
    room.go("samples")
sample_id = st.query_params.get("sample", "")

if not sample_id:
    st.title(_("Add student work"), anchor=False)
    about.new(here)
    st.stop()

seen = samples.get(here.store, here.viewer, sample_id)
looking.title(here, seen)
adding.said(seen.sample)
if not seen.sample.artifacts:
    adding.fields(here, seen.sample)
    looking.parts(here, seen)
    st.stop()

left, right = st.columns([6, 5], gap="medium")
with left:
    looking.pages(seen.sample)
with right:
    named = not (seen.used or seen.sample.checked) and names.fields(here, seen.sample)
    if not seen.used:
        transcribing.fields(here, seen.sample)
    looking.statement(here, seen.sample, main=not named)
    if not seen.used:
        with st.expander(_("Add more to this piece")):
            adding.fields(here, seen.sample)
    about.fields(here, seen)
    looking.parts(here, seen)
