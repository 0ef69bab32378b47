"""What we rely on in Streamlit, asked of the real server: two less public options, its shell, and its end."""

import asyncio
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette import starlette_server
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.ports import free_port
from tests.servers import Server, running
from workbench.settings import Settings
from workbench.web.server import options, send_at_once

PASSPHRASE = "four quiet blue herons"
NAME = "Gil Grünwald-Ōta"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING|ERROR) \S+ \S+ \S+( .*)?")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A fresh ``workbench serve``."""
    folder = tmp_path_factory.mktemp("serve")
    port = free_port()
    command = [sys.executable, "-m", "workbench", "serve", "--data", folder / "data", "--port", str(port)]
    with running(command, port, folder) as server:
        yield server


def client(server: Server, token: str = "") -> httpx.Client:
    cookies = {"workbench": token} if token else {}
    headers = {"accept": "text/html", "origin": server.url}
    return httpx.Client(base_url=server.url, cookies=cookies, headers=headers, trust_env=False, timeout=30)


@pytest.fixture(scope="module")
def admin(server: Server) -> str:
    """The cookie's token of the admin that the first link made."""
    found = re.search(r"http://localhost:\d+(/link/\S+)", server.printed.read_text(encoding="utf-8"))
    assert found is not None
    with client(server) as browser:
        done = browser.post(found[1], data={"name": NAME, "passphrase": PASSPHRASE})
        assert done.status_code == 303
        return browser.cookies["workbench"]


async def first_run(server: Server, token: str = "", **headers: str) -> str:
    """Connect as Streamlit's page does, run the entry script once, and return everything that was sent."""
    asked = {**headers, **({"Cookie": f"workbench={token}"} if token else {})}
    url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    sent = ""
    async with connect(
        url, additional_headers=asked, subprotocols=["streamlit"], origin=server.url, proxy=None, max_size=None
    ) as socket:
        message = BackMsg()
        message.rerun_script.SetInParent()
        await socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await asyncio.wait_for(socket.recv(), 60))
            sent += str(answer)
            if answer.WhichOneof("type") == "script_finished":
                return sent


def test_a_protected_page_as_the_first_request_of_a_fresh_process_is_refused(server: Server):
    # The order of the tests matters to nobody but this one: it must stay the first to ask for a page.
    with client(server) as browser:
        for path in ("/reveal", "/desk", "/talk"):
            assert browser.get(path).status_code == 303
            assert browser.get(path, headers={"accept": "*/*"}).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Workbench-Sign-In": "forged"}, {"Cookie": "workbench=made-up"}],
    ids=["none", "forged", "made up"],
)
def test_a_websocket_without_a_sign_in_is_refused(server: Server, headers):
    with pytest.raises(InvalidStatus) as refused:
        asyncio.run(first_run(server, **headers))
    assert refused.value.response.status_code == 403


def test_the_trusted_header_reaches_the_script_and_a_forged_one_does_not(server: Server, admin: str):
    for headers in ({}, {"X-Workbench-Sign-In": "forged"}):
        sent = asyncio.run(first_run(server, admin, **headers))
        assert "Gil Gr" in sent
        assert "signed out" not in sent


def test_signing_out_elsewhere_is_noticed_at_the_next_connection(server: Server, admin: str):
    with client(server) as browser:
        browser.post("/sign-in", data={"name": NAME, "passphrase": PASSPHRASE})
        token = browser.cookies["workbench"]
        assert browser.get("/").status_code == 200
        browser.post("/sign-out", data={"x": ""})
    with pytest.raises(InvalidStatus):
        asyncio.run(first_run(server, token))
    with client(server, token) as browser:
        assert browser.get("/").status_code == 303


def test_streamlits_page_comes_with_our_headers_and_compressed_scripts(server: Server, admin: str):
    with client(server, admin) as browser:
        page = browser.get("/")
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
        assert f"ws://127.0.0.1:{server.port}" in page.headers["content-security-policy"]
        assert browser.get(re.findall(r'src="(/shell\.js)"', page.text)[0]).status_code == 200
        script = re.search(r'src="\.(/static/js/index\.[^"]+\.js)"', page.text)
        assert script is not None
        answer = browser.get(script[1])
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert len(answer.content) == int(
            browser.get(script[1], headers={"accept-encoding": ""}).headers["content-length"]
        )
        assert browser.get("/static/%2e%2e/%2e%2e/app.py").status_code in (400, 404)


