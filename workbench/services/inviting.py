"""One-time links: how admins, facilitators and coaches come in, the first time and when a passphrase is lost."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, NotAllowed, NotFound
from workbench.domain.people import Person, Role, Viewer, clean_name, fold_name
from workbench.services import hashing, signing_in
from workbench.services.signing_in import SignedIn
from workbench.storage import audit, invites, people, sign_ins
from workbench.storage.invites import Invite, Purpose
from workbench.storage.people import Grant
from workbench.storage.store import Store

LINK_HOLDS_FOR: Final = timedelta(hours=72)
FIRST_LINK_HOLDS_FOR: Final = timedelta(hours=24)
STAFF: Final = (Role.ADMIN, Role.FACILITATOR, Role.COACH)
SHORTEST_PASSPHRASE: Final = 12
LONGEST_PASSPHRASE: Final = 200


@dataclass(frozen=True, slots=True)
class Invitation:
    """What whoever opens a link may know about it; the name is empty when they choose it themselves."""

    role: Role
    name: str
    is_new: bool


def make_link(store: Store, role: Role, name: str, by: Viewer | None) -> str:
    """Return the token of a link, good once and for 72 hours, for new staff or as the way back in for existing staff.

    Parameters
    ----------
    role
        Admin, facilitator or coach.
    name
        The display name; staff who have it already get their own link.
    by
        The admin who makes it; None from the command line, where whoever types owns the machine.

    Raises
    ------
    NotAllowed
        When somebody other than an admin makes it.
    Invalid
        When the role is not one of staff, or a teacher is called that already.
    """
    if by is not None and not by.is_admin:
        raise NotAllowed("Only an admin can make links.", "Ask an admin.")
    if role not in STAFF:
        raise Invalid(
            "There is no link for the role “{role}”.", "Choose admin, facilitator or coach.", field="role", role=role
        )
    name, now = clean_name(name), store.now()
    token = hashing.new_token(store)
    with store.writing() as db:
        person_id = _staff_or_new(store, db, name)
        maker = by.person.id if by else ""
        link = Invite(
            id=store.new_id(),
            token_hash=hashing.hash_token(token),
            purpose=Purpose.STAFF,
            created_at=now,
            expires_at=now + LINK_HOLDS_FOR,
            role=role,
            name=name,
            person_id=person_id,
            made_by=maker,
        )
        invites.add(db, link)
        audit.add(db, maker or None, "link.made", person_id, now, role=role)
    return token


def first_admin_link(store: Store) -> str | None:
    """Return the token of a fresh link that makes the first admin; None once there is one.

    Earlier ones that nobody used stop working; this one is good for 24 hours.
    """
    token, now = hashing.new_token(store), store.now()
    with store.writing() as db:
        if people.count_holding(db, Role.ADMIN):
            return None
        invites.withdraw_unnamed(db, Purpose.STAFF, Role.ADMIN, now)
        link = Invite(
            id=store.new_id(),
            token_hash=hashing.hash_token(token),
            purpose=Purpose.STAFF,
            created_at=now,
            expires_at=now + FIRST_LINK_HOLDS_FOR,
            role=Role.ADMIN,
        )
        invites.add(db, link)
    return token


def look_at(store: Store, token: str) -> Invitation:
    """Return what a link is for, without using it.

    Raises
    ------
    NotFound
        When it was used, has expired or never was.
    """
    with store.reading() as db:
        found = _usable(store, db, token)
    return Invitation(found.role or Role.COACH, found.name, is_new=not found.person_id)


def open_link(store: Store, token: str, name: str, passphrase: str) -> SignedIn:
    """Use a link: set the passphrase, give the role and sign in; ends older sign-ins. Slow on purpose.

    Parameters
    ----------
    name
        Counts only when the link is for nobody in particular.

    Raises
    ------
    NotFound
        When the link was used, has expired or never was.
    Invalid
        When the passphrase is too short, or the name is taken.
    """
    with store.reading() as db:
        found = _usable(store, db, token)
    name = found.name or clean_name(name)
    secret_hash = hashing.hash_secret(check_passphrase(passphrase, name))
    with store.writing() as db:
        now = store.now()
        if not invites.use(db, found.id, now):
            raise _gone()
        person = _person_of(store, db, found, name)
        people.set_secret(db, person.id, secret_hash)
        people.grant(db, Grant(person.id, found.role or Role.COACH), store.new_id(), now)
        sign_ins.revoke_all(db, person.id, now)
        audit.add(db, person.id, "link.used", person.id, now, role=found.role)
        return SignedIn(signing_in.start(store, db, person.id), person)


def check_passphrase(typed: str, name: str) -> str:
    """Return a passphrase that may be chosen.

    Raises
    ------
    Invalid
        When it is shorter than 12 characters, longer than 200, or easy to guess.
    """
    passphrase = hashing.same_form(typed)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Invalid(
            "A passphrase has at least {least} characters.",
            "Four words that do not belong together are easy to remember.",
            field="passphrase",
            least=SHORTEST_PASSPHRASE,
        )
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise Invalid(
            "That is longer than {most} characters.", "Shorten it.", field="passphrase", most=LONGEST_PASSPHRASE
        )
    if len(set(passphrase)) < 5 or fold_name(passphrase) == fold_name(name):
        raise Invalid("That passphrase is too easy to guess.", "Choose another one.", field="passphrase")
    return passphrase


def demo_link(store: Store, db: Connection, person_id: str) -> str:
    """Return the token of a link that signs a person of the demo in, as often as it is opened, for 12 hours."""
    token, now = hashing.new_token(store), store.now()
    hashed = hashing.hash_token(token)
    expires = now + signing_in.HOLDS_FOR
    invites.add(db, Invite(store.new_id(), hashed, Purpose.DEMO, now, expires, person_id=person_id))
    return token


def end_demo_links(store: Store) -> None:
    """End every demo link; each start of the demo prints new ones, and ``serve`` knows none."""
    with store.writing() as db:
        invites.withdraw(db, Purpose.DEMO, store.now())


def open_demo_link(store: Store, token: str) -> SignedIn:
    """Sign the demo's person in.

    Raises
    ------
    NotFound
        When there is no such link.
    """
    with store.writing() as db:
        found = invites.open_by_token(db, Purpose.DEMO, hashing.hash_token(token), store.now())
        account = people.account(db, found.person_id) if found else None
        if account is None:
            raise _gone()
        return SignedIn(signing_in.start(store, db, account.person.id), account.person)


def _usable(store: Store, db: Connection, token: str) -> Invite:
    found = invites.open_by_token(db, Purpose.STAFF, hashing.hash_token(token), store.now())
    if found is None:
        raise _gone()
    return found


def _gone() -> NotFound:
    return NotFound("This link was used already, or its time is over.", "Ask an admin for a new one.")


def _staff_or_new(store: Store, db: Connection, name: str) -> str:
    staff = people.staff_named(db, name)
    if staff is not None:
        return staff.person.id
    _refuse_taken(db, people.default_school(db, store.new_id()), name)
    return ""


def _person_of(store: Store, db: Connection, found: Invite, name: str) -> Person:
    account = people.account(db, found.person_id) if found.person_id else people.staff_named(db, name)
    if account is not None and (found.person_id or found.name):
        return account.person
    school_id = people.default_school(db, store.new_id())
    _refuse_taken(db, school_id, name)
    person = Person(store.new_id(), name, school_id)
    people.add(db, person, "", store.now())
    return person


def _refuse_taken(db: Connection, school_id: str, name: str) -> None:
    # A teacher's account must not become staff because two people share a name.
    if people.named(db, school_id, name) is not None:
        raise Invalid(
            "Somebody is called “{name}” already.", "Add the family name or an initial.", field="name", name=name
        )
