"""Schools, people, their secrets and their roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from workbench.domain.people import Person, Role, Scope, fold_name
from workbench.storage import tables as t

DEFAULT_SCHOOL = "default_school"
DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Account:
    """A person with what proves that they are that person.

    Parameters
    ----------
    person
        Who it is.
    secret_hash
        Of a PIN (teachers) or a passphrase (staff); empty while a new one has to be chosen.
    disabled
        Whether this person may no longer sign in.
    """

    person: Person
    secret_hash: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds in a scope."""

    person_id: str
    role: Role
    scope: Scope = Scope.INSTALLATION
    scope_id: str = ""


def default_school(db: Connection, new_id: str) -> str:
    """Return the id of the school of everybody who named none; made with this id when there is none yet."""
    found = db.execute(select(t.setting.c.value).where(t.setting.c.name == DEFAULT_SCHOOL)).scalar_one_or_none()
    if found is not None:
        return str(found)
    db.execute(insert(t.school).values(id=new_id, name="Our school"))
    db.execute(insert(t.setting).values(name=DEFAULT_SCHOOL, value=new_id))
    return new_id


def is_demo(db: Connection) -> bool:
    """Return whether this database holds the example district."""
    return db.execute(select(t.setting.c.value).where(t.setting.c.name == DEMO)).first() is not None


def mark_demo(db: Connection) -> None:
    """Store that this database holds the example district."""
    db.execute(insert(t.setting).values(name=DEMO, value="yes"))


def set_default_school(db: Connection, school_id: str) -> None:
    """Make a school the one of everybody who names none."""
    db.execute(delete(t.setting).where(t.setting.c.name == DEFAULT_SCHOOL))
    db.execute(insert(t.setting).values(name=DEFAULT_SCHOOL, value=school_id))


def is_anybody_there(db: Connection) -> bool:
    """Return whether the installation has any person yet."""
    return db.execute(select(t.person.c.id).limit(1)).first() is not None


def add_school(db: Connection, school_id: str, name: str) -> None:
    """Store a school."""
    db.execute(insert(t.school).values(id=school_id, name=name))


def add(db: Connection, person: Person, secret_hash: str, now: datetime) -> None:
    """Store a new person; the database refuses a second one with the same folded name in a school."""
    db.execute(
        insert(t.person).values(
            id=person.id,
            name=person.name,
            folded_name=fold_name(person.name),
            school_id=person.school_id,
            secret_hash=secret_hash or None,
            created_at=now,
        )
    )


def lock(db: Connection, person_id: str) -> None:
    """Let nobody else change what belongs to this person until the transaction ends."""
    db.execute(select(t.person.c.id).where(t.person.c.id == person_id).with_for_update())


def account(db: Connection, person_id: str) -> Account | None:
    """Return the account with this id."""
    return _one(db, _accounts().where(t.person.c.id == person_id))


def named(db: Connection, school_id: str, name: str) -> Account | None:
    """Return the account with this name in a school; case and spaces do not matter."""
    return _one(db, _accounts().where(t.person.c.school_id == school_id, t.person.c.folded_name == fold_name(name)))


def names(db: Connection, person_ids: Iterable[str]) -> dict[str, str]:
    """Return people's names by their ids; nothing is asked where there are none."""
    if not (ids := list(person_ids)):
        return {}
    return {
        row.id: row.name for row in db.execute(select(t.person.c.id, t.person.c.name).where(t.person.c.id.in_(ids)))
    }


def anywhere_named(db: Connection, name: str) -> tuple[Account, ...]:
    """Return the accounts with this name in any school."""
    rows = db.execute(_accounts().where(t.person.c.folded_name == fold_name(name)).order_by(t.person.c.id)).all()
    return tuple(_account(row) for row in rows)


def staff_named(db: Connection, name: str) -> Account | None:
    """Return the account with this name that holds, or held, a role in the whole installation."""
    staff = select(t.membership.c.person_id).where(t.membership.c.scope == Scope.INSTALLATION)
    return _one(db, _accounts().where(t.person.c.folded_name == fold_name(name), t.person.c.id.in_(staff)))


def is_staff(db: Connection, person_id: str) -> bool:
    """Return whether somebody holds, or held, a role in the whole installation."""
    m = t.membership.c
    query = select(m.id).where(m.person_id == person_id, m.scope == Scope.INSTALLATION)
    return db.execute(query).first() is not None


def staff_of(db: Connection, school_id: str) -> tuple[Person, ...]:
    """Return who holds a role in the installation and belongs to a school, and every admin, by name."""
    m, c = t.membership.c, t.person.c
    holds = select(m.person_id).where(m.scope == Scope.INSTALLATION, m.ended_at.is_(None))
    admins = holds.where(m.role == Role.ADMIN)
    there = ((c.school_id == school_id) & c.id.in_(holds)) | c.id.in_(admins)
    rows = db.execute(select(t.person).where(there, c.disabled_at.is_(None)).order_by(c.folded_name, c.id))
    return tuple(Person(row.id, row.name, row.school_id) for row in rows)


def set_secret(db: Connection, person_id: str, secret_hash: str) -> None:
    """Store a new PIN's or passphrase's hash; empty means that one has to be chosen."""
    db.execute(update(t.person).where(t.person.c.id == person_id).values(secret_hash=secret_hash or None))


def grant(db: Connection, wanted: Grant, new_id: str, now: datetime) -> None:
    """Give somebody a role; one that had ended holds again, one that holds stays as it is."""
    m = t.membership.c
    mine = (
        m.person_id == wanted.person_id,
        m.role == wanted.role,
        m.scope == wanted.scope,
        m.scope_id == wanted.scope_id,
    )
    if db.execute(select(m.id).where(*mine)).first() is not None:
        db.execute(update(t.membership).where(*mine).values(ended_at=None))
        return
    db.execute(
        insert(t.membership).values(
            id=new_id,
            person_id=wanted.person_id,
            role=wanted.role,
            scope=wanted.scope,
            scope_id=wanted.scope_id,
            created_at=now,
        )
    )


def count_holding(db: Connection, role: Role) -> int:
    """Return how many people, not disabled, hold a role in the whole installation."""
    m = t.membership.c
    query = (
        select(func.count())
        .select_from(t.membership.join(t.person, t.person.c.id == m.person_id))
        .where(m.role == role, m.scope == Scope.INSTALLATION, m.ended_at.is_(None), t.person.c.disabled_at.is_(None))
    )
    return int(db.execute(query).scalar_one())


def _accounts() -> Select[tuple[str, str, str, str | None, datetime | None]]:
    p = t.person.c
    return select(p.id, p.name, p.school_id, p.secret_hash, p.disabled_at)


def _one(db: Connection, query: Select[tuple[str, str, str, str | None, datetime | None]]) -> Account | None:
    row = db.execute(query).first()
    return None if row is None else _account(row)


def _account(row: Row[tuple[str, str, str, str | None, datetime | None]]) -> Account:
    return Account(Person(row.id, row.name, row.school_id), row.secret_hash or "", row.disabled_at is not None)
