"""Names and faces in pictures: boxes are drawn over them and burned in, and what was under them is deleted for good."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.samples import Sample
from workbench.services import covering
from workbench.services.files import open_files
from workbench.ui import memory
from workbench.ui.components import mask_boxes
from workbench.ui.samples import adding, looking
from workbench.ui.viewer import Here


def fields(here: Here, sample: Sample) -> bool:
    """Show the pages and let names and faces be covered; return whether boxes wait that are not covered yet.

    What is text in the piece follows below. A piece without pages shows nothing but its text.
    """
    waits = False
    if any(artifact.pages for artifact in sample.artifacts):
        st.header(_("Cover names and faces"), anchor=False)
        st.text(_("Draw a box over each. What is under a box is deleted here for good; your own copy stays with you."))
        with st.container(height=720, border=False, key="cover-pane"):
            waits = mask_boxes.mask_boxes(sample, tries=_tries(sample), on_cover=_covering(here, sample))
    texts = tuple(artifact for artifact in sample.artifacts if not artifact.pages)
    if texts:
        looking.pages(replace(sample, artifacts=texts))
    return waits


def _covering(here: Here, sample: Sample) -> Callable[[], None]:
    def store() -> None:
        sent = memory.chosen(mask_boxes.key(sample)).get("cover")
        if not sent:
            return
        memory.keep(_tries_key(sample), _tries(sample) + 1)
        wanted = mask_boxes.drawn(sample.id, sent)
        said = covering.cover(here.store, open_files(here.settings), here.viewer, wanted)
        adding.say(sample.id, said)
        memory.note(_("Covered. Look at every page again."))

    return memory.told(store)


def _tries(sample: Sample) -> int:
    return int(memory.chosen(_tries_key(sample)) or 0)


def _tries_key(sample: Sample) -> str:
    return f"covering:{sample.id}"
