"""The demo district as a running server, and its pages as each of its people sees them."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.screens import GO_ELSEWHERE
from tests.looks.moments import stage
from tests.ports import free_port
from tests.servers import Server, running
from workbench.services.opening import open_store
from workbench.settings import Settings
from workbench.storage import tables as t


@dataclass(frozen=True, slots=True)
class District:
    """A running demo: its address, a link for each role, its sessions by where they stand, and a few ids."""

    server: Server
    links: dict[str, str]
    sessions: dict[str, str]
    ids: dict[str, str]

    def path(self, template: str) -> str:
        """Return an address with ids filled in: ``/desk?session={open}``."""
        return template.format(**self.sessions, **self.ids)


@contextmanager
def district(folder: Path) -> Iterator[District]:
    """Start ``workbench demo`` in a folder of its own."""
    port, data = free_port(), folder / "data"
    command = [sys.executable, "-m", "workbench", "demo", "--no-browser", "--port", str(port), "--data", str(data)]
    with running(command, port, folder / "logs") as server:
        links = dict(re.findall(r"^\s+(\w+)\s.*?(/demo/\S+)$", server.printed.read_text("utf-8"), re.MULTILINE))
        yield District(server, links, *_ids(data))


def _ids(data: Path) -> tuple[dict[str, str], dict[str, str]]:
    store = open_store(Settings(data=data))
    with store.reading() as db:
        there = {row.phase: row for row in db.execute(t.calibration.select())}
        sessions = {phase: row.id for phase, row in there.items()}
        agreed = db.execute(
            t.outcome.select().where(t.outcome.c.ending == "agreed", t.outcome.c.session_id == sessions["concluded"])
        ).first()
        ids = {
            "sample": db.execute(t.sample.select()).first(),
            "exemplar": db.execute(t.exemplar.select()).first(),
            "rubric": db.execute(t.rubric.select()).first(),
        }
    sessions |= stage(store, there["revealed"].rubric_id)
    store.close()
    found = {name: row.id for name, row in ids.items() if row is not None}
    return sessions, found | {"agreed_sample": agreed.sample_id, "agreed_criterion": agreed.criterion_id}


# Drawn, nothing grey because it is about to be replaced, and every fading at its end: then colours are what they are.
AT_REST = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app && (app.dataset.testScriptState !== 'notRunning' || app.dataset.testConnectionState !== 'CONNECTED')) {
    return false;
  }
  const fading = (a) => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity;
  return !document.querySelector('[data-stale="true"]') && !document.getAnimations().some(fading);
}"""


def turn_to(page: Page, path: str) -> None:
    """Go to another screen of the page that is open, without loading it again: loading is what takes longest."""
    page.evaluate(GO_ELSEWHERE, path)
    page.wait_for_timeout(200)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page has been drawn as a whole."""
    page.locator("h1").first.wait_for()
    page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
    page.wait_for_timeout(300)
    page.wait_for_function(AT_REST)
