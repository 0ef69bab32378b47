"""Sign-ins: a row per cookie, found by the hash of its token. Expired and revoked ones are nobody's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Join, Select, and_, bindparam, exists, insert, or_, select, update

from workbench.domain.languages import Language, known
from workbench.domain.people import Person, Role, Scope, Viewer
from workbench.storage import tables as t


def _holds() -> ColumnElement[bool]:
    s = t.sign_in.c
    return and_(s.expires_at > bindparam("now"), s.revoked_at.is_(None), t.person.c.disabled_at.is_(None))


def _people() -> Join:
    """Return sign-ins with the people they belong to, and the language these chose, if they did."""
    people = t.sign_in.join(t.person, t.person.c.id == t.sign_in.c.person_id)
    return people.outerjoin(t.reading, t.reading.c.person_id == t.person.c.id)


def _viewer() -> Select[Any]:
    m, p = t.membership.c, t.person.c
    held = and_(m.person_id == p.id, m.scope == Scope.INSTALLATION, m.ended_at.is_(None))
    return (
        select(p.id, p.name, p.school_id, m.role, t.reading.c.language)
        .select_from(_people().outerjoin(t.membership, held))
        .where(t.sign_in.c.id == bindparam("sign_in_id"), _holds())
    )


def _stage_revision() -> Select[Any]:
    c, s = t.calibration.c, t.sign_in.c
    types = exists().where(
        t.typist.c.session_id == c.id, t.typist.c.person_id == s.person_id, t.typist.c.ended_at.is_(None)
    )
    sits = exists().where(t.seat.c.session_id == c.id, t.seat.c.person_id == s.person_id)
    session = t.calibration, c.id == bindparam("session_id")
    return (
        select(c.stage_revision, s.id)
        .select_from(t.sign_in.join(t.person, t.person.c.id == s.person_id).join(*session))
        .where(s.token_hash == bindparam("token_hash"), _holds(), or_(c.facilitator_id == s.person_id, sits, types))
    )


# Built once: every click asks who it is, and every open page asks every three seconds whether to move on.
_BY_TOKEN = (
    select(t.sign_in.c.id, t.sign_in.c.person_id, t.sign_in.c.session_id, t.reading.c.language)
    .select_from(_people())
    .where(t.sign_in.c.token_hash == bindparam("token_hash"), _holds())
)
_VIEWER, _STAGE_REVISION = _viewer(), _stage_revision()


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that holds now.

    ``session_id`` is the session that was joined with it, if any; ``language`` what the person chose, if they did.
    """

    id: str
    person_id: str
    session_id: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """A sign-in to store."""

    id: str
    token_hash: str
    person_id: str
    expires_at: datetime
    session_id: str = ""


def add(db: Connection, new: NewSignIn, now: datetime) -> None:
    """Store a sign-in."""
    db.execute(
        insert(t.sign_in).values(
            id=new.id,
            token_hash=new.token_hash,
            person_id=new.person_id,
            session_id=new.session_id or None,
            created_at=now,
            expires_at=new.expires_at,
        )
    )


def by_token(db: Connection, token_hash: str, now: datetime) -> SignIn | None:
    """Return the sign-in with this token's hash, if it holds now."""
    row = db.execute(_BY_TOKEN, {"token_hash": token_hash, "now": now}).one_or_none()
    return None if row is None else SignIn(row.id, row.person_id, row.session_id or "", known(row.language or ""))


def viewer(db: Connection, sign_in_id: str, now: datetime) -> Viewer | None:
    """Return who signed in with the roles they hold in the whole installation, if the sign-in holds now."""
    rows = db.execute(_VIEWER, {"sign_in_id": sign_in_id, "now": now}).all()
    if not rows:
        return None
    roles = frozenset(Role(row.role) for row in rows if row.role)
    person = Person(rows[0].id, rows[0].name, rows[0].school_id)
    return Viewer(person, roles, sign_in_id, known(rows[0].language or "") or Language.ENGLISH)


def stage_revision(db: Connection, token_hash: str, session_id: str, now: datetime) -> tuple[int, str] | None:
    """Return what a session's screens follow, and the sign-in that asks, if a page of the session is for its owner."""
    asked = {"token_hash": token_hash, "session_id": session_id, "now": now}
    found = db.execute(_STAGE_REVISION, asked).one_or_none()
    return None if found is None else (int(found.stage_revision), str(found.id))


def revoke(db: Connection, token_hash: str, now: datetime) -> None:
    """End the sign-in with this token's hash."""
    s = t.sign_in.c
    db.execute(update(t.sign_in).where(s.token_hash == token_hash, s.revoked_at.is_(None)).values(revoked_at=now))


def revoke_all(db: Connection, person_id: str, now: datetime) -> None:
    """End every sign-in of a person, on all devices."""
    s = t.sign_in.c
    db.execute(update(t.sign_in).where(s.person_id == person_id, s.revoked_at.is_(None)).values(revoked_at=now))
