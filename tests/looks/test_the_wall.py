"""The projector's page at every moment: axe finds nothing, nothing is cut off, and letters are large enough."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations
from tests.devices import NewContext
from tests.looks.demo_district import District, district
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act
from workbench.services import sessions, walls
from workbench.services.opening import open_store
from workbench.settings import Settings
from workbench.storage import sessions as stored
from workbench.storage.store import Store

pytestmark = pytest.mark.browser

# What stands on the wall at each moment that the district has a session at.
MOMENTS = {
    "lobby": "and join with this code",
    "live": "are done",
    "revealed": "● one teacher",
    "talk": "A silent minute",
    "agree": "Agreed level",
    "concluded": "What we agreed",
}
SIZES = {"projector": (1024, 768), "large": (1920, 1080), "tablet": (820, 1180), "phone": (390, 844)}


class Projectors:
    """The demo district, and codes for its sessions."""

    def __init__(self, demo: District, store: Store) -> None:
        self.demo, self.store = demo, store

    def lead(self, moment: str) -> tuple[Viewer, str]:
        with self.store.reading() as db:
            session = stored.get(db, self.demo.sessions[moment])
        return Viewer(Person(session.facilitator_id, "", session.school_id), frozenset({Role.FACILITATOR})), session.id

    def open(self, page: Page, moment: str) -> None:
        page.goto(f"{self.demo.server.url}/wall?another")
        page.get_by_label("Code for the projector").fill(walls.new_code(self.store, *self.lead(moment)))
        page.get_by_role("button", name="Show it here").click()
        page.locator("#wall").wait_for()
        page.wait_for_load_state()  # its stylesheet is there too


@pytest.fixture(scope="module")
def projectors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Projectors]:
    folder = tmp_path_factory.mktemp("district")
    with district(folder) as demo:
        store = open_store(Settings(data=folder / "data"))
        yield Projectors(demo, store)
        store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_wall_at_any_moment(new_context: NewContext, projectors: Projectors, scheme: str):
    page = new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{projectors.demo.server.url}/wall")
    found = {"door": violations(page)}
    for moment, words in MOMENTS.items():
        projectors.open(page, moment)
        expect(page.get_by_text(words).first).to_be_visible()
        found[moment] = violations(page)
    assert {moment: wrong for moment, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", list(SIZES))
def test_nothing_on_the_wall_is_cut_off(new_context: NewContext, projectors: Projectors, size: str):
    width, height = SIZES[size]
    page = new_context(viewport={"width": width, "height": height}).new_page()
    spills = {}
    for moment in MOMENTS:
        projectors.open(page, moment)
        root = "document.documentElement"
        wide = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        high = page.evaluate(f"{root}.scrollHeight - {root}.clientHeight")
        spills[moment] = (wide, 0 if size == "phone" else high)  # nobody scrolls a projector
    assert {moment: spill for moment, spill in spills.items() if spill != (0, 0)} == {}


def test_what_everybody_must_read_is_a_thirtieth_of_the_height(new_context: NewContext, projectors: Projectors):
    page = new_context(viewport={"width": 1024, "height": 768}).new_page()
    for moment, what in (("lobby", ".code"), ("live", ".big"), ("talk", "h1"), ("agree", "h1"), ("concluded", "h1")):
        projectors.open(page, moment)
        size = page.locator(what).first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        assert size >= 768 / 30, (moment, size)


def test_from_blank_to_the_dots_the_wall_goes_along_by_itself(new_context: NewContext, projectors: Projectors):
    page = new_context(viewport={"width": 1440, "height": 900}, reduced_motion="no-preference").new_page()
    calm = new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
    store, (lead, session) = projectors.store, projectors.lead("live")
    projectors.open(page, "live")
    expect(page.get_by_text("3 of 5 are done")).to_be_visible()
    walls.blank(store, lead, session)
    expect(page.get_by_text("Scoring", exact=True)).to_have_count(0)
    assert page.locator("#wall").inner_text().strip() == "At this moment: live"
    assert violations(page) == []
    walls.show_again(store, lead, session)
    sessions.act(store, lead, session, Act.CLOSE)
    expect(page.get_by_role("heading", name="Scoring is over: look up")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Scoring is over: look up")
    assert violations(page) == []
    calm.context.add_cookies(page.context.cookies())
    calm.goto(page.url)
    sessions.act(store, lead, session, Act.REVEAL)
    expect(page.get_by_role("timer")).to_have_text("3", timeout=10_000)
    assert violations(page) == []
    assert calm.get_by_role("timer").inner_text() == ""
    for screen in (page, calm):
        expect(screen.get_by_text("● one teacher")).to_be_visible(timeout=10_000)


def test_a_wall_whose_line_is_down_says_so_and_goes_on(new_context: NewContext, projectors: Projectors):
    page = new_context().new_page()
    projectors.open(page, "talk")
    expect(page.get_by_role("timer")).to_contain_text("left")
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("The line to the server is down.")
    expect(page.get_by_role("timer")).to_contain_text("left")
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_be_empty(timeout=20_000)


def test_without_script_the_wall_looks_again_by_itself(new_context: NewContext, projectors: Projectors):
    page = new_context(java_script_enabled=False).new_page()
    projectors.open(page, "lobby")
    with page.expect_navigation(timeout=15_000):
        pass
    expect(page.get_by_text("and join with this code")).to_be_visible()
