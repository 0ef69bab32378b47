"""Adding work: files or pasted text. What a file is called on somebody's computer is neither shown nor kept."""

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.domain.samples import Sample
from workbench.services import sample_files, samples
from workbench.services.files import open_files
from workbench.services.sample_files import Upload
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.viewer import Here

LARGEST_MEGABYTES = 25


class Chosen(Protocol):
    """A file that somebody chose in the browser."""

    name: str

    def getvalue(self) -> bytes:
        """Return the whole file."""
        ...


def fields(here: Here, sample: Sample, begin: Callable[[], str] | None = None) -> None:
    """Offer to add files, which are added as soon as they are chosen, or a pasted text.

    Parameters
    ----------
    begin
        Stores the sample when the first thing is added, and returns its id; None where it is stored already.
    """
    form = f"add:{sample.id}"
    submission = memory.submission(form)
    chosen = st.file_uploader(
        _("Files: text, Word, PDF, or photos of the pages"),
        key=f"upload-{submission}",
        accept_multiple_files=True,
        max_upload_size=LARGEST_MEGABYTES,
    )
    st.text_area(_("Or paste the student's words"), key=f"paste-{submission}", height=120)
    st.button(
        _("Add this text"),
        key=f"add-text-{sample.id}",
        type="secondary" if sample.artifacts else "primary",
        on_click=memory.told(_paste),
        args=(here, begin or (lambda: sample.id), form),
    )
    if chosen:
        with st.spinner(_("Reading…")):
            said = _add(here, begin or (lambda: sample.id), submission, chosen)
        say(sample.id, said)
        memory.sent(form)
        st.rerun()


def said(sample: Sample) -> None:
    """Say what was left out of the files just added, and which were refused, until the next change."""
    for sentence in memory.chosen(f"said:{sample.id}") or ():
        st.warning(escape(sentence))


def say(sample_id: str, sentences: Sequence[str]) -> None:
    """Keep sentences about the work to be said until the next change."""
    memory.keep(f"said:{sample_id}", sentences)


def said_enough(sample_id: str) -> None:
    """Stop saying it."""
    memory.forget(f"said:{sample_id}")


def _add(here: Here, begin: Callable[[], str], submission: str, chosen: Sequence[Chosen]) -> list[str]:
    files = open_files(here.settings)
    told: list[str] = []
    for number, file in enumerate(chosen, start=1):
        try:
            upload = Upload(begin(), file.getvalue(), f"{submission}-{number}", file.name)
            told += sample_files.add_file(here.store, files, here.viewer, upload)
        except WorkbenchError as trouble:
            which = _("File {n} was not added.").format(n=number) if len(chosen) > 1 else _("The file was not added.")
            told.append(f"{which} {trouble.says} {trouble.do}")
    return told


def _paste(here: Here, begin: Callable[[], str], form: str) -> None:
    submission = memory.submission(form)
    samples.add_text(here.store, here.viewer, begin(), memory.chosen(f"paste-{submission}") or "", submission)
    memory.sent(form)
