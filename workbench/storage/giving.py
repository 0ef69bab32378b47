"""What leads ask teachers to bring, who came by the link, and who brought which piece."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from workbench.domain.giving import Asking, Brought, OwnPiece
from workbench.domain.samples import Audience
from workbench.storage import samples
from workbench.storage import tables as t


def asking(db: Connection, session_id: str) -> Asking | None:
    """Return what a session's lead asks for."""
    return _asking(db, t.asking.c.session_id == session_id)


def by_code(db: Connection, code: str) -> Asking | None:
    """Return what is asked for under the code of a link."""
    return _asking(db, t.asking.c.code == code)


def save_asking(db: Connection, asked: Asking, now: datetime) -> None:
    """Store what a lead asks for, in place of what was asked before."""
    db.execute(delete(t.asking).where(t.asking.c.session_id == asked.session_id))
    db.execute(
        insert(t.asking).values(
            session_id=asked.session_id,
            code=asked.code,
            wanted=asked.wanted,
            due=asked.due,
            expected=asked.expected,
            made_at=now,
        )
    )


def add_giver(db: Connection, session_id: str, person_id: str, now: datetime) -> None:
    """Note that somebody came by the link; a second time changes nothing."""
    if not is_giver(db, session_id, person_id):
        db.execute(insert(t.giver).values(session_id=session_id, person_id=person_id, came_at=now))


def is_giver(db: Connection, session_id: str, person_id: str) -> bool:
    """Return whether somebody came by a session's link."""
    g = t.giver.c
    return (
        db.execute(select(g.person_id).where(g.session_id == session_id, g.person_id == person_id)).first() is not None
    )


def asked_of(db: Connection, person_id: str) -> tuple[str, ...]:
    """Return the sessions that somebody was asked to bring work for, the latest first."""
    g = t.giver.c
    query = select(g.session_id).where(g.person_id == person_id).order_by(g.came_at.desc(), g.session_id)
    return tuple(db.execute(query).scalars())


def affiliate(db: Connection, sample_id: str, person_id: str, session_id: str) -> None:
    """Store that somebody brings a piece for a session; it is not sent yet."""
    db.execute(insert(t.affiliation).values(sample_id=sample_id, person_id=person_id, session_id=session_id))


def send(db: Connection, sample_id: str, label: str, now: datetime) -> None:
    """Store that a piece was sent, with the label for whoever brought it."""
    db.execute(update(t.affiliation).where(t.affiliation.c.sample_id == sample_id).values(label=label, sent_at=now))


def own_pieces(db: Connection, person_id: str, session_id: str) -> tuple[OwnPiece, ...]:
    """Return what somebody brought for a session and did not withdraw, with their labels, the first sent first."""
    a = t.affiliation.c
    rows = db.execute(
        select(a.sample_id, a.label, a.sent_at)
        .join(t.sample, t.sample.c.id == a.sample_id)
        .where(a.person_id == person_id, a.session_id == session_id, t.sample.c.withdrawn_at.is_(None))
        .order_by(a.sent_at, a.sample_id)
    ).all()
    work = samples.many(db, [row.sample_id for row in rows])
    return tuple(OwnPiece(work[row.sample_id], row.label, row.sent_at) for row in rows)


def brought(db: Connection, sample_ids: Iterable[str]) -> dict[str, Brought]:
    """Return who brought pieces for which session, by piece; those that nobody brought so are left out."""
    return {found.sample_id: found for found in _brought(db, t.affiliation.c.sample_id.in_(list(sample_ids)))}


def hold_nobodys(db: Connection, sample_ids: Iterable[str]) -> frozenset[str]:
    """Return what :func:`nobodys` returns; no other piece becomes one until the transaction ends."""
    a, ids = t.affiliation.c, list(sample_ids)
    # First wait, then look: what was waited for is seen by the next statement only.
    db.execute(select(a.sample_id).where(a.sample_id.in_(ids)).order_by(a.sample_id).with_for_update()).all()
    return nobodys(db, ids)


def nobodys(db: Connection, sample_ids: Iterable[str]) -> frozenset[str]:
    """Return the pieces among these whose bringer's name was cut off."""
    a, p, ids = t.affiliation.c, t.person.c, list(sample_ids)
    gone = select(a.sample_id).join(t.person, p.id == a.person_id).where(a.sample_id.in_(ids), p.name == "")
    return frozenset(db.execute(gone).scalars())


