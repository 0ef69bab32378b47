"""The shelf of student work: each piece by its sayable name, what is in it, and whether it can be used."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.samples import ArtifactKind, Sample
from workbench.ui.plain import escape
from workbench.ui.room import going


def add_button() -> None:
    """Offer the way in for more work."""
    st.button(_("Add student work"), key="sample-new", type="primary", icon=":material/add:", on_click=going("sample"))


def shelf(known: tuple[Sample, ...]) -> None:
    """Show every piece; what still has to be looked at comes first."""
    if not known:
        st.info(_("There is no student work yet. Add a text, a Word file, a PDF or photos of the pages."))
    for sample in sorted(known, key=lambda s: s.checked):
        _card(sample)


def _card(sample: Sample) -> None:
    with st.container(border=True, key=f"sample-{sample.id}"):
        what, do = st.columns([5, 1], vertical_alignment="center")
        with what, st.container(key=f"about-{sample.id}"):
            st.text(sample.name)
            st.caption(escape(" · ".join(part for part in (sample.task, contents(sample), state(sample)) if part)))
        with do:
            label = _("Open") if sample.checked else _("Go on")
            st.button(
                label,
                key=f"open-{sample.id}",
                width="stretch",
                help=escape(sample.name),
                on_click=going("sample", sample=sample.id),
            )


def contents(sample: Sample) -> str:
    """Return what is in a piece, in words."""
    texts = sum(artifact.kind is ArtifactKind.TEXT for artifact in sample.artifacts)
    pages = sum(len(artifact.pages) for artifact in sample.artifacts)
    found = (
        count("{n} text", "{n} texts", texts) if texts else "",
        count("{n} page", "{n} pages", pages) if pages else "",
    )
    return ", ".join(part for part in found if part) or _("nothing in it yet")


def state(sample: Sample) -> str:
    """Return whether a session can use it."""
    return _("ready to use") if sample.checked else _("not looked at yet")
