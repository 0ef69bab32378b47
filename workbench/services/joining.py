"""Teachers come into a session: with its code, a display name and a PIN chosen at the first join."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from workbench.domain.catalogue import _
from workbench.domain.days import day
from workbench.domain.errors import Invalid, NotAllowed, NotFound
from workbench.domain.joincodes import read_code
from workbench.domain.people import Person, Role, Scope, Viewer, clean_name
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.services import hashing, pins, seats, signing_in, throttling
from workbench.storage import audit, invites, paper, people, sessions
from workbench.storage.invites import Purpose
from workbench.storage.people import Account, Grant
from workbench.storage.store import Store

_SHUT: Final = (Phase.DRAFT, Phase.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a teacher typed at the door, and the network address it came from."""

    code: str
    name: str
    pin: str
    address: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A teacher who is in: the token for the cookie, and what they have to be told first."""

    token: str
    session_id: str
    person: Person
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A session that is come into with name and PIN, and what is stored for whoever comes in."""

    session: Session
    enter: Callable[[Store, Connection, Session, str], None]


def session_at(store: Store, code: str, address: str) -> Session:
    """Return the session that a code opens now.

    Raises
    ------
    Invalid
        When it cannot be a code.
    NotFound
        When no session is open under it: unknown, expired and not yet open look the same.
    TooMany
        When this network address tried too many codes.
    """
    wanted, limits = read_code(code), {f"address:{address}": throttling.OF_AN_ADDRESS}
    throttling.refuse_waiting(store, limits)
    with store.reading() as db:
        session = sessions.by_code(db, wanted)
    if session is None or not _is_open(session, store.now()):
        throttling.count(store, limits)
        raise NotFound("No session is open under that code.", "Look at the facilitator's screen again.", field="code")
    return session


def code_of(store: Store, session_id: str) -> str:
    """Return the code of a session that can be joined now, for the next teacher on the same device; else nothing."""
    with store.reading() as db:
        session = sessions.get(db, session_id)
    return session.join_code if _is_open(session, store.now()) else ""


def join(store: Store, arrival: Arrival) -> Joined:
    """Bring a teacher into a session; a new name gets this PIN. Slow on purpose: call it in a worker thread.

    Raises
    ------
    Invalid
        When name or PIN cannot be, or the name is taken and the PIN is not its own.
    NotFound
        When no session is open under the code.
    TooMany
        After too many wrong PINs for this name, in this session, or from this address.
    """
    return come_in(store, Door(session_at(store, arrival.code, arrival.address), _seat), arrival)


def come_in(store: Store, door: Door, arrival: Arrival) -> Joined:
    """Find out by name and PIN who came, and let them in; a new name gets this PIN. Raises as :func:`join`."""
    name = clean_name(arrival.name)
    account = _known(store, door.session, name)
    if account is None:
        try:
            return _first_time(store, door, name, arrival)
        except IntegrityError:  # the same form sent twice at once: by now the name is known
            account = _known(store, door.session, name)
    if account is None:
        raise NotFound("No session is open under that code.", "Look at the facilitator's screen again.", field="code")
    return _again(store, door, account, arrival)


def join_signed_in(store: Store, viewer: Viewer, code: str, address: str) -> str:
    """Bring somebody who is signed in already into a session with one press; return its id.

    Raises
    ------
    NotFound
        When no session is open under the code.
    """
    session = session_at(store, code, address)
    with store.writing() as db:
        _seat(store, db, session, viewer.person.id)
    return session.id


def join_with_new_pin(store: Store, arrival: Arrival, one_time_code: str) -> Joined:
    """Bring a teacher in whose PIN was reset: the one-time code lets them choose a new one. Slow on purpose.

    Raises
    ------
    Invalid
        When the new PIN cannot be, or name and one-time code do not belong together.
    TooMany
        After too many wrong codes.
    """
    door = Door(session_at(store, arrival.code, arrival.address), _seat)
    return come_in_with_new_pin(store, door, arrival, one_time_code)


