"""axe finds no violation on any screen, light and dark, and no screen is wider than a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.accessibility import violations
from tests.devices import NewContext
from tests.looks.demo_district import District, district, settle, turn_to
from tests.looks.languages import english_left, speak

pytestmark = pytest.mark.browser

# Who looks, and at what. Each address is looked at in light and dark at a laptop's size, and at a phone's.
SCREENS = {
    "teacher": (
        "/",
        "/lobby?session={lobby}",
        "/desk?session={open}",
        "/reveal?session={revealed}",
        "/talk?session={talk}",
        "/agree?session={agree}",
        "/agreement?session={concluded}",
        "/agreed?session={concluded}",
        "/exemplars",
        "/exemplar?exemplar={exemplar}",
        "/give?session={draft}",
        "/give?session={live}",
        "/paper?session={live}",
    ),
    "facilitator": (
        "/",
        "/setup",
        "/setup?session={draft}",
        "/paper?session={draft}",
        "/rubrics",
        "/rubric?rubric={rubric}",
        "/rubric_edit?rubric={rubric}",
        "/rubric_table",
        "/samples",
        "/sample?sample={sample}",
        "/spreadsheet",
        "/lobby?session={lobby}",
        "/live?session={live}",
        "/reveal?session={revealed}",
        "/talk?session={talk}",
        "/agree?session={agree}",
        "/agreement?session={concluded}",
        "/agreed?session={concluded}",
        "/publish?session={concluded}&sample={agreed_sample}&criterion={agreed_criterion}",
        "/exemplars",
    ),
    "admin": ("/people",),
}
DOORS = ("/welcome", "/join", "/sign-in", "/give/BCDF-GHJK", "/nothing-here")
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
# The phone comes last: there the menu is a button.
SMALL: dict[str, ViewportSize] = {
    "200% zoom of a laptop": {"width": 683, "height": 384},
    "400% zoom of a desktop": {"width": 320, "height": 256},
    "phone": {"width": 390, "height": 844},
}
MOST_COVERED = 0.25
# What rubrics and people wrote in the words of a message, and what Streamlit calls the arrow of a field.
CONTENT = frozenset(
    {"Beginning", "Developing", "Approaching", "Proficient", "Advanced", "one piece near the line", "Open"}
)
# Streamlit's own parts that we cannot mend; each with where it is.
NOT_OURS = {
    "presentation-role-conflict": "the file uploader's svg icons",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with district(tmp_path_factory.mktemp("district")) as found:
        yield found


def wrong_on(page: Page) -> list[str]:
    return violations(page, not_ours=NOT_OURS)


def signed_in(context: BrowserContext, demo: District, role: str) -> Page:
    page = context.new_page()
    page.goto(demo.server.url + demo.links[role])
    settle(page)
    return page


@pytest.mark.parametrize("role", list(SCREENS))
def test_axe_finds_nothing_on_any_screen(new_context: NewContext, demo: District, role: str):
    page = signed_in(new_context(color_scheme="light", viewport=LAPTOP), demo, role)
    found = {}
    for template in SCREENS[role]:
        turn_to(page, demo.path(template))
        found[template] = wrong_on(page)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("role", list(SCREENS))
def test_in_the_dark_and_in_spanish_every_screen_is_whole(new_context: NewContext, demo: District, role: str):
    # Spanish is the longer language: what fits a small window in Spanish fits it in English.
    page = signed_in(new_context(color_scheme="dark", viewport=LAPTOP), demo, role)
    speak(page, "Español")
    found = {}
    for template in SCREENS[role]:
        turn_to(page, demo.path(template))
        wrong = [*wrong_on(page), *english_left(page, CONTENT), *in_small_windows(page, has_menu=role != "teacher")]
        found[template] = wrong
    speak(page, "English")
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}


# What keeps its place in the window while the page scrolls, and how much of the window's height it takes.
COVERED = """() => {
  const inside = (r) => r.width > 40 && r.height > 0 && r.bottom > 0 && r.top < innerHeight;
  const stays = (e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position);
  const boxes = [...document.querySelectorAll('main *, body > *')].filter(stays).map((e) => e.getBoundingClientRect());
  return Math.max(0, ...boxes.filter(inside).map((r) => r.height)) / innerHeight;
}"""


def in_small_windows(page: Page, *, has_menu: bool) -> list[str]:
    """Return in which small windows the page is wider, largely covered, or its menu covers the title."""
    wrong = []
    for name, size in SMALL.items():
        page.set_viewport_size(size)
        settle(page)
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if spill > 0:
            wrong.append(f"{name}: {spill} px wider than the window")
        if (covered := page.evaluate(COVERED)) > MOST_COVERED:
            wrong.append(f"{name}: {covered:.0%} of the window is covered by what does not scroll")
    if has_menu:
        menu = page.get_by_test_id("stExpandSidebarButton").bounding_box()
        title = page.locator("h1").first.bounding_box()
        assert menu
        assert title
        if menu["y"] + menu["height"] > title["y"]:
            wrong.append("the menu covers the title")
    page.set_viewport_size(LAPTOP)
    return wrong


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-US"), ("dark", "es-MX")])
def test_axe_finds_nothing_on_the_doors(new_context: NewContext, demo: District, scheme: str, locale: str):
    page = new_context(color_scheme=scheme, locale=locale).new_page()
    found = {}
    for path in DOORS:
        page.goto(demo.server.url + path)
        left = english_left(page) if locale == "es-MX" else []
        found[path] = [*wrong_on(page), *left, *in_small_windows(page, has_menu=False)]
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)], ids=["laptop", "phone"])
def test_the_button_of_the_next_step_is_in_sight(new_context: NewContext, demo: District, width: int, height: int):
    page = signed_in(new_context(viewport={"width": width, "height": height}), demo, "facilitator")
    page.goto(demo.server.url + "/setup")
    settle(page)
    expect(page.get_by_role("button", name="Open the session")).to_be_in_viewport(ratio=1)
    page.goto(demo.server.url + "/join")
    expect(page.get_by_role("button", name="Join", exact=True)).to_be_in_viewport(ratio=1)


def test_on_a_phone_a_rubric_reads_downward_with_the_level_above_each_text(new_context: NewContext, demo: District):
    page = signed_in(new_context(viewport={"width": 390, "height": 844}), demo, "facilitator")
    page.goto(demo.server.url + demo.path("/rubric?rubric={rubric}"))
    settle(page)
    cells = page.locator(".wb-rubric tbody tr").first.locator("td")
    shown = [cells.nth(n).evaluate("cell => getComputedStyle(cell, '::before').content") for n in range(cells.count())]
    assert all(text.strip('"') for text in shown)
    assert len({cells.nth(n).bounding_box()["x"] for n in range(cells.count())}) == 1


def test_pages_name_their_language_and_work_is_not_translated_or_spell_checked(new_context: NewContext, demo: District):
    page = signed_in(new_context(), demo, "teacher")
    page.goto(demo.server.url + demo.path("/desk?session={open}"))
    settle(page)
    assert page.evaluate("document.documentElement.lang") == "en"
    work = page.get_by_role("region", name="Student work")
    assert work.get_attribute("translate") == "no"
    assert work.get_attribute("spellcheck") == "false"


def test_english_left_on_a_spanish_screen_would_be_found(new_context: NewContext):
    page = new_context().new_page()
    said = (
        "<title>x</title><h1>Welcome</h1><p>Signed in as Ana P.</p><p translate=no>Print</p><input placeholder=Print>"
    )
    page.set_content(f"{said}<p>Imprimir</p>")
    assert english_left(page) == ["Welcome", "Signed in as Ana P.", "Print"]


def test_this_test_can_fail(new_context: NewContext, tmp_path: Path):
    page = new_context().new_page()
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src=data:,><input></main></html>")
    assert {line.split(":")[0] for line in wrong_on(page)} >= {"image-alt", "label"}
