"""Seconds from ``workbench demo`` to the first page: ``python -m tests.benchmarks.start``."""

import asyncio
import re
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests import ports, servers
from tests.benchmarks.screen import open_screen


def main() -> None:
    """Start the demo in an empty folder, and then once more."""
    with tempfile.TemporaryDirectory(prefix="workbench-start-") as folder:
        for what in ("an empty folder", "the same again"):
            healthy, page = start(Path(folder))
            print(f"{what:<20}answers after {healthy:.1f} s, first page after {page:.1f} s")


def start(folder: Path) -> tuple[float, float]:
    """Return the seconds until the server answers, and until whoever leads has seen the first page."""
    port, started = ports.free_port(), time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "workbench",
        "demo",
        "--no-browser",
        "--data",
        folder / "demo",
        "--port",
        str(port),
    ]
    with servers.running(command, port, folder) as server:
        healthy = time.perf_counter() - started
        asyncio.run(_first_page(server))
        return healthy, time.perf_counter() - started


async def _first_page(server: servers.Server) -> None:
    links = re.findall(r"http://localhost:\d+(/demo/\S+)", server.printed.read_text(encoding="utf-8"))
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as browser:
        await browser.get(links[0], headers={"accept": "text/html"})
        screen = await open_screen(server.url, f"workbench={browser.cookies['workbench']}", "", "")
    await screen.show()


if __name__ == "__main__":
    main()
