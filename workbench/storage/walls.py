"""Codes for projectors, the screens opened with them, and whether they are blank."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from workbench.storage import tables as t

# Built once: every screen asks every three seconds.
_SHOWN_BY = select(t.wall_screen.c.session_id).where(
    t.wall_screen.c.token_hash == bindparam("token_hash"), t.wall_screen.c.expires_at > bindparam("now")
)
_OF_SESSION = select(t.wall).where(t.wall.c.session_id == bindparam("session_id"))


@dataclass(frozen=True, slots=True)
class Wall:
    """What is stored about a session's page on projectors; ``code`` is empty while there is none."""

    session_id: str
    code: str = ""
    code_expires_at: datetime | None = None
    blank_in_round: int = 0

    def code_now(self, now: datetime) -> str:
        """Return the code that opens the page now; empty when there is none or its time is over."""
        return self.code if self.code_expires_at is not None and self.code_expires_at > now else ""


def of_session(db: Connection, session_id: str) -> Wall:
    """Return what is stored about a session's page; the defaults where nothing is."""
    row = db.execute(_OF_SESSION, {"session_id": session_id}).one_or_none()
    if row is None:
        return Wall(session_id)
    return Wall(session_id, row.code or "", row.code_expires_at, row.blank_in_round)


def session_with(db: Connection, code: str, now: datetime) -> str:
    """Return the id of the session whose page this code opens now; empty when there is none."""
    w = t.wall.c
    found = db.execute(select(w.session_id).where(w.code == code, w.code_expires_at > now)).scalar_one_or_none()
    return str(found or "")


def is_taken(db: Connection, code: str) -> bool:
    """Return whether a session has this code, even one whose time is over."""
    return db.execute(select(t.wall.c.session_id).where(t.wall.c.code == code)).first() is not None


def set_code(db: Connection, session_id: str, code: str, expires_at: datetime) -> None:
    """Give a session's page a new code; screens opened with the old one show nothing any more."""
    _keep(db, session_id, code=code, code_expires_at=expires_at)
    db.execute(delete(t.wall_screen).where(t.wall_screen.c.session_id == session_id))


def set_blank(db: Connection, session_id: str, round: int) -> None:
    """Keep a session's screens blank while this round is scored; 0 shows them again."""
    _keep(db, session_id, blank_in_round=round)


def _keep(db: Connection, session_id: str, **values: Any) -> None:
    changed = db.execute(update(t.wall).where(t.wall.c.session_id == session_id).values(**values))
    if not changed.rowcount:
        db.execute(insert(t.wall).values(session_id=session_id, **values))


def add_screen(db: Connection, session_id: str, token_hash: str, now: datetime, expires_at: datetime) -> None:
    """Store a screen; those whose time is over are forgotten."""
    db.execute(delete(t.wall_screen).where(t.wall_screen.c.expires_at <= now))
    db.execute(insert(t.wall_screen).values(session_id=session_id, token_hash=token_hash, expires_at=expires_at))


def shown_by(db: Connection, token_hash: str, now: datetime) -> str:
    """Return the id of the session that a screen shows; empty for a screen that was never opened, or was closed."""
    found = db.execute(_SHOWN_BY, {"token_hash": token_hash, "now": now}).scalar_one_or_none()
    return str(found or "")


def close_screen(db: Connection, token_hash: str) -> None:
    """Forget a screen."""
    db.execute(delete(t.wall_screen).where(t.wall_screen.c.token_hash == token_hash))
