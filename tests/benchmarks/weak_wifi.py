"""Eight cold browsers behind one weak link: how long until everybody is in the lobby?

Run by hand: ``python -m tests.benchmarks.weak_wifi``.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.benchmarks.slow_link import Link, slow_link
from tests.browser import launch_options
from tests.journeys.school import school_at
from tests.ports import free_port

PIN = "2580"
WAIT_MS = 180_000


def main() -> int:
    """Measure once; return 1 when it takes longer than the goal."""
    asked = _asked()
    link, port = Link(asked.mbit * 1e6, asked.ms / 1000), free_port()
    with (
        tempfile.TemporaryDirectory() as folder,
        school_at(Path(folder) / "school", free_port()) as school,
        slow_link(link, port, school.server.port),
        sync_playwright() as playwright,
    ):
        session = school.open_session("Lee Lead", "Weak Wi-Fi")
        browser = playwright.chromium.launch(**launch_options())
        door = f"http://127.0.0.1:{port}/j/{session.join_code}"
        contexts = [browser.new_context() for _ in range(asked.browsers)]
        began = time.monotonic()
        pages = [_opens(context, door) for context in contexts]
        for number, page in enumerate(pages):
            _joins(page, f"Teacher {number}")
        arrived = [_is_in(page, began) for page in pages]
        _report(asked, arrived)
        browser.close()
    return int(max(arrived) > asked.goal)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browsers", type=int, default=8)
    parser.add_argument("--mbit", type=float, default=5, help="megabits a second, each way, shared by all")
    parser.add_argument("--ms", type=int, default=200, help="there and back")
    parser.add_argument("--goal", type=float, default=60, help="seconds")
    return parser.parse_args()


def _opens(context: BrowserContext, door: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto(door, wait_until="commit")
    return page


def _joins(page: Page, name: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Join").click(no_wait_after=True)


def _is_in(page: Page, began: float) -> float:
    page.get_by_role("heading", level=1, name="Lobby").wait_for()
    return time.monotonic() - began


def _report(asked: argparse.Namespace, arrived: list[float]) -> None:
    print(f"{asked.browsers} cold browsers behind one link of {asked.mbit:g} Mbit/s and {asked.ms} ms")
    print(f"first in the lobby   {min(arrived):5.1f} s")
    print(f"last in the lobby    {max(arrived):5.1f} s  (goal: {asked.goal:g} s)")


if __name__ == "__main__":
    sys.exit(main())
