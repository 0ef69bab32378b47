"""What members of a small group privately said about their dots on the wall."""

from sqlalchemy import Connection, delete, insert, select

from workbench.domain.small_groups import Say
from workbench.storage import tables as t


def say(db: Connection, session_id: str, person_id: str, word: Say) -> None:
    """Store what somebody says, in place of what they said before."""
    c = t.wall_say.c
    db.execute(delete(t.wall_say).where(c.session_id == session_id, c.person_id == person_id))
    db.execute(insert(t.wall_say).values(session_id=session_id, person_id=person_id, say=word))


def said(db: Connection, session_id: str, person_id: str) -> Say | None:
    """Return what somebody said, for themselves."""
    c = t.wall_say.c
    found = db.execute(select(c.say).where(c.session_id == session_id, c.person_id == person_id)).scalar()
    return None if found is None else Say(found)


def said_by_all(db: Connection, session_id: str, apart: str) -> tuple[Say, ...]:
    """Return what was said in a session, but for who stands apart, in an order that says nothing."""
    c = t.wall_say.c
    found = db.execute(select(c.say).where(c.session_id == session_id, c.person_id != apart)).scalars()
    return tuple(sorted(Say(word) for word in found))


def forget(db: Connection, session_id: str) -> None:
    """Let go of what was said in a session."""
    db.execute(delete(t.wall_say).where(t.wall_say.c.session_id == session_id))
