""" "I am worried about this student": whoever presses is asked nothing, and the session's contact is told at once.

Told are the contact and whoever brought the work, and they learn the piece, not who pressed: that is stored nowhere.
It is never a score, and it stands in no figure and no report.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from workbench.domain.concerns import LONGEST_REACH, Concern, Contact
from workbench.domain.errors import Invalid, nothing_here
from workbench.domain.people import Person, Viewer
from workbench.domain.plain_text import clean_line
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight
from workbench.services import access
from workbench.storage import audit, concerns, people, samples, sessions
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Reach:
    """Who is told in a session, in words for whoever might press."""

    name: str
    reach: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A worry as its contact, or whoever brought the work, is told it."""

    id: str
    session_title: str
    sample: str
    raised_at: datetime
    paused: bool


def contacts(store: Store, viewer: Viewer) -> tuple[Person, ...]:
    """Return who can be a session's contact: everybody with a role at the viewer's school.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    with store.reading() as db:
        return people.staff_of(db, viewer.person.school_id)


def cleaned(contact: Contact) -> Contact:
    """Return a contact as it is stored.

    Raises
    ------
    Invalid
        When the way to reach them is too long.
    """
    reach = clean_line(contact.reach)
    if len(reach) > LONGEST_REACH:
        raise Invalid(f"That is longer than {LONGEST_REACH} characters.", "Write a phone number or a room.")
    return Contact(contact.person_id, reach)


def check_contact(db: Connection, session: Session) -> None:
    """Raise unless somebody of the session's school is named as its contact.

    Raises
    ------
    Invalid
        When nobody is, or somebody who is not on the staff of this school.
    """
    named = session.plan.contact
    if named.person_id not in {person.id for person in people.staff_of(db, session.school_id)} or not named.reach:
        raise Invalid(
            "Nobody is named yet for worries about a student.",
            "Choose a colleague, and say how to reach them now.",
            field="contact",
        )


def brings_too(store: Store, person_id: str, sample_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of pieces that this person brought: as contact they would be the only one told of them."""
    with store.reading() as db:
        work = samples.covers(db, list(sample_ids))
        return tuple(sorted(work[s].name for s in sample_ids if person_id in concerns.brought_by(db, s)))


def reach(store: Store, viewer: Viewer, session_id: str) -> Reach | None:
    """Return who is told in a session that the viewer belongs to."""
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id)
        account = people.account(db, session.plan.contact.person_id) if session.plan.contact.person_id else None
        return Reach(account.person.name, session.plan.contact.reach) if account else None


def worry(store: Store, viewer: Viewer, session_id: str, sample_id: str, *, pause: bool) -> None:
    """Tell the contact that somebody worries about the student who made a piece; told already, it is not told again.

    Parameters
    ----------
    pause
        Whether the others are to be kept from the piece until the contact has looked.

    Raises
    ------
    NotFound
        When the viewer may not read this piece.
    """
    with store.writing() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_WORK)
        if sample_id not in {sample.sample_id for sample in session.samples}:
            raise nothing_here()
        sessions.lock(db, session_id)
        known, now = concerns.open_about(db, session_id, sample_id), store.now()
        if known is None:
            concerns.add(db, Concern(store.new_id(), session_id, sample_id, now, pause))
            audit.add(db, None, "concern.raised", session_id, now, sample=sample_id)
        elif pause and not known.paused:
            concerns.set_paused(db, known.id, paused=True)
        if pause:
            sessions.touch_stage(db, session_id)


def is_told(store: Store, viewer: Viewer) -> bool:
    """Return whether this person may ever be told of a worry: staff, and whoever brought work by a link."""
    if viewer.is_staff:
        return True
    with store.reading() as db:
        return concerns.has_brought(db, viewer.person.id)


def alerts(store: Store, viewer: Viewer) -> tuple[Alert, ...]:
    """Return the worries that the viewer is told of and nobody has taken up, the oldest first."""
    with store.reading() as db:
        return tuple(_alert(db, concern) for concern in concerns.open_everywhere(db) if _is_for(db, viewer, concern))


def read_again(store: Store, viewer: Viewer, concern_id: str) -> None:
    """Let the others read a paused piece again; raises as :func:`take_up`."""
    with store.writing() as db:
        concern = _own(db, viewer, concern_id)
        concerns.set_paused(db, concern.id, paused=False)
        sessions.touch_stage(db, concern.session_id)


def take_up(store: Store, viewer: Viewer, concern_id: str) -> None:
    """Note that the viewer has taken a worry up; the others may read the piece again.

    Raises
    ------
    NotFound
        When the viewer is not told of it, or somebody has taken it up.
    """
    with store.writing() as db:
        concern = _own(db, viewer, concern_id)
        concerns.settle(db, concern.id, viewer.person.id, store.now())
        audit.add(db, viewer.person.id, "concern.taken_up", concern.session_id, store.now(), sample=concern.sample_id)
        if concern.paused:
            sessions.touch_stage(db, concern.session_id)


def _own(db: Connection, viewer: Viewer, concern_id: str) -> Concern:
    concern = concerns.get(db, concern_id)
    if concern is None or not _is_for(db, viewer, concern):
        raise nothing_here()
    return concern


def _is_for(db: Connection, viewer: Viewer, concern: Concern) -> bool:
    contact = sessions.get(db, concern.session_id).plan.contact.person_id
    return viewer.person.id in {contact, *concerns.brought_by(db, concern.sample_id)}


def _alert(db: Connection, concern: Concern) -> Alert:
    title = sessions.get(db, concern.session_id).title
    name = samples.covers(db, [concern.sample_id])[concern.sample_id].name
    return Alert(concern.id, title, name, concern.raised_at, concern.paused)
