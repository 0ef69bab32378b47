"""One-time links for staff and one-time codes for a new PIN; only their hashes are stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from workbench.domain.people import Role
from workbench.storage import tables as t


class Purpose(StrEnum):
    """What an invite lets its holder do."""

    STAFF = "staff"
    NEW_PIN = "new_pin"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Invite:
    """A link or code that was handed out.

    Parameters
    ----------
    role
        The role that a staff link gives; None for a PIN code.
    name
        The display name to start with; empty when whoever opens it chooses one.
    person_id
        Whom it is for, when that person exists already.
    made_by
        Who made it; empty when it came from the command line.
    """

    id: str
    token_hash: str
    purpose: Purpose
    created_at: datetime
    expires_at: datetime
    role: Role | None = None
    name: str = ""
    person_id: str = ""
    made_by: str = ""


def add(db: Connection, new: Invite) -> None:
    """Store an invite."""
    db.execute(
        insert(t.invite).values(
            id=new.id,
            token_hash=new.token_hash,
            purpose=new.purpose,
            role=new.role,
            name=new.name,
            person_id=new.person_id or None,
            made_by=new.made_by or None,
            created_at=new.created_at,
            expires_at=new.expires_at,
        )
    )


def open_by_token(db: Connection, purpose: Purpose, token_hash: str, now: datetime) -> Invite | None:
    """Return the invite with this token's hash, if it can still be used."""
    i = t.invite.c
    row = db.execute(
        select(t.invite).where(
            i.token_hash == token_hash, i.purpose == purpose, i.used_at.is_(None), i.expires_at > now
        )
    ).one_or_none()
    if row is None:
        return None
    return Invite(
        id=row.id,
        token_hash=row.token_hash,
        purpose=Purpose(row.purpose),
        created_at=row.created_at,
        expires_at=row.expires_at,
        role=Role(row.role) if row.role else None,
        name=row.name,
        person_id=row.person_id or "",
        made_by=row.made_by or "",
    )


def use(db: Connection, invite_id: str, now: datetime) -> bool:
    """Mark an invite as used; False when somebody else was faster or its time is over."""
    i = t.invite.c
    done = db.execute(
        update(t.invite).where(i.id == invite_id, i.used_at.is_(None), i.expires_at > now).values(used_at=now)
    )
    return done.rowcount == 1


def withdraw_unnamed(db: Connection, purpose: Purpose, role: Role, now: datetime) -> None:
    """End the unused invites of a kind that are for nobody in particular."""
    i = t.invite.c
    unnamed = (i.purpose == purpose, i.role == role, i.name == "", i.person_id.is_(None), i.used_at.is_(None))
    db.execute(update(t.invite).where(*unnamed, i.expires_at > now).values(expires_at=now))


def withdraw(db: Connection, purpose: Purpose, now: datetime, person_id: str = "") -> None:
    """End the unused invites of a kind; only those for one person when one is given."""
    i = t.invite.c
    query = update(t.invite).where(i.purpose == purpose, i.used_at.is_(None), i.expires_at > now)
    if person_id:
        query = query.where(i.person_id == person_id)
    db.execute(query.values(expires_at=now))


def untold_resets(db: Connection, person_id: str) -> tuple[datetime, ...]:
    """Return when this person's PIN was reset without their having been told."""
    i = t.invite.c
    mine = (i.person_id == person_id, i.purpose == Purpose.NEW_PIN, i.told.is_(False))
    return tuple(db.execute(select(i.created_at).where(*mine).order_by(i.created_at)).scalars())


def mark_told(db: Connection, person_id: str) -> None:
    """Store that this person has been told of every reset so far."""
    i = t.invite.c
    db.execute(update(t.invite).where(i.person_id == person_id, i.purpose == Purpose.NEW_PIN).values(told=True))
