"""Publishing an agreed piece: the work with everybody's evidence on the left, the words on the right."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.exemplars import LONGEST_WHY
from workbench.domain.samples import Audience
from workbench.services import publishing
from workbench.services.dots.words import level
from workbench.services.publishing import Draft, Wording
from workbench.ui import memory
from workbench.ui.components.work import Passage, Place, tags, work
from workbench.ui.exemplars import words
from workbench.ui.room import Room, go


def evidence(draft: Draft) -> None:
    """Show the work with the passages that people marked for this criterion, without names."""
    with st.container(height=640, border=False, key="work-pane"):
        passages = [Passage(found.mark, weight=found.people) for found in draft.evidence]
        work(draft.sample, tags([draft.criterion]), passages, place=Place("publish"))


def form(room: Room, draft: Draft) -> None:
    """Ask why this level, why not the next, and who may see it."""
    criterion, before = draft.criterion, draft.published
    with st.container(key="exemplar-level"):
        st.text(f"{criterion.name}: {level(criterion, draft.level)}")
    st.text(criterion.levels[draft.level - 1].descriptor or _("not described"))
    _sentences(draft)
    st.text_area(
        _("Why this level"), before.why if before else "", max_chars=LONGEST_WHY, key="publish-why", height=120
    )
    if draft.level < len(criterion.levels):
        above = criterion.levels[draft.level]
        st.text_area(
            _("Why not the next level"),
            before.why_not_next if before else "",
            max_chars=LONGEST_WHY,
            key="publish-why-not",
            height=120,
        )
        st.text(_("The next level is {label}: {descriptor}").format(label=above.label, descriptor=above.descriptor))
    _audience(draft)
    st.button(
        _("Publish again") if before else _("Publish"),
        key="publish",
        type="primary",
        on_click=memory.told(_publish),
        args=(room, draft),
    )


def _sentences(draft: Draft) -> None:
    if draft.sentences:
        with st.expander(_("What teachers who gave this level wrote, without names"), key="sentences"):
            for sentence in draft.sentences:
                st.text(f"“{sentence}”")


def _audience(draft: Draft) -> None:
    before = draft.published.audience if draft.published else Audience.SESSION
    choices = list(draft.audiences)
    st.radio(
        _("Who may see it"),
        choices,
        index=choices.index(before) if before in choices else 0,
        format_func=words.audience,
        key="publish-audience",
    )
    if Audience.PUBLIC not in choices:
        st.caption(_("For more people the permission has to be recorded on this piece under Samples."))


def _publish(room: Room, draft: Draft) -> None:
    wording = Wording(
        why=str(memory.chosen("publish-why") or ""),
        why_not_next=str(memory.chosen("publish-why-not") or ""),
        audience=Audience(memory.chosen("publish-audience") or Audience.SESSION),
    )
    cell = (draft.sample.id, draft.criterion.id)
    exemplar_id = publishing.publish(room.here.store, room.here.viewer, draft.session.id, cell, wording)
    memory.note(_("Published. You can add notes on the work now."))
    go("exemplar", exemplar=exemplar_id)
