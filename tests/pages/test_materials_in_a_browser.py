"""What only a real browser shows: writing in the rubric's table, printing, and hostile words that call nobody."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.servers import Server, running
from workbench.domain.people import Viewer
from workbench.domain.rubric_drafts import Draft, Row, Scale
from workbench.services import rubrics, samples, signing_in
from workbench.services.samples import About
from workbench.storage.store import Store

pytestmark = pytest.mark.browser
HOSTILE = "![t](https://tracker.example/p.png) <img src=https://tracker.example/q.png> www.tracker.example a@b.example"
PATIENCE = 30_000


@pytest.fixture
def server(store: Store, tmp_path: Path, free_port: int) -> Iterator[Server]:
    """The real server on the test's database."""
    command = [sys.executable, "-m", "workbench", "serve", "--data", tmp_path, "--port", str(free_port)]
    with running(command, free_port, tmp_path / "server") as server:
        yield server


@pytest.fixture
def laptop(server: Server, store: Store, facilitator: Viewer, new_page: Callable[..., Page]) -> Page:
    """The facilitator's laptop, signed in; ``laptop.called`` lists every other host it asked."""
    with store.writing() as db:
        token = signing_in.start(store, db, facilitator.person.id)
    page = new_page(viewport={"width": 1366, "height": 1100}, base_url=server.url)
    page.context.add_cookies([{"name": "workbench", "value": token, "url": server.url}])
    return page


def a_rubric(store: Store, facilitator: Viewer, words: str) -> str:
    labels = tuple(f"{words[:40]} {n}" for n in range(4))
    draft = Draft(words, scales=(Scale(labels, 3, (Row(words, (words,) * 4, words),)),), summary=words)
    return rubrics.save(store, facilitator, draft, store.new_id())


def test_what_was_typed_last_is_saved_too_and_a_double_click_saves_once(laptop: Page, store, facilitator):
    laptop.goto("/rubric_edit")
    laptop.get_by_label("Title").fill("Lab reports")
    table = laptop.get_by_test_id("stDataFrame").locator("canvas").first
    table.wait_for(timeout=PATIENCE)
    table.scroll_into_view_if_needed()
    laptop.wait_for_timeout(800)  # the table is drawn on a canvas: there is nothing else to wait for
    corner = table.bounding_box()
    assert corner is not None
    for right, words in ((60, "Data"), (280, "none yet")):
        laptop.mouse.dblclick(corner["x"] + right, corner["y"] + 80)
        cell = laptop.locator("#portal textarea")
        expect(cell).to_be_visible(timeout=PATIENCE)
        cell.press_sequentially(words, delay=20)
    laptop.get_by_role("button", name="Save").dblclick()
    expect(laptop.locator(".wb-rubric")).to_contain_text("none yet", timeout=PATIENCE)
    (rubric,) = [r for r in rubrics.browse(store, facilitator) if rubrics.is_ours(r)]
    assert (rubric.criteria[0].name, rubric.criteria[0].levels[0].descriptor) == ("Data", "none yet")


def test_hostile_words_call_no_other_host_and_are_no_links(laptop: Page, store, facilitator, server: Server):
    rubric_id = a_rubric(store, facilitator, HOSTILE)
    sample_id = samples.draft(store, facilitator, About(HOSTILE, HOSTILE), "s1")
    samples.add_text(store, facilitator, sample_id, f"My name is Ana Perez. {HOSTILE}", "t1")
    asked: list[str] = []
    laptop.on("request", lambda request: asked.append(request.url))
    for address, shown in (
        ("/rubrics", "Academic work"),
        (f"/rubric?rubric={rubric_id}", "Change it"),
        (f"/rubric_edit?edit={rubric_id}", "Levels, lowest first"),
        ("/samples", "Add student work"),
        (f"/sample?sample={sample_id}", "Ready to use"),
    ):
        laptop.goto(address)
        expect(laptop.get_by_text(shown).first).to_be_visible(timeout=PATIENCE)
        laptop.wait_for_timeout(500)
        assert laptop.get_by_test_id("stMain").locator("a, img").count() == 0
    assert not [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]


def test_a_printed_rubric_holds_the_table_and_no_buttons(laptop: Page, store, facilitator):
    laptop.goto(f"/rubric?rubric={a_rubric(store, facilitator, 'Lab reports')}")
    expect(laptop.locator(".wb-rubric table")).to_be_visible(timeout=PATIENCE)
    laptop.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
    laptop.get_by_role("button", name="Print").click()
    assert laptop.evaluate("document.body.dataset.printed") == "yes"
    laptop.emulate_media(media="print", color_scheme="dark")
    expect(laptop.locator(".wb-rubric table")).to_be_visible()
    expect(laptop.get_by_role("button", name="Change it")).to_be_hidden()
    assert laptop.locator("h1").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
