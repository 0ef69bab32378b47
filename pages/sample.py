"""One piece of student work: add files, mask names, look at every page."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import access, samples
from workbench.services.samples import Seen
from workbench.ui import viewer
from workbench.ui.samples import about, adding, covering, looking, names, transcribing

here = viewer.current()
access.staff_only(here.viewer)
sample_id = st.query_params.get("sample", "")


def begin() -> None:
    """Ask what the piece is about."""
    st.title(_("Add student work"), anchor=False)
    about.new(here)


def piece(seen: Seen) -> None:
    """Show what is there, and what is still to be done with it."""
    looking.title(here, seen)
    adding.said(seen.sample)
    if seen.sample.artifacts:
        work_and_what_to_do(seen)
    else:
        adding.fields(here, seen.sample)
        looking.parts(here, seen)


def work_and_what_to_do(seen: Seen) -> None:
    """Show the work on the left; on the right names to mask, the statement, and the rest."""
    left, right = st.columns([6, 5], gap="medium")
    with left:
        waits = False
        if seen.used:
            looking.pages(seen.sample)
        else:
            waits = covering.fields(here, seen.sample)
    with right:
        named = not (seen.used or seen.sample.checked) and names.fields(here, seen.sample)
        if not seen.used:
            transcribing.fields(here, seen.sample)
        looking.statement(here, seen.sample, main=not named, waits=waits)
        if not seen.used:
            with st.expander(_("Add more to this piece")):
                adding.fields(here, seen.sample)
        about.fields(here, seen)
        looking.parts(here, seen)


if sample_id:
    piece(samples.get(here.store, here.viewer, sample_id))
else:
    begin()
