"""Nine people take a session from an upload to a published exemplar and the page for paper."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Request, expect
from sqlalchemy import func, select

from tests.journeys import screens
from tests.journeys.cast import LAPTOP, PHONE, TABLET, WALL, Cast
from tests.journeys.leads import Lead
from tests.journeys.people import Teacher
from tests.journeys.school import School
from workbench.domain.people import Person, Viewer
from workbench.domain.scoring import Given
from workbench.domain.sessions import Session
from workbench.services import scoring
from workbench.services.scoring import Entry
from workbench.storage import sessions as stored_sessions
from workbench.storage import tables as t

pytestmark = pytest.mark.browser

TITLE = "Rivers, grade 7"
NAMED = "Mara Lindqvist"
MARKED = "The river was brown after the rain."
RIVER = f"My name is {NAMED}.\n\n{MARKED} I counted nine bottles, so we need bins at the bridge.\n"
BRIDGE = "Close the bridge for cars. It is narrow and two bikes cannot pass a bus there."
POOL = "The pool should open at seven. Swimmers come before work, and now they stand at the gate."
MONDAY = "Ask every class for one fact with its source."
WHY = "Each fact is explained, and the reason follows from it."
TEACHERS = {
    "Ana M": LAPTOP,
    "Ben O": PHONE,
    "Chloé D": TABLET,
    "Dev P": LAPTOP,
    "Eun-ji K": LAPTOP,
    "Farid A": PHONE,
    "Grace W": TABLET,
    "Hugo T": LAPTOP,
}
SPLIT_AT_THE_LINE = (2, 3, 2, 3, 2, 3, 2, 3)
FAR_APART = (1, 3, 2, 3, 2, 4, 2, 3)


@dataclass
class Story:
    """What the steps of this journey hand on."""

    school: School
    lead: Lead
    teachers: list[Teacher]
    pieces: list[str]
    session: Session

    @property
    def criteria(self) -> list[str]:
        return self.school.criteria()

    def levels(self, number: int, piece: str) -> dict[str, int]:
        """What a teacher gives: they part on two cells of the first piece, and nowhere else."""
        if piece != self.pieces[0]:
            return dict.fromkeys(self.criteria, 1 + self.pieces.index(piece))
        first, second, *others = self.criteria
        return {first: SPLIT_AT_THE_LINE[number], second: FAR_APART[number], **dict.fromkeys(others, 3)}

    def begun(self, number: int, piece: str) -> dict[str, int]:
        """The two levels of a piece that a teacher gives first."""
        return dict(list(self.levels(number, piece).items())[:2])

    def completes(self, number: int, name: str) -> None:
        """Let a teacher score what is left, as on a device that this journey does not look at."""
        teacher = Viewer(Person(self.school.person_id(self.session, name), name, self.session.school_id), frozenset())
        for read in scoring.desk(self.school.store, teacher, self.session.id).reads:
            levels = self.levels(number, read.sample.name)
            for criterion in read.criteria:
                if criterion.id not in read.scores:
                    entry = Entry(read.assignment.id, self.school.store.new_id())
                    scoring.score(self.school.store, teacher, entry, criterion.id, Given(levels[criterion.name]))


def test_nine_people_from_an_upload_to_a_published_exemplar(own_school: School, own_cast: Cast):
    own_school.facilitator("Noor Lead")
    lead = own_cast.lead("Noor Lead", on=WALL)
    lead.signs_in()
    pieces = [uploaded(lead), pasted(lead, BRIDGE), pasted(lead, POOL)]
    session = set_up(own_school, lead, pieces)
    teachers = [own_cast.teacher(name, on=device) for name, device in TEACHERS.items()]
    story = Story(own_school, lead, teachers, pieces, session)

    everybody_joins(story)
    everybody_scores(story)
    two_tabs_reveal_at_once(story, lead)
    talked = the_talk_follows_the_lead(story)
    hugo = teachers.pop()
    hugo.page.close()  # one leaves before the second vote
    second_vote(story, talked)
    the_group_agrees(story, talked)
    everybody_takes_it_along(story, talked)
    an_exemplar_is_published(story)
    assert published(own_school) == [(session.id, WHY)]
    the_agreement_page_speaks_in_counts(story)


def published(school: School) -> list[tuple[str, str]]:
    with school.store.reading() as db:
        found = db.execute(select(t.exemplar.c.session_id, t.exemplar.c.why))
        return [tuple(row) for row in found]


def uploaded(lead: Lead) -> str:
    lead.adds_work("Letter about the river")
    lead.uploads({"name": "mara_7b.txt", "mimeType": "text/plain", "buffer": RIVER.encode()})
    lead.does_not_see("mara_7b")
    lead.presses("Mask what is ticked")
    lead.sees("[Name 1]")
    lead.does_not_see(NAMED)
    return lead.looked_at_every_page()


def pasted(lead: Lead, text: str) -> str:
    lead.adds_work("A letter")
    lead.pastes(text)
    return lead.looked_at_every_page()


def set_up(school: School, lead: Lead, pieces: Sequence[str]) -> Session:
    lead.goes_to("/")
    lead.presses("Start a calibration")
    lead.page.get_by_label("Name of the session").fill(TITLE)
    lead.picks("Rubric", ["Argument writing"])
    lead.picks("Student work", pieces)
    lead.page.keyboard.press("Escape")
    lead.page.locator("label").filter(has_text="Full: evidence").click()
    screens.settle(lead.page)
    lead.sees("With 3 pieces agreement cannot be told good from poor")
    lead.page.get_by_label("How to reach them during the session").fill("Room 12")
    lead.presses("Open the session")
    lead.sees_title("Lobby")
    with school.store.reading() as db:
        session_id = db.execute(select(t.calibration.c.id).where(t.calibration.c.title == TITLE)).scalar_one()
        return stored_sessions.get(db, session_id)


def everybody_joins(story: Story) -> None:
    lead, teachers = story.lead, story.teachers
    assert lead.page.get_by_role("img", name="QR code to join").bounding_box()["width"] > 100
    for teacher in teachers:
        teacher.types_at_the_door(story.session.join_code)
    for teacher in teachers:
        teacher.waits_in_the_lobby()
    lead.sees("8 people are here", seconds=30)

    asked = [Questions(teacher) for teacher in teachers]
    lead.starts()
    for teacher in teachers:
        teacher.is_at_the_desk(seconds=60)
        assert screens.lit(teacher.page) == {}
    # A screen asks every three seconds; it may have asked just before the start. Seconds would measure this machine.
    assert max(questions.before_the_desk for questions in asked) <= 2
    assert len({teacher.piece for teacher in teachers}) > 1  # each in their own order
    lead.sees("0 of 8")


class Questions:
    """Counts how often a screen asks whether the session has moved on, until it has."""

    def __init__(self, teacher: Teacher) -> None:
        self.before_the_desk = 0
        self._page = teacher.page
        self._page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/phase/" in request.url and "/lobby" in self._page.url:
            self.before_the_desk += 1


def everybody_scores(story: Story) -> None:
    """All press two cards in the same moment; from there on one scores by hand, and the others by the same service."""
    by_hand, *others = story.teachers
    for number, teacher in enumerate(story.teachers):
        teacher.fills_the_desk(story.begun(number, teacher.piece))
    for number, teacher in enumerate(story.teachers):
        teacher.sees_exactly(story.begun(number, teacher.piece))
    for number, teacher in enumerate(others, start=1):
        story.completes(number, teacher.name)
    for turn in range(len(story.pieces)):
        by_hand.fills_the_desk(story.levels(0, by_hand.piece))
        by_hand.sees_exactly(story.levels(0, by_hand.piece))
        if by_hand.piece == story.pieces[0]:
            by_hand.marks(MARKED, story.criteria[0])
        if turn < len(story.pieces) - 1:
            by_hand.goes_on()
    dev = story.teachers[3]
    while dev.piece != story.pieces[0]:
        dev.goes_on()
    dev.marks(MARKED, story.criteria[0])
    story.lead.sees("Everybody has finished.", seconds=30)
    story.lead.closes()
    for number, teacher in enumerate(story.teachers):
        teacher.sees("Scoring is closed. What you saved counts.")
        teacher.sees_exactly(story.levels(number, teacher.piece))


def two_tabs_reveal_at_once(story: Story, lead: Lead) -> None:
    second = lead.new_tab()
    second.goto(lead.page.url)
    second.get_by_role("button", name="Reveal").wait_for()
    for tab in (lead.page, second):
        tab.evaluate("document.querySelector('.st-key-act-reveal button').click()")
    lead.sees_title("What we gave")
    screens.sees(second, "What we gave")
    second.close()
    with story.school.store.reading() as db:
        reveals = select(func.count()).where(t.audit.c.action == "session.reveal")
        assert db.execute(reveals).scalar_one() == 1
    dots_without_names(story)


def dots_without_names(story: Story) -> None:
    story.lead.sees_dots()
    for teacher in story.teachers:
        teacher.sees("★ you, on this screen only", seconds=90)
        teacher.is_drawn()
        nobody_is_named(story, screens.text_of(teacher.page), but=teacher.name)
    nobody_is_named(story, screens.text_of(story.lead.page), but=story.lead.name)


def the_talk_follows_the_lead(story: Story) -> str:
    lead = story.lead
    lead.presses("Start the talk")
    lead.sees("Whoever leads speaks last.")
    lead.is_drawn()
    first = everybody_talks_about_the_same(story)
    criterion = first.split(" · ")[1]
    for number, teacher in enumerate(story.teachers):
        level = story.levels(number, story.pieces[0])[criterion]
        teacher.sees("Only you see this.")
        teacher.sees(f"You gave {level} ")
    lead.does_not_see("You gave")
    lead.presses("Next")
    screens.eventually(lead.page, lambda: title(lead) != first, "the next cell")
    second = everybody_talks_about_the_same(story)
    assert {first, second} == {f"{story.pieces[0]} · {criterion}" for criterion in story.criteria[:2]}
    about_evidence = f"{story.pieces[0]} · {story.criteria[0]}"
    if title(lead) != about_evidence:
        lead.presses("Back")
        everybody_talks_about_the_same(story)
    story.teachers[1].sees("×2")
    lead.page.locator("label").filter(has_text="Vote again on this").click()
    lead.sees("Start the second vote on 1 topic")
    return about_evidence


def everybody_talks_about_the_same(story: Story) -> str:
    wanted = title(story.lead)
    for teacher in story.teachers:
        teacher.sees_title(wanted)
        teacher.is_drawn()
    return wanted


def second_vote(story: Story, talked: str) -> None:
    criterion = talked.split(" · ")[1]
    story.lead.presses("Start the second vote on 1 topic")
    story.lead.sees_title("Scoring is on")
    for teacher in story.teachers:
        teacher.is_at_the_desk()
        teacher.sees_exactly({})
        teacher.chooses(criterion, 3)
    for teacher in story.teachers:
        teacher.sees_exactly({criterion: 3})
    story.lead.closes()
    story.lead.reveals()
    story.lead.sees("After the discussion")
    for teacher in story.teachers:
        teacher.sees_title("What we gave the second time", seconds=30)
        teacher.sees("After the discussion", seconds=30)


def the_group_agrees(story: Story, talked: str) -> None:
    lead, other = story.lead, f"{story.pieces[0]} · {story.criteria[1]}"
    lead.presses("Go on to agree")
    lead.sees_title("What do we agree on?")
    for teacher in story.teachers:
        teacher.sees_title("What do we agree on?")
    lead.puts_on_every_screen(talked)
    lead.puts_on_every_screen(other)
    lead.presses("Put these")
    for teacher in story.teachers:
        teacher.sees("Agreed level: 3 Proficient?")
    who_objects = story.teachers[2]
    everything = len(story.pieces) * len(story.criteria)
    expect(who_objects.page.get_by_role("button", name="I cannot live with this")).to_have_count(everything)
    who_objects.is_drawn()
    who_objects.cannot_live_with(other)
    lead.does_not_see("We stay split:")
    lead.sees("Agreed: 3 Proficient", seconds=60)
    lead.sees("We stay split: somebody cannot live with the level.", seconds=60)
    nobody_is_named(story, screens.text_of(lead.page), but=lead.name)
    lead.presses("Conclude")
    lead.sees_title("What we agreed")


def everybody_takes_it_along(story: Story, talked: str) -> None:
    lead = story.lead
    lead.is_drawn()
    lead.page.get_by_label("One thing for Monday").fill(MONDAY)
    lead.page.get_by_label("We meet again").click()  # stored when the field is left
    screens.settle(lead.page)
    for teacher in story.teachers:
        teacher.sees_title("What we agreed")
    ana = story.teachers[0]
    ana.reloads()
    ana.sees(MONDAY)
    paper = ana.new_tab()
    paper.goto(f"{ana.url}/print/{story.session.id}")
    words = screens.text_of(paper)
    assert MONDAY in words
    assert {piece for piece in story.pieces if piece in words} == set(story.pieces)
    assert talked.split(" · ")[1] in words
    nobody_is_named(story, words)
    pdf = paper.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") == 1  # one page for the hand


def an_exemplar_is_published(story: Story) -> None:
    lead, piece, criterion = story.lead, story.pieces[0], story.criteria[0]
    row = lead.page.get_by_text(f"{piece} · {criterion}: Proficient", exact=True)
    box = lead.page.locator(".st-key-to-publish .stHorizontalBlock").filter(has=row)
    box.get_by_role("button", name="Publish").click()
    lead.sees_title(f"Publish {piece}")
    lead.page.get_by_label("Why this level").fill(WHY)
    lead.page.get_by_label("Why not the next level").fill("The other side is not answered.")
    lead.presses("Publish")
    lead.sees("Notes on the work", seconds=30)
    lead.sees(WHY)
    ana = story.teachers[0]
    ana.presses("Exemplars")
    ana.sees("Where we have examples")
    ana.page.locator('[class*="st-key-open-"]').get_by_role("button", name="Open").click()
    ana.sees(WHY)
    ana.sees("[Name 1]")
    nobody_is_named(story, screens.text_of(ana.page), but=ana.name)


def the_agreement_page_speaks_in_counts(story: Story) -> None:
    ben = story.teachers[1]
    ben.presses("How well did we agree?")
    ben.sees_title("How well did we agree?")
    ben.sees("You and the others")
    ben.is_drawn()
    words = screens.text_of(ben.page)
    assert "pairs" in words
    nobody_is_named(story, words, but=ben.name)


def title(lead: Lead) -> str:
    return lead.page.get_by_role("heading", level=1).inner_text()


def nobody_is_named(story: Story, words: str, but: str = "") -> None:
    """No teacher's name is among the words, except that of whoever is signed in."""
    names = {*TEACHERS, story.lead.name, NAMED} - {but}
    assert [name for name in sorted(names) if name in words] == []
