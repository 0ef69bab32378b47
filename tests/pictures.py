"""``python -m tests.pictures``: take the README's pictures again from the demo district.

The demo is filled into a temporary folder, each picture is a page as one of its people sees it.
"""

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launch_options
from tests.ports import free_port
from tests.servers import running

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


SHOTS = (
    Picture("start", "facilitator", "", (), "text=Rain barrels"),
    Picture("desk", "teacher", "Bounce", (), ".stRadio"),
    Picture("desk-dark", "teacher", "Bounce", (), ".stRadio", scheme="dark"),
    Picture("desk-phone", "teacher", "Bounce", (), ".stRadio", size="phone"),
    Picture("reveal", "facilitator", "Rain barrels", (), ".js-plotly-plot"),
    Picture("talk", "facilitator", "Rain barrels", ("Start the talk",), ".js-plotly-plot"),
    Picture("agreed", "teacher", "Argument letters", (), "h1"),
    Picture("agreement", "teacher", "Argument letters", ("How well did we agree?",), ".js-plotly-plot"),
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
    return 0


def take(browser: Browser, shot: Picture, link: str) -> None:
    """Take one picture on a device of its own."""
    width, height = SIZES[shot.size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.scheme)
    page = context.new_page()
    page.goto(link)
    open_session(page, shot)
    page.locator(shot.wait_for).first.wait_for(timeout=60_000)
    page.wait_for_timeout(2500)
    page.screenshot(path=PICTURES / f"{shot.name}.png")
    context.close()


def open_session(page: Page, shot: Picture) -> None:
    """Open a session from the start page, and press what the picture needs pressed."""
    if shot.session:
        card = page.locator("[class*=st-key-session-]").filter(has_text=shot.session)
        card.get_by_role("button").click(timeout=60_000)
    for label in shot.then:
        page.get_by_role("button", name=label).click(timeout=60_000)


if __name__ == "__main__":
    sys.exit(main())
