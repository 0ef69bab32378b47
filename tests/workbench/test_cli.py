"""The command: what it prints, what it refuses, and with which exit code."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.ports import free_port
from tests.servers import running
from workbench import __version__, lan
from workbench.cli import main, parser
from workbench.storage import schema

COMMANDS = ("demo", "serve", "link", "analyze", "simulate", "migrate", "doctor")


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATA", "DATABASE", "FILES", "HOST", "PORT", "ADDRESS"):
        monkeypatch.delenv(f"WORKBENCH_{name}", raising=False)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does."""
    command = [sys.executable, "-m", "workbench", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as done:
        main(["--version"])
    assert done.value.code == 0
    assert capsys.readouterr().out == f"workbench {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["link", "teacher", "Ana"], ["link", "admin"], ["demo", "--what"]]
)
def test_what_cannot_be_understood_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as done:
        main(arguments)
    assert done.value.code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit):
        parser().parse_args([command, "--help"])
    assert f"workbench {command}" in capsys.readouterr().out


def test_sums_are_done_without_threads_unless_somebody_wants_them(monkeypatch, tmp_path):
    for before, then in ((None, "1"), ("4", "4")):
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        if before:
            monkeypatch.setenv("OPENBLAS_NUM_THREADS", before)
        main(["analyze", str(tmp_path / "nothing.csv")])
        assert os.environ["OPENBLAS_NUM_THREADS"] == then


def test_a_link_for_new_staff_is_printed(tmp_path, capsys):
    arguments = ["link", "facilitator", "Fay F.", "--data", str(tmp_path), "--address", "https://wb.school.org/"]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert re.match(r"https://wb\.school\.org/link/\S{43,}\n", printed)
    assert "72 hours" in printed


def test_an_option_may_come_from_the_environment(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "from-environment"))
    assert main(["migrate"]) == 0
    assert (tmp_path / "from-environment" / "workbench.sqlite").is_file()
    assert f"schema {schema.head()}" in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "99999", "abc"])
def test_a_port_that_is_none_is_refused_in_one_sentence(tmp_path, capsys, port):
    assert main(["serve", "--data", str(tmp_path), "--port", port]) == 2
    said = capsys.readouterr().err
    assert "is not a port" in said
    assert said.count("\n") == 1


def test_a_taken_port_is_named_and_refused_by_serve(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert main(["serve", "--data", str(tmp_path), "--port", str(port)]) == 2
    assert f"Port {port} of 127.0.0.1 is taken." in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["migrate", "--data", str(tmp_path / "file" / "below")]) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_a_newer_database_is_refused_by_serve(tmp_path, capsys):
    assert main(["migrate", "--data", str(tmp_path)]) == 0
    with sqlite3.connect(tmp_path / "workbench.sqlite") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    assert main(["serve", "--data", str(tmp_path), "--port", str(free_port())]) == 2
    assert "newer than this program" in capsys.readouterr().err


def test_doctor_says_what_is_missing_and_then_that_all_is_well(tmp_path, capsys):
    where = ["--data", str(tmp_path), "--port", str(free_port())]
    assert main(["doctor", *where]) == 1
    assert "workbench migrate" in capsys.readouterr().out
    assert main(["migrate", *where]) == 0
    assert main(["doctor", *where]) == 0
    said = capsys.readouterr().out
    assert "WRONG" not in said
    for thing in ("Python", "database", "written to", "GB", "workbench serve"):
        assert thing in said


def test_doctor_finds_an_address_that_is_none_and_a_port_that_is_taken(tmp_path, capsys):
    main(["migrate", "--data", str(tmp_path)])
    assert main(["doctor", "--data", str(tmp_path), "--address", "workbench"]) == 1
    assert "is no address" in capsys.readouterr().out


def test_the_demo_takes_the_next_port_opens_again_and_can_start_over(tmp_path):
    folder, port = tmp_path / "example", free_port()
    for fresh in (False, False, True):
        with socket.create_server(("127.0.0.1", port)):
            arguments = ["demo", "--data", folder, "--port", port, "--no-browser", *(["--fresh"] if fresh else [])]
            said = _started(tmp_path, port, arguments)
        assert f"Port {port} is taken; using" in said
        assert str(folder) in said
    aside = list(tmp_path.glob("example-*"))
    assert len(aside) == 1
    assert (aside[0] / "workbench.sqlite").is_file()


