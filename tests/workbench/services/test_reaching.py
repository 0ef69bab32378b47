"""A lead finds out before the meeting whether other devices get in."""

import pytest

from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import NotFound, TooMany
from workbench.domain.people import Viewer
from workbench.domain.phases import Stage
from workbench.domain.sessions import Session, SessionSample
from workbench.services import reaching, sessions
from workbench.services.reaching import Device
from workbench.services.sessions import Draft
from workbench.services.throttling import OF_AN_ADDRESS
from workbench.storage import sessions as stored

PHONE = Device("10.0.0.7")


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
    assert not reaching.reached(store, lead, prepared.id)
    assert reaching.opened(store, prepared.join_code, PHONE) == prepared
    assert reaching.reached(store, lead, prepared.id)


def test_the_leads_own_browser_and_the_serving_machine_prove_nothing(store, lead, prepared):
    reaching.opened(store, prepared.join_code, Device("10.0.0.7", person_id=lead.person.id))
    reaching.opened(store, prepared.join_code, Device("127.0.0.1", serves=True))
    assert not reaching.reached(store, lead, prepared.id)


def test_an_open_session_is_reached_and_joined_through_its_door(store, lead):
    session = an_open_session(store, lead, Stage.LOBBY)
    assert reaching.opened(store, session.join_code, PHONE) is None
    assert reaching.reached(store, lead, session.id)


@pytest.mark.parametrize("code", ["BCDF-GHJK", "", "nonsense", "💥"])
def test_a_code_of_no_session_tells_nothing(store, code):
    assert reaching.opened(store, code, PHONE) is None


def test_codes_guessed_at_speed_are_slowed_down(store, lead, prepared):
    for _ in range(OF_AN_ADDRESS.free):
        reaching.opened(store, "BCDF-GHJK", PHONE)
    with pytest.raises(TooMany):
        reaching.opened(store, prepared.join_code, PHONE)


def test_only_who_leads_the_session_is_told(store, prepared):
    with pytest.raises(NotFound):
        reaching.reached(store, staff(store, "Another Lead"), prepared.id)
