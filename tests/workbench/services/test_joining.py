"""Teachers join with a code, a name and a PIN."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from tests.workbench.world import Clock, an_open_session
from workbench.domain import promises
from workbench.domain.errors import Invalid, NotAllowed, NotFound, TooMany
from workbench.domain.people import Viewer
from workbench.domain.phases import Stage
from workbench.domain.sessions import Session
from workbench.services import joining, pins, sessions, signing_in
from workbench.services.joining import Arrival, Joined
from workbench.storage import tables as t
from workbench.storage.store import Store

ADDRESS = "10.0.0.1"


def arrive(session: Session, name: str = "Ana P.", pin: str = "8264", code: str = "") -> Arrival:
    return Arrival(code or session.join_code, name, pin, ADDRESS)


def viewer(store: Store, token: str) -> Viewer:
    found = signing_in.sign_in_for_token(store, token)
    assert found is not None
    here = signing_in.viewer_of(store, found.id)
    assert here is not None
    return here


def count(store: Store, table) -> int:
    with store.reading() as db:
        return int(db.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_new_name_gets_a_seat_and_a_sign_in(store: Store, session: Session, joined: Joined):
    here = viewer(store, joined.token)
    assert here.person.name == "Ana P."
    assert here.roles == frozenset()
    assert not here.is_staff
    assert [p.name for p in sessions.people_here(store, here, session.id)] == ["Ana P."]
    assert joined.notices == ()


def test_the_same_name_and_pin_on_a_second_laptop_is_the_same_person(store: Store, session: Session, joined: Joined):
    second = joining.join(store, arrive(session, "ana p."))
    assert second.person == joined.person
    assert second.token != joined.token
    assert viewer(store, joined.token).person == viewer(store, second.token).person
    assert count(store, t.seat) == 1


def test_the_same_name_and_pin_work_in_the_next_session(store: Store, facilitator: Viewer, joined: Joined):
    later = an_open_session(store, facilitator, Stage.SCORING)
    assert joining.join(store, arrive(later)).person == joined.person


def test_a_taken_name_asks_for_its_pin_or_another_initial(store: Store, session: Session, joined: Joined):
    with pytest.raises(Invalid, match="Someone with this name is here already") as told:
        joining.join(store, arrive(session, pin="1357"))
    assert told.value.field == "pin"
    assert "another initial" in told.value.do
    assert joining.join(store, arrive(session, "Ana Q.", "1357")).person != joined.person


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "0000", "1234", "4321", "99999", "456789", "١٢٨٤"])
def test_a_pin_that_is_no_pin_or_too_easy_is_refused(store: Store, session: Session, pin):
    with pytest.raises(Invalid) as told:
        joining.join(store, arrive(session, pin=pin))
    assert told.value.field == "pin"
    assert count(store, t.seat) == 0


@pytest.mark.parametrize("pin", ["1135", "8264", "12435687", "2026"])
def test_other_pins_are_fine(pin):
    assert pins.check_new(f" {pin} ") == pin


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "Ana\u202eP", "Ana\x00"])
def test_a_name_that_cannot_be_shown_is_refused(store: Store, session: Session, name):
    with pytest.raises(Invalid) as told:
        joining.join(store, arrive(session, name))
    assert told.value.field == "name"


@pytest.mark.parametrize("code", ["BCDF-GHJK", "bcdf ghjk"])
def test_a_code_that_opens_nothing_is_not_found(store: Store, session: Session, code):
    with pytest.raises(NotFound, match="No session is open under that code"):
        joining.join(store, arrive(session, code=code))


def test_a_code_may_be_typed_in_any_case_with_or_without_the_dash(store: Store, session: Session):
    typed = session.join_code.lower().replace("-", " ")
    assert joining.session_at(store, typed, ADDRESS).id == session.id


@pytest.mark.parametrize("values", [{"phase": "draft"}, {"phase": "archived"}, {"code_expires_at": Clock().now}])
def test_draft_archived_and_expired_look_like_a_code_that_never_was(store: Store, session: Session, values):
    with store.writing() as db:
        db.execute(update(t.calibration).values(**values))
    with pytest.raises(NotFound, match="No session is open under that code"):
        joining.join(store, arrive(session))


def test_the_same_form_sent_twice_at_once_makes_one_person(store: Store, session: Session):
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: joining.join(store, arrive(session)), range(4)))
    assert len({each.person for each in done}) == 1
    assert count(store, t.seat) == 1


def test_wrong_pins_slow_down_and_the_right_one_is_never_locked_out(store, session, joined, clock):
    for _ in range(5):
        with pytest.raises(Invalid):
            joining.join(store, arrive(session, pin="1357"))
    with pytest.raises(TooMany) as first:
        joining.join(store, arrive(session))
    clock.forward(seconds=first.value.wait_seconds)
    with pytest.raises(Invalid):
        joining.join(store, arrive(session, pin="1357"))
    with pytest.raises(TooMany) as second:
        joining.join(store, arrive(session))
    assert second.value.wait_seconds == 2 * first.value.wait_seconds
    clock.forward(seconds=second.value.wait_seconds)
    assert joining.join(store, arrive(session)).person == joined.person
    with pytest.raises(Invalid):
        joining.join(store, arrive(session, pin="1357"))


def test_a_wait_never_grows_beyond_a_quarter_of_an_hour(store, session, joined, clock):
    with store.writing() as db:
        for _ in range(50):
            db.execute(t.attempt.insert().values(key=f"pin:{joined.person.id}", at=clock()))
    with pytest.raises(TooMany, match="15 minutes") as told:
        joining.join(store, arrive(session))
    clock.forward(seconds=told.value.wait_seconds)
    assert joining.join(store, arrive(session)).person == joined.person


def test_wrong_pins_for_one_teacher_do_not_slow_down_another(store: Store, session: Session, joined: Joined):
    joining.join(store, arrive(session, "Ben", "8642357"))
    for _ in range(5):
        with pytest.raises(Invalid):
            joining.join(store, arrive(session, pin="1357"))
    assert joining.join(store, arrive(session, "Ben", "8642357")).person.name == "Ben"


def test_guesses_over_many_names_slow_down_the_session(store: Store, session: Session, joined: Joined):
    with store.writing() as db:
        for _ in range(60):
            db.execute(t.attempt.insert().values(key=f"session:{session.id}", at=store.now()))
    with pytest.raises(TooMany) as told:
        joining.join(store, arrive(session))
    assert told.value.wait_seconds <= 30
    assert joining.join(store, arrive(session, "New Teacher", "8642357"))


def test_codes_guessed_at_speed_are_stopped(store: Store, session: Session):
    with store.writing() as db:
        for _ in range(400):
            db.execute(t.attempt.insert().values(key=f"address:{ADDRESS}", at=store.now()))
    with pytest.raises(TooMany):
        joining.session_at(store, session.join_code, ADDRESS)
    assert joining.session_at(store, session.join_code, "10.0.0.2").id == session.id


def test_a_whole_school_mistyping_is_not_stopped(store: Store, session: Session):
    for n in range(40):
        with pytest.raises(NotFound):
            joining.session_at(store, "BCDF-GHJK", ADDRESS)
        assert joining.session_at(store, session.join_code, ADDRESS), n


def test_somebody_signed_in_joins_with_one_press(store: Store, facilitator: Viewer, session: Session):
    assert joining.join_signed_in(store, facilitator, session.join_code, ADDRESS) == session.id
    assert joining.join_signed_in(store, facilitator, session.join_code, ADDRESS) == session.id
    assert count(store, t.seat) == 1


def test_a_disabled_name_cannot_join(store: Store, session: Session, joined: Joined):
    with store.writing() as db:
        db.execute(update(t.person).where(t.person.c.id == joined.person.id).values(disabled_at=store.now()))
    assert signing_in.sign_in_for_token(store, joined.token) is None
    with pytest.raises(NotAllowed):
        joining.join(store, arrive(session))


def test_five_lines_say_who_sees_what(session: Session):
    lines = promises.five_lines(session.plan)
    assert len(lines) == 5
    assert lines[0].startswith("You do. Nobody else")
    assert "3 teachers" in lines[2]
