"""PINs of teachers: what a good one is, and getting a new one when it is forgotten."""

from datetime import timedelta
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, nothing_here
from workbench.domain.joincodes import new_code
from workbench.domain.people import Viewer
from workbench.services import access, hashing
from workbench.storage import audit, invites, people, sessions, sign_ins
from workbench.storage.invites import Invite, Purpose
from workbench.storage.store import Store

CODE_HOLDS_FOR: Final = timedelta(hours=2)
_STEPS: Final = (0, 1, -1)


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
    code, now = new_code(store.rng), store.now()
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if not sessions.has_seat(db, session.id, person_id) or people.is_staff(db, person_id):
            raise nothing_here()
        people.set_secret(db, person_id, "")
        sign_ins.revoke_all(db, person_id, now)
        add_one_time_code(store, db, person_id, code, viewer.person.id)
        audit.add(db, viewer.person.id, "pin.reset", person_id, now, session=session.id)
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