def brought_for(db: Connection, session_id: str) -> tuple[Brought, ...]:
    """Return what was sent for a session and is not withdrawn."""
    sent = and_(t.affiliation.c.session_id == session_id, t.affiliation.c.sent_at.is_not(None))
    return _brought(db, and_(sent, t.sample.c.withdrawn_at.is_(None)))


def pairs(db: Connection, session_id: str) -> frozenset[tuple[str, str]]:
    """Return (person, sample) for everybody in a session who brought a piece that it reads."""
    a, seat, read = t.affiliation.c, t.seat.c, t.calibration_sample.c
    rows = db.execute(
        select(a.person_id, a.sample_id)
        .join(t.seat, seat.person_id == a.person_id)
        .join(t.calibration_sample, read.sample_id == a.sample_id)
        .where(seat.session_id == session_id, read.session_id == session_id)
    )
    return frozenset((row.person_id, row.sample_id) for row in rows)


def note_fingerprint(db: Connection, artifact_ids: Iterable[str], digest: str) -> None:
    """Store what an upload looked like, with every artifact that came of it."""
    rows = [{"artifact_id": artifact_id, "digest": digest} for artifact_id in artifact_ids]
    if rows:
        db.execute(insert(t.fingerprint), rows)


def came_before(db: Connection, sample_id: str, digest: str) -> bool:
    """Return whether the person who brings this piece brought the same content for the same session already."""
    a, one = t.affiliation.c, t.affiliation.alias()
    query = (
        select(t.fingerprint.c.artifact_id)
        .join(t.artifact, t.artifact.c.id == t.fingerprint.c.artifact_id)
        .join(t.affiliation, a.sample_id == t.artifact.c.sample_id)
        .join(one, and_(one.c.person_id == a.person_id, one.c.session_id == a.session_id))
        .where(one.c.sample_id == sample_id, t.fingerprint.c.digest == digest)
    )
    return db.execute(query).first() is not None


def abandoned(db: Connection, before: datetime) -> tuple[str, ...]:
    """Return pieces that were begun before a time and never sent."""
    query = (
        select(t.sample.c.id)
        .join(t.affiliation, t.affiliation.c.sample_id == t.sample.c.id)
        .where(t.affiliation.c.sent_at.is_(None), t.sample.c.created_at < before, t.sample.c.withdrawn_at.is_(None))
    )
    return tuple(db.execute(query).scalars())


def forget(db: Connection, sample_id: str) -> None:
    """Let go of a withdrawn piece's label and fingerprints; who brought it stays apart from its figures."""
    ids = select(t.artifact.c.id).where(t.artifact.c.sample_id == sample_id)
    db.execute(delete(t.fingerprint).where(t.fingerprint.c.artifact_id.in_(ids)))
    db.execute(update(t.affiliation).where(t.affiliation.c.sample_id == sample_id).values(label=""))


def forget_artifact(db: Connection, artifact_id: str) -> None:
    """Let go of one artifact's fingerprint."""
    db.execute(delete(t.fingerprint).where(t.fingerprint.c.artifact_id == artifact_id))


def _asking(db: Connection, which: ColumnElement[bool]) -> Asking | None:
    row = db.execute(select(t.asking).where(which)).one_or_none()
    return None if row is None else Asking(row.session_id, row.code, row.wanted, row.due, row.expected)


def _brought(db: Connection, which: ColumnElement[bool]) -> tuple[Brought, ...]:
    a = t.affiliation.c
    rows = db.execute(
        select(a.sample_id, a.person_id, a.session_id, a.sent_at, t.calibration.c.facilitator_id, t.sample.c.audience)
        .join(t.calibration, t.calibration.c.id == a.session_id)
        .join(t.sample, t.sample.c.id == a.sample_id)
        .where(which)
        .order_by(t.sample.c.name)
    )
    return tuple(
        Brought(
            row.sample_id,
            row.person_id,
            row.session_id,
            row.facilitator_id,
            row.audience == Audience.SESSION,
            row.sent_at,
        )
        for row in rows
    )
