"""Names and faces in pictures: boxes are drawn over them and burned in, and what was under them is deleted for good."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

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
            waits = mask_boxes.mask_boxes(
                sample,
                tries=_tries(sample),
                on_cover=_sent(sample, "cover", partial(_cover, here, sample)),
                on_turn=_sent(sample, "turn", partial(_turn, here, sample)),
            )
        _keep_a_copy(sample)
    texts = tuple(artifact for artifact in sample.artifacts if not artifact.pages)
    if texts:
        looking.pages(replace(sample, artifacts=texts))
    return waits


def _keep_a_copy(sample: Sample) -> None:
    """Let whoever owns the work keep its pages as they are now on their own device; nothing more is stored here."""
    with st.expander(_("Keep a copy of the pages as they are now")):
        st.text(_("It is saved on your own device and nowhere else. Do it before you cover: afterwards they are gone."))
        shown = [(artifact, page) for artifact in sample.artifacts for page in artifact.pages]
        links = (_saved(f"/files/{artifact.id}/{page.number}", n) for n, (artifact, page) in enumerate(shown, start=1))
        st.html(f'<p class="wb-copies">{" ".join(links)}</p>')


def _saved(address: str, number: int) -> str:
    return f'<a href="{address}" download="page-{number}">{escape(_("Save page {n}").format(n=number))}</a>'


def _sent(sample: Sample, name: str, act: Callable[[Mapping[str, Any]], None]) -> Callable[[], None]:
    def store() -> None:
        sent = memory.chosen(mask_boxes.key(sample)).get(name)
        if sent:
            memory.keep(_tries_key(sample), _tries(sample) + 1)
            act(sent)

    return memory.told(store)


def _cover(here: Here, sample: Sample, sent: Mapping[str, Any]) -> None:
    wanted = mask_boxes.drawn(sample.id, sent)
    adding.say(sample.id, covering.cover(here.store, open_files(here.settings), here.viewer, wanted))
    memory.note(_("Covered. Look at every page again."))


def _turn(here: Here, sample: Sample, sent: Mapping[str, Any]) -> None:
    covering.turn(here.store, open_files(here.settings), here.viewer, mask_boxes.sideways(sample.id, sent))


def _tries(sample: Sample) -> int:
    return int(memory.chosen(_tries_key(sample)) or 0)


def _tries_key(sample: Sample) -> str:
    return f"covering:{sample.id}"
