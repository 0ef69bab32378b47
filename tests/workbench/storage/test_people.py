"""People, sign-ins, invites and tries, on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.workbench.world import Clock, a_store, an_open_session, staff
from workbench.domain.errors import Invalid
from workbench.domain.people import Person, Role, Scope
from workbench.storage import attempts, invites, people, sign_ins
from workbench.storage.invites import Invite, Purpose
from workbench.storage.people import Grant
from workbench.storage.sign_ins import NewSignIn
from workbench.storage.store import Store


def a_teacher(store: Store, name: str = "Ana P.", school_id: str = "") -> Person:
    with store.writing() as db:
        person = Person(store.new_id(), name, school_id or people.default_school(db, store.new_id()))
        people.add(db, person, "hash", store.now())
    return person


def a_sign_in(store: Store, person: Person, token_hash: str = "t", hours: int = 12) -> str:
    with store.writing() as db:
        new = NewSignIn(store.new_id(), token_hash, person.id, store.now() + timedelta(hours=hours))
        sign_ins.add(db, new, store.now())
    return new.id


def test_a_name_is_found_whatever_its_case_and_spaces(either_store: Store):
    ana = a_teacher(either_store)
    with either_store.reading() as db:
        found = people.named(db, ana.school_id, "  ANA   p. ")
    assert found is not None
    assert found.person == ana


def test_two_people_of_a_school_cannot_have_one_name(either_store: Store):
    ana = a_teacher(either_store)
    with pytest.raises(IntegrityError):
        a_teacher(either_store, "ana p.", ana.school_id)


def test_two_schools_may_each_have_an_ana(either_store: Store):
    a_teacher(either_store)
    with either_store.writing() as db:
        people.add_school(db, "north", "North")
    assert a_teacher(either_store, school_id="north").school_id == "north"


def test_there_is_one_default_school(either_store: Store):
    with either_store.writing() as db:
        first = people.default_school(db, "one")
    with either_store.writing() as db:
        assert people.default_school(db, "two") == first


def test_a_role_is_granted_once_and_counted(either_store: Store):
    ana = a_teacher(either_store)
    for _ in range(2):
        with either_store.writing() as db:
            people.grant(db, Grant(ana.id, Role.ADMIN), either_store.new_id(), either_store.now())
    with either_store.reading() as db:
        assert people.count_holding(db, Role.ADMIN) == 1
        assert people.count_holding(db, Role.COACH) == 0


def test_only_staff_are_found_as_staff(either_store: Store):
    a_teacher(either_store)
    fay = staff(either_store)
    with either_store.reading() as db:
        assert people.staff_named(db, "Ana P.") is None
        found = people.staff_named(db, "fay facilitator")
    assert found is not None
    assert found.person == fay.person


def test_a_viewer_has_the_roles_of_the_whole_installation_and_no_others(either_store: Store):
    ana = a_teacher(either_store)
    with either_store.writing() as db:
        people.grant(db, Grant(ana.id, Role.FACILITATOR), "m1", either_store.now())
        people.grant(db, Grant(ana.id, Role.COACH), "m2", either_store.now())
        people.grant(db, Grant(ana.id, Role.RATER, Scope.SESSION, "s"), "m3", either_store.now())
    sign_in_id = a_sign_in(either_store, ana)
    with either_store.reading() as db:
        viewer = sign_ins.viewer(db, sign_in_id, either_store.now())
    assert viewer is not None
    assert viewer.person == ana
    assert viewer.roles == {Role.FACILITATOR, Role.COACH}
    assert viewer.sign_in_id == sign_in_id


def test_an_expired_or_revoked_sign_in_is_nobodys(either_store: Store, clock: Clock):
    ana = a_teacher(either_store)
    short, long = a_sign_in(either_store, ana, "short", hours=1), a_sign_in(either_store, ana, "long")
    clock.forward(hours=1)
    with either_store.writing() as db:
        assert sign_ins.viewer(db, short, clock()) is None
        assert sign_ins.by_token(db, "short", clock()) is None
        assert sign_ins.by_token(db, "long", clock()) is not None
        sign_ins.revoke_all(db, ana.id, clock())
        assert sign_ins.viewer(db, long, clock()) is None


def test_only_participants_may_follow_a_sessions_stage(either_store: Store):
    fay = staff(either_store)
    session = an_open_session(either_store, fay)
    asks = a_sign_in(either_store, fay.person, "fay")
    a_sign_in(either_store, a_teacher(either_store), "stranger")
    with either_store.reading() as db:
        assert sign_ins.stage_revision(db, "fay", session.id, either_store.now()) == (session.stage_revision, asks)
        assert sign_ins.stage_revision(db, "stranger", session.id, either_store.now()) is None
        assert sign_ins.stage_revision(db, "fay", "no such session", either_store.now()) is None


def test_an_invite_is_used_once(either_store: Store, clock: Clock):
    new = Invite("i", "hash", Purpose.STAFF, clock(), clock() + timedelta(hours=1), role=Role.ADMIN)
    with either_store.writing() as db:
        invites.add(db, new)
    with either_store.writing() as db:
        assert invites.open_by_token(db, Purpose.STAFF, "hash", clock()) == new
        assert invites.open_by_token(db, Purpose.DEMO, "hash", clock()) is None
        assert invites.use(db, "i", clock())
        assert not invites.use(db, "i", clock())
        assert invites.open_by_token(db, Purpose.STAFF, "hash", clock()) is None


def test_an_invite_ends_with_its_time_or_when_it_is_withdrawn(either_store: Store, clock: Clock):
    expires = clock() + timedelta(hours=1)
    with either_store.writing() as db:
        for key in ("a", "b"):
            invites.add(db, Invite(key, key, Purpose.STAFF, clock(), expires, role=Role.ADMIN))
        invites.withdraw_unnamed(db, Purpose.STAFF, Role.ADMIN, clock())
        invites.add(db, Invite("c", "c", Purpose.STAFF, clock(), expires, role=Role.ADMIN))
        assert not invites.use(db, "a", clock())
        clock.forward(hours=1)
        assert not invites.use(db, "c", clock())


def test_tries_are_counted_within_a_time_and_forgotten(either_store: Store, clock: Clock):
    with either_store.writing() as db:
        attempts.add(db, "pin:ana", clock())
        clock.forward(minutes=10)
        attempts.add(db, "pin:ana", clock())
        last = attempts.add(db, "pin:ben", clock())
        assert attempts.recent(db, "pin:ana", clock() - timedelta(hours=1)) == (2, clock())
        assert attempts.recent(db, "pin:ana", clock() - timedelta(minutes=5))[0] == 1
        attempts.forget(db, [last], "pin:ana")
        assert attempts.recent(db, "pin:ana", clock() - timedelta(hours=1)) == (0, None)
        assert attempts.recent(db, "pin:ben", clock() - timedelta(hours=1)) == (0, None)


def test_tries_are_not_kept_for_more_than_a_day(either_store: Store, clock: Clock):
    with either_store.writing() as db:
        attempts.add(db, "address:10.0.0.1", clock())
        clock.forward(days=1, seconds=1)
        attempts.forget_old(db, clock())
        assert attempts.recent(db, "address:10.0.0.1", clock() - timedelta(days=9)) == (0, None)


@pytest.mark.parametrize("write", [False, True])
def test_a_character_that_postgresql_cannot_store_is_refused_in_words(postgres_url: str, clock: Clock, write: bool):
    store = a_store(postgres_url, clock)
    with pytest.raises(Invalid, match="cannot be stored"), store.writing() if write else store.reading() as db:
        attempts.recent(db, "staff:a\x00b", store.now())
    store.close()
