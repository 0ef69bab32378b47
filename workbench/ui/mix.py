"""A mix of work that is worth an hour, and why each piece was chosen: in Set up, for whoever leads alone."""

from collections.abc import Collection, Mapping

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.mix import Because, Known, Part, Reason, to_add
from workbench.services.mix import LONGEST_NOTE
from workbench.ui import memory
from workbench.ui.plain import escape

PICKED = "setup-samples"
_NOTHING = Reason()


def suggestion(names: Mapping[str, str], known: Mapping[str, Known], noted: Mapping[str, Reason]) -> None:
    """Say what to choose; where something is known of pieces, which, folded: this screen may be on the wall.

    Parameters
    ----------
    names
        Every piece that is offered, by id.
    known, noted
        What the lead may know of pieces, and what they noted of those in this session.
    """
    st.caption(
        _("A mix that gives most to talk about: one piece that is clear, two near the line, and one that surprises.")
    )
    if not known:
        if names:
            st.caption(
                _(
                    "Of none of these pieces anything is known yet: no note of yours, no exemplar, and no session on "
                    "this rubric that you led and that is over."
                )
            )
        return
    picked = memory.chosen(PICKED) or []
    found = to_add({i: one for i, one in known.items() if i not in picked}, _parts(picked, known, noted))
    if found:
        with st.expander(_("Suggest pieces for such a mix: only you ever see this"), key="setup-mix-suggested"):
            _offer(names, found)


def _parts(picked: Collection[str], known: Mapping[str, Known], noted: Mapping[str, Reason]) -> list[Part]:
    """Return the parts that the chosen pieces play: as the lead says now, else noted, else as is known."""
    said = [memory.chosen(_part_key(i)) or noted.get(i, _NOTHING).part for i in picked]
    return [part or known[i].part for i, part in zip(picked, said, strict=True) if part or i in known]


def _offer(names: Mapping[str, str], found: Mapping[str, Known]) -> None:
    words = _words()
    because = {
        Because.NOTED: _("you noted it in a session before"),
        Because.SCORED: _("a group that you led read it so, in a session that is over"),
        Because.EXEMPLAR: _("it is an exemplar"),
    }
    for sample_id, piece in found.items():
        st.text(f"{names[sample_id]}: {words[piece.part]} ({because[piece.because]})")
    st.button(
        count("Put this piece into the draft", "Put these {n} pieces into the draft", len(found)),
        key="setup-mix-take",
        on_click=memory.told(_take),
        args=(dict(found),),
    )


def _take(found: Mapping[str, Known]) -> None:
    held = memory.chosen(PICKED) or []
    memory.keep(PICKED, [*held, *(i for i in found if i not in held)])
    for sample_id, piece in found.items():
        memory.keep(_part_key(sample_id), piece.part)


def noting(picked: Mapping[str, str], noted: Mapping[str, Reason]) -> dict[str, Reason]:
    """Let the lead note why each piece was picked, by its name; folded, since this screen may be on the wall."""
    if not picked:
        return {}
    with st.expander(_("Why these pieces: only you ever see this"), key="setup-mix"):
        st.caption(_("No teacher, no colleague, no projector and no file is given it. It goes when the work goes."))
        return {sample_id: _one(sample_id, name, noted.get(sample_id, _NOTHING)) for sample_id, name in picked.items()}


def _one(sample_id: str, name: str, before: Reason) -> Reason:
    words, key = {None: _("not said"), **_words()}, _part_key(sample_id)
    memory.begin_with(key, before.part)
    left, right = st.columns([1, 2])
    part = left.selectbox(escape(name), list(words), format_func=lambda part: words[part], key=key)
    note = right.text_input(
        escape(_("Why {name}").format(name=name)), before.note, max_chars=LONGEST_NOTE, key=f"setup-why-{sample_id}"
    )
    return Reason(part, note)


def _part_key(sample_id: str) -> str:
    return f"setup-part-{sample_id}"


def _words() -> dict[Part | None, str]:
    return {Part.CLEAR: _("clear"), Part.NEAR: _("near the line"), Part.SURPRISES: _("surprises")}
