"""Looking at every page: the work as teachers will see it, and the statement that it names and shows nobody."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.samples import Sample
from workbench.services import sample_files, samples
from workbench.services.files import open_files
from workbench.services.samples import Seen
from workbench.ui import memory
from workbench.ui.components.work import work
from workbench.ui.plain import escape
from workbench.ui.room import go
from workbench.ui.samples import adding, shelf
from workbench.ui.viewer import Here


def title(here: Here, seen: Seen) -> None:
    """Say the piece's name and what is in it; another name can be drawn, never typed."""
    sample = seen.sample
    st.title(escape(sample.name), anchor=False)
    st.text(" · ".join(part for part in (sample.task, shelf.contents(sample), shelf.state(sample)) if part))
    if not seen.used:
        st.button(
            _("Draw another name"),
            key=f"rename-{sample.id}",
            type="tertiary",
            icon=":material/casino:",
            on_click=memory.told(_rename),
            args=(here, sample.id),
        )


def pages(sample: Sample) -> None:
    """Show the work as teachers will see it."""
    with st.container(height=680, border=False, key="work-pane"):
        work(sample, ())


def statement(here: Here, sample: Sample, *, main: bool, waits: bool = False) -> None:
    """Ask for the statement that makes the work usable; it stands beside the work it is about.

    While boxes wait that were drawn and not covered yet, it cannot be made.
    """
    if waits:
        st.info(_("Cover your boxes first, or remove them: until then the pages are as they were."))
    if sample.checked:
        st.success(_("Ready to use: choose it when you set up a session."))
        return
    st.header(_("Look at every page"), anchor=False)
    looked = st.checkbox(_("I looked at every page: no name, face, school or class."), key=f"looked-{_version(sample)}")
    st.button(
        _("Ready to use"),
        key=f"check-{sample.id}",
        type="primary" if main else "secondary",
        disabled=waits or not looked,
        on_click=memory.told(_check),
        args=(here, sample),
    )


def parts(here: Here, seen: Seen) -> None:
    """Offer to remove one of several files or texts, or to withdraw the whole piece."""
    sample = seen.sample
    with st.expander(_("Remove or withdraw")):
        if not seen.used:
            for number, artifact in enumerate(sample.artifacts, start=1):
                st.button(
                    _("Remove {n}: {what}").format(n=number, what=escape(_(artifact.label))),
                    key=f"remove-{artifact.id}",
                    on_click=memory.told(_remove),
                    args=(here, sample.id, artifact.id),
                )
        st.text(_("Withdrawing deletes the work for good. Scores that were given stay, without the work."))
        sure = st.checkbox(_("Yes, delete this work"), key=f"sure-{sample.id}")
        st.button(
            _("Withdraw"),
            key=f"withdraw-{sample.id}",
            disabled=not sure,
            on_click=memory.told(_withdraw),
            args=(here, sample.id),
        )


def _version(sample: Sample) -> str:
    """Return a key that changes with the work, so that a tick is never carried over to other pages."""
    return "-".join(
        [sample.id, sample.version, *(f"{artifact.id}.{len(artifact.text)}" for artifact in sample.artifacts)]
    )


def _rename(here: Here, sample_id: str) -> None:
    samples.rename(here.store, here.viewer, sample_id)


def _check(here: Here, sample: Sample) -> None:
    if not memory.chosen(f"looked-{_version(sample)}"):
        return
    samples.check(here.store, here.viewer, sample)
    adding.said_enough(sample.id)


def _remove(here: Here, sample_id: str, artifact_id: str) -> None:
    sample_files.remove(here.store, open_files(here.settings), here.viewer, (sample_id, artifact_id))
    adding.said_enough(sample_id)
    memory.note(_("Removed."))


def _withdraw(here: Here, sample_id: str) -> None:
    if not memory.chosen(f"sure-{sample_id}"):
        return
    sample_files.withdraw(here.store, open_files(here.settings), here.viewer, sample_id)
    memory.note(_("Withdrawn."))
    go("samples")
