"""Rubrics in and out of the database."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from workbench.domain.errors import NotFound
from workbench.domain.phases import Phase
from workbench.domain.rubrics import Criterion, Level, Rubric, RubricKind
from workbench.domain.sessions import Session
from workbench.storage import tables as t
from workbench.storage.store import is_writing

# Built once, because every click needs them.
_BY_ID = select(t.rubric).where(t.rubric.c.id == bindparam("rubric_id"))
_CRITERIA = (
    select(t.criterion, t.level.c.label, t.level.c.descriptor)
    .join(t.level, t.level.c.criterion_id == t.criterion.c.id)
    .where(t.criterion.c.rubric_id.in_(bindparam("rubric_ids", expanding=True)))
    .order_by(t.criterion.c.rubric_id, t.criterion.c.position, t.level.c.position)
)


# A version in use never changes, so each database connection remembers the last few it read.
_KEPT, _MOST_KEPT = "workbench_rubrics", 16


def add(db: Connection, rubric: Rubric, *, made_by: str | None, now: datetime) -> None:
    """Store a rubric version with its criteria and levels."""
    db.execute(
        insert(t.rubric).values(
            id=rubric.id,
            family=rubric.family or rubric.id,
            version=rubric.version,
            title=rubric.title,
            kind=rubric.kind,
            subject=rubric.subject,
            grades=rubric.grades,
            summary=rubric.summary,
            source=rubric.source,
            licence=rubric.licence,
            tags=list(rubric.tags),
            made_by=made_by,
            created_at=now,
        )
    )
    for position, criterion in enumerate(rubric.criteria, start=1):
        _add_criterion(db, rubric.id, position, criterion)


def replace_content(db: Connection, rubric: Rubric) -> None:
    """Store an unused version again under its id, so that drafts of sessions keep pointing at it."""
    _remove_criteria(db, rubric.id)
    words = ("title", "kind", "subject", "grades", "summary", "source", "licence")
    values = {name: getattr(rubric, name) for name in words}
    db.execute(update(t.rubric).where(t.rubric.c.id == rubric.id).values(**values))
    for position, criterion in enumerate(rubric.criteria, start=1):
        _add_criterion(db, rubric.id, position, criterion)


def _add_criterion(db: Connection, rubric_id: str, position: int, criterion: Criterion) -> None:
    db.execute(
        insert(t.criterion).values(
            id=criterion.id,
            rubric_id=rubric_id,
            position=position,
            name=criterion.name,
            competency=criterion.competency,
            cut=criterion.cut,
        )
    )
    db.execute(
        insert(t.level),
        [
            {"criterion_id": criterion.id, "position": step, "label": level.label, "descriptor": level.descriptor}
            for step, level in enumerate(criterion.levels, start=1)
        ],
    )


def get(db: Connection, rubric_id: str) -> Rubric:
    """Return one rubric.

    Raises
    ------
    NotFound
        When there is none with this id.
    """
    kept: dict[str, Rubric] = db.info.setdefault(_KEPT, {})
    if rubric_id in kept:
        return kept[rubric_id]
    found = db.execute(_BY_ID, {"rubric_id": rubric_id}).one_or_none()
    if found is None:
        raise NotFound("There is no such rubric.", "Go back to the list of rubrics.")
    rubric = _rubric(found, _criteria(db, [rubric_id]).get(rubric_id, ()))
    _keep(db, kept, rubric)
    return rubric


def of_session(db: Connection, session: Session) -> Rubric:
    """Return the rubric that a session uses, with the criteria that it scores and no other.

    Whatever is about a session reads its rubric here.
    """
    return get(db, session.rubric_id).only(session.plan.criteria)


def _keep(db: Connection, kept: dict[str, Rubric], rubric: Rubric) -> None:
    # What a writing transaction sees may still be taken back.
    if rubric.used and not is_writing(db):
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[rubric.id] = rubric


def newest(db: Connection) -> tuple[Rubric, ...]:
    """Return the newest version of every rubric that is not retired, by title."""
    latest = (
        select(t.rubric.c.family, func.max(t.rubric.c.version).label("version"))
        .where(t.rubric.c.retired_at.is_(None))
        .group_by(t.rubric.c.family)
        .subquery()
    )
    rows = db.execute(
        select(t.rubric)
        .join(latest, (t.rubric.c.family == latest.c.family) & (t.rubric.c.version == latest.c.version))
        .order_by(t.rubric.c.title)
    ).all()
    criteria = _criteria(db, [row.id for row in rows])
    return tuple(_rubric(row, criteria.get(row.id, ())) for row in rows)


def lock(db: Connection, rubric_id: str, now: datetime) -> None:
    """Mark a version as used: from now on it never changes."""
    db.execute(update(t.rubric).where(t.rubric.c.id == rubric_id, t.rubric.c.used_at.is_(None)).values(used_at=now))


def exists(db: Connection, rubric_id: str) -> bool:
    """Return whether there is a version with this id."""
    return db.execute(select(t.rubric.c.id).where(t.rubric.c.id == rubric_id)).first() is not None


def versions(db: Connection, family: str, *, to_write: bool = False) -> tuple[Rubric, ...]:
    """Return all versions of a rubric, newest first; ``to_write`` locks them until the transaction ends."""
    query = select(t.rubric).where(t.rubric.c.family == family).order_by(t.rubric.c.version.desc())
    rows = db.execute(query.with_for_update() if to_write else query).all()
    criteria = _criteria(db, [row.id for row in rows])
    return tuple(_rubric(row, criteria.get(row.id, ())) for row in rows)


def is_retired(db: Connection, family: str) -> bool:
    """Return whether a rubric was taken off the list."""
    query = select(t.rubric.c.id).where(t.rubric.c.family == family, t.rubric.c.retired_at.is_(None))
    return db.execute(query).first() is None


def retire(db: Connection, family: str, now: datetime) -> None:
    """Take all versions of a rubric off the list; sessions that use one keep it."""
    db.execute(
        update(t.rubric).where(t.rubric.c.family == family, t.rubric.c.retired_at.is_(None)).values(retired_at=now)
    )


def is_read_by(db: Connection, rubric_id: str, person_id: str) -> bool:
    """Return whether somebody has a seat in a session with this version that has been opened."""
    query = (
        select(t.seat.c.person_id)
        .join(t.calibration, t.calibration.c.id == t.seat.c.session_id)
        .where(t.calibration.c.rubric_id == rubric_id, t.seat.c.person_id == person_id)
        .where(t.calibration.c.phase != Phase.DRAFT)
    )
    return db.execute(query).first() is not None


def _remove_criteria(db: Connection, rubric_id: str) -> None:
    ids = select(t.criterion.c.id).where(t.criterion.c.rubric_id == rubric_id)
    db.execute(t.level.delete().where(t.level.c.criterion_id.in_(ids)))
    db.execute(t.criterion.delete().where(t.criterion.c.rubric_id == rubric_id))


def _criteria(db: Connection, rubric_ids: Iterable[str]) -> dict[str, tuple[Criterion, ...]]:
    rows = db.execute(_CRITERIA, {"rubric_ids": list(rubric_ids)}).all()
    found: dict[str, tuple[Criterion, ...]] = {}
    for (rubric_id, _), group in groupby(rows, key=lambda row: (row.rubric_id, row.id)):
        found[rubric_id] = (*found.get(rubric_id, ()), _criterion(list(group)))
    return found


def _criterion(rows: list[Row[Any]]) -> Criterion:
    first = rows[0]
    levels = tuple(Level(row.label, row.descriptor) for row in rows)
    return Criterion(first.id, first.name, levels, first.cut, first.competency)


def _rubric(row: Row[Any], criteria: tuple[Criterion, ...]) -> Rubric:
    return Rubric(
        id=row.id,
        title=row.title,
        criteria=criteria,
        kind=RubricKind(row.kind),
        version=row.version,
        family=row.family,
        subject=row.subject,
        grades=row.grades,
        summary=row.summary,
        source=row.source,
        licence=row.licence,
        used=row.used_at is not None,
        tags=tuple(row.tags),
    )
