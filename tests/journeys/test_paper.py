"""Two teachers have laptops, two have paper: a colleague who does not score types their sheets in.

Of the laptops one is looked at, and scores a piece by hand; the rest comes by the same service, as other journeys
score everything by hand.
"""

import re
import time
from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import Cast
from tests.journeys.leads import Lead
from tests.journeys.school import School
from workbench.domain.people import Person, Viewer
from workbench.domain.scoring import Given
from workbench.domain.sessions import Session
from workbench.services import paper, scoring, seats, typists
from workbench.services.scoring import Entry
from workbench.storage import people

pytestmark = pytest.mark.browser

HERE, ELSEWHERE, ON_PAPER = "Ana M", "Ben O", ("Cleo D", "Dev P")
Levels = Mapping[str, Mapping[str, int]]
# Reading a digit off the paper and finding its key.
MILLISECONDS_A_KEY = 250
A_MINUTE = 60


def test_a_session_where_two_score_on_paper(school: School, cast: Cast):
    session = school.open_session("Lee Lead", "Grade 7 argument, on paper too")
    school.facilitator("Tia Typist")
    typists.give_task(school.store, school.facilitator("Lee Lead"), session.id, "Tia Typist")
    lead, tia, ana = cast.lead("Lee Lead"), cast.lead("Tia Typist"), cast.teacher(HERE)

    lead.signs_in()
    lead.enters(session)
    sheets_lie_ready(lead, session)
    ana.joins(session)
    lead.starts()

    tia.signs_in()
    tia.presses("Type sheets")
    tia.sees_title("Paper")
    assert types_a_sheet(school, session, tia, 0, MILLISECONDS_A_KEY) < A_MINUTE
    types_a_sheet(school, session, tia, 1)
    ana.is_at_the_desk()
    ana.scores_piece(levels(school, session, 2)[ana.piece])
    with school.store.writing() as db:
        ben = Person(school.store.new_id(), ELSEWHERE, session.school_id)
        people.add(db, ben, "", school.store.now())
        seats.take_seat(school.store, db, session.id, ben.id)
    for number, person_id in enumerate((school.person_id(session, HERE), ben.id), start=2):
        scores_everything(school, session, person_id, levels(school, session, number))

    lead.sees("Everybody has finished.", seconds=30)
    lead.closes()
    lead.reveals()
    assert dots_in_each_cell(lead) == [4] * 16
    tia.sees("The scores are revealed, so no sheet is typed in any more.")


def sheets_lie_ready(lead: Lead, session: Session) -> None:
    """Make sheets and look at them as they are printed, one page for each."""
    lead.presses("Paper")
    lead.sees_title("Paper")
    lead.page.get_by_label("Sheets without a name").fill("3")
    lead.page.keyboard.press("Enter")
    lead.presses("Make these sheets")
    link = lead.page.get_by_role("link", name="3 score sheets")
    address = link.get_attribute("href") or ""
    sheets = lead.new_tab()
    sheets.goto(f"{lead.url}{address}")
    assert sheets.locator("article.sheet").count() == 3
    sheets.close()
    lead.presses("Back to the session")
    lead.sees_title("Lobby")


def levels(school: School, session: Session, number: int) -> Levels:
    """What the so-manieth teacher gives, by piece and criterion."""
    pieces = paper.grid(school.store, school.facilitator("Lee Lead"), session.id).pieces
    return {
        piece.name: {c: 1 + (row + column + number) % 4 for column, c in enumerate(school.criteria())}
        for row, piece in enumerate(pieces)
    }


def scores_everything(school: School, session: Session, person_id: str, given: Levels) -> None:
    """Let somebody score whatever is not scored yet."""
    viewer = Viewer(Person(person_id, "", session.school_id), frozenset())
    for read in scoring.desk(school.store, viewer, session.id).reads:
        for criterion in read.criteria:
            if criterion.id not in read.scores:
                entry = Entry(read.assignment.id, school.store.new_id())
                level = given[read.sample.name][criterion.name]
                scoring.score(school.store, viewer, entry, criterion.id, Given(level))


def types_a_sheet(school: School, session: Session, tia: Lead, number: int, delay: int = 0) -> float:
    """Type a sheet in by its code, with the keyboard only; return how many seconds that took, "saved" included."""
    grid = paper.grid(school.store, school.facilitator("Lee Lead"), session.id)
    sheet = next(sheet for sheet in grid.sheets if not sheet.typed)
    names, given, keys = {p.id: p.name for p in grid.pieces}, levels(school, session, number), tia.page.keyboard
    tia.page.get_by_label("Sheet", exact=True).focus()
    began = time.monotonic()
    keys.type(sheet.code, delay=delay)
    keys.press("Enter")
    keys.type(ON_PAPER[number], delay=delay)
    keys.press("Enter")
    keys.press("Enter")  # yes, this teacher takes part without a device
    for piece in sheet.pieces:
        keys.type("".join(map(str, given[names[piece]].values())), delay=delay)
    keys.press("Enter")
    tia.sees(f"Saved: {ON_PAPER[number]}, 16 boxes.")
    seconds = time.monotonic() - began
    assert school.current(session, ON_PAPER[number]) == {(p, c): n for p, row in given.items() for c, n in row.items()}
    return seconds


def dots_in_each_cell(lead: Lead) -> list[int]:
    """Return how many dots each cell has, as the pictures say it in words."""
    pictures = lead.page.get_by_role("figure", name=re.compile("^Dots for"))
    expect(pictures).to_have_count(4, timeout=20_000)
    said = [pictures.nth(n).get_attribute("aria-label") or "" for n in range(pictures.count())]
    cells = [cell for text in said for cell in re.findall(r"1 [^.]*: \d+.*?\.", text)]
    return [sum(map(int, re.findall(r": (\d+)", cell))) for cell in cells]
