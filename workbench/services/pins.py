"""PINs of teachers: what a good one is, and getting a new one when it is forgotten."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, NotFound, nothing_here
from workbench.domain.joincodes import new_code
from workbench.domain.people import Viewer, clean_name
from workbench.services import access, hashing
from workbench.storage import audit, giving, invites, people, sessions, sign_ins
from workbench.storage.invites import Invite, Purpose
from workbench.storage.store import Store

CODE_HOLDS_FOR: Final = timedelta(hours=2)
_STEPS: Final = (0, 1, -1)


@dataclass(frozen=True, slots=True)
class Reset:
    """Whose PIN is taken away, by whom, and for which session."""

    person_id: str
    by: str
    session_id: str


def check_new(pin: str) -> str:
    """Return a PIN that may be chosen.

    Raises
    ------
    Invalid
        When it is not 4 to 8 digits, or one that everybody tries first.
    """
    digits = pin.strip()
    if not (digits.isascii() and digits.isdigit() and 4 <= len(digits) <= 8):
        raise Invalid("A PIN is 4 to 8 digits.", "Choose one that you will remember.", field="pin")
    steps = {int(b) - int(a) for a, b in pairwise(digits)}
    if len(steps) == 1 and steps <= set(_STEPS):
        raise Invalid("That PIN is too easy to guess.", "Choose one that is not a row of digits.", field="pin")
    return digits


def reset_pin(store: Store, viewer: Viewer, session_id: str, person_id: str) -> str:
    """Take a teacher's PIN away and end their sign-ins; return a one-time code to choose a new one with.

    The code is shown to the facilitator once and is good for two hours. The teacher is told at the next sign-in.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session, or this teacher does not sit in it.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if not sessions.has_seat(db, session.id, person_id) or people.is_staff(db, person_id):
            raise nothing_here()
        return _reset(store, db, Reset(person_id, viewer.person.id, session.id))


def reset_pin_of_giver(store: Store, viewer: Viewer, session_id: str, name: str) -> str:
    """Do the same before the meeting, for a teacher who came by the link that asks for samples.

    The lead types the name: no screen lists who came, for beside the pieces a short list says who brought what.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session, or no teacher of that name came by its link.
    Invalid
        When it cannot be a name.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        account = people.named(db, session.school_id, clean_name(name))
        came = account is not None and giving.is_giver(db, session.id, account.person.id)
        if account is None or not came or people.is_staff(db, account.person.id):
            raise NotFound("No teacher of that name came by this link.", "Type the name as they typed it there.")
        return _reset(store, db, Reset(account.person.id, viewer.person.id, session.id))


def _reset(store: Store, db: Connection, wanted: Reset) -> str:
    code, now = new_code(store.rng), store.now()
    people.set_secret(db, wanted.person_id, "")
    sign_ins.revoke_all(db, wanted.person_id, now)
    add_one_time_code(store, db, wanted.person_id, code, wanted.by)
    audit.add(db, wanted.by, "pin.reset", wanted.person_id, now, session=wanted.session_id)
    return code


def add_one_time_code(store: Store, db: Connection, person_id: str, code: str, made_by: str) -> None:
    """Store, in place of any earlier one, the one-time code with which somebody chooses a PIN at the join page."""
    now = store.now()
    invites.withdraw(db, Purpose.NEW_PIN, now, person_id)
    invites.add(
        db,
        Invite(
            id=store.new_id(),
            token_hash=hashing.hash_token(f"{person_id} {code}"),
            purpose=Purpose.NEW_PIN,
            created_at=now,
            expires_at=now + CODE_HOLDS_FOR,
            person_id=person_id,
            made_by=made_by,
        ),
    )
