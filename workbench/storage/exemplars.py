"""Exemplars in and out of the database; a retired one stays for the record and is not found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from workbench.domain.errors import NotFound
from workbench.domain.exemplars import Annotation, Exemplar
from workbench.domain.samples import Audience
from workbench.storage import tables as t


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a library is searched by; empty fields fit everything."""

    rubric_id: str = ""
    criterion_id: str = ""
    level: int | None = None
    session_id: str = ""


def add(db: Connection, exemplar: Exemplar, new_ids: tuple[str, ...]) -> None:
    """Store an exemplar with its annotations.

    Parameters
    ----------
    exemplar
        With the time at which it is published.
    new_ids
        One fresh id for each annotation.
    """
    db.execute(
        insert(t.exemplar).values(
            id=exemplar.id,
            session_id=exemplar.session_id,
            sample_id=exemplar.sample_id,
            criterion_id=exemplar.criterion_id,
            level=exemplar.level,
            why=exemplar.why,
            why_not_next=exemplar.why_not_next,
            audience=exemplar.audience,
            published_by=exemplar.published_by,
            published_at=exemplar.published_at,
        )
    )
    rows = [_annotation_row(exemplar.id, *pair) for pair in zip(new_ids, exemplar.annotations, strict=True)]
    if rows:
        db.execute(insert(t.annotation), rows)


def get(db: Connection, exemplar_id: str) -> Exemplar:
    """Return one exemplar.

    Raises
    ------
    NotFound
        When there is none, or it was retired.
    """
    found = _exemplars(db, _published().where(t.exemplar.c.id == exemplar_id))
    if not found:
        raise NotFound("There is no such exemplar.", "Go back to the library.")
    return found[0]


def find(db: Connection, wanted: Wanted) -> tuple[Exemplar, ...]:
    """Return the exemplars that fit: by criterion in the rubric's order, then level, then the newest first."""
    e, c = t.exemplar.c, t.criterion.c
    query = _published().order_by(c.rubric_id, c.position, e.level, e.published_at.desc(), e.id)
    if wanted.rubric_id:
        query = query.where(c.rubric_id == wanted.rubric_id)
    if wanted.criterion_id:
        query = query.where(e.criterion_id == wanted.criterion_id)
    if wanted.level is not None:
        query = query.where(e.level == wanted.level)
    if wanted.session_id:
        query = query.where(e.session_id == wanted.session_id)
    return _exemplars(db, query)


def annotate(db: Connection, exemplar_id: str, annotation: Annotation, new_id: str) -> None:
    """Store a note on a passage; one that stands there already is replaced."""
    take_note_away(db, exemplar_id, annotation)
    db.execute(insert(t.annotation).values(_annotation_row(exemplar_id, new_id, annotation)))


def take_note_away(db: Connection, exemplar_id: str, annotation: Annotation) -> None:
    """Remove the note on a passage, if there is one."""
    a = t.annotation.c
    here = (a.artifact_id == annotation.artifact_id, a.start == annotation.start, a.end == annotation.end)
    db.execute(delete(t.annotation).where(a.exemplar_id == exemplar_id, *here))


def rubric_ids(db: Connection) -> tuple[str, ...]:
    """Return the ids of the rubrics that an exemplar in the library was published on."""
    joined = t.exemplar.join(t.criterion, t.criterion.c.id == t.exemplar.c.criterion_id)
    query = select(t.criterion.c.rubric_id).select_from(joined).where(t.exemplar.c.retired_at.is_(None)).distinct()
    return tuple(db.execute(query).scalars())


def of_sample(db: Connection, sample_id: str) -> tuple[Exemplar, ...]:
    """Return the exemplars that show a piece of work."""
    return _exemplars(db, _published().where(t.exemplar.c.sample_id == sample_id))


def retire(db: Connection, exemplar_id: str, now: datetime) -> None:
    """Take an exemplar out of the library; retiring it again changes nothing."""
    e = t.exemplar.c
    db.execute(update(t.exemplar).where(e.id == exemplar_id, e.retired_at.is_(None)).values(retired_at=now))


def _published() -> Select[Any]:
    joined = t.exemplar.join(t.criterion, t.criterion.c.id == t.exemplar.c.criterion_id)
    return select(t.exemplar).select_from(joined).where(t.exemplar.c.retired_at.is_(None))


def _exemplars(db: Connection, query: Select[Any]) -> tuple[Exemplar, ...]:
    rows = db.execute(query).all()
    notes = _annotations(db, [row.id for row in rows])
    return tuple(_exemplar(row, notes.get(row.id, ())) for row in rows)


def _annotations(db: Connection, exemplar_ids: list[str]) -> dict[str, tuple[Annotation, ...]]:
    a = t.annotation.c
    rows = db.execute(select(t.annotation).where(a.exemplar_id.in_(exemplar_ids)).order_by(a.start, a.end, a.id))
    found: dict[str, tuple[Annotation, ...]] = {}
    for row in rows:
        note = Annotation(row.artifact_id, row.start, row.end, row.note)
        found[row.exemplar_id] = (*found.get(row.exemplar_id, ()), note)
    return found


def _annotation_row(exemplar_id: str, new_id: str, annotation: Annotation) -> dict[str, object]:
    return {
        "id": new_id,
        "exemplar_id": exemplar_id,
        "artifact_id": annotation.artifact_id,
        "start": annotation.start,
        "end": annotation.end,
        "note": annotation.note,
    }


def _exemplar(row: Row[Any], annotations: tuple[Annotation, ...]) -> Exemplar:
    return Exemplar(
        id=row.id,
        session_id=row.session_id,
        sample_id=row.sample_id,
        criterion_id=row.criterion_id,
        level=row.level,
        why=row.why,
        why_not_next=row.why_not_next,
        annotations=annotations,
        audience=Audience(row.audience),
        published_by=row.published_by,
        published_at=row.published_at,
    )
