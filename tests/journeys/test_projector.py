"""A projector follows the hour that a facilitator leads from a phone; with one laptop only, its screens are safe."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import screens
from tests.journeys.cast import LAPTOP, PHONE, Cast
from tests.journeys.leads import Lead
from tests.journeys.school import School
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act
from workbench.domain.scoring import Given
from workbench.domain.sessions import Plan, Session
from workbench.services import scoring, seats, sessions
from workbench.services.scoring import Entry
from workbench.storage import people

pytestmark = pytest.mark.browser

NAMES = ("Ana Moreau", "Ben Okafor", "Cleo Duarte", "Dev Pillai")
PIECES = ("alder", "birch")
LEVELS = ((1, 2, 3, 3), (3, 3, 3, 3), (3, 2, 3, 2), (4, 3, 3, 3))


def sits(school: School, session: Session, name: str) -> Viewer:
    """Let a teacher join on a device that this journey does not look at."""
    with school.store.writing() as db:
        person = Person(school.store.new_id(), name, session.school_id)
        people.add(db, person, "", school.store.now())
        seats.take_seat(school.store, db, session.id, person.id)
    return Viewer(person, frozenset())


def finishes(school: School, session: Session, teacher: Viewer, levels: tuple[int, ...]) -> None:
    """Let a teacher score everything."""
    for read in scoring.desk(school.store, teacher, session.id).reads:
        for criterion, level in zip(read.criteria, levels, strict=True):
            entry = Entry(read.assignment.id, school.store.new_id())
            scoring.score(school.store, teacher, entry, criterion.id, Given(level))


def _codes(lead: Lead) -> list[str]:
    return re.findall(r"/wall and type (\d{3} \d{3})", screens.text_of(lead.page))


def code(lead: Lead) -> str:
    """Get a code for the projector, as it stands on the facilitator's page."""
    summary = lead.page.locator(".st-key-projector summary")
    if lead.page.get_by_role("button", name=re.compile("a code for it|New code")).count() == 0:
        summary.click()
    before = _codes(lead)
    lead.page.get_by_role("button", name=re.compile("Get a code for it|New code")).click()
    screens.eventually(lead.page, lambda: _codes(lead) not in ([], before), "a code for the projector")
    screens.settle(lead.page)
    (found,) = _codes(lead)
    return found


def test_a_projector_follows_the_hour_that_a_phone_leads(school: School, cast: Cast):
    session = school.open_session("Lee Lead", "Letters, grade 7", PIECES, Plan(objection_seconds=5))
    lead, wall = cast.lead("Lee Lead", on=PHONE), cast.wall()
    lead.signs_in()
    lead.enters(session)
    lead.is_drawn()
    wall.is_opened(code(lead))
    wall.shows(session.join_code)
    assert wall.page.get_by_role("img", name="QR code to join").bounding_box()["width"] > 200
    teachers = [sits(school, session, name) for name in NAMES]
    wall.shows("4 people are here")

    lead.starts()
    wall.shows("0 of 4 are done")
    for n, teacher in enumerate(teachers, start=1):
        finishes(school, session, teacher, LEVELS[n - 1])
        wall.shows(f"{n} of 4 are done")
    lead.sees("Everybody has finished.", seconds=30)
    lead.closes()
    wall.shows("Scoring is over: look up")
    lead.presses("Reveal")
    wall.shows("Everybody's levels come out now, without names.")
    wall.shows("● one teacher", seconds=30)
    assert wall.page.get_by_role("img", name=re.compile("^Dots for ")).count() == 8

    lead.sees_dots()
    lead.presses("Start the talk")
    lead.sees("Whoever leads speaks last.")
    lead.is_drawn()
    wall.shows("A silent minute")
    assert wall.page.get_by_role("heading", level=1).inner_text() == lead.page.get_by_role("heading").first.inner_text()
    expect(wall.page.get_by_role("timer")).to_have_text(re.compile(r"^\d+:\d\d left$"))
    cell = wall.page.get_by_role("heading", level=1).inner_text()

    lead.presses("End the talk")
    lead.sees_title("What do we agree on?")
    wall.shows("What do we agree on?")
    lead.puts_on_every_screen(cell)
    wall.shows("Agreed level:")
    expect(wall.page.get_by_role("timer")).to_have_text("0:05 to object")
    wall.shows("Agreed: ", seconds=40)
    lead.presses("Conclude")
    wall.shows("What we agreed")

    for secret in (*NAMES, "Lee Lead", session.id):
        assert secret not in wall.seen
    lead.is_drawn()
    code(lead)
    wall.shows("Code for the projector")
    wall.is_forgiven("status of 404")


def test_with_one_laptop_no_name_and_no_own_score_gets_onto_the_wall(school: School, cast: Cast):
    session = school.open_session("Lia Lead", "Letters, grade 8", PIECES)
    lead, wall = cast.lead("Lia Lead", on=LAPTOP), cast.wall()
    for name in NAMES:
        sits(school, session, name.replace(" ", " J. "))
    with school.store.writing() as db:
        seats.take_seat(school.store, db, session.id, school.facilitator("Lia Lead").person.id)
    lead.signs_in()
    lead.enters(session)
    lead.sees("5 people are here")
    lead.does_not_see("Ana J. Moreau")
    lead.is_drawn()
    wall.is_opened(code(lead))

    sessions.act(school.store, school.facilitator("Lia Lead"), session.id, Act.START)
    lead.sees("0 of 5")
    lead.does_not_see("Ana J. Moreau")
    lead.page.locator("label").filter(has_text="Show names on this screen only").click()
    lead.sees("Ana J. Moreau")
    lead.presses("My own scoring")
    lead.sees_title("Blank the projector first")
    wall.shows("0 of 5 are done")
    lead.presses("Blank the projector and score")
    expect(lead.page.get_by_role("region", name="Student work")).to_be_visible()
    expect(wall.page.get_by_text("0 of 5 are done")).to_have_count(0)
    assert wall.page.locator("#wall").inner_text().strip() == "Letters, grade 8"
    lead.is_drawn()
    lead.presses("Back to who has finished")
    lead.sees_title("Scoring is on")
    lead.is_drawn()
    lead.does_not_see("Ana J. Moreau")
    lead.presses("Show the projector again")
    wall.shows("0 of 5 are done")
    assert "Moreau" not in wall.seen
