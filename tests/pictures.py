"""``python -m tests.pictures``: take the README's pictures again from the demo district.

The demo is filled into a temporary folder, each picture is a page as one of its people sees it.
"""

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launch_options
from tests.ports import free_port
from tests.servers import running
from workbench.domain.people import Person, Role, Viewer
from workbench.services import walls
from workbench.services.opening import open_store
from workbench.settings import Settings
from workbench.storage import tables as t

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: whose screen, which session's button on the start page, what to wait for."""

    name: str
    role: str
    session: str
    then: tuple[str, ...]
    wait_for: str
    size: str = "laptop"
    scheme: str = "light"
    page: str = ""


SHOTS = (
    Picture("desk", "teacher", "Bounce", (), ".stRadio"),
    Picture("desk-dark", "teacher", "Bounce", (), ".stRadio", scheme="dark"),
    Picture("desk-phone", "teacher", "Bounce", (), ".stRadio", size="phone"),
    Picture("reveal", "facilitator", "Rain barrels", (), ".js-plotly-plot"),
    Picture("talk", "facilitator", "Rain barrels", ("Start the talk",), ".js-plotly-plot"),
    Picture("agreed", "teacher", "Argument letters", (), "h1"),
    Picture("agreement", "teacher", "Argument letters", ("How well did we agree?",), ".js-plotly-plot"),
    Picture("exemplars", "facilitator", "", (), "h2", page="/exemplars"),
)


def main() -> int:
    """Take every picture; return 0."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        port = free_port()
        command = [sys.executable, "-m", "workbench", "demo", "--no-browser", "--port", str(port), "--data", folder]
        with running(command, port, Path(folder) / "logs") as server:
            printed = (Path(folder) / "logs" / f"{port}.out").read_text(encoding="utf-8")
            links = dict(re.findall(r"^\s+(\w+)\s.*?(/demo/\S+)$", printed, re.MULTILINE))
            browser = playwright.chromium.launch(**launch_options())
            for shot in SHOTS:
                take(browser, shot, server.url + links[shot.role])
            take_wall(browser, server.url, Path(folder))
    return 0


def take(browser: Browser, shot: Picture, link: str) -> None:
    """Take one picture on a device of its own."""
    width, height = SIZES[shot.size]
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=shot.scheme, locale="en-US")
    page = context.new_page()
    page.goto(link)
    open_session(page, shot)
    if shot.page:
        page.locator("h1").first.wait_for(timeout=60_000)
        page.goto(urljoin(page.url, shot.page))
    page.locator(shot.wait_for).first.wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    context.close()


def take_wall(browser: Browser, address: str, data: Path) -> None:
    """Take the projector's page while a session talks."""
    store = open_store(Settings(data=data))
    with store.reading() as db:
        row = db.execute(t.calibration.select().where(t.calibration.c.phase == "revealed")).one()
    lead = Viewer(Person(row.facilitator_id, "", row.school_id), frozenset({Role.FACILITATOR}))
    page = browser.new_context(viewport={"width": 1024, "height": 768}, locale="en-US").new_page()
    page.goto(f"{address}/wall")
    page.locator("input[name=code]").fill(walls.new_code(store, lead, row.id))
    page.locator("main button").click()
    page.locator("#wall h1").wait_for()
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / "wall.png")
    store.close()


def open_session(page: Page, shot: Picture) -> None:
    """Open a session from the start page, and press what the picture needs pressed."""
    if shot.session:
        card = page.locator("[class*=st-key-session-]").filter(has_text=shot.session)
        card.get_by_role("button").click(timeout=60_000)
    for label in shot.then:
        page.get_by_role("button", name=label).click(timeout=60_000)


if __name__ == "__main__":
    sys.exit(main())
