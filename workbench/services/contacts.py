"""The contact of a session: who is told when somebody worries about a student, and how to reach them."""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.concerns import LONGEST_REACH, Contact
from workbench.domain.errors import Invalid
from workbench.domain.people import Person, Viewer
from workbench.domain.plain_text import clean_line
from workbench.domain.sessions import Session
from workbench.services import access, builtin
from workbench.services.alerts import contact_of
from workbench.storage import concerns, people, samples, sessions
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """Who can be named, and who is unless the lead says otherwise."""

    people: tuple[Person, ...]
    usual: Contact


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told in a session, in words for whoever might press."""

    name: str
    reach: str


def known(store: Store, viewer: Viewer) -> Known:
    """Return who can be a session's contact: everybody with a role at the viewer's school, and the admins.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    with store.reading() as db:
        return Known(people.staff_of(db, viewer.person.school_id), usual(db, viewer))


def usual(db: Connection, viewer: Viewer) -> Contact:
    """Return the contact of the last session the viewer led; before the first it is they, and nobody said where."""
    there = {person.id for person in people.staff_of(db, viewer.person.school_id)}
    led = (s for s in sessions.of_person(db, viewer.person.id) if s.facilitator_id == viewer.person.id)
    named = (session.plan.contact for session in led)
    return next((c for c in named if c.reach and c.person_id in there), Contact(viewer.person.id))


def cleaned(contact: Contact) -> Contact:
    """Return a contact as it is stored.

    Raises
    ------
    Invalid
        When the way to reach them is too long.
    """
    reach = clean_line(contact.reach)
    if len(reach) > LONGEST_REACH:
        raise Invalid(
            "The way to reach the contact is longer than {most} characters.",
            "Write a room or a phone number.",
            field="contact",
            most=LONGEST_REACH,
        )
    return Contact(contact.person_id, reach)


def check(db: Connection, session: Session) -> None:
    """Raise unless somebody of the session's school is named as its contact, and how to reach them.

    Raises
    ------
    Invalid
        When nobody is, somebody who holds no role there, or nobody said how to reach them.
    """
    named = session.plan.contact
    if named.person_id not in {person.id for person in people.staff_of(db, session.school_id)}:
        raise Invalid("Nobody is named who is told about a student at risk.", "Choose a colleague.", field="contact")
    if not named.reach:
        raise Invalid(
            "It is not said how to reach whoever is told about a student at risk.",
            "Write a room or a phone number.",
            field="contact",
        )


def brought_too(store: Store, viewer: Viewer, person_id: str, sample_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of pieces that this person alone brought: as contact nobody else would be told of them.

    Of what travels with the program nobody knows the student.
    """
    with store.reading() as db:
        ours = builtin.imported(db, viewer.person.school_id)
        work = samples.covers(db, [i for i in sample_ids if i not in ours])
        return tuple(sorted(piece.name for i, piece in work.items() if {person_id} == concerns.brought_by(db, i)))


def told(store: Store, viewer: Viewer, session_id: str) -> Told:
    """Return who is told in a session that the viewer belongs to."""
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id)
        person_id = contact_of(db, session)
        account = people.account(db, person_id)
        reach = session.plan.contact.reach if session.plan.contact.person_id == person_id else ""
        return Told(account.person.name if account else "", reach)
