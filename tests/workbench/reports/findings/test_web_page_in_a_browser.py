"""The report as a web page in a browser: accessible, quiet, no wider than a phone, and whole on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations
from tests.workbench.reports.findings.made_up import department, long, worst
from workbench.reports.findings.web_page import web_page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
# What is wider than the window and in no box that scrolls by itself.
TOO_WIDE = """() => [...document.querySelectorAll('main *')].filter((e) => !e.closest('.wide > *, .still > *')
  && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth).map((e) => e.outerHTML.slice(0, 160))"""


@pytest.fixture
def look(new_page: Callable[..., Page], tmp_path: Path) -> Callable[..., tuple[Page, list[str]]]:
    """Open a page from a file; return it and what its console says."""

    def look(text: str, **options: object) -> tuple[Page, list[str]]:
        file, said = tmp_path / "report.html", []
        file.write_text(text, encoding="utf-8", newline="")
        page = new_page(**options)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda problem: said.append(str(problem)))
        page.goto(file.as_uri())
        return page, said

    return look


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def test_axe_finds_nothing_in_light_and_dark_and_every_picture_turns_with_the_page(look):
    page, said = look(web_page(department()), color_scheme="light")
    expect(page.locator(".drawn .live .main-svg").first).to_be_visible()
    expect(page.locator(".drawn")).to_have_count(3)
    ink = "() => getComputedStyle(document.querySelector('.live .xtick text')).fill"
    assert page.evaluate(ink) == "rgb(31, 35, 40)"
    open_all(page)
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"({ink})() === 'rgb(232, 230, 225)'")
    assert light + violations(page) == []
    assert said == []


def test_on_a_phone_nothing_is_wider_than_the_window_whatever_people_typed(look):
    page, said = look(web_page(worst()), viewport=PHONE, color_scheme="dark")
    expect(page.locator(".drawn .live .main-svg").first).to_be_visible()
    open_all(page)
    expect(page.locator(".drawn")).to_have_count(18)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert page.evaluate(TOO_WIDE) == []
    shown = page.locator(".live .annotation-text").all_text_contents()
    assert "<script>alert(1)</script>" in shown
    assert violations(page) == []
    assert said == []


def test_on_paper_everything_is_open_and_the_pictures_are_still(look):
    page, said = look(web_page(long()))
    expect(page.locator(".drawn")).to_have_count(1)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".still").first).to_be_visible()
    expect(page.locator(".live").first).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    last = page.locator("details.more .still").last
    expect(last).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert said == []


def test_without_scripts_the_pictures_and_the_method_are_there(look):
    page, _said = look(web_page(department()), java_script_enabled=False)
    expect(page.locator(".still svg").first).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.locator(".method > summary").click()
    expect(page.get_by_text("Nothing here says who is right.")).to_be_visible()
