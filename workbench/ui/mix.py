"""A mix of work that is worth an hour, and why each piece was chosen: in Set up, for whoever leads alone."""

from collections.abc import Mapping

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.mix import Part, Reason
from workbench.services.mix import LONGEST_NOTE
from workbench.ui.plain import escape

_NOTHING = Reason()


def suggestion() -> None:
    """Say what to choose."""
    st.caption(
        _("A mix that gives most to talk about: one piece that is clear, two near the line, and one that surprises.")
    )


def noting(picked: Mapping[str, str], noted: Mapping[str, Reason]) -> dict[str, Reason]:
    """Let the lead note why each piece was picked, by its name; folded, since this screen may be on the wall."""
    if not picked:
        return {}
    with st.expander(_("Why these pieces: only you ever see this"), key="setup-mix"):
        st.caption(_("No teacher, no colleague, no projector and no file is given it. It goes when the work goes."))
        return {sample_id: _one(sample_id, name, noted.get(sample_id, _NOTHING)) for sample_id, name in picked.items()}


def _one(sample_id: str, name: str, before: Reason) -> Reason:
    words = {None: _("not said"), Part.CLEAR: _("clear"), Part.NEAR: _("near the line"), Part.SURPRISES: _("surprises")}
    left, right = st.columns([1, 2])
    part = left.selectbox(
        escape(name),
        list(words),
        index=list(words).index(before.part),
        format_func=lambda part: words[part],
        key=f"setup-part-{sample_id}",
    )
    note = right.text_input(
        escape(_("Why {name}").format(name=name)), before.note, max_chars=LONGEST_NOTE, key=f"setup-why-{sample_id}"
    )
    return Reason(part, note)
