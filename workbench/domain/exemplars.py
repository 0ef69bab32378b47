"""Exemplars: agreed work that shows what a level means, with notes on the work."""

from dataclasses import dataclass
from datetime import datetime

from workbench.domain.samples import Audience


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
