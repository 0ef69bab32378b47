"""Wishes and silent minutes of a talk, by session, sample and criterion."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, insert, select

from workbench.domain.sessions import AgendaCell
from workbench.storage import tables as t


def add_wish(db: Connection, session_id: str, cell: AgendaCell, now: datetime) -> None:
    """Store that somebody wants to add evidence; nothing says who."""
    db.execute(insert(t.wish).values(**_key(session_id, cell), at=now))


def wishes(db: Connection, session_id: str, cell: AgendaCell) -> int:
    """Return how many want to add evidence."""
    query = select(func.count()).select_from(t.wish).where(_at(t.wish, session_id, cell))
    return int(db.execute(query).scalar_one())


def forget_wishes(db: Connection, session_id: str, cell: AgendaCell) -> None:
    """Take the wishes away once they were heard."""
    db.execute(delete(t.wish).where(_at(t.wish, session_id, cell)))


def begin_minute(db: Connection, session_id: str, cell: AgendaCell, now: datetime) -> None:
    """Store when a silent minute began; begun again, it runs from now."""
    db.execute(delete(t.silent_minute).where(_at(t.silent_minute, session_id, cell)))
    db.execute(insert(t.silent_minute).values(**_key(session_id, cell), began_at=now))


def minute_began(db: Connection, session_id: str, cell: AgendaCell) -> datetime | None:
    """Return when the silent minute of a cell began, or None."""
    return db.execute(select(t.silent_minute.c.began_at).where(_at(t.silent_minute, session_id, cell))).scalar()


def save_words(db: Connection, session_id: str, cell: AgendaCell, person_id: str, words: str) -> None:
    """Store somebody's words for a cell in place of those before; none are none."""
    db.execute(
        delete(t.deciding_words).where(
            _at(t.deciding_words, session_id, cell), t.deciding_words.c.person_id == person_id
        )
    )
    if words:
        db.execute(insert(t.deciding_words).values(**_key(session_id, cell), person_id=person_id, words=words))


def words(db: Connection, session_id: str, cell: AgendaCell) -> dict[str, str]:
    """Return what was written for a cell, by person."""
    query = select(t.deciding_words.c.person_id, t.deciding_words.c.words)
    rows = db.execute(query.where(_at(t.deciding_words, session_id, cell)))
    return {row.person_id: row.words for row in rows}


def _key(session_id: str, cell: AgendaCell) -> dict[str, str]:
    return {"session_id": session_id, "sample_id": cell.sample_id, "criterion_id": cell.criterion_id}


def _at(table: Table, session_id: str, cell: AgendaCell) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in _key(session_id, cell).items()))
