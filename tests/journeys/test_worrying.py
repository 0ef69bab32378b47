"""A concern in mid-scoring: the contact reads it on the page they have open, and the piece rests meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.journeys import screens
from tests.journeys.cast import PHONE, Cast
from tests.journeys.people import Teacher
from tests.journeys.school import School
from tests.workbench.world import telling
from workbench.domain.phases import Act
from workbench.services import progress, sessions

pytestmark = pytest.mark.browser

PIECES = ("birch",)
TOLD_WITHIN = 20


def worries(teacher: Teacher) -> None:
    """Press the button beside the work, have it paused, and tell the contact."""
    teacher.presses("I am worried about this student")
    teacher.sees("This does not replace your legal duty to report.")
    teacher.page.locator("label").filter(has_text="Nobody should read this piece for now").click()
    teacher.presses("Tell Cora Contact")


def test_a_concern_is_told_within_seconds_pauses_the_piece_and_leaves_no_trace(school: School, cast: Cast):
    cora = school.facilitator("Cora Contact")
    session = school.open_session("Lee Lead", "Letters, grade 7", PIECES, telling(cora))
    sessions.act(school.store, school.facilitator("Lee Lead"), session.id, Act.START)
    contact = cast.lead("Cora Contact", on=PHONE)
    contact.signs_in()
    contact.sees("What waits for you")
    ana, ben = cast.teacher("Ana P."), cast.teacher("Ben K.")
    for teacher in (ana, ben):
        teacher.joins(session)
        teacher.is_at_the_desk()
    first = school.criteria()[0]
    ben.scores(first, 3)
    piece = ana.piece

    worries(ana)
    contact.sees(f"Somebody is worried about the student who made {piece}", seconds=TOLD_WITHIN)
    for who in ("Ana P.", "Ben K.", "Proficient"):
        contact.does_not_see(who)
    for teacher in (ana, ben):
        teacher.sees("This piece is paused for now")
        expect(teacher.page.locator('[class*="st-key-cell-"] [role="radiogroup"]')).to_have_count(0)
    assert progress.live(school.store, school.facilitator("Lee Lead"), session.id).missing_reads == 0

    contact.presses("I have taken it up")
    contact.sees(f"{piece} is paused: nobody reads it")
    contact.presses("Let everybody read it again")
    ben.is_at_the_desk()
    screens.eventually(ben.page, lambda: screens.saved(ben.page) == {first: 3}, "what was given before")
    screens.eventually(contact.page, lambda: "paused" not in screens.text_of(contact.page), "nothing left to do")
    assert school.current(session, "Ana P.") == {}
    assert cast.troubles() == []
