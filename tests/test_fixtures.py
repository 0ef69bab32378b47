"""The fixtures that everything else stands on: servers, devices, databases."""

import sys

import psycopg
import pytest
import sqlalchemy

from tests.devices import devices, is_stranger
from tests.servers import running

HEALTHY = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.send_header("Content-Type", "text/html"); self.end_headers()
        if self.path == "/calls": self.wfile.write(b"<img src='http://stranger.invalid/p.png'>")
        else: self.wfile.write(b"<h1>here</h1>")
print("printed"); print("logged", file=sys.stderr)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def healthy(free_port, tmp_path):
    with running([sys.executable, "-c", HEALTHY, str(free_port)], free_port, tmp_path) as server:
        yield server


def test_a_server_is_ready_inside_the_block_and_gone_after_it(free_port, tmp_path):
    with running([sys.executable, "-c", HEALTHY, str(free_port)], free_port, tmp_path) as server:
        assert server.ask("/")[0] == 200
    assert server.process.poll() is not None
    assert not server.is_healthy()


def test_what_a_server_prints_and_logs_is_kept_apart(healthy):
    assert healthy.printed.read_text().strip() == "printed"
    assert "logged" in healthy.log.read_text()


def test_a_killed_server_is_gone_at_once(healthy):
    healthy.kill()
    assert not healthy.is_healthy()


def test_a_server_that_ends_before_it_is_ready_says_its_last_words(free_port, tmp_path):
    command = [sys.executable, "-c", "import sys; sys.exit('no database here')"]
    with pytest.raises(RuntimeError, match="no database here"), running(command, free_port, tmp_path):
        pass


@pytest.mark.browser
def test_two_devices_share_no_cookies(new_context, healthy):
    ana, ben = new_context(), new_context()
    ana.add_cookies([{"name": "who", "value": "ana", "url": healthy.url}])
    assert ana.cookies()
    assert ben.cookies() == []


@pytest.mark.browser
def test_a_page_of_our_own_server_opens(page, healthy):
    page.goto(healthy.url)
    assert page.inner_text("h1") == "here"


@pytest.mark.browser
def test_a_page_that_calls_a_stranger_fails_its_test(browser, healthy):
    with pytest.raises(AssertionError, match=r"stranger\.invalid"), devices(browser) as new_context:
        new_context().new_page().goto(f"{healthy.url}/calls")


@pytest.mark.parametrize(
    ("url", "stranger"),
    [
        ("http://127.0.0.1:8501/", False),
        ("ws://localhost:8501/_stcore/stream", False),
        ("data:image/png;base64,AAAA", False),
        ("https://fonts.example/a.woff", True),
        ("http://127.0.0.1.example/", True),
    ],
)
def test_only_this_machine_is_no_stranger(url, stranger):
    assert is_stranger(url) is stranger


def test_each_postgres_address_is_an_empty_database(postgres_url, new_postgres_url):
    assert postgres_url.startswith("postgresql+psycopg://")
    assert postgres_url != new_postgres_url()
    engine = sqlalchemy.create_engine(postgres_url)
    assert sqlalchemy.inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_postgres_database_is_dropped_even_with_someone_connected(postgres_server):
    from tests.postgres import databases

    with databases(postgres_server) as new_database:
        connection = psycopg.connect(new_database().replace("+psycopg", ""))
    with pytest.raises(psycopg.OperationalError), connection:
        connection.execute("SELECT 1")
