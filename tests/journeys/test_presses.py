"""A press holds although everybody's screens move on in the same moment."""

import pytest

from tests.journeys.cast import LAPTOP, Cast
from tests.journeys.people import Teacher
from tests.journeys.school import School
from workbench.domain.phases import Act
from workbench.domain.sessions import Session
from workbench.services import sessions
from workbench.storage import sessions as stored_sessions

pytestmark = pytest.mark.browser

THERE_AND_BACK = (("How well did we agree?", "How well did we agree?"), ("Back to the session", "What we gave"))
ROUNDS = 3


def test_who_chooses_a_page_gets_it_although_all_screens_are_told_to_look_again(school: School, cast: Cast):
    session = school.open_session("Lee Lead", "Pressed at that instant")
    vera = cast.teacher("Vera P", on=LAPTOP)
    vera.joins(session)
    for act in (Act.START, Act.CLOSE, Act.REVEAL):
        sessions.act(school.store, school.facilitator("Lee Lead"), session.id, act)
    vera.sees_title("What we gave", seconds=30)
    for button, title in THERE_AND_BACK * ROUNDS:
        vera.is_drawn()
        presses_as_the_screens_move_on(school, session, vera, button)
        vera.sees_title(title)
        assert vera.page.get_by_role("heading", level=1).all_inner_texts() == [title]


def presses_as_the_screens_move_on(school: School, session: Session, teacher: Teacher, button: str) -> None:
    """Press in the instant in which this screen hears that it has to look again."""
    waiting = teacher.page.get_by_role("button", name=button)
    with school.store.writing() as db:
        stored_sessions.touch_stage(db, session.id)
    with teacher.page.expect_response("**/phase/**") as heard:
        heard.value.finished()
    waiting.click()