def _started(folder: Path, port: int, arguments: list[object]) -> str:
    with running([sys.executable, "-m", "workbench", *map(str, arguments)], port + 1, folder) as server:
        printed = server.printed.read_text(encoding="utf-8")
        path = re.findall(r"http://localhost:\d+(/demo/\S+)", printed)[-2]
        answer = httpx.get(server.url + path, trust_env=False)
        assert answer.status_code == 303
        return printed


def test_the_demo_never_touches_a_schools_own_folder(tmp_path):
    assert run("link", "admin", "Gil", "--data", tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "workbench.sqlite") as db:
        db.execute("INSERT INTO school (id, name) VALUES ('s', 'S')")
        db.execute("INSERT INTO person (id, name, school_id, created_at) VALUES ('p', 'P', 's', '2026-01-01')")
    db.close()
    done = run("demo", "--data", tmp_path, "--no-browser", "--port", free_port())
    assert done.returncode == 2
    assert "no example" in done.stderr


def test_serve_without_an_admin_prints_a_new_link_at_every_start(tmp_path):
    links, port = [], free_port()
    for n in range(2):
        command = [sys.executable, "-m", "workbench", "serve", "--data", tmp_path / "d", "--port", str(port)]
        with running(command, port, tmp_path / str(n)) as server:
            printed = server.printed.read_text(encoding="utf-8")
            links.append(re.findall(r"/link/\S+", printed)[0])
            assert str(tmp_path / "d") in printed
            status = [httpx.get(server.url + link, trust_env=False).status_code for link in links]
    assert status == [404, 200]


def test_the_commands_work_on_postgresql(tmp_path, postgres_url, capsys):
    where = ["--data", str(tmp_path), "--database", postgres_url, "--port", str(free_port())]
    assert main(["doctor", *where]) == 1
    assert main(["migrate", *where]) == 0
    assert main(["link", "admin", "Gil", *where]) == 0
    assert main(["doctor", *where]) == 0
    assert f"schema {schema.head()}" in capsys.readouterr().out


def test_a_database_that_does_not_answer_is_said_by_doctor(tmp_path, capsys):
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    assert main(["doctor", "--data", str(tmp_path), "--database", nowhere]) == 1
    assert "The database does not answer." in capsys.readouterr().out


def test_serve_waits_for_a_database_that_does_not_answer_yet(tmp_path):
    port, nowhere = free_port(), f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    where = ["--data", str(tmp_path), "--port", str(port), "--database", nowhere]
    command = [sys.executable, "-m", "workbench", "serve", *where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            answer = _answer_when_up(f"http://127.0.0.1:{port}")
            assert answer.status_code == 503
            assert "The database does not answer." in answer.text
        finally:
            server.terminate()
            printed = server.communicate(timeout=30)[0]
    assert "Not ready" in printed


def _answer_when_up(url: str) -> httpx.Response:
    for _ in range(300):
        try:
            assert httpx.get(f"{url}/healthz", trust_env=False).status_code == 503
            return httpx.get(f"{url}/welcome", trust_env=False, headers={"accept": "text/html"})
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(url)


def test_for_a_room_the_address_of_other_devices_is_printed_with_its_qr_code(tmp_path):
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "workbench",
        "demo",
        "--room",
        "--no-browser",
        "--port",
        str(port),
        "--data",
        tmp_path,
    ]
    with running(command, port, tmp_path / "logs") as server:
        printed = server.printed.read_text("utf-8")
    address = re.search(r"Other devices +(http://\S+)", printed)
    if not lan.addresses():
        assert "this computer is on no network" in printed
        return
    assert address is not None
    assert re.fullmatch(rf"http://{re.escape(lan.addresses()[0])}:{port}/j/\w{{4}}-\w{{4}}", address[1])
    assert "█" in printed
    assert printed.count(f"http://localhost:{port}/demo/") == 4, "those links stay with this machine"


def test_a_demo_for_this_machine_only_invites_nobody(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "workbench", "demo", "--no-browser", "--port", str(port), "--data", tmp_path]
    with running(command, port, tmp_path / "logs") as server:
        assert "Other devices" not in server.printed.read_text("utf-8")
