"""Reading comfortably: long descriptors in a low window, text as large as somebody wants it, light and dark."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import screens
from tests.journeys.cast import Cast
from tests.journeys.people import Teacher
from tests.journeys.school import School
from tests.workbench.world import telling
from workbench.domain.phases import Act
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.domain.rubrics import Criterion, Level, Rubric
from workbench.domain.sessions import Ask, Asks, Plan, Session, SessionSample
from workbench.services import builtin, sessions
from workbench.services.sessions import Draft
from workbench.storage import reading, rubrics
from workbench.storage.files import Files

pytestmark = pytest.mark.browser

CRITERIA = ("Claim and focus", "Evidence and reasoning", "Organisation", "Language and conventions")
LEVELS = ("Beginning", "Developing", "Proficient", "Advanced")
SIXTY_WORDS = (
    "The writer takes a position that is precise and qualified from the first paragraph on, keeps it in sight through "
    "every part of the argument, answers one view that differs from it fairly and at its strongest, and comes back to "
    "it in the end with something new that the reader could not have known at all when the piece began."
)
LONGER_THAN_THE_PAUSE = 1500
NOBODY_PRESSES_SOONER = 500


def test_a_teacher_scores_a_whole_piece_with_the_keyboard_only_in_a_low_window(school: School, cast: Cast):
    session = a_session_with_long_descriptors(school)
    ines = cast.teacher("Ines K")
    ines.joins(session)
    ines.is_at_the_desk()
    piece, keys = ines.piece, ines.page.keyboard

    opens(ines, CRITERIA[0])
    cards_and_work_are_in_sight(ines)
    for at, level in enumerate((3, 2, 4)):  # a first score opens the next criterion
        keys.press(str(level))
        ines.sees_saved(CRITERIA[at], level)
        opens(ines, CRITERIA[at + 1])
        cards_and_work_are_in_sight(ines)
    keys.press("k")
    opens(ines, CRITERIA[2])
    keys.press("3")  # a correction opens nothing
    ines.sees_saved(CRITERIA[2], 3)
    ines.page.wait_for_timeout(LONGER_THAN_THE_PAUSE)
    opens(ines, CRITERIA[2])
    keys.press("j")
    opens(ines, CRITERIA[3])
    keys.press("ArrowRight")  # arrows choose what they pass: nothing opens while somebody looks for the right card
    keys.press("1")
    ines.sees_saved(CRITERIA[3], 1)
    keys.press("t")
    ines.page.get_by_role("dialog").wait_for()
    keys.press("Escape")
    ines.page.get_by_role("dialog").wait_for(state="detached")
    keys.press("k")
    keys.press("Alt+Enter")
    ines.sees_another_piece_than(piece)
    opens(ines, CRITERIA[0])
    keys.press("j")
    keys.press("k")
    keys.press("ArrowRight")
    ines.sees_saved(CRITERIA[0], 2)
    ines.page.wait_for_timeout(LONGER_THAN_THE_PAUSE)
    opens(ines, CRITERIA[0])

    given = {c: level for (p, c), level in school.current(session, "Ines K").items() if p == piece}
    assert given == dict(zip(CRITERIA, (3, 2, 3, 1), strict=True))
    the_desk_is_read_as_somebody_likes(school, session, ines)


def the_desk_is_read_as_somebody_likes(school: School, session: Session, ines: Teacher) -> None:
    """Text size and line spacing hold after a reload and before anything else; colours turn with the device."""
    page = ines.page
    usual = letters(page)
    screens.open_criterion(page, CRITERIA[1])
    page.get_by_role("button", name="Reading").click()
    page.get_by_role("radio", name="Largest").click()
    page.get_by_role("radio", name="Wider").click()
    screens.eventually(page, lambda: letters(page) != usual, "larger letters")
    screens.settle(page)
    ines.reloads()
    assert [round(now / before, 2) for now, before in zip(letters(page), usual, strict=True)] == [1.6, 1.6, 2.32, 2.32]
    page.emulate_media(color_scheme="dark")
    screens.eventually(page, lambda: card_colour(page) == "rgb(27, 31, 36)", "dark cards")
    assert stored(school, session, "Ines K") == Reading(TextSize.LARGEST, LineSpacing.WIDER)


def opens(teacher: Teacher, criterion: str) -> None:
    """Wait until this criterion, and no other, is open."""
    expanded = screens.strip(teacher.page).and_(teacher.page.locator("[aria-expanded=true]"))
    expect(expanded).to_have_text(re.compile(criterion))
    expect(screens.cell(teacher.page, criterion)).to_be_visible()
    shown = teacher.page.locator('[class*="st-key-cell-"] [role="radiogroup"]').filter(visible=True)
    expect(shown).to_have_count(1)
    teacher.page.wait_for_timeout(NOBODY_PRESSES_SOONER)


def cards_and_work_are_in_sight(teacher: Teacher) -> None:
    """Every card of the open criterion and the work stand in the window as a whole."""
    cards = teacher.page.locator('[class*="st-key-cell-"] [role="radiogroup"] > div').filter(visible=True)
    assert cards.count() == len(LEVELS)
    parts: list[Locator] = [*cards.all(), *screens.strip(teacher.page).all()]
    for part in parts:
        expect(part).to_be_in_viewport(ratio=1)
    expect(teacher.page.get_by_role("region", name="Student work")).to_be_in_viewport(ratio=0.99)


def letters(page: Page) -> list[float]:
    """Return the size of letters in the work and in a descriptor, then the distance of lines in both."""
    work = page.get_by_role("region", name="Student work").locator("p").first
    descriptor = page.locator('[class*="st-key-cell-"] [data-testid="stRadioCaption"] p').first
    of = "(e) => [parseFloat(getComputedStyle(e).fontSize), parseFloat(getComputedStyle(e).lineHeight)]"
    (size, apart), (small, close) = work.evaluate(of), descriptor.evaluate(of)
    return [size, small, apart, close]


def card_colour(page: Page) -> str:
    """Return the colour of a card that nobody chose."""
    card = page.locator('[class*="st-key-cell-"] [role="radiogroup"] > div').last
    return str(card.evaluate("e => getComputedStyle(e).backgroundColor"))


def stored(school: School, session: Session, name: str) -> Reading:
    """Return what the database holds of how somebody likes to read."""
    with school.store.reading() as db:
        return reading.get(db, school.person_id(session, name))


def a_session_with_long_descriptors(school: School) -> Session:
    """Return a session that is being scored, with 60 words for every level of four criteria."""
    store, lead = school.store, school.facilitator("Lee Lead")
    levels = tuple(Level(label, SIXTY_WORDS) for label in LEVELS)
    made = tuple(Criterion(store.new_id(), name, levels, cut=3) for name in CRITERIA)
    rubric = Rubric(store.new_id(), "In many words", made)
    with store.writing() as db:
        rubrics.add(db, rubric, made_by=lead.person.id, now=store.now())
    pieces = builtin.import_samples(store, Files(school.settings.files_url), lead, ("alder", "birch"))
    plan = telling(lead, Plan(asks=Asks(sentence=Ask.OFF)))
    wanted = Draft("In many words", rubric.id, tuple(map(SessionSample, pieces.values())), plan)
    session_id = sessions.draft(store, lead, wanted)
    sessions.act(store, lead, session_id, Act.OPEN)
    return sessions.act(store, lead, session_id, Act.START)
