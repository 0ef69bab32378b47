"""Score sheets on paper: made, typed in, and by whom; scores that were on them are scores like any other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from workbench.domain.paper import PaperSheet
from workbench.domain.people import Person
from workbench.storage import tables as t

# Built once: whoever has no seat is asked about at every click.
_TYPIST = select(t.typist.c.person_id).where(
    t.typist.c.session_id == bindparam("session_id"),
    t.typist.c.person_id == bindparam("person_id"),
    t.typist.c.ended_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Typing:
    """That a sheet was typed in: whose, by whose hands, under which submission."""

    session_id: str
    round: int
    person_id: str
    entered_by: str
    submission_id: str
    sheet_id: str | None = None


def add_sheet(db: Connection, sheet: PaperSheet, now: datetime) -> None:
    """Store a sheet that was made."""
    db.execute(
        insert(t.sheet).values(
            id=sheet.id,
            session_id=sheet.session_id,
            round=sheet.round,
            code=sheet.code,
            person_id=sheet.person_id,
            pieces=list(sheet.pieces),
            made_at=now,
        )
    )


def sheets(db: Connection, session_id: str, round: int) -> tuple[PaperSheet, ...]:
    """Return the sheets of a round, by code, which says nothing."""
    s = t.sheet.c
    rows = db.execute(select(t.sheet).where(s.session_id == session_id, s.round == round).order_by(s.code))
    return tuple(_sheet(row) for row in rows)


def add_typing(db: Connection, typed: Typing, now: datetime) -> None:
    """Store that a sheet was typed in."""
    db.execute(
        insert(t.typed_sheet).values(
            session_id=typed.session_id,
            round=typed.round,
            person_id=typed.person_id,
            entered_by=typed.entered_by,
            sheet_id=typed.sheet_id,
            submission_id=typed.submission_id,
            at=now,
        )
    )


def typings(db: Connection, session_id: str, round: int) -> tuple[Typing, ...]:
    """Return every sheet of a round that was typed in, the first first."""
    s = t.typed_sheet.c
    rows = db.execute(select(t.typed_sheet).where(s.session_id == session_id, s.round == round).order_by(s.sequence))
    return tuple(
        Typing(row.session_id, row.round, row.person_id, row.entered_by, row.submission_id, row.sheet_id)
        for row in rows
    )


def has_seen_others(db: Connection, session_id: str, round: int, person_id: str) -> bool:
    """Return whether somebody typed a colleague's sheet in this round, and so knows what a colleague gave."""
    return any(typed.entered_by == person_id != typed.person_id for typed in typings(db, session_id, round))


def name_typist(db: Connection, session_id: str, person_id: str, named_by: str, now: datetime) -> None:
    """Give somebody the task of typing sheets in; who had it before has it again."""
    ours = (t.typist.c.session_id == session_id, t.typist.c.person_id == person_id)
    if db.execute(select(t.typist.c.person_id).where(*ours)).first():
        db.execute(update(t.typist).where(*ours).values(named_by=named_by, named_at=now, ended_at=None))
        return
    db.execute(insert(t.typist).values(session_id=session_id, person_id=person_id, named_by=named_by, named_at=now))


def end_typist(db: Connection, session_id: str, person_id: str, now: datetime) -> None:
    """Take the task from somebody."""
    ours = (t.typist.c.session_id == session_id, t.typist.c.person_id == person_id)
    db.execute(update(t.typist).where(*ours).values(ended_at=now))


def is_typist(db: Connection, session_id: str, person_id: str) -> bool:
    """Return whether somebody has the task of typing a session's sheets in."""
    return db.execute(_TYPIST, {"session_id": session_id, "person_id": person_id}).first() is not None


def typists(db: Connection, session_id: str) -> tuple[Person, ...]:
    """Return who has that task, by name."""
    p = t.person.c
    rows = db.execute(
        select(p.id, p.name, p.school_id)
        .join(t.typist, t.typist.c.person_id == p.id)
        .where(t.typist.c.session_id == session_id, t.typist.c.ended_at.is_(None))
        .order_by(p.name, p.id)
    )
    return tuple(Person(row.id, row.name, row.school_id) for row in rows)


def _sheet(row: Row[Any]) -> PaperSheet:
    return PaperSheet(row.id, row.session_id, row.round, row.code, tuple(row.pieces), row.person_id)
