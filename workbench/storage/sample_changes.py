"""Changing samples: one writer at a time, what is still needed of the file store, and taking work away."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, func, select, text, update

from workbench.domain.phases import Phase
from workbench.domain.samples import Artifact, Audience, Permission
from workbench.storage import giving, mix, samples
from workbench.storage import tables as t

FILES_LOCK = 0x66696C65  # "file": who adds pages and who deletes files take turns


def lock(db: Connection, sample_id: str) -> None:
    """Let nobody else change this sample until the transaction ends (SQLite has one writer anyway)."""
    db.execute(select(t.sample.c.id).where(t.sample.c.id == sample_id).with_for_update())


def lock_names(db: Connection, school_id: str) -> None:
    """Let nobody else give out one of the school's sample names until the transaction ends."""
    db.execute(select(t.school.c.id).where(t.school.c.id == school_id).with_for_update())


def lock_files(db: Connection) -> None:
    """Let nobody else add pages or delete files until the transaction ends."""
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": FILES_LOCK})


def exists(db: Connection, sample_id: str) -> bool:
    """Return whether there is a sample with this id."""
    return db.execute(select(t.sample.c.id).where(t.sample.c.id == sample_id)).first() is not None


def sessions_reading(db: Connection, sample_id: str) -> tuple[str, ...]:
    """Return the sessions that were opened and read this sample."""
    query = (
        select(t.calibration.c.id)
        .join(t.calibration_sample, t.calibration_sample.c.session_id == t.calibration.c.id)
        .where(t.calibration_sample.c.sample_id == sample_id, t.calibration.c.phase != Phase.DRAFT)
        .order_by(t.calibration.c.id)
    )
    return tuple(db.execute(query).scalars())


def permission(db: Connection, sample_id: str) -> Permission:
    """Return what the owner of a sample has said about its use."""
    row = db.execute(select(t.sample).where(t.sample.c.id == sample_id)).one()
    return Permission(row.permission_held, Audience(row.audience), row.delete_after)


def set_permission(db: Connection, sample_id: str, said: Permission) -> None:
    """Store what the owner of a sample has said about its use."""
    values = {"permission_held": said.held, "audience": said.audience, "delete_after": said.delete_after}
    db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(**values))


def set_task(db: Connection, sample_id: str, task: str, prompt: str) -> None:
    """Store what the students were asked to do."""
    db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(task=task, prompt=prompt))


def set_name(db: Connection, sample_id: str, name: str) -> None:
    """Store another name."""
    db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(name=name))


def uncheck(db: Connection, sample_id: str) -> None:
    """Forget that somebody looked at every page: the work has changed since."""
    db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(checked_at=None, checked_by=None))


def append(db: Connection, sample_id: str, artifacts: Iterable[Artifact]) -> None:
    """Store artifacts after those that a sample has."""
    last = select(func.max(t.artifact.c.position)).where(t.artifact.c.sample_id == sample_id)
    first_free = (db.execute(last).scalar_one_or_none() or 0) + 1
    for position, artifact in enumerate(artifacts, start=first_free):
        samples.add_artifact(db, sample_id, artifact, position)


def remove_artifact(db: Connection, artifact_id: str) -> frozenset[str]:
    """Delete an artifact with its pages; return the files that its pages named."""
    hashes = _remove_pages(db, [artifact_id])
    giving.forget_artifact(db, artifact_id)
    db.execute(t.artifact.delete().where(t.artifact.c.id == artifact_id))
    return hashes


def empty(db: Connection, sample_id: str, now: datetime) -> frozenset[str]:
    """Withdraw a sample: its name stays taken, its work goes; return the files that its pages named.

    With it go what was written on it and about it: notes and reasons of exemplars, sentences and marks of those who
    read it, the label of whoever brought it, why a lead chose it. Levels stay.
    """
    ids = db.execute(select(t.artifact.c.id).where(t.artifact.c.sample_id == sample_id)).scalars().all()
    hashes = _remove_pages(db, ids)
    db.execute(update(t.artifact).where(t.artifact.c.sample_id == sample_id).values(text=""))
    _unwrite(db, sample_id, now)
    giving.forget(db, sample_id)
    mix.forget(db, sample_id)
    values = {"withdrawn_at": now, "task": "", "prompt": "", "private_note": ""}
    db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(**values))
    return hashes


def _unwrite(db: Connection, sample_id: str, now: datetime) -> None:
    """Let go of every word and mark about a sample."""
    x, reads = t.exemplar.c, select(t.assignment.c.id).where(t.assignment.c.sample_id == sample_id)
    published = select(x.id).where(x.sample_id == sample_id)
    db.execute(t.annotation.delete().where(t.annotation.c.exemplar_id.in_(published)))
    db.execute(update(t.exemplar).where(x.sample_id == sample_id).values(why="", why_not_next=""))
    db.execute(update(t.exemplar).where(x.sample_id == sample_id, x.retired_at.is_(None)).values(retired_at=now))
    db.execute(update(t.remark).where(t.remark.c.assignment_id.in_(reads)).values(sentence=""))
    db.execute(t.deciding_words.delete().where(t.deciding_words.c.sample_id == sample_id))
    db.execute(update(t.marking).where(t.marking.c.assignment_id.in_(reads)).values(marks=[]))


def not_needed(db: Connection, hashes: Iterable[str]) -> frozenset[str]:
    """Return those files that no page names any more: two samples may hold the same file."""
    asked = frozenset(hashes)
    needed = db.execute(select(t.page.c.file).where(t.page.c.file.in_(asked))).scalars()
    return asked - frozenset(needed)


def overdue(db: Connection, today: date) -> tuple[str, ...]:
    """Return the samples whose day of deletion has passed and that are still there."""
    query = select(t.sample.c.id).where(t.sample.c.delete_after < today, t.sample.c.withdrawn_at.is_(None))
    return tuple(db.execute(query).scalars())


def _remove_pages(db: Connection, artifact_ids: Iterable[str]) -> frozenset[str]:
    of_these = t.page.c.artifact_id.in_(list(artifact_ids))
    hashes = frozenset(db.execute(select(t.page.c.file).where(of_these)).scalars())
    db.execute(t.page.delete().where(of_these))
    return hashes
