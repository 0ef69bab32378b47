"""What else would tell whose something was, once names are cut off: when people came, and in which order.

Times that one person's acts left behind become one common time, and rows are written anew in the order of their ids.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Table,
    and_,
    column,
    delete,
    insert,
    or_,
    select,
    text,
    update,
)

from workbench.domain.people import Scope
from workbench.storage import tables as t

# Who came when: the wall between the rounds stands in time, and whoever came after the reveal has no first round.
_COMING = ("session.join", "paper.seat", "paper.typed")


def take_out(db: Connection, table: Table, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Return rows, in the order of their keys, that are deleted."""
    rows = db.execute(select(table).where(which).order_by(*table.primary_key.columns)).all()
    db.execute(delete(table).where(which))
    return rows


def again(row: Row[Any], **changed: Any) -> dict[str, Any]:
    """Return a row to write anew, with what changes of it."""
    return {**row._mapping, **changed}


def put(db: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Write rows, if there are any."""
    if rows:
        db.execute(insert(table), rows)


def forget_coming(db: Connection, session_id: str, day: datetime, now: datetime) -> None:
    """Let go of when everybody came to a session, and in which order.

    Everything that names the people in it by their seats has been let go of before.
    """
    _anew(db, t.seat, and_(t.seat.c.session_id == session_id, t.seat.c.left_at.is_(None)), joined_at=day)
    _anew(db, t.giver, t.giver.c.session_id == session_id, came_at=day)
    member = t.membership.c
    _anew(db, t.membership, and_(member.scope == Scope.SESSION, member.scope_id == session_id), created_at=day)
    _forget_sign_ins(db, session_id, day, now)
    _forget_first_times(db, session_id, day)
    log = t.audit.c
    came = and_(log.about == session_id, log.action.in_(_COMING))
    db.execute(update(t.audit).where(came).values(person_id=None, at=day, detail={}))


def forget_pieces(db: Connection, pieces: Mapping[str, str], people: Sequence[str], day: datetime) -> None:
    """Let go of when the pieces of these owners from now on were brought, and of who did something about them."""
    for piece, owner in pieces.items():
        db.execute(update(t.sample).where(t.sample.c.id == piece).values(owner_id=owner, created_at=day))
    log = t.audit.c
    own = and_(log.person_id.in_(people), log.about.in_(list(pieces)))
    db.execute(update(t.audit).where(own).values(person_id=None, at=day))


def forget_reading_worries(db: Connection, session_id: str, people: Sequence[str], day: datetime) -> None:
    """Let go of who read a worry: only the contact and whoever brought the piece do."""
    worries = select(t.concern.c.id).where(t.concern.c.session_id == session_id)
    db.execute(delete(t.concern_read).where(t.concern_read.c.concern_id.in_(worries)))
    log = t.audit.c
    told = and_(log.about == session_id, log.action == "concern.read", log.person_id.in_(people))
    db.execute(update(t.audit).where(told).values(person_id=None, at=day))


def _anew(db: Connection, table: Table, which: ColumnElement[bool], **changed: Any) -> None:
    put(db, table, [again(row, **changed) for row in take_out(db, table, which)])


def _forget_sign_ins(db: Connection, session_id: str, day: datetime, now: datetime) -> None:
    """Delete the sign-ins that are over; those that hold go on, and end together with the last of them."""
    s = t.sign_in.c
    db.execute(delete(t.sign_in).where(s.session_id == session_id, or_(s.expires_at <= now, s.revoked_at.is_not(None))))
    left = take_out(db, t.sign_in, s.session_id == session_id)
    put(db, t.sign_in, [again(row, created_at=day, expires_at=max(one.expires_at for one in left)) for row in left])


def _forget_first_times(db: Connection, session_id: str, day: datetime) -> None:
    """Let nobody be found by having come for the first time in this session, nor by who came before them."""
    sat = select(t.seat.c.person_id).where(t.seat.c.session_id == session_id)
    brought = select(t.giver.c.person_id).where(t.giver.c.session_id == session_id)
    p = t.person.c
    new = select(p.id).where(or_(p.id.in_(sat), p.id.in_(brought)), p.created_at > day).order_by(p.id)
    ids = db.execute(new).scalars().all()
    for person in ids:
        db.execute(update(t.person).where(p.id == person).values(created_at=day))
    if db.dialect.name == "sqlite":
        _reorder(db, ids)


def _reorder(db: Connection, people: Sequence[str]) -> None:
    """Let people's rows, which too much hangs on to write them anew, lie in this order in SQLite's file."""
    number: ColumnElement[int] = column("rowid", Integer)
    here = t.person.c.id.in_(people)
    numbers = sorted(db.execute(select(number).select_from(t.person).where(here)).scalars())
    move = text("UPDATE person SET rowid = :number WHERE id = :person")
    for sign in (-1, 1):
        for person, free in zip(people, numbers, strict=True):
            db.execute(move, {"number": sign * free, "person": person})
