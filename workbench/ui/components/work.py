"""Student work on screen: text with evidence marks, and page pictures.

Text enters the page only through ``textContent``. Positions are characters of the text as Python counts them;
the browser counts UTF-16 units, and the two meet here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.samples import Artifact, Sample
from workbench.domain.scoring import Mark
from workbench.ui.theme import EVIDENCE

_work = st.components.v2.component(
    "workbench_work",
    css=Path(__file__).with_name("work.css").read_text(encoding="utf-8"),
    js=Path(__file__).with_name("work.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a passage can be marked as: a criterion with its letter and colour."""

    id: str
    letter: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked passage: for a tag, perhaps with a note; ``weight`` is how many people marked it."""

    mark: Mark
    note: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where work is shown: what its key begins with, and whether the text alone follows how the reader likes to read.

    Where it does not, buttons make the text larger on this device; where it does, they are about pictures of pages.
    """

    key: str
    follows_reading: bool = False


ANYWHERE = Place("work")
ON_THE_DESK = Place("work", follows_reading=True)


def tags(criteria: Sequence[Any]) -> tuple[Tag, ...]:
    """Return a tag per criterion: a letter first, a colour only beside it."""
    return tuple(Tag(c.id, chr(ord("A") + n), c.name, EVIDENCE[n % len(EVIDENCE)]) for n, c in enumerate(criteria))


def work(
    sample: Sample,
    known: tuple[Tag, ...],
    passages: Sequence[Passage] = (),
    *,
    on_marks: Callable[[], None] | None = None,
    place: Place = ANYWHERE,
) -> Any:
    """Show a piece of work with its marked passages; when ``on_marks`` is given, passages can be marked.

    Work that was withdrawn is gone: a sentence says so in its place.

    Returns
    -------
    Any
        The component's result; ``.marks`` holds what the reader just asked for: see :func:`asked`.
    """
    if sample.withdrawn:
        st.info(_("This piece was withdrawn, so nobody sees it any longer. Scores that were given stay."))
        return None
    return _work(
        key=f"{place.key}-{sample.id}",
        data={
            "artifacts": [_artifact(a) for a in sample.artifacts],
            "tags": [{"id": g.id, "letter": g.letter, "name": g.name, "colour": g.colour} for g in known],
            "passages": [_passage(sample, p) for p in passages],
            "marking": on_marks is not None,
            "follows_reading": place.follows_reading,
            "words": _words(),
        },
        on_marks_change=on_marks or _nothing,
        height="stretch",
    )


def paused() -> None:
    """Say, in place of a piece of work, that nobody reads it now."""
    st.info(_("This piece is paused for now: nobody reads it. Go on with the next one."))


def asked(sample: Sample, request: dict[str, Any]) -> tuple[str, Mark]:
    """Return what the browser asked for, ``"add"`` or ``"remove"``, and the passage in Python's characters."""
    texts = {artifact.id: artifact.text for artifact in sample.artifacts}
    artifact_id = str(request.get("artifact", ""))
    text = texts.get(artifact_id, "")
    start, end = (_from_utf16(text, int(request.get(name, 0))) for name in ("start", "end"))
    return str(request.get("do", "")), Mark(artifact_id, str(request.get("tag", "")), start, end)


def _artifact(artifact: Artifact) -> dict[str, object]:
    pages = [
        {
            "src": f"/files/{artifact.id}/{page.number}?v={page.version}",
            "width": page.width,
            "height": page.height,
            "number": page.number,
        }
        for page in artifact.pages
    ]
    return {
        "id": artifact.id,
        "label": _(artifact.label),
        "text": artifact.markable,
        "pages": pages,
        "transcription": "" if artifact.markable else artifact.text,
    }


def _passage(sample: Sample, passage: Passage) -> dict[str, object]:
    text = next((a.text for a in sample.artifacts if a.id == passage.mark.artifact_id), "")
    return {
        "artifact": passage.mark.artifact_id,
        "tag": passage.mark.criterion_id,
        "start": _to_utf16(text, passage.mark.start),
        "end": _to_utf16(text, passage.mark.end),
        "note": passage.note,
        "weight": passage.weight,
    }


def _to_utf16(text: str, position: int) -> int:
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def _from_utf16(text: str, units: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * max(units, 0)].decode("utf-16-le", "ignore"))


def _words() -> dict[str, str]:
    return {
        "work": _("Student work"),
        "smaller": _("Smaller text"),
        "larger": _("Larger text"),
        "smaller_pages": _("Smaller pages"),
        "larger_pages": _("Larger pages"),
        "mark_as": _("This is evidence for"),
        "remove": _("Take this mark away"),
        "close": _("Close"),
        "hint": _("Select words, or tap a sentence, to mark them."),
        "page": _("Page"),
        "read": _("Read the transcription"),
        "hide": _("Hide the transcription"),
        "transcription": _("Transcription"),
    }


def _nothing() -> None:
    """Do nothing: the work is only read here."""
