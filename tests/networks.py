"""A second network beside this machine, for devices that are not this machine.

A network namespace, joined to the machine by one cable. Needs Linux, root and iproute2.
"""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch_options

HERE, THERE = "10.254.254.1", "10.254.254.2"


@dataclass(frozen=True, slots=True)
class Network:
    """A network with one place on it: programs that are started there reach this machine under ``HERE``."""

    name: str

    @property
    def cable(self) -> tuple[str, str]:
        """The two ends of its cable: on this machine, and over there."""
        return f"{self.name}-a", f"{self.name}-b"

    def command(self, *command: str) -> list[str]:
        """Return the command that runs another one there."""
        return ["ip", "netns", "exec", self.name, *command]


@contextmanager
def another_network() -> Iterator[Network]:
    """Make a network, joined to this machine, and take it away at the end."""
    name = f"wb-{uuid4().hex[:8]}"
    network = Network(name)
    ours, theirs = network.cable
    _ip("netns", "add", name)
    try:
        _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", name)
        _ip("addr", "add", f"{HERE}/24", "dev", ours)
        _ip("link", "set", ours, "up")
        _ip("-n", name, "addr", "add", f"{THERE}/24", "dev", theirs)
        _ip("-n", name, "link", "set", theirs, "up")
        _ip("-n", name, "link", "set", "lo", "up")
        _ip("-n", name, "route", "add", "default", "via", HERE)
        yield network
    finally:
        _ip("netns", "del", name)


@contextmanager
def browser_there(network: Network, folder: Path) -> Iterator[Browser]:
    """Start a browser on that network."""
    options: dict[str, Any] = launch_options()
    script = folder / "browser-there"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(network.command(options["executable_path"]))} "$@"\n', "utf-8")
    script.chmod(0o755)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options | {"executable_path": str(script)})
        yield browser
        browser.close()


def _ip(*arguments: str) -> None:
    if sys.platform != "linux":
        raise OSError("A second network needs Linux; leave these tests out with -m 'not network'.")
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(
            f"A second network needs root and iproute2 ({done.stderr.strip()}); "
            "leave these tests out with -m 'not network'."
        )
