"""A lead finds out before the meeting whether other devices get in."""

import pytest

from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import NotFound, TooMany
from workbench.domain.people import Viewer
from workbench.domain.phases import Stage
from workbench.domain.sessions import Session, SessionSample
from workbench.services import reaching, sessions
from workbench.services.reaching import Device, Reached
from workbench.services.sessions import Draft
from workbench.services.throttling import OF_AN_ADDRESS
from workbench.storage import audit
from workbench.storage import sessions as stored

PHONE = Device("10.0.0.7")
HOME, SCHOOL = "http://192.168.1.20:8501", "http://10.4.7.9:8501"


@pytest.fixture
def lead(store) -> Viewer:
    return staff(store)


@pytest.fixture
def prepared(store, lead) -> Session:
    """A session that is still being set up."""
    other = an_open_session(store, lead, Stage.LOBBY)
    pieces = (SessionSample(other.samples[0].sample_id),)
    session_id = sessions.draft(store, lead, Draft("Next week", other.rubric_id, pieces))
    with store.reading() as db:
        return stored.get(db, session_id)


def test_a_phone_that_opens_the_link_turns_the_box_green_and_stays_outside(store, lead, prepared):
    assert not reaching.reached(store, lead, prepared.id, HOME).now
    assert reaching.opened(store, prepared.join_code, PHONE, HOME) == prepared
    assert reaching.reached(store, lead, prepared.id, HOME).now


def test_green_at_home_is_open_again_at_school_and_still_green_at_home(store, lead, prepared):
    reaching.opened(store, prepared.join_code, PHONE, HOME)
    assert reaching.reached(store, lead, prepared.id, SCHOOL) == Reached(now=False, before=HOME)
    for _ in range(2):
        reaching.opened(store, prepared.join_code, PHONE, SCHOOL)
    assert reaching.reached(store, lead, prepared.id, SCHOOL).now
    assert reaching.reached(store, lead, prepared.id, HOME).now
    with store.reading() as db:
        assert len(audit.details(db, reaching.REACHED, prepared.id)) == 2, "each address is noted once"


def test_what_was_noted_before_addresses_were_kept_proves_nothing_any_more(store, lead, prepared):
    with store.writing() as db:
        audit.add(db, None, reaching.REACHED, prepared.id, store.now())
    assert reaching.reached(store, lead, prepared.id, HOME) == Reached(now=False)


def test_the_leads_own_browser_and_the_serving_machine_prove_nothing(store, lead, prepared):
    reaching.opened(store, prepared.join_code, Device("10.0.0.7", person_id=lead.person.id), HOME)
    reaching.opened(store, prepared.join_code, Device("127.0.0.1", serves=True), HOME)
    assert not reaching.reached(store, lead, prepared.id, HOME).now


def test_an_open_session_is_reached_and_joined_through_its_door(store, lead):
    session = an_open_session(store, lead, Stage.LOBBY)
    assert reaching.opened(store, session.join_code, PHONE, HOME) is None
    assert reaching.reached(store, lead, session.id, HOME).now


@pytest.mark.parametrize("code", ["BCDF-GHJK", "", "nonsense", "💥"])
def test_a_code_of_no_session_tells_nothing(store, code):
    assert reaching.opened(store, code, PHONE, HOME) is None


def test_codes_guessed_at_speed_are_slowed_down(store, lead, prepared):
    for _ in range(OF_AN_ADDRESS.free):
        reaching.opened(store, "BCDF-GHJK", PHONE, HOME)
    with pytest.raises(TooMany):
        reaching.opened(store, prepared.join_code, PHONE, HOME)


def test_only_who_leads_the_session_is_told(store, prepared):
    with pytest.raises(NotFound):
        reaching.reached(store, staff(store, "Another Lead"), prepared.id, HOME)
