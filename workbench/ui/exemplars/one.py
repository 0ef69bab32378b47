"""One exemplar: the work with its notes, why it is at this level, and how that came about."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.exemplars import LONGEST_NOTE, Annotation
from workbench.domain.scoring import Mark
from workbench.services import publishing
from workbench.services.dots.words import level
from workbench.services.exemplars import Shown
from workbench.ui import memory
from workbench.ui.components.work import Passage, Place, asked, tags, work
from workbench.ui.exemplars import words
from workbench.ui.plain import escape
from workbench.ui.room import go, going
from workbench.ui.viewer import Here


def title(shown: Shown) -> str:
    """Return the exemplar's name as a title, which is Markdown: the piece's name is escaped."""
    return escape(shown.sample.name)


def work_with_notes(here: Here, shown: Shown) -> None:
    """Show the work with its notes; who led the session can mark more passages."""
    with st.container(height=640, border=False, key="work-pane"):
        work(
            shown.sample,
            tags([shown.criterion]),
            [Passage(_mark(shown, a), a.note) for a in shown.exemplar.annotations],
            on_marks=_marked(here, shown) if shown.may_change else None,
            place=Place("exemplar"),
        )


def _mark(shown: Shown, annotation: Annotation) -> Mark:
    return Mark(annotation.artifact_id, shown.criterion.id, annotation.start, annotation.end)


def _marked(here: Here, shown: Shown) -> Callable[[], None]:
    def store() -> None:
        request = memory.chosen(f"exemplar-{shown.sample.id}").get("marks")
        if request:
            do, mark = asked(shown.sample, request)
            passage = Annotation(mark.artifact_id, mark.start, mark.end, "")
            act = publishing.annotate if do == "add" else publishing.take_note_away
            act(here.store, here.viewer, shown.exemplar.id, passage)

    return memory.told(store)


def reasons(shown: Shown) -> None:
    """Say the level, why it is that, and why not the next one up."""
    exemplar, criterion = shown.exemplar, shown.criterion
    with st.container(key="exemplar-level"):
        st.text(f"{criterion.name}: {level(criterion, exemplar.level)}")
    st.caption(escape(words.side(criterion, exemplar.level)))
    descriptor = criterion.levels[exemplar.level - 1].descriptor
    st.header(_("What the rubric says"), anchor=False)
    st.text(descriptor or _("not described"))
    st.header(_("Why this level"), anchor=False)
    st.text(exemplar.why)
    if exemplar.level < len(criterion.levels) and exemplar.why_not_next:
        st.header(_("Why not the next level"), anchor=False)
        st.text(exemplar.why_not_next)


def notes(here: Here, shown: Shown) -> None:
    """List the notes on the work; who led the session writes them here."""
    if not shown.exemplar.annotations and not shown.may_change:
        return
    st.header(_("Notes on the work"), anchor=False)
    if shown.may_change:
        st.caption(_("Select words in the work, then write a note here."))
    for number, annotation in enumerate(shown.exemplar.annotations):
        if shown.may_change:
            _write(here, shown, annotation, number)
        else:
            st.text(f"{words.quote(shown.sample, _mark(shown, annotation))} {annotation.note}".strip())


def _write(here: Here, shown: Shown, annotation: Annotation, number: int) -> None:
    place = f"{annotation.artifact_id}-{annotation.start}-{annotation.end}"
    key = f"note-{shown.exemplar.id}-{place}"
    memory.mirror(key, annotation.note)
    st.text(words.quote(shown.sample, _mark(shown, annotation)))
    note, remove = st.columns([5, 1], vertical_alignment="bottom")
    note.text_area(
        _("Note {n}").format(n=number + 1),
        key=key,
        max_chars=LONGEST_NOTE,
        height=80,
        on_change=memory.told(_noted),
        args=(here, shown, annotation, key),
    )
    remove.button(
        _("Remove"),
        key=f"remove-{place}",
        width="stretch",
        on_click=memory.told(publishing.take_note_away),
        args=(here.store, here.viewer, shown.exemplar.id, annotation),
    )


def _noted(here: Here, shown: Shown, annotation: Annotation, key: str) -> None:
    written = replace(annotation, note=str(memory.chosen(key) or ""))
    publishing.annotate(here.store, here.viewer, shown.exemplar.id, written)


def offered(here: Here, shown: Shown) -> None:
    """Offer the passages that people marked in the session, without names, to be taken over as notes."""
    if not shown.may_change:
        return
    taken = {(a.artifact_id, a.start, a.end) for a in shown.exemplar.annotations}
    marked = publishing.offered(here.store, here.viewer, shown.exemplar.id)
    left = [p for p in marked if (p.mark.artifact_id, p.mark.start, p.mark.end) not in taken]
    if not left:
        return
    with st.expander(_("Passages that teachers marked as evidence"), key="offered"):
        for passage in left:
            mark = passage.mark
            said, take = st.columns([5, 1], vertical_alignment="center")
            said.text(f"{words.quote(shown.sample, mark)} ×{passage.people}")
            take.button(
                _("Use it"),
                key=f"use-{mark.artifact_id}-{mark.start}-{mark.end}",
                width="stretch",
                on_click=memory.told(publishing.annotate),
                args=(
                    here.store,
                    here.viewer,
                    shown.exemplar.id,
                    Annotation(mark.artifact_id, mark.start, mark.end, ""),
                ),
            )


def about(shown: Shown) -> None:
    """Say how the level came about: who judged, how far apart, by which rule, on which rubric."""
    with st.expander(_("About this exemplar"), key="about"):
        for vote in shown.votes:
            st.text(words.vote(vote, shown.criterion))
        st.text(shown.rule)
        st.text(_("Rubric: {title}, version {n}.").format(title=shown.rubric.title, n=shown.rubric.version))
        if shown.exemplar.published_at:
            st.text(_("Published on {date}.").format(date=shown.exemplar.published_at.date().isoformat()))
        st.text(_("It may be seen by {who}.").format(who=words.audience(shown.audience)))


def acts(here: Here, shown: Shown) -> None:
    """Offer the way back, and to those who may: other words, and taking it out of the library."""
    exemplar = shown.exemplar
    with st.container(horizontal=True):
        st.button(_("All exemplars"), key="to-library", on_click=going("exemplars"))
        if shown.may_change:
            cell = {"sample": exemplar.sample_id, "criterion": exemplar.criterion_id}
            to_words = going("publish", session=exemplar.session_id, **cell)
            st.button(_("Change the words"), key="change-words", on_click=to_words)
        if shown.may_retire:
            with st.popover(_("Take it out of the library"), key="retire"):
                st.text(_("It will not be found any more. The session keeps its record."))
                st.button(
                    _("Take it out"),
                    key="retire-now",
                    on_click=memory.told(_retire),
                    args=(here, exemplar.id),
                )


def _retire(here: Here, exemplar_id: str) -> None:
    publishing.retire(here.store, here.viewer, exemplar_id)
    memory.note(_("It is out of the library."))
    go("exemplars")
