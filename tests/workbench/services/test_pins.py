"""A forgotten PIN: the facilitator resets it, the teacher chooses a new one and is told."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.workbench.giving_world import PINS, Asked, asked
from tests.workbench.world import Clock, staff
from workbench.domain.errors import Invalid, NotFound, TooMany
from workbench.domain.people import Viewer
from workbench.domain.sessions import Session
from workbench.services import giving, joining, pins, signing_in
from workbench.services.joining import Arrival, Joined
from workbench.storage import tables as t
from workbench.storage.store import Store


def arrive(session: Session, pin: str) -> Arrival:
    return Arrival(session.join_code, "Ana P.", pin, "10.0.0.1")


@pytest.fixture
def code(store: Store, facilitator: Viewer, session: Session, joined: Joined) -> str:
    return pins.reset_pin(store, facilitator, session.id, joined.person.id)


def test_a_reset_ends_the_old_pin_and_the_old_sign_ins(store: Store, session: Session, joined: Joined, code):
    assert signing_in.sign_in_for_token(store, joined.token) is None
    with pytest.raises(Invalid):
        joining.join(store, arrive(session, "8264"))


def test_with_the_code_the_teacher_chooses_a_new_pin_and_is_the_same_person(store, session, joined, code):
    again = joining.join_with_new_pin(store, arrive(session, "7193"), code.lower())
    assert again.person == joined.person
    assert signing_in.sign_in_for_token(store, again.token) is not None


def test_the_teacher_is_told_once_at_the_next_sign_in(store: Store, session: Session, joined: Joined, code):
    joining.join_with_new_pin(store, arrive(session, "7193"), code)
    told = joining.join(store, arrive(session, "7193"))
    assert told.notices == ("Your PIN was reset by the facilitator on 2 November 2026.",)
    assert joining.join(store, arrive(session, "7193")).notices == ()


def test_a_code_works_once(store: Store, session: Session, code):
    joining.join_with_new_pin(store, arrive(session, "7193"), code)
    with pytest.raises(Invalid, match="do not belong together"):
        joining.join_with_new_pin(store, arrive(session, "8264"), code)


def test_a_code_ends_after_two_hours(store: Store, session: Session, code, clock: Clock):
    clock.forward(hours=2)
    with pytest.raises(Invalid, match="time is over"):
        joining.join_with_new_pin(store, arrive(session, "7193"), code)


def test_a_newer_code_ends_the_older_one(store, facilitator, session, joined, code):
    pins.reset_pin(store, facilitator, session.id, joined.person.id)
    with pytest.raises(Invalid):
        joining.join_with_new_pin(store, arrive(session, "7193"), code)


def test_a_code_is_for_one_person_only(store: Store, session: Session, code):
    joining.join(store, Arrival(session.join_code, "Ben", "8642357", "10.0.0.1"))
    with pytest.raises(Invalid):
        joining.join_with_new_pin(store, Arrival(session.join_code, "Ben", "7193", "10.0.0.1"), code)


def test_guessing_a_code_is_slow(store: Store, session: Session, code):
    for _ in range(5):
        with pytest.raises(Invalid):
            joining.join_with_new_pin(store, arrive(session, "7193"), "BCDF-GHJK")
    with pytest.raises(TooMany):
        joining.join_with_new_pin(store, arrive(session, "7193"), code)


def test_only_the_sessions_own_facilitator_resets(store: Store, session: Session, joined: Joined):
    with pytest.raises(NotFound):
        pins.reset_pin(store, staff(store, "Other"), session.id, joined.person.id)


def test_only_teachers_of_the_session_are_reset(store, facilitator, session):
    stranger = staff(store, "Gil Admin")
    for person_id in (stranger.person.id, facilitator.person.id, "nobody"):
        with pytest.raises(NotFound):
            pins.reset_pin(store, facilitator, session.id, person_id)


def test_a_reset_is_in_the_audit_log_without_the_code(store: Store, facilitator, joined: Joined, code):
    with store.reading() as db:
        rows = db.execute(select(t.audit).where(t.audit.c.action == "pin.reset")).all()
    assert [(row.person_id, row.about) for row in rows] == [(facilitator.person.id, joined.person.id)]
    assert code not in str(rows)


@pytest.fixture
def meeting(store: Store, facilitator: Viewer, tmp_path: Path) -> Asked:
    return asked(store, tmp_path, facilitator)


def by_link(meeting: Asked, name: str, pin: str) -> Arrival:
    return Arrival(meeting.code, name, pin, "10.0.0.1")


def test_who_came_by_the_link_gets_a_code_before_the_meeting_and_keeps_what_they_brought(store, meeting: Asked):
    meeting.brings("Ana")
    old = giving.come(store, by_link(meeting, "Ana", PINS["Ana"]))
    code = pins.reset_pin_of_giver(store, meeting.lead, meeting.session_id, " ana ")
    assert signing_in.sign_in_for_token(store, old.token) is None
    with pytest.raises(Invalid):
        giving.come(store, by_link(meeting, "Ana", PINS["Ana"]))
    again = giving.come_with_new_pin(store, by_link(meeting, "Ana", "7193"), code)
    assert again.person == old.person
    assert len(giving.table(store, Viewer(again.person, frozenset()), meeting.session_id).pieces) == 1
    told = giving.come(store, by_link(meeting, "Ana", "7193"))
    assert told.notices == ("Your PIN was reset by the facilitator on 2 November 2026.",)


def test_a_code_for_the_link_is_guessed_slowly_and_works_once(store, meeting: Asked):
    meeting.comes("Ana")
    code = pins.reset_pin_of_giver(store, meeting.lead, meeting.session_id, "Ana")
    giving.come_with_new_pin(store, by_link(meeting, "Ana", "7193"), code)
    for _ in range(5):
        with pytest.raises(Invalid, match="do not belong together"):
            giving.come_with_new_pin(store, by_link(meeting, "Ana", "8264"), code)
    with pytest.raises(TooMany):
        giving.come_with_new_pin(store, by_link(meeting, "Ana", "8264"), code)


def test_by_name_only_teachers_who_came_by_this_link_are_reset(store, meeting: Asked, session, joined: Joined):
    gil = staff(store, "Gil Admin")
    giving.come_signed_in(store, gil, meeting.code, "10.0.0.1")
    for name in (joined.person.name, "Gil Admin", meeting.lead.person.name, "Nobody"):
        with pytest.raises(NotFound, match="No teacher of that name came by this link"):
            pins.reset_pin_of_giver(store, meeting.lead, meeting.session_id, name)
    with pytest.raises(Invalid):
        pins.reset_pin_of_giver(store, meeting.lead, meeting.session_id, " ")
    meeting.comes("Ana")
    with pytest.raises(NotFound, match="nothing here"):
        pins.reset_pin_of_giver(store, staff(store, "Other"), meeting.session_id, "Ana")


def test_a_reset_by_name_is_in_the_audit_log_without_the_code(store: Store, meeting: Asked):
    ana = meeting.comes("Ana")
    code = pins.reset_pin_of_giver(store, meeting.lead, meeting.session_id, "Ana")
    with store.reading() as db:
        rows = db.execute(select(t.audit).where(t.audit.c.action == "pin.reset")).all()
    assert [(row.person_id, row.about) for row in rows] == [(meeting.lead.person.id, ana.person.id)]
    assert code not in str(rows)
