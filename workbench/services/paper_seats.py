"""Whose sheet it is, and the reads its boxes belong to; a teacher without a device gets a seat here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, NotAllowed, NotFound
from workbench.domain.paper import TypedSheet
from workbench.domain.people import Person, Role, Scope, Viewer, clean_name, fold_name
from workbench.domain.scoring import Assignment
from workbench.domain.sessions import Session
from workbench.services import seats
from workbench.storage import audit, paper, people, scores, sessions
from workbench.storage.paper import Typing
from workbench.storage.people import Account, Grant
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody typing a sheet in, inside the transaction that holds the session's lock."""

    store: Store
    db: Connection
    session: Session
    viewer: Viewer

    def typings(self) -> tuple[Typing, ...]:
        """Return every sheet of this round that was typed in."""
        return paper.typings(self.db, self.session.id, self.session.moment.round)


def is_called(person: Person, name: str) -> bool:
    """Return whether this is somebody's own name, however it is spelt."""
    return fold_name(person.name) == fold_name(name)


def whose(hands: Hands, typed: TypedSheet) -> Person:
    """Return whose sheet it is; a teacher who has not joined by a device gets a seat, if the typist says so.

    Raises
    ------
    Invalid
        When the name cannot be, is that of two people, or of somebody who types sheets in.
    NotFound
        When nobody of this name is in the session and the typist has not said that they take part all the same.
    NotAllowed
        When the name can no longer join.
    """
    name = clean_name(typed.name)
    called = [person for person in sessions.seated(hands.db, hands.session.id) if is_called(person, name)]
    if len(called) > 1:
        raise Invalid("Two people here are called {name}.", "Each types their own sheet in.", field="name", name=name)
    if called:
        return called[0]
    account = people.named(hands.db, hands.session.school_id, name)
    _check_newcomer(hands, name, account)
    if not typed.sure:
        raise NotFound(
            "Nobody called {name} has joined this session.",
            "Choose a name from the list, or tick that this teacher takes part without a device.",
            field="name",
            name=name,
        )
    return _seat(hands, name, account)


def reads(hands: Hands, person: Person, order: Sequence[str], needed: Collection[str]) -> dict[str, str]:
    """Return somebody's reads of this round by piece; made in the sheet's order where there are none yet.

    A piece that they brought themselves is read only where their sheet says something about it: it is stored like what
    they would give it on a device, and is in no figure.

    Raises
    ------
    Invalid
        When they typed a colleague's sheet in themselves, and so know what a colleague gave.
    """
    db, session = hands.db, hands.session
    if paper.has_seen_others(db, session.id, session.moment.round, person.id):
        raise Invalid(
            "{name} typed a colleague's sheet in, and so gives nothing in this round any more.",
            "What was stored before counts.",
            name=person.name,
        )
    if not scores.queue(db, session.id, person.id, session.moment.round):
        seats.assign(hands.store, db, session, person.id, tuple(order))
    queue = scores.queue(db, session.id, person.id, session.moment.round)
    found = {read.sample_id: read.id for read in queue}
    for position, sample_id in enumerate((i for i in order if i in needed and i not in found), start=len(queue) + 1):
        new_id, round = hands.store.new_id(), session.moment.round
        more = Assignment(new_id, session.id, round, sample_id, person.id, position)
        scores.add_assignment(db, more, session.rubric_id, hands.store.now())
        found = found | {sample_id: new_id}
    return found


def _check_newcomer(hands: Hands, name: str, account: Account | None) -> None:
    if account is None:
        return
    if account.disabled:
        raise NotAllowed("{name} can no longer take part.", "Ask your admin.", name=name)
    if account.person.id == hands.viewer.person.id:
        raise Invalid("That is your own name: who types sheets in does not score here.", "Type the teacher's name.")
    if paper.is_typist(hands.db, hands.session.id, account.person.id):
        raise Invalid(
            "{name} has the task of typing sheets in.", "Take that task away first, or look at the name.", name=name
        )


def _seat(hands: Hands, name: str, account: Account | None) -> Person:
    store, db, session, now = hands.store, hands.db, hands.session, hands.store.now()
    person = account.person if account else Person(store.new_id(), name, session.school_id)
    if account is None:
        people.add(db, person, "", now)
    if person.id != session.facilitator_id:
        people.grant(db, Grant(person.id, Role.RATER, Scope.SESSION, session.id), store.new_id(), now)
    sessions.add_seat(db, session.id, person.id, now)
    audit.add(db, hands.viewer.person.id, "paper.seat", session.id, now, person=person.id)
    return person
