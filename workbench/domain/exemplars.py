"""Exemplars: agreed work that shows what a level means, with notes on the work."""

from dataclasses import dataclass
from datetime import datetime

from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.samples import Audience, Permission, Sample

LONGEST_WHY = 1000
LONGEST_NOTE = 300
_WIDTH = tuple(Audience)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on a passage: characters ``start`` to ``end`` (end not included) of an artifact's text."""

    artifact_id: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One agreed cell, published: why this level, and why not the next one up."""

    id: str
    session_id: str
    sample_id: str
    criterion_id: str
    level: int
    why: str
    why_not_next: str = ""
    annotations: tuple[Annotation, ...] = ()
    audience: Audience = Audience.SESSION
    published_by: str = ""
    published_at: datetime | None = None


def widest(permission: Permission) -> Audience:
    """Return the widest audience that the permission recorded on a piece of work allows."""
    return permission.audience if permission.held else Audience.SESSION


def narrower(one: Audience, other: Audience) -> Audience:
    """Return the audience that fewer people belong to."""
    return min(one, other, key=_WIDTH.index)


def allowed_audiences(permission: Permission) -> tuple[Audience, ...]:
    """Return the audiences an exemplar of a piece of work may have, the narrowest first."""
    return _WIDTH[: _WIDTH.index(widest(permission)) + 1]


def check_audience(wanted: Audience, permission: Permission, name: str) -> Audience:
    """Return an audience if the work's permission allows it.

    Raises
    ------
    Invalid
        When nobody recorded a permission for it.
    """
    if wanted not in allowed_audiences(permission):
        raise Invalid(
            "No permission is recorded that lets {name} be seen beyond {allowed}.",
            "Record the permission under Samples first, or publish it for fewer people.",
            field="audience",
            name=name,
            allowed=_(_KNOWN_AS[widest(permission)]),
        )
    return wanted


_KNOWN_AS = {
    Audience.SESSION: later("this session"),
    Audience.SCHOOL: later("the school"),
    Audience.DISTRICT: later("the district"),
    Audience.PUBLIC: later("the public"),
}


def clean_why(typed: str, *, field: str, required: bool) -> str:
    """Return why a level was agreed, or why not the next, as it will be shown.

    Raises
    ------
    Invalid
        When it is required and empty, or longer than 1000 characters.
    """
    text = clean(typed).strip()
    if required and not text:
        raise Invalid("An exemplar needs to say why it is at this level.", "Write one sentence.", field=field)
    if len(text) > LONGEST_WHY:
        raise Invalid(
            "That is {n} characters; {most} fit.", "Keep what decided it.", field=field, n=len(text), most=LONGEST_WHY
        )
    return text


def clean_annotation(annotation: Annotation, sample: Sample) -> Annotation:
    """Return a note as it will be stored.

    Raises
    ------
    Invalid
        When the passage does not lie in a text of the sample, or the note is longer than 300 characters.
    """
    texts = {artifact.id: artifact.markable for artifact in sample.artifacts}
    if not 0 <= annotation.start < annotation.end <= len(texts.get(annotation.artifact_id, "")):
        raise Invalid("That passage is not in this piece of work.", "Mark it again.")
    note = clean_line(annotation.note)
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            "That note is {n} characters; {most} fit.", "Shorten it.", field="note", n=len(note), most=LONGEST_NOTE
        )
    return Annotation(annotation.artifact_id, annotation.start, annotation.end, note)
