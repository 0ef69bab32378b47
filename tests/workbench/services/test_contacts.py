"""The contact of a session: it does not open without one, and the second session costs nothing."""

from dataclasses import replace

import pytest

from tests.workbench.world import an_open_session, staff, telling
from workbench.domain.concerns import Contact
from workbench.domain.errors import Invalid, NotAllowed
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import Plan, Session
from workbench.services import builtin, contacts, seats, sessions
from workbench.services.contacts import Told
from workbench.services.sessions import Draft
from workbench.storage import people
from workbench.storage import tables as t
from workbench.storage.files import Files
from workbench.storage.people import Grant
from workbench.storage.store import Store


def planned(store: Store, lead: Viewer, like: Session, contact: Contact) -> str:
    plan = replace(Plan(), contact=contact)
    return sessions.draft(store, lead, Draft("Next", like.rubric_id, like.samples, plan))


def elsewhere(store: Store, name: str, role: Role) -> Viewer:
    with store.writing() as db:
        person = Person(store.new_id(), name, store.new_id())
        people.add_school(db, person.school_id, f"School of {name}")
        people.add(db, person, "", store.now())
        people.grant(db, Grant(person.id, role), store.new_id(), store.now())
    return Viewer(person, frozenset({role}))


def test_a_session_does_not_open_without_a_contact_and_how_to_reach_them(either_store: Store):
    fay = staff(either_store)
    like = an_open_session(either_store, fay)
    stranger = elsewhere(either_store, "Olga", Role.FACILITATOR)
    for contact, says in (
        (Contact(), "Nobody is named who is told about a student at risk"),
        (Contact("nosuch", "Room 12"), "Nobody is named"),
        (Contact(stranger.person.id, "Room 12"), "Nobody is named"),
        (Contact(fay.person.id, "  "), "not said how to reach"),
    ):
        session_id = planned(either_store, fay, like, contact)
        with pytest.raises(Invalid, match=says) as refused:
            sessions.act(either_store, fay, session_id, Act.OPEN)
        assert refused.value.field == "contact"
    assert sessions.act(either_store, fay, planned(either_store, fay, like, Contact(fay.person.id, "12")), Act.OPEN)


def test_somebody_who_lost_their_role_since_the_draft_is_no_contact(store: Store, facilitator: Viewer):
    like, cora = an_open_session(store, facilitator), staff(store, "Cora", Role.COACH)
    session_id = planned(store, facilitator, like, Contact(cora.person.id, "Room 3"))
    with store.writing() as db:
        db.execute(t.person.update().where(t.person.c.id == cora.person.id).values(disabled_at=store.now()))
    with pytest.raises(Invalid, match="Nobody is named"):
        sessions.act(store, facilitator, session_id, Act.OPEN)


def test_the_staff_of_the_school_and_every_admin_can_be_named_by_staff_only(either_store: Store):
    fay, cora = staff(either_store), staff(either_store, "Cora", Role.COACH)
    ada = elsewhere(either_store, "Ada", Role.ADMIN)
    elsewhere(either_store, "Olga", Role.FACILITATOR)
    found = contacts.known(either_store, fay)
    assert [person.id for person in found.people] == [ada.person.id, cora.person.id, fay.person.id]
    with pytest.raises(NotAllowed):
        contacts.known(either_store, Viewer(fay.person, frozenset()))


def test_before_the_first_session_the_lead_is_proposed_and_later_whoever_was_named_last(store: Store, clock):
    fay, cora = staff(store), staff(store, "Cora", Role.COACH)
    assert contacts.known(store, fay).usual == Contact(fay.person.id)
    like = an_open_session(store, fay)
    clock.forward(days=1)
    planned(store, fay, like, Contact(cora.person.id, " Room  3 "))
    assert contacts.known(store, fay).usual == Contact(cora.person.id, "Room 3")
    clock.forward(days=1)
    planned(store, fay, like, Contact(fay.person.id))
    assert contacts.known(store, fay).usual == Contact(cora.person.id, "Room 3"), "a half answer is not remembered"
    assert contacts.known(store, staff(store, "Gus")).usual.reach == ""


def test_how_to_reach_them_is_one_short_line(store: Store, facilitator: Viewer):
    like = an_open_session(store, facilitator)
    with pytest.raises(Invalid, match="longer than 120 characters"):
        planned(store, facilitator, like, Contact(facilitator.person.id, "x" * 121))


def test_a_contact_who_alone_brought_the_work_would_be_the_only_one_told(store: Store, facilitator: Viewer, tmp_path):
    session = an_open_session(store, facilitator)
    ours = builtin.import_samples(store, Files(tmp_path.as_uri()), facilitator, ["alder"])
    ids = (session.samples[0].sample_id, *ours.values())
    names = contacts.brought_too(store, facilitator, facilitator.person.id, ids)
    assert [name[:5] for name in names] == ["Maple"], "of our own samples nobody knows the student"
    assert contacts.brought_too(store, facilitator, staff(store, "Cora", Role.COACH).person.id, ids) == ()


def test_everybody_in_the_session_reads_who_is_told_and_where_they_are(store: Store, facilitator: Viewer):
    cora = staff(store, "Cora", Role.COACH)
    session = an_open_session(store, facilitator)
    with store.writing() as db:
        ana = Person(store.new_id(), "Ana", session.school_id)
        people.add(db, ana, "", store.now())
        seats.take_seat(store, db, session.id, ana.id)
    viewer = Viewer(ana, frozenset())
    assert contacts.told(store, viewer, session.id) == Told("Fay Facilitator", "Room 12")
    plan = telling(cora)
    session_id = sessions.draft(store, facilitator, Draft("Next", session.rubric_id, session.samples, plan))
    assert contacts.told(store, facilitator, session_id) == Told("Cora", "Room 12")
