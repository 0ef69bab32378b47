"""Who types score sheets in for a session: somebody the lead gives that task, and who does not score there."""

from dataclasses import dataclass

from workbench.domain.errors import Invalid, NotAllowed, WrongMoment
from workbench.domain.joincodes import new_code
from workbench.domain.people import Person, Viewer, clean_name
from workbench.domain.phases import Phase
from workbench.domain.visibility import Sight
from workbench.services import access, pins
from workbench.storage import audit, invites, paper, people, sessions
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Named:
    """Who types now; ``code`` lets somebody who has no PIN yet choose one at the join page, and is shown once."""

    person: Person
    code: str = ""


def of_session(store: Store, viewer: Viewer, session_id: str) -> tuple[Person, ...]:
    """Return who has the task; raises ``NotFound`` when the viewer does not facilitate the session."""
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.SET_UP)
        return paper.typists(db, session.id)


def give_task(store: Store, viewer: Viewer, session_id: str, typed: str) -> Named:
    """Let somebody of the school type this session's sheets in; a new name gets a one-time code for a PIN.

    A name that is known and has no PIN gets none here: with the code somebody else could come in as them.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    Invalid
        When the name cannot be, is the viewer's own, is that of somebody who scores here, or has no PIN.
    WrongMoment
        When the session is over.
    """
    name, now, code = clean_name(typed), store.now(), ""
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        if session.moment.phase in (Phase.CONCLUDED, Phase.ARCHIVED):
            raise WrongMoment("This session is over.", "Name somebody in the next one.")
        account = people.named(db, session.school_id, name)
        person = account.person if account else Person(store.new_id(), name, session.school_id)
        if person.id == viewer.person.id:
            raise Invalid("That is your own name.", "If you do not score here, you type sheets in without being named.")
        if sessions.has_seat(db, session_id, person.id):
            raise Invalid("{name} scores in this session.", "Name somebody who does not.", name=person.name)
        if account and account.disabled:
            raise NotAllowed("{name} can no longer take part.", "Name somebody else.", name=person.name)
        if account is None:
            people.add(db, person, "", now)
            code = new_code(store.rng)
            pins.add_one_time_code(store, db, person.id, code, viewer.person.id)
            invites.mark_told(db, person.id)  # a first PIN is not one that was reset
        elif not account.secret_hash and not people.is_staff(db, person.id):
            raise Invalid(
                "{name} has no PIN now.",
                "Whoever leads a session of theirs makes them a one-time code; or name somebody else.",
                name=person.name,
            )
        paper.name_typist(db, session_id, person.id, viewer.person.id, now)
        audit.add(db, viewer.person.id, "paper.typist", session_id, now, person=person.id)
    return Named(person, code)


def take_task(store: Store, viewer: Viewer, session_id: str, person_id: str) -> None:
    """Take the task from somebody; raises ``NotFound`` when the viewer does not facilitate the session."""
    with store.writing() as db:
        access.led_session(db, viewer, session_id)
        paper.end_typist(db, session_id, person_id, store.now())
        audit.add(db, viewer.person.id, "paper.typist_ended", session_id, store.now(), person=person_id)
