"""Reading comfortably: text size and line spacing, kept for each person, in the page before anything is drawn."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.services import reading
from workbench.ui import memory
from workbench.ui.viewer import Here

# From this size on a row of cards has too few letters on a line: they stand below each other.
_STACKED = 1.3


def apply(here: Here) -> None:
    """Put what this person chose into the page, where the stylesheets find it."""
    st.html(f"<style>:root{{{_variables(reading.of(here.store, here.viewer))}}}</style>")


def _variables(chosen: Reading) -> str:
    stacked = "--wb-cards-flow:row;--wb-cards-columns:auto;" if chosen.times_as_large > _STACKED else ""
    return f"--wb-text-size:{chosen.times_as_large};--wb-line-spacing:{chosen.times_as_far};{stacked}"


def control(here: Here) -> None:
    """Offer text size and line spacing; a choice is stored and shown at once."""
    stored = reading.of(here.store, here.viewer)
    with st.popover(_("Reading"), icon=":material/format_size:", key="reading"):
        _choice(here, "reading-size", (_("Text size"), _sizes()), stored.text_size)
        _choice(here, "reading-spacing", (_("Line spacing"), _spacings()), stored.line_spacing)
        st.caption(_("For the work and the rubric, on every device you sign in on."))


def _sizes() -> dict[str, str]:
    return {
        TextSize.USUAL: _("Usual"),
        TextSize.LARGE: _("Large"),
        TextSize.LARGER: _("Larger"),
        TextSize.LARGEST: _("Largest"),
    }


def _spacings() -> dict[str, str]:
    return {LineSpacing.USUAL: _("Usual"), LineSpacing.WIDE: _("Wide"), LineSpacing.WIDER: _("Wider")}


def _choice(here: Here, key: str, offered: tuple[str, dict[str, str]], stored: str) -> None:
    label, names = offered
    memory.mirror(key, stored)
    st.segmented_control(
        label,
        list(names),
        format_func=lambda choice: names[choice],
        key=key,
        required=True,
        on_change=memory.told(_save),
        args=(here, key),
    )


def _save(here: Here, key: str) -> None:
    chosen = memory.chosen(key)
    if chosen is not None:
        reading.choose(here.store, here.viewer, chosen)
