"""Student work in and out of the database; the files themselves lie in the file store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from workbench.domain.errors import NotFound, nothing_here
from workbench.domain.samples import Artifact, ArtifactKind, Page, Permission, Sample
from workbench.storage import tables as t

# Built once, because every click needs them.
_BY_ID = select(t.sample).where(t.sample.c.id.in_(bindparam("sample_ids", expanding=True)))
_ARTIFACTS = (
    select(t.artifact)
    .where(t.artifact.c.sample_id.in_(bindparam("sample_ids", expanding=True)))
    .order_by(t.artifact.c.position)
)
_PAGES = (
    select(t.page).where(t.page.c.artifact_id.in_(bindparam("artifact_ids", expanding=True))).order_by(t.page.c.number)
)


@dataclass(frozen=True, slots=True)
class NewSample:
    """What is stored when a sample is made."""

    sample: Sample
    school_id: str
    owner_id: str | None
    permission: Permission = field(default=Permission())
    private_note: str = ""


def add(db: Connection, new: NewSample, now: datetime) -> None:
    """Store a sample with its artifacts and pages."""
    sample = new.sample
    db.execute(
        insert(t.sample).values(
            id=sample.id,
            name=sample.name,
            school_id=new.school_id,
            owner_id=new.owner_id,
            task=sample.task,
            prompt=sample.prompt,
            private_note=new.private_note,
            permission_held=new.permission.held,
            audience=new.permission.audience,
            delete_after=new.permission.delete_after,
            created_at=now,
            checked_at=now if sample.checked else None,
            checked_by=new.owner_id if sample.checked else None,
        )
    )
    for position, artifact in enumerate(sample.artifacts, start=1):
        add_artifact(db, sample.id, artifact, position)


def add_artifact(db: Connection, sample_id: str, artifact: Artifact, position: int) -> None:
    """Store one more artifact of a sample."""
    db.execute(
        insert(t.artifact).values(
            id=artifact.id,
            sample_id=sample_id,
            position=position,
            kind=artifact.kind,
            label=artifact.label,
            text=artifact.text,
        )
    )
    if artifact.pages:
        db.execute(insert(t.page), [_page_row(artifact.id, page) for page in artifact.pages])


def _page_row(artifact_id: str, page: Page) -> dict[str, object]:
    return {
        "artifact_id": artifact_id,
        "number": page.number,
        "file": page.file,
        "media_type": page.media_type,
        "width": page.width,
        "height": page.height,
    }


def get(db: Connection, sample_id: str) -> Sample:
    """Return one sample with everything in it.

    Raises
    ------
    NotFound
        When there is none with this id.
    """
    found = many(db, [sample_id])
    if not found:
        raise NotFound("There is no such piece of work.", "Go back to the list.")
    return found[sample_id]


def many(db: Connection, sample_ids: Sequence[str]) -> dict[str, Sample]:
    """Return samples by id, with their artifacts and pages."""
    rows = db.execute(_BY_ID, {"sample_ids": list(sample_ids)}).all()
    artifacts = _artifacts(db, [row.id for row in rows])
    return {row.id: _sample(row, artifacts.get(row.id, ())) for row in rows}


def covers(db: Connection, sample_ids: Sequence[str]) -> dict[str, Sample]:
    """Return samples by id without what is in them: their names and tasks."""
    return {row.id: _sample(row, ()) for row in db.execute(_BY_ID, {"sample_ids": list(sample_ids)})}


def of_school(db: Connection, school_id: str) -> tuple[Sample, ...]:
    """Return a school's samples that are not withdrawn, by name."""
    rows = db.execute(
        select(t.sample.c.id)
        .where(t.sample.c.school_id == school_id, t.sample.c.withdrawn_at.is_(None))
        .order_by(t.sample.c.name)
    ).scalars()
    ids = list(rows)
    found = many(db, ids)
    return tuple(found[sample_id] for sample_id in ids)


def names_taken(db: Connection, school_id: str) -> frozenset[str]:
    """Return the sample names a school has used, withdrawn ones included."""
    return frozenset(db.execute(select(t.sample.c.name).where(t.sample.c.school_id == school_id)).scalars())


def mark_checked(db: Connection, sample_id: str, person_id: str, now: datetime) -> None:
    """Record that somebody looked at every page."""
    db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(checked_at=now, checked_by=person_id))


def replace_text(db: Connection, artifact_id: str, text: str) -> None:
    """Store a text again, with names masked."""
    db.execute(update(t.artifact).where(t.artifact.c.id == artifact_id).values(text=text))


def page(db: Connection, artifact_id: str, number: int) -> Page:
    """Return one page picture.

    Raises
    ------
    NotFound
        When there is none.
    """
    row = db.execute(select(t.page).where(t.page.c.artifact_id == artifact_id, t.page.c.number == number)).one_or_none()
    if row is None:
        raise nothing_here()
    return _page(row)


def sample_of_artifact(db: Connection, artifact_id: str) -> str | None:
    """Return the id of the sample that holds an artifact."""
    return db.execute(select(t.artifact.c.sample_id).where(t.artifact.c.id == artifact_id)).scalar_one_or_none()


def school_of(db: Connection, sample_id: str) -> str | None:
    """Return the id of the school that a sample belongs to; None once it is withdrawn."""
    query = select(t.sample.c.school_id).where(t.sample.c.id == sample_id, t.sample.c.withdrawn_at.is_(None))
    return db.execute(query).scalar_one_or_none()


def noted(db: Connection, school_id: str, private_notes: Iterable[str]) -> dict[str, str]:
    """Return the ids of a school's samples with these private notes, by note; withdrawn ones are left out."""
    rows = db.execute(
        select(t.sample.c.private_note, t.sample.c.id).where(
            t.sample.c.school_id == school_id,
            t.sample.c.private_note.in_(list(private_notes)),
            t.sample.c.withdrawn_at.is_(None),
        )
    )
    return {row.private_note: row.id for row in rows}


def _artifacts(db: Connection, sample_ids: Iterable[str]) -> dict[str, tuple[Artifact, ...]]:
    rows = db.execute(_ARTIFACTS, {"sample_ids": list(sample_ids)}).all()
    pages = _pages(db, [row.id for row in rows if row.kind == ArtifactKind.PAGES])
    found: dict[str, tuple[Artifact, ...]] = {}
    for row in rows:
        artifact = Artifact(row.id, ArtifactKind(row.kind), row.label, row.text, pages.get(row.id, ()))
        found[row.sample_id] = (*found.get(row.sample_id, ()), artifact)
    return found


def _pages(db: Connection, artifact_ids: list[str]) -> dict[str, tuple[Page, ...]]:
    found: dict[str, tuple[Page, ...]] = {}
    if not artifact_ids:
        return found
    for row in db.execute(_PAGES, {"artifact_ids": artifact_ids}):
        found[row.artifact_id] = (*found.get(row.artifact_id, ()), _page(row))
    return found


def _page(row: Row[Any]) -> Page:
    return Page(row.number, row.file, row.media_type, row.width, row.height)


def _sample(row: Row[Any], artifacts: tuple[Artifact, ...]) -> Sample:
    return Sample(
        id=row.id,
        name=row.name,
        task=row.task,
        prompt=row.prompt,
        artifacts=artifacts,
        checked=row.checked_at is not None,
        withdrawn=row.withdrawn_at is not None,
    )
