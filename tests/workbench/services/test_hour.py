"""The lead's clock: which part of the hour this is, what is left of it, and when it will end."""

from dataclasses import replace

import pytest

from tests.workbench.world import Clock, an_open_session, staff
from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.hour import Part
from workbench.domain.people import Viewer
from workbench.domain.phases import Act, Stage
from workbench.domain.sessions import Session, Timings
from workbench.services import sessions, talking
from workbench.services.hour import Hour, hour, longer
from workbench.storage import sessions as stored
from workbench.storage.store import Store


@pytest.fixture
def lobby(store: Store, facilitator: Viewer) -> Session:
    return an_open_session(store, facilitator)


def now(store: Store, lead: Viewer, session: Session) -> Hour:
    found = hour(store, lead, session.id)
    assert found is not None
    return found


def test_the_lobby_has_no_clock_and_says_what_comes(store: Store, facilitator: Viewer, lobby: Session):
    assert now(store, facilitator, lobby) == Hour(Part.WELCOME, None, Part.SCORING, 20, 50, 10)


def test_scoring_runs_down_from_its_start(store: Store, clock: Clock, facilitator: Viewer, lobby: Session):
    clock.forward(minutes=9)  # the lobby took longer than planned
    sessions.act(store, facilitator, lobby.id, Act.START)
    clock.forward(minutes=5)
    found = now(store, facilitator, lobby)
    assert (found.part, found.seconds_left) == (Part.SCORING, 15 * 60)
    assert found.minutes_to_end == 15 + 20 + 10


def test_opening_again_does_not_wind_the_clock_up(store: Store, clock: Clock, facilitator: Viewer, lobby: Session):
    for what in (Act.START, Act.CLOSE):
        sessions.act(store, facilitator, lobby.id, what)
        clock.forward(minutes=10)
    sessions.act(store, facilitator, lobby.id, Act.REOPEN)
    assert now(store, facilitator, lobby).seconds_left == 0


def test_the_talk_runs_from_the_first_reveal_and_the_debrief_from_its_end(
    store: Store, clock: Clock, facilitator: Viewer, lobby: Session
):
    for what in (Act.START, Act.CLOSE, Act.REVEAL):
        sessions.act(store, facilitator, lobby.id, what)
    clock.forward(minutes=19, seconds=30)
    found = now(store, facilitator, lobby)
    assert (found.part, found.seconds_left, found.minutes_to_end) == (Part.TALK, 30, 1 + 10)
    talking.end_talk(store, facilitator, lobby.id)
    clock.forward(minutes=12)
    sessions.act(store, facilitator, lobby.id, Act.CONCLUDE)
    found = now(store, facilitator, lobby)
    assert (found.part, found.seconds_left, found.minutes_to_end) == (Part.DEBRIEF, -120, 0)
    assert found.coming is None
    clock.forward(hours=1)
    assert hour(store, facilitator, lobby.id) is None, "nobody is in the room any more"
    sessions.act(store, facilitator, lobby.id, Act.ARCHIVE)
    assert hour(store, facilitator, lobby.id) is None


def test_two_minutes_more_are_stored_and_move_the_end(store: Store, facilitator: Viewer, lobby: Session):
    sessions.act(store, facilitator, lobby.id, Act.START)
    before = now(store, facilitator, lobby)
    longer(store, facilitator, lobby.id, Part.SCORING)
    longer(store, facilitator, lobby.id, Part.SCORING)
    after = now(store, facilitator, lobby)
    assert after.seconds_left == 24 * 60
    assert (before.minutes_to_end, after.minutes_to_end) == (50, 54)


def test_more_minutes_are_for_the_part_that_is_under_way(store: Store, facilitator: Viewer, lobby: Session):
    with pytest.raises(WrongMoment):
        longer(store, facilitator, lobby.id, Part.WELCOME)
    sessions.act(store, facilitator, lobby.id, Act.START)
    with pytest.raises(WrongMoment):
        longer(store, facilitator, lobby.id, Part.TALK)


def test_who_scores_before_the_meeting_has_no_clock(store: Store, clock: Clock, facilitator: Viewer, lobby: Session):
    with store.writing() as db:
        stored.save_plan(db, lobby.id, replace(lobby.plan, ahead=True, timings=Timings(scoring=5)))
    sessions.act(store, facilitator, lobby.id, Act.START)
    clock.forward(days=3)
    found = now(store, facilitator, lobby)
    assert (found.seconds_left, found.minutes_to_end, found.minutes_after) == (None, None, 30)


def test_nobody_else_sees_or_moves_the_clock(store: Store, joined, lobby: Session):
    for viewer in (staff(store, "Somebody Else"), Viewer(joined.person, frozenset())):
        with pytest.raises(NotFound):
            hour(store, viewer, lobby.id)
        with pytest.raises(NotFound):
            longer(store, viewer, lobby.id, Part.SCORING)


def test_the_stage_of_the_session_is_the_parts_own(store: Store, facilitator: Viewer):
    scoring = an_open_session(store, facilitator, Stage.SCORING)
    assert now(store, facilitator, scoring).part is Part.SCORING
