"""The browser that the browser tests use: ``python -m tests.browser`` finds one or gets one, tries it and says which.

Looked for in this order: ``WORKBENCH_BROWSER``; Debian's Chromium without windows, which takes a fifth less work;
Chromium, Chrome or Edge on PATH; the usual places of macOS and Windows; the one that Playwright downloaded before.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

ON_PATH = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MACOS_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_FILES = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
# Chromium looks up its maker's hosts at every start; a test's browser has nobody to call.
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NONE_FOUND = (
    "No browser was found for the browser tests. Run `python -m tests.browser`, which finds one or gets one, "
    "or leave these tests out knowingly with -m 'not browser'."
)
CORRECT_IT = (
    "Correct or unset it, then let `python -m tests.browser` find one or get one, "
    "or leave the browser tests out knowingly with -m 'not browser'."
)
WHAT_TO_DO = (
    "Install Chromium, Chrome or Edge (on Debian: apt-get install chromium-headless-shell libatomic1), "
    "or set WORKBENCH_BROWSER to the path of one, then run this again. "
    "To leave the browser tests out knowingly: python -m pytest -m 'not browser'."
)
# The first that this release has: Debian's Chromium without windows is newer than some releases and not in Ubuntu.
DEBIAN_BROWSERS = ("chromium-headless-shell", "chromium")
# Playwright's driver, a program of its own, needs this; Debian's smallest installations do not have it.
DRIVER_NEEDS = "libatomic1"
# Playwright is asked in a process of its own: where its driver does not start, it raises nothing that could be named.
ASK_OWN = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
TRY_OUT = (
    "import json, sys\nfrom playwright.sync_api import sync_playwright as s\n"
    "with s() as p: p.chromium.launch(**json.loads(sys.argv[1])).new_page().goto('about:blank')"
)

Which = Callable[[str], str | None]
Runs = Callable[[Path], bool]
Apt = Callable[[list[str]], str]


class NoBrowser(Exception):
    """A sentence: why there is no browser, and what to do."""


def find(env: Mapping[str, str], which: Which, places: Iterable[Path], runs: Runs | None = None) -> Path | None:
    """Return the first browser that is there and runs.

    Raises
    ------
    NoBrowser
        When ``WORKBENCH_BROWSER`` names something that does not run: it was a wish, so nothing else is taken instead.
    """
    runs = runs or answers
    wished = env.get("WORKBENCH_BROWSER", "")
    if wished:
        browser = Path(which(wished) or wished)
        if not runs(browser):
            raise NoBrowser(f"WORKBENCH_BROWSER names {wished}, which is not a browser that runs. {CORRECT_IT}")
        return browser
    on_path = (Path(found) for name in ON_PATH if (found := which(name)))
    return next(filter(runs, chain(on_path, places)), None)


def answers(path: Path) -> bool:
    """Tell whether this file is a browser that starts here (not Ubuntu's stand-in for a snap, no library missing)."""
    if not path.is_file():
        return False
    if sys.platform == "win32":  # chrome.exe --version opens a window instead of answering
        return True
    try:
        return _run([str(path), "--version"], seconds=30).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def usual_places(env: Mapping[str, str], platform: str, home: PurePath) -> list[Path]:
    """Where macOS and Windows put a browser; on Linux it is on PATH."""
    if platform == "darwin":
        folders = (Path("/Applications"), Path(home, "Applications"))
        return [folder / f"{app}.app/Contents/MacOS/{app}" for folder in folders for app in MACOS_APPS]
    if platform == "win32":
        roots = (env.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        return [Path(root, file) for root in roots if root for file in WINDOWS_FILES]
    return []


def playwrights_own() -> list[Path]:
    """Where this version of Playwright keeps its own Chromium, whether or not it was downloaded."""
    done = _run([sys.executable, "-c", ASK_OWN], seconds=60)
    return [Path(done.stdout.strip())] if done.returncode == 0 else []


def places() -> Iterator[Path]:
    """Every place of this machine outside PATH; the slowest to ask comes last."""
    yield from usual_places(os.environ, sys.platform, Path.home())
    yield from playwrights_own()


def find_here() -> Path | None:
    """Return this machine's browser, or None."""
    return find(os.environ, shutil.which, places())


def launch_options(browser: Path | None = None) -> dict[str, Any]:
    """How every test launches it; ``--no-sandbox`` only where Chromium refuses to start without, as root on Linux."""
    path = browser or find_here()
    if path is None:
        raise NoBrowser(NONE_FOUND)
    args = [*QUIET, *(["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else [])]
    return {"executable_path": str(path), "headless": True, "args": args}


def opens(browser: Path) -> str:
    """Open a page in it through Playwright, as the tests will; return why that failed, or nothing."""
    return _attempt([sys.executable, "-c", TRY_OUT, json.dumps(launch_options(browser))], os.environ, seconds=120)


def may_apt(os_release: str, which: Which, *, root: bool) -> bool:
    """Tell whether ``apt-get install`` is ours to run: root on Debian, Ubuntu or one of their kind."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    kinds = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return root and which("apt-get") is not None and not {"debian", "ubuntu"}.isdisjoint(kinds)


def download() -> str:
    """Let Playwright download its Chromium; return why it could not, or nothing."""
    # A host that does not answer is given up after 5 s, and all tries together after half a minute; a slow line
    # may still take its minutes.
    env = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}
    return _attempt([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"], env, seconds=900)


def install_with_apt() -> str:
    """Install Debian's Chromium and what Playwright needs; return why it could not, or nothing."""
    return _apt(["update"]) or first_installed(_apt)


def first_installed(apt: Apt) -> str:
    """Install the first of Debian's browsers that this release has; return why none came, or nothing."""
    why_not = ""
    for browser in DEBIAN_BROWSERS:
        why_not = apt(["install", "-y", "--no-install-recommends", browser, DRIVER_NEEDS])
        if not why_not:
            break
    return why_not


def _apt(arguments: list[str]) -> str:
    return _attempt(["apt-get", *arguments], os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, seconds=900)


def ways_to_get(os_release: str, which: Which, *, root: bool) -> list[tuple[str, Callable[[], str]]]:
    """Return the ways open to this user, the first to try first."""
    ways: list[tuple[str, Callable[[], str]]] = [("Playwright's download of Chromium", download)]
    if may_apt(os_release, which, root=root):
        ways.append(("apt-get install of Chromium", install_with_apt))
    return ways


def get(
    ways: Iterable[tuple[str, Callable[[], str]]], look: Callable[[], Path | None], say: Callable[[str], None]
) -> Path | None:
    """Try each way until a browser is there, saying what was done."""
    for name, way in ways:
        say(f"Trying {name} ...")
        why_not = way()
        browser = look()
        if browser:
            say(f"Got it by {name}.")
            return browser
        say(f"{name} did not give a browser: {why_not or 'what it installed does not start here'}")
    return None


def ready(say: Callable[[str], None]) -> Path | None:
    """Return this machine's browser when it opens, and say why when it does not."""
    browser = find_here()
    why_not = opens(browser) if browser else ""
    if why_not:
        say(f"{browser} does not open: {why_not}")
    return None if why_not else browser


def main() -> int:
    """Find a browser or get one; 0 when there is one."""
    try:
        browser = ready(_say) or get(_ways_here(), lambda: ready(_say), _say)
    except NoBrowser as problem:
        _say(str(problem))
        return 1
    _say(f"The browser tests will use {browser}" if browser else f"There is no browser yet. {WHAT_TO_DO}")
    return 0 if browser else 1


def _ways_here() -> list[tuple[str, Callable[[], str]]]:
    release = Path("/etc/os-release")
    text = release.read_text(encoding="utf-8") if release.is_file() else ""
    return ways_to_get(text, shutil.which, root=sys.platform != "win32" and os.geteuid() == 0)


def _attempt(command: list[str], env: Mapping[str, str], *, seconds: int) -> str:
    try:
        done = _run(command, seconds=seconds, env=env)
    except (OSError, subprocess.SubprocessError) as problem:
        return str(problem)
    return "" if done.returncode == 0 else _reason(done.stdout)


def _reason(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = (line for line in lines if line.startswith(("Error", "E:")) or "error while loading" in line)
    return next(telling, lines[-1] if lines else "it said nothing")


def _run(command: list[str], *, seconds: int, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=seconds,
        check=False,
    )


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