def come_in_with_new_pin(store: Store, door: Door, arrival: Arrival, one_time_code: str) -> Joined:
    """Let somebody in by a one-time code, with the PIN they choose now. Raises as :func:`join_with_new_pin`."""
    session, pin = door.session, pins.check_new(arrival.pin)
    account = _known(store, session, clean_name(arrival.name))
    counted = throttling.count(store, _limits(session, account.person.id if account else "nobody", arrival.address))
    secret_hash = hashing.hash_secret(pin)
    with store.writing() as db:
        invite = account and invites.open_by_token(
            db, Purpose.NEW_PIN, _one_time_hash(account, one_time_code), store.now()
        )
        if not account or not invite or account.disabled or not invites.use(db, invite.id, store.now()):
            raise Invalid(
                "Name and one-time code do not belong together, or the code's time is over.",
                "Ask your facilitator for a new one.",
                field="one_time_code",
            )
        throttling.take_back(db, counted)
        people.set_secret(db, account.person.id, secret_hash)
        audit.add(db, account.person.id, "pin.chosen", account.person.id, store.now())
        door.enter(store, db, session, account.person.id)
        token = signing_in.start(store, db, account.person.id, session.id)
    return Joined(token, session.id, account.person)


def _is_open(session: Session, now: datetime) -> bool:
    expired = session.code_expires_at is not None and session.code_expires_at <= now
    return session.moment.phase not in _SHUT and not expired


def _known(store: Store, session: Session, name: str) -> Account | None:
    with store.reading() as db:
        return people.named(db, session.school_id, name)


def _first_time(store: Store, door: Door, name: str, arrival: Arrival) -> Joined:
    session, pin = door.session, pins.check_new(arrival.pin)
    throttling.count(store, {f"new:{session.id}": throttling.NEW_NAMES})
    secret_hash = hashing.hash_secret(pin)
    person = Person(store.new_id(), name, session.school_id)
    with store.writing() as db:
        people.add(db, person, secret_hash, store.now())
        door.enter(store, db, session, person.id)
        token = signing_in.start(store, db, person.id, session.id)
    return Joined(token, session.id, person)


def _again(store: Store, door: Door, account: Account, arrival: Arrival) -> Joined:
    session = door.session
    counted = throttling.count(store, _limits(session, account.person.id, arrival.address))
    if not hashing.is_secret(account.secret_hash, arrival.pin.strip()):
        raise Invalid(
            "Someone with this name is here already.", "Type its PIN, or add another initial to your name.", field="pin"
        )
    if account.disabled:
        raise NotAllowed("This name can no longer join.", "Ask your facilitator.")
    with store.writing() as db:
        throttling.take_back(db, counted)
        door.enter(store, db, session, account.person.id)
        token = signing_in.start(store, db, account.person.id, session.id)
        notices = tuple(_reset_notice(at) for at in invites.untold_resets(db, account.person.id))
        invites.mark_told(db, account.person.id)
    return Joined(token, session.id, account.person, notices)


def _seat(store: Store, db: Connection, session: Session, person_id: str) -> None:
    """Give somebody a seat; whoever has the task of typing sheets in comes in without one."""
    if paper.is_typist(db, session.id, person_id) and not sessions.has_seat(db, session.id, person_id):
        return
    if session.facilitator_id != person_id:
        rater = Grant(person_id, Role.RATER, Scope.SESSION, session.id)
        people.grant(db, rater, store.new_id(), store.now())
    seats.take_seat(store, db, session.id, person_id)


def _limits(session: Session, person_id: str, address: str) -> dict[str, throttling.Limit]:
    return {
        f"pin:{person_id}": throttling.OF_A_PERSON,
        f"session:{session.id}": throttling.OF_A_SESSION,
        f"address:{address}": throttling.OF_AN_ADDRESS,
    }


def _one_time_hash(account: Account, typed: str) -> str:
    try:
        code = read_code(typed)
    except Invalid:
        code = ""
    return hashing.hash_token(f"{account.person.id} {code}")


def _reset_notice(at: datetime) -> str:
    return _("Your PIN was reset by the facilitator on {day}.").format(day=day(at))
