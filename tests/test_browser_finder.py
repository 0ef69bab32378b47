"""``python -m tests.browser``: which browser it takes, what it tries when there is none, and what it says."""

import os
import sys
from pathlib import Path, PureWindowsPath

import pytest

from tests import browser


def nothing_on_path(name):
    return None


def is_there(path):
    return path.is_file()


def planted(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_browser_that_workbench_browser_names_comes_first(tmp_path):
    wished, on_path = planted(tmp_path, "mine"), planted(tmp_path, "chromium")
    found = browser.find({"WORKBENCH_BROWSER": str(wished)}, {"chromium": str(on_path)}.get, [], is_there)
    assert found == wished


def test_workbench_browser_may_be_a_name_on_path(tmp_path):
    brave = planted(tmp_path, "brave")
    assert browser.find({"WORKBENCH_BROWSER": "brave"}, {"brave": str(brave)}.get, [], is_there) == brave


def test_a_wish_that_does_not_run_is_refused_rather_than_replaced(tmp_path):
    there = planted(tmp_path, "chromium")
    with pytest.raises(browser.NoBrowser, match="WORKBENCH_BROWSER names /nowhere/chrome"):
        browser.find({"WORKBENCH_BROWSER": "/nowhere/chrome"}, nothing_on_path, [there], is_there)


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge"])
def test_a_browser_on_path_comes_before_the_usual_places(tmp_path, name):
    on_path, elsewhere = planted(tmp_path, name), planted(tmp_path, "elsewhere")
    assert browser.find({}, {name: str(on_path)}.get, [elsewhere], is_there) == on_path


def test_chromium_without_windows_comes_before_chromium_because_it_takes_less_work(tmp_path):
    shell, full = planted(tmp_path, "chromium-headless-shell"), planted(tmp_path, "chromium")
    on_path = {"chromium-headless-shell": str(shell), "chromium": str(full)}
    assert browser.find({}, on_path.get, [], is_there) == shell


def test_a_browser_on_path_that_does_not_start_is_passed_over(tmp_path):
    stand_in, elsewhere = planted(tmp_path, "chromium-browser"), planted(tmp_path, "elsewhere")
    which = {"chromium-browser": str(stand_in)}.get
    assert browser.find({}, which, [elsewhere], lambda path: path != stand_in) == elsewhere


def test_no_browser_anywhere_is_none_and_the_last_place_is_asked_last(tmp_path):
    asked = []

    def places():
        for name in ("first", "last"):
            asked.append(name)
            yield tmp_path / name

    planted(tmp_path, "first")
    assert browser.find({}, nothing_on_path, places(), is_there) == tmp_path / "first"
    assert asked == ["first"]
    assert browser.find({}, nothing_on_path, [tmp_path / "missing"], is_there) is None


def test_the_usual_places_of_macos_are_its_application_folders():
    places = [path.as_posix() for path in browser.usual_places({}, "darwin", Path("/Users/ana"))]
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in places
    assert "/Users/ana/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge" in places


def test_the_usual_places_of_windows_follow_its_own_variables():
    env = {"PROGRAMFILES(X86)": "C:/Programs86", "LOCALAPPDATA": "C:/Users/ana/Local"}
    places = [path.as_posix() for path in browser.usual_places(env, "win32", PureWindowsPath("C:/Users/ana"))]
    assert "C:/Programs86/Microsoft/Edge/Application/msedge.exe" in places
    assert "C:/Users/ana/Local/Google/Chrome/Application/chrome.exe" in places


@pytest.mark.parametrize(
    ("os_release", "root", "expected"),
    [
        ("ID=debian\nVERSION_ID=12", True, True),
        ("ID=ubuntu\nID_LIKE=debian", True, True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', True, True),
        ("ID=debian", False, False),
        ("ID=fedora\nID_LIKE=rhel", True, False),
        ("", True, False),
    ],
)
def test_apt_is_used_by_root_on_debian_and_its_kind_only(os_release, root, expected):
    assert browser.may_apt(os_release, lambda name: f"/usr/bin/{name}", root=root) is expected


def test_playwrights_download_is_tried_before_apt():
    ways = browser.ways_to_get("ID=debian", lambda name: name, root=True)
    assert [name for name, _ in ways] == ["Playwright's download of Chromium", "apt-get install of Chromium"]
    assert len(browser.ways_to_get("ID=debian", lambda name: name, root=False)) == 1


def test_apt_installs_chromium_without_windows_and_where_there_is_none_chromium():
    asked: list[str] = []

    def apt_of_ubuntu(arguments):
        asked.append(arguments[-2])
        return "" if "chromium" in arguments else "E: Unable to locate package"

    assert browser.first_installed(apt_of_ubuntu) == ""
    assert asked == ["chromium-headless-shell", "chromium"]
    assert browser.first_installed(lambda arguments: "E: Unable to locate package") == "E: Unable to locate package"
    asked.clear()
    assert browser.first_installed(lambda arguments: asked.append(arguments[-2]) or "") == ""
    assert asked == ["chromium-headless-shell"]


def test_the_next_way_is_tried_when_one_gives_nothing_and_both_are_said():
    said, there = [], []
    ways = [("the first way", lambda: "out of reach"), ("the second way", lambda: there.append(Path("/b")) or "")]
    assert browser.get(ways, lambda: there[0] if there else None, said.append) == Path("/b")
    assert any("the first way" in line and "out of reach" in line for line in said)
    assert said[-1] == "Got it by the second way."


def test_no_way_gives_no_browser():
    assert browser.get([("the way", lambda: "no")], lambda: None, lambda line: None) is None


def test_a_download_that_is_out_of_reach_ends_with_a_reason(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")  # nothing listens on the discard port
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert "ECONNREFUSED" in browser.download()


@pytest.mark.browser
def test_the_browser_of_this_machine_is_found_and_launched_without_calling_its_maker():
    options = browser.launch_options()
    assert Path(options["executable_path"]) == browser.find_here()
    assert "--disable-background-networking" in options["args"]


@pytest.mark.browser
def test_the_browser_is_tried_out_before_it_is_promised(tmp_path):
    assert browser.opens(browser.find_here()) == ""
    assert browser.opens(planted(tmp_path, "no-browser")) != ""


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("Trying\nError: getaddrinfo ENOTFOUND\n  at here", "Error: getaddrinfo ENOTFOUND"),
        ("node: error while loading shared libraries: libatomic.so.1\nTraceback\nException: closed", "libatomic"),
        ("E: Unable to locate package chromium", "Unable to locate"),
        ("only this", "only this"),
        ("", "it said nothing"),
    ],
)
def test_the_telling_line_of_a_failed_attempt_is_repeated(output, reason):
    assert reason in browser._reason(output)


def test_the_sandbox_is_left_off_only_for_root_on_linux():
    options = browser.launch_options(Path("chromium"))
    root_on_linux = sys.platform == "linux" and os.geteuid() == 0
    assert ("--no-sandbox" in options["args"]) is root_on_linux