def test_metrics_and_media_are_shut(server: Server, admin: str):
    with client(server, admin) as browser:
        assert browser.get("/_stcore/metrics").status_code == 404
    with client(server) as browser:
        assert browser.get("/media/abc.png", headers={"accept": "image/png"}).status_code == 404


def test_the_log_has_one_line_per_event_and_nothing_personal(server: Server, admin: str):
    with client(server) as browser:
        browser.get("/join?code=BCDF-GHJK")
        browser.post("/join", data={"code": "BCDF-GHJK", "name": "Ana P.", "pin": "8264"})
        browser.get("/BCDF-GHJK/Ana")
    log = server.log.read_text(encoding="utf-8")
    assert log
    for line in log.splitlines():
        assert LINE.fullmatch(line), line
    for secret in ("BCDF", "Ana", "Gil", "8264", admin, "?"):
        assert secret not in log


def test_streamlit_knows_every_option_we_set():
    known = config._config_options_template
    assert [name for name in options(Settings(data=Path())) if name not in known] == []


COUNTING = """
import gc, sys
import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.routing import Route

def note(phase, details):
    if phase == "start" and details["generation"] == 2:
        print("full", flush=True)

async def healthz(request):
    return PlainTextResponse("ok")

gc.callbacks.append(note)
script, port, collects = sys.argv[1:]
st.App(script, routes=[Route("/healthz", healthz)]).run(
    config={"server.port": int(port), "server.headless": True, "runner.postScriptGC": collects == "True"}
)
"""


@pytest.mark.parametrize("collects", [False, True])
def test_post_script_gc_is_the_lever_we_take_it_for(tmp_path: Path, collects: bool):
    port, script, launcher = free_port(), tmp_path / "page.py", tmp_path / "launch.py"
    script.write_text("import streamlit as st\nst.text('hello')\n", encoding="utf-8")
    launcher.write_text(COUNTING, encoding="utf-8")
    with running([sys.executable, launcher, script, str(port), str(collects)], port, tmp_path) as server:
        asyncio.run(first_run(server))
        before = server.printed.read_text(encoding="utf-8").count("full")
        for _ in range(5):
            asyncio.run(first_run(server))
        full = server.printed.read_text(encoding="utf-8").count("full") - before
    assert (full >= 5) is collects


def test_ctrl_c_ends_it_cleanly_while_a_page_is_open(tmp_path: Path):
    port = free_port()
    command = [sys.executable, "-m", "workbench", "demo", "--data", tmp_path / "d", "--port", str(port), "--no-browser"]
    with running(command, port, tmp_path) as server:
        link = re.search(r"http://localhost:\d+(/demo/\S+)", server.printed.read_text(encoding="utf-8"))
        assert link is not None
        with client(server) as browser:
            assert browser.get(link[1]).status_code == 303
            assert browser.get("/").status_code == 200
            asyncio.run(interrupted_while_connected(server, browser.cookies["workbench"]))
        assert server.process.wait(20) in (0, 130)
        assert "Traceback" not in server.last_words()


async def interrupted_while_connected(server: Server, token: str) -> None:
    url = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    cookie = {"Cookie": f"workbench={token}"}
    async with connect(url, additional_headers=cookie, origin=server.url, subprotocols=["streamlit"], proxy=None):
        server.process.send_signal(signal.SIGINT)
        await asyncio.to_thread(server.process.wait, 20)


def test_connections_send_at_once():
    send_at_once()
    listening = starlette_server._bind_socket("127.0.0.1", 0, 5)
    listening.setblocking(True)
    with listening, socket.create_connection(listening.getsockname()) as browser:
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert browser.getpeername() == listening.getsockname()


def test_an_answer_does_not_wait_for_an_acknowledgement(server: Server):
    with client(server) as browser:
        browser.get("/healthz")
        waited = []
        for _ in range(9):
            started = time.perf_counter()
            browser.get("/healthz")
            waited.append(time.perf_counter() - started)
    # Held back, the fastest of nine would take 40 ms.
    assert min(waited) < 0.03


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "http://127.0.0.1:1", "null"])
def test_another_sites_page_opens_no_connection_and_nobody_outside_is_asked(server: Server, admin: str, origin: str):
    async def ask() -> None:
        url, cookie = f"ws://127.0.0.1:{server.port}/_stcore/stream", {"Cookie": f"workbench={admin}"}
        async with connect(url, additional_headers=cookie, origin=origin, subprotocols=["streamlit"], proxy=None):
            pass

    with pytest.raises(InvalidStatus, match="403"):
        asyncio.run(ask())
