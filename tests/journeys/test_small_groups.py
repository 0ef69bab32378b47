"""Of four teachers one would rather not: no dots on the wall. Later the names are cut off, and nothing finds them.

One teacher is looked at; the others score by the service, as on devices that this journey does not look at.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys import screens
from tests.journeys.cast import PHONE, Cast
from tests.journeys.school import School
from tests.journeys.test_projector import LEVELS, NAMES, PIECES, code, finishes, sits
from tests.looks.demo_district import settle
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import Session
from workbench.services import sessions
from workbench.storage import tables as t

pytestmark = pytest.mark.browser

RATHER_NOT = "Rather not"
NOT_HERE = "In a group this small the dots are not on the wall."


def test_one_of_four_would_rather_not_and_later_the_names_are_cut_off(own_school: School, own_cast: Cast):
    session = own_school.open_session("Lee Lead", "Letters, four of us", PIECES)
    others = [sits(own_school, session, name) for name in NAMES[1:]]
    ana, lead, wall = own_cast.teacher(NAMES[0], on=PHONE), own_cast.lead("Lee Lead"), own_cast.wall()
    ana.joins(session)
    lead.signs_in()
    lead.enters(session)
    lead.starts()
    ana.is_at_the_desk()
    for viewer, levels in zip((viewer_of(own_school, session, NAMES[0]), *others), LEVELS, strict=True):
        finishes(own_school, session, viewer, levels)
    ana.reloads()
    ana.page.locator("label").filter(has_text=RATHER_NOT).click()
    screens.settle(ana.page)
    lead.closes()
    wall.is_opened(code(lead))
    lead.presses("Reveal")
    ana.sees("★ you, on this screen only", seconds=90)

    lead.sees(NOT_HERE)
    wall.shows(NOT_HERE)
    assert wall.page.locator("circle").count() == 0
    expect(ana.page.get_by_role("figure", name="Dots for").first).to_be_visible()
    assert not [name for name in NAMES if name in wall.seen]

    sessions.act(own_school.store, own_school.facilitator("Lee Lead"), session.id, Act.CONCLUDE)
    lead.goes_to(f"/agreed?session={session.id}")
    lead.sees_title("What we agreed")
    lead.is_drawn()
    assert {name for name, *_rest in own_school.given(session)} == set(NAMES)
    reads = reads_of(own_school, session)
    lead.page.get_by_text("Names and scores", exact=True).click()
    expect(lead.page.get_by_role("button", name="Cut the names off now")).to_be_disabled()
    settle(lead.page)  # what opens slowly moves away from under a finger
    lead.ticks("I am sure")
    lead.presses("Cut the names off now")
    lead.sees("Names were cut off these scores on")
    assert {name for name, *_rest in own_school.given(session)} == {""}
    kept = b"".join(file.read_bytes() for file in Path(own_school.settings.data).glob("workbench.sqlite*"))
    assert session.id.encode() in kept
    assert not [read for read in reads if read.encode() in kept]
    ana.goes_to(f"/agreement?session={session.id}")
    ana.sees("Your name was cut off your scores on")


def viewer_of(school: School, session: Session, name: str) -> Viewer:
    return Viewer(Person(school.person_id(session, name), name, session.school_id), frozenset())


def reads_of(school: School, session: Session) -> list[str]:
    """Return the ids by which people hang on scores."""
    with school.store.reading() as db:
        return list(db.execute(select(t.assignment.c.id).where(t.assignment.c.session_id == session.id)).scalars())
