"""Names in the texts: each found word with the words around it, to be confirmed before it is masked."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.samples import Sample
from workbench.services import masking
from workbench.services.masking import NameHint
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.viewer import Here


def fields(here: Here, sample: Sample) -> bool:
    """Offer what may be a name; what is ticked is replaced by [Name 1] and so on; return whether there is any."""
    if not any(artifact.text for artifact in sample.artifacts):
        return False
    class_list = memory.chosen(f"class-{sample.id}") or ""
    found = masking.hints(sample, class_list)
    if found:
        _offer(here, sample, found)
    with st.expander(_("Look for the names of a class")):
        st.text_area(_("One name on a line; this list is not kept"), key=f"class-{sample.id}", height=100)
        st.button(_("Look"), key=f"class-{sample.id}-look")
        if class_list and not found:
            st.text(_("None of these names was found."))
    return bool(found)


def _offer(here: Here, sample: Sample, found: tuple[NameHint, ...]) -> None:
    st.header(count("{n} place may name somebody", "{n} places may name somebody", len(found)), anchor=False)
    keys = tuple(_key(sample, number, hint) for number, hint in enumerate(found))
    with st.container(height=220 if len(found) > 4 else "content", border=False):
        ticked = [_box(key, hint) for key, hint in zip(keys, found, strict=True)]
    st.button(
        _("Mask what is ticked"),
        key=f"mask-{sample.id}",
        type="primary",
        disabled=not any(ticked),
        on_click=memory.told(_mask),
        args=(here, sample.id, tuple(zip(keys, found, strict=True))),
    )


def _key(sample: Sample, number: int, found: NameHint) -> str:
    return f"hint-{sample.id}-{found.artifact_id}-{found.hint.start}-{found.hint.text}-{number}"


def _box(key: str, found: NameHint) -> bool:
    words = _("“{name}” in: … {before} {name} {after} …").format(
        name=found.hint.text, before=found.before, after=found.after
    )
    return st.checkbox(escape(words), value=True, key=key)


def _mask(here: Here, sample_id: str, offered: tuple[tuple[str, NameHint], ...]) -> None:
    # What is ticked now, not when the page was drawn: masking cannot be taken back.
    ticked = tuple(hint for key, hint in offered if memory.chosen(key))
    if ticked:
        masking.mask(here.store, here.viewer, sample_id, ticked)
        memory.note(_("Masked."))
