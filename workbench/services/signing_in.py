"""Who is here: sign-ins that a cookie stands for, and staff signing in by name and passphrase."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from workbench.domain.catalogue import spoken
from workbench.domain.errors import Invalid
from workbench.domain.languages import Language
from workbench.domain.people import Person, Viewer, fold_name
from workbench.services import hashing, throttling
from workbench.storage import people, reading, sign_ins
from workbench.storage.sign_ins import NewSignIn, SignIn
from workbench.storage.store import Store

__all__ = [
    "HOLDS_FOR",
    "Passphrase",
    "SignIn",
    "SignedIn",
    "sign_in",
    "sign_in_for_token",
    "sign_out",
    "stage_revision",
    "start",
    "viewer_of",
    "whose",
]

HOLDS_FOR: Final = timedelta(hours=12)
_MARK: Final = 12


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh sign-in: the token goes into the cookie and nowhere else."""

    token: str
    person: Person


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What staff typed to sign in, and the network address it came from."""

    name: str
    passphrase: str
    address: str


def viewer_of(store: Store, sign_in_id: str) -> Viewer | None:
    """Return who this sign-in belongs to with their roles; None when it has expired or was revoked. One SELECT."""
    with store.reading() as db:
        return sign_ins.viewer(db, sign_in_id, store.now())


def sign_in_for_token(store: Store, token: str) -> SignIn | None:
    """Return the sign-in that a cookie's token stands for, if it holds now. One SELECT."""
    with store.reading() as db:
        return sign_ins.by_token(db, hashing.hash_token(token), store.now())


def stage_revision(store: Store, token: str, session_id: str) -> tuple[int, str] | None:
    """Return what the screens of a session follow and :func:`whose` they may be; None for everybody else. One SELECT.

    Only participants follow a session.
    """
    with store.reading() as db:
        found = sign_ins.stage_revision(db, hashing.hash_token(token), session_id, store.now())
    return found and (found[0], whose(found[1]))


def whose(sign_in_id: str) -> str:
    """Return a mark of a sign-in by which an open page sees that its browser has passed to somebody else."""
    return hashing.hash_token(sign_in_id)[:_MARK]


def sign_out(store: Store, token: str) -> None:
    """End the sign-in of a cookie; ending it again changes nothing."""
    with store.writing() as db:
        sign_ins.revoke(db, hashing.hash_token(token), store.now())


def start(store: Store, db: Connection, person_id: str, session_id: str = "") -> str:
    """Store a new sign-in in the caller's transaction; return the token for the cookie.

    Whoever never chose a language keeps the one that the door spoke.
    """
    token, now = hashing.new_token(store), store.now()
    new = NewSignIn(store.new_id(), hashing.hash_token(token), person_id, now + HOLDS_FOR, session_id)
    sign_ins.add(db, new, now)
    _keep_language(db, person_id, Language(spoken()))
    return token


def _keep_language(db: Connection, person_id: str, at_the_door: Language) -> None:
    chosen = reading.get(db, person_id)
    if chosen.language is None and at_the_door is not Language.ENGLISH:
        reading.save(db, person_id, replace(chosen, language=at_the_door))


def sign_in(store: Store, typed: Passphrase) -> SignedIn:
    """Sign staff in by name and passphrase; slow on purpose, so call it in a worker thread.

    Raises
    ------
    Invalid
        When name and passphrase do not belong together; it takes as long for a name that nobody has.
    TooMany
        After too many wrong tries for this name, or from this address.
    """
    counted = throttling.count(
        store,
        {
            f"staff:{fold_name(typed.name)[:60]}": throttling.OF_A_PERSON,
            f"address:{typed.address}": throttling.OF_AN_ADDRESS,
        },
    )
    with store.reading() as db:
        account = people.staff_named(db, typed.name)
    right = hashing.is_secret(account.secret_hash if account else "", hashing.same_form(typed.passphrase))
    if account is None or not right or account.disabled:
        raise Invalid(
            "Name and passphrase do not belong together.",
            "Try again, or ask whoever looks after the workbench for a new link.",
            field="passphrase",
        )
    with store.writing() as db:
        throttling.take_back(db, counted)
        return SignedIn(start(store, db, account.person.id), account.person)
