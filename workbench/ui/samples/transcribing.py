"""Typing what handwriting says, for whoever cannot read the picture."""

from hashlib import sha256

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.samples import Artifact, ArtifactKind, Sample
from workbench.services import transcribing
from workbench.ui import memory
from workbench.ui.viewer import Here


def fields(here: Here, sample: Sample) -> None:
    """Offer a field for each picture or set of pages; what is typed is stored with a button."""
    pages = [artifact for artifact in sample.artifacts if artifact.kind is ArtifactKind.PAGES]
    if not pages:
        return
    with st.expander(_("Type what the pages say (optional)")):
        st.text(_("Teachers read it when they ask for it, and screen readers read it aloud. It cannot be marked."))
        for number, artifact in enumerate(pages, start=1):
            _one(here, sample, artifact, number if len(pages) > 1 else 0)


def _one(here: Here, sample: Sample, artifact: Artifact, number: int) -> None:
    key = f"transcription-{artifact.id}"
    label = _("What they say") if not number else _("What part {n} says").format(n=number)
    typed = f"{key}-{sha256(artifact.text.encode()).hexdigest()[:8]}"  # shows anew what was masked since
    st.text_area(label, artifact.text, key=typed, height=160)
    st.button(
        _("Keep the transcription"),
        key=key,
        on_click=memory.told(_keep),
        args=(here, (sample.id, artifact.id), typed),
    )


def _keep(here: Here, artifact: tuple[str, str], key: str) -> None:
    transcribing.transcribe(here.store, here.viewer, artifact, memory.chosen(key) or "")
    memory.note(_("Kept."))
