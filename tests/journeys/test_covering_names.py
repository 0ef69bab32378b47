"""A name in the pixels of a photo: boxes by mouse, finger and keyboard, and it is in nothing that is sent again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Locator, Response, expect

from tests.accessibility import violations
from tests.journeys import pages_to_cover, screens
from tests.journeys.cast import LAPTOP, PHONE, TABLET, Cast
from tests.journeys.leads import Lead
from tests.journeys.school import RUBRIC, School
from tests.workbench.inked import around_ink, ink, pdf_with_name, photo
from tests.workbench.world import telling
from workbench.domain.covering import Box
from workbench.domain.phases import Act
from workbench.domain.samples import Artifact, Sample
from workbench.domain.sessions import SessionSample
from workbench.services import builtin, samples, sessions
from workbench.services.sessions import Draft
from workbench.storage.files import Files

pytestmark = pytest.mark.browser

PHOTO = FilePayload(name="Ana Perez.jpg", mimeType="image/jpeg", buffer=photo(turned=True))
UPRIGHT = FilePayload(name="IMG_2.jpg", mimeType="image/jpeg", buffer=photo(900, 1200))
SIDEWAYS = FilePayload(name="IMG_3.jpg", mimeType="image/jpeg", buffer=photo(900, 1200, on_its_side=True))
LONG = FilePayload(name="scan.pdf", mimeType="application/pdf", buffer=pdf_with_name(3))


class Desk:
    """A facilitator in front of the pages of a piece, who knows where the name stands."""

    def __init__(self, school: School, lead: Lead) -> None:
        self.school, self.lead, self.page = school, lead, lead.page
        self.viewer = school.facilitator(lead.name)
        self.files = Files(school.settings.files_url)
        self.sent: list[tuple[str, int]] = []
        self.page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if "/files/" in response.url and response.ok:
            self.sent.append((response.url, ink(response.body())))

    @property
    def sample(self) -> Sample:
        sample_id = re.search(r"sample=(\w+)", self.page.url)
        assert sample_id
        return samples.get(self.school.store, self.viewer, sample_id.group(1)).sample

    def names(self) -> list[tuple[Artifact, Box]]:
        """A tight box around each name as it is stored now."""
        return [
            (artifact, around_ink(artifact, self.files.get(page.file), page.number))
            for artifact in self.sample.artifacts
            for page in artifact.pages
        ]

    def own_copy(self) -> bytes:
        """Keep the page as it is now on this device."""
        self.page.get_by_text("Keep a copy of the pages as they are now").click()
        with self.page.expect_download() as saved:
            self.page.get_by_role("link", name="Save page 1").click()
        return saved.value.path().read_bytes()

    def still_inked(self) -> int:
        """How much of the name is left in the stored pages."""
        return sum(ink(self.files.get(p.file)) for artifact in self.sample.artifacts for p in artifact.pages)

    def old_files(self) -> list[str]:
        return [page.file for artifact in self.sample.artifacts for page in artifact.pages]

    def corners(self, box: Box, number: int = 1) -> tuple[float, float, float, float]:
        """Where a box lies on the screen: its left, top, right and bottom."""
        return pages_to_cover.corners(self.page, box, number)

    def image(self, number: int = 1) -> Locator:
        return pages_to_cover.image(self.page, number)

    def box(self, name: str = "Box 1 on page 1") -> Locator:
        return self.page.get_by_role("application", name=name)

    def is_shown(self) -> None:
        """Wait until the first page is a picture."""
        screens.eventually(self.page, lambda: self.image().evaluate("i => i.complete && i.naturalWidth > 0"), "a page")

    def covers(self) -> None:
        self.page.get_by_role("button", name="Cover these for good").click()
        self.is_covered()

    def is_covered(self) -> None:
        expect(self.page.get_by_text("No boxes yet.")).to_be_visible(timeout=60_000)
        self.lead.is_drawn()
        self.is_shown()
        assert self.still_inked() == 0

    def scrolled(self) -> float:
        return float(self.page.get_by_role("region", name="Pages to cover names on").evaluate("s => s.scrollTop"))


@pytest.fixture
def at_the_pages(school: School, cast: Cast) -> Callable[..., Desk]:
    """Upload a file as a facilitator on some device, and wait for its pages."""

    def there(name: str, file: FilePayload, device: dict[str, object]) -> Desk:
        lead = cast.lead(school.facilitator(name).person.name, on=device)
        lead.signs_in()
        lead.adds_work("Letter to the mayor")
        desk = Desk(school, lead)
        lead.uploads(file)
        lead.is_drawn()
        desk.is_shown()
        return desk

    return there


def test_a_box_drawn_with_the_mouse_takes_the_name_out_of_everything_that_is_sent(school, cast, at_the_pages):
    desk = at_the_pages("Mia Mouse", PHOTO, LAPTOP)
    assert desk.sent[-1][1] > 500
    assert ink(desk.own_copy()) > 500
    ((_, name),) = desk.names()
    old = desk.old_files()
    pages_to_cover.draw(desk.page, name)
    expect(desk.box()).to_be_focused()
    desk.lead.sees("1 box, not covered yet.")
    desk.lead.sees("Cover your boxes first, or remove them")
    desk.lead.ticks("I looked at every page")
    expect(desk.page.get_by_role("button", name="Ready to use")).to_be_disabled()
    assert desk.still_inked() > 500
    desk.sent.clear()
    desk.covers()
    expect(desk.page.get_by_role("checkbox", name="I looked at every page")).not_to_be_checked()
    desk.lead.looked_at_every_page()
    assert [shown for _url, shown in desk.sent] == [0] * len(desk.sent)
    assert desk.sent
    assert not [digest for digest in old if desk.files.has(digest)]
    the_teachers_see_no_ink(school, cast, desk)


def the_teachers_see_no_ink(school: School, cast: Cast, desk: Desk) -> None:
    builtin.ensure_rubrics(school.store)
    plan = Draft("Covered names", builtin.rubric_id(RUBRIC), (SessionSample(desk.sample.id),), telling(desk.viewer))
    session_id = sessions.draft(school.store, desk.viewer, plan)
    session = sessions.act(school.store, desk.viewer, session_id, Act.OPEN)
    sessions.act(school.store, desk.viewer, session_id, Act.START)
    ana = cast.teacher("Ana P.")
    got: list[int] = []
    ana.page.on("response", lambda r: got.append(ink(r.body())) if "/files/" in r.url else None)
    ana.joins(session)
    ana.is_at_the_desk()
    screens.eventually(ana.page, lambda: got, "the page's picture")
    assert got == [0] * len(got)


def test_a_box_is_moved_stretched_removed_and_brought_back_with_the_mouse(at_the_pages):
    desk = at_the_pages("Mia Mouse", UPRIGHT, LAPTOP)
    desk.page.get_by_role("button", name="Add a box").click()
    before = desk.box().bounding_box()
    assert before
    middle = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    desk.page.mouse.move(*middle)
    desk.page.mouse.down()
    desk.page.mouse.move(middle[0] - 60, middle[1] - 40, steps=3)
    desk.page.mouse.up()
    moved = desk.box().bounding_box()
    assert moved
    assert (round(moved["x"] - before["x"]), round(moved["y"] - before["y"])) == (-60, -40)
    corner = moved["x"] + moved["width"] + 6, moved["y"] + moved["height"] + 6
    desk.page.mouse.move(*corner)
    desk.page.mouse.down()
    desk.page.mouse.move(corner[0] + 50, corner[1] + 30, steps=3)
    desk.page.mouse.up()
    wider = desk.box().bounding_box()
    assert wider
    assert (round(wider["width"] - moved["width"]), round(wider["height"] - moved["height"])) == (50, 30)
    desk.page.get_by_role("button", name="Remove box").click()
    expect(desk.box()).to_have_count(0)
    for _step in range(3):
        desk.page.get_by_role("button", name="Undo").click()
    back = desk.box().bounding_box()
    assert back
    assert abs(back["x"] - before["x"]) < 1
    assert desk.still_inked() > 0


def test_a_box_drawn_beyond_the_edge_ends_at_the_edge(at_the_pages):
    desk = at_the_pages("Mia Mouse", UPRIGHT, LAPTOP)
    left, top, right, bottom = desk.corners(desk.names()[0][1])
    desk.page.mouse.move(right + 10, bottom + 10)
    desk.page.mouse.down()
    desk.page.mouse.move(left - 200, top - 200, steps=4)
    desk.page.mouse.up()
    desk.lead.sees(re.compile("Box 1 on page 1: 0% from the left, 0% from the top"))
    assert desk.still_inked() > 0
    desk.covers()
    assert desk.still_inked() == 0


def test_by_keyboard_a_box_is_added_moved_and_covered_and_every_step_is_said(at_the_pages):
    desk = at_the_pages("Kay Keys", UPRIGHT, LAPTOP)
    ((_, name),) = desk.names()
    keyboard = desk.page.keyboard
    desk.page.get_by_role("button", name="Add a box").focus()
    keyboard.press("Enter")
    expect(desk.box()).to_be_focused()
    desk.lead.sees(re.compile(r"Box 1 on page 1: 35% from the left, \d+% from the top, 30% wide, 6% high\."))
    keyboard.press("Delete")
    desk.lead.sees("Box 1 on page 1 removed.")
    expect(desk.page.get_by_role("button", name="Add a box")).to_be_focused()
    keyboard.press("Enter")
    for _step in range(100):
        keyboard.press("ArrowUp")
    for _step in range(34):
        keyboard.press("ArrowLeft")
    for _step in range(round((name.left + name.width) * 100) - 25):
        keyboard.press("Shift+ArrowRight")
    for _step in range(8):
        keyboard.press("Shift+ArrowDown")
    desk.lead.sees(re.compile("Box 1 on page 1: 1% from the left, 0% from the top"))
    keyboard.press("Escape")
    expect(desk.page.get_by_role("button", name="Add a box")).to_be_focused()
    assert desk.still_inked() > 0
    desk.page.get_by_role("button", name="Cover these for good").focus()
    keyboard.press("Enter")
    desk.is_covered()
    assert desk.still_inked() == 0


def test_a_finger_draws_when_it_was_asked_to_and_two_fingers_scroll(at_the_pages):
    desk = at_the_pages("Tom Touch", LONG, PHONE)
    touch = desk.page.context.new_cdp_session(desk.page)

    def fingers(kind: str, *points: tuple[float, float]) -> None:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]},
        )

    def draws(start: tuple[float, float], end: tuple[float, float]) -> None:
        fingers("touchStart", start)
        for share in (0.3, 0.6, 1, 1):  # a finger takes its time, and rests before it leaves: else it is a fling
            desk.page.wait_for_timeout(60)
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            fingers("touchMove", (x, y))
        desk.page.wait_for_timeout(100)
        fingers("touchEnd")

    desk.image().evaluate(pages_to_cover.SCROLL_TO)
    edge = desk.image().bounding_box()
    assert edge
    draws((edge["x"] + 40, edge["y"] + 120), (edge["x"] + 140, edge["y"] + 160))
    expect(desk.box()).to_have_count(0)  # one finger scrolls, until it was asked to draw
    desk.page.get_by_role("button", name="Draw by finger").tap()
    expect(desk.page.get_by_role("button", name="Draw by finger")).to_have_attribute("aria-pressed", "true")
    before = desk.scrolled()
    middle = edge["x"] + 100, edge["y"] + 200
    fingers("touchStart", middle, (middle[0] + 60, middle[1]))
    for far in (40, 80, 120):
        fingers("touchMove", (middle[0], middle[1] - far), (middle[0] + 60, middle[1] - far))
    fingers("touchEnd")
    screens.eventually(desk.page, lambda: desk.scrolled() > before + 60, "two fingers scroll")
    expect(desk.box()).to_have_count(0)
    for number, (_, name) in enumerate(desk.names(), start=1):
        left, top, right, bottom = desk.corners(name, number)
        draws((left - 6, top - 6), (right + 6, bottom + 6))
        expect(desk.box(f"Box 1 on page {number}")).to_have_count(1)
    desk.lead.sees("3 boxes, not covered yet.")
    desk.page.get_by_role("button", name="Cover these for good").tap()
    desk.is_covered()


def test_a_page_that_came_sideways_is_turned_and_then_covered(at_the_pages):
    desk = at_the_pages("Mia Mouse", SIDEWAYS, LAPTOP)
    assert desk.image().evaluate("i => i.naturalWidth > i.naturalHeight")
    desk.page.get_by_role("button", name="Turn page").click()
    expect(desk.page.get_by_text("Turned.")).to_be_attached(timeout=30_000)
    desk.is_shown()
    assert desk.image().evaluate("i => i.naturalWidth < i.naturalHeight")
    left, top, right, bottom = desk.corners(desk.names()[0][1])
    assert right - left > 3 * (bottom - top)
    desk.page.mouse.move(left - 4, top - 4)
    desk.page.mouse.down()
    desk.page.mouse.move(right + 4, bottom + 4, steps=3)
    desk.page.mouse.up()
    expect(desk.page.get_by_role("button", name="Turn page")).to_be_disabled()
    desk.covers()


def test_boxes_on_pages_that_somebody_changed_meanwhile_are_refused_with_a_sentence(school, at_the_pages):
    desk = at_the_pages("Mia Mouse", UPRIGHT, LAPTOP)
    samples.add_text(school.store, desk.viewer, desk.sample.id, "Some words.", "t1")
    desk.page.get_by_role("button", name="Add a box").click()
    desk.lead.sees("Cover your boxes first")
    second = desk.lead.new_tab()
    second.goto(desk.page.url)
    second.get_by_role("button", name="Add a box").click()
    second.get_by_role("button", name="Cover these for good").click()
    expect(second.get_by_text("No boxes yet.")).to_be_visible(timeout=60_000)
    expect(desk.page.get_by_text("1 box, not covered yet.")).to_be_visible()
    desk.page.get_by_role("button", name="Cover these for good").click()
    desk.lead.sees(re.compile("have changed since they were shown"))
    expect(desk.page.get_by_text("No boxes yet.")).to_be_visible()


@pytest.mark.parametrize(("device", "scheme"), [(TABLET, "light"), (PHONE, "dark")], ids=["tablet", "phone"])
def test_axe_finds_nothing_and_no_target_is_small(at_the_pages, device, scheme):
    desk = at_the_pages("Axel Axe", UPRIGHT, {**device, "color_scheme": scheme})
    for _box in range(2):
        desk.page.get_by_role("button", name="Add a box").click()
    desk.lead.sees("2 boxes, not covered yet.")
    desk.lead.is_drawn()
    assert violations(desk.page, not_ours={"presentation-role-conflict"}) == []  # in the uploader
    pane = desk.page.get_by_role("region", name="Pages to cover names on").locator("xpath=..")
    sizes = [button.bounding_box() for button in pane.get_by_role("button").all()]
    assert all(size and min(size["width"], size["height"]) >= 44 for size in sizes)
    assert desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
