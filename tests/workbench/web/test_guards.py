"""What is refused, and how it looks; what every answer carries."""

import socket
from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.workbench.web.conftest import BASE, PASSPHRASE, Browser, build
from tests.workbench.world import an_open_session, staff
from workbench.services.signing_in import sign_in_for_token, whose
from workbench.storage import schema

ANA = {"name": "Ana P.", "pin": "8264"}


@pytest.fixture
def ana(laptop, session):
    laptop.post("/join", {"code": session.join_code, **ANA})
    return laptop


@pytest.mark.parametrize(
    "path", ["/", "/desk", "/desk?session=x", "/reveal", "/nosuch", "/app/static/x", "/pages/home"]
)
def test_every_page_sends_somebody_signed_out_to_the_start(laptop, path):
    sent = laptop.get(path)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/welcome")


@pytest.mark.parametrize("path", ["/desk", "/media/abc.png", "/_stcore/upload_file/a/b", "/component/x/y.js"])
def test_nothing_guarded_answers_a_program_without_a_sign_in(laptop, path):
    answer = laptop.get(path, accept="*/*")
    assert answer.status_code == 404
    assert "SHELL" not in answer.text


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/script-health-check"])
def test_streamlits_own_back_doors_are_shut_for_everybody(ana, path):
    assert ana.get(path).status_code == 404


@pytest.mark.parametrize("name", ["X-Workbench-Sign-In", "x-workbench-sign-in"])
def test_a_forged_identity_header_never_comes_through(laptop, ana, name):
    mine = ana.get("/").text
    assert ana.get("/", **{name: "forged"}).text == mine
    laptop.cookies.clear()
    assert laptop.get("/static/x", **{name: "forged"}).text == "SHELL nobody"
    assert laptop.get("/", **{name: "forged"}).status_code == 303


def test_a_made_up_cookie_is_nobody(laptop):
    laptop.cookies.set("workbench", "made up")
    assert laptop.get("/").status_code == 303


def test_an_expired_sign_in_is_sent_to_the_start(ana, clock):
    clock.forward(hours=12)
    assert ana.get("/").status_code == 303


def test_signing_out_ends_the_sign_in_and_clears_the_browser(ana):
    out = ana.post("/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/welcome")
    assert out.headers["clear-site-data"] == '"cache"'
    assert 'workbench=""' in out.headers["set-cookie"]
    assert ana.get("/").status_code == 303


def test_handing_over_leads_to_the_door_with_the_code(ana, session):
    out = ana.post("/hand-over")
    assert out.headers["location"] == f"/join?code={session.join_code}"
    assert out.headers["cache-control"] == "no-store"
    assert out.headers["clear-site-data"] == '"cache"'
    door = ana.get(out.headers["location"])
    assert "Ana" not in door.text


def test_pages_are_never_kept_by_the_browser(ana):
    for path in ("/", "/desk", "/welcome", "/join"):
        assert ana.get(path).headers.get("cache-control", "no-store") == "no-store"


@pytest.mark.parametrize("path", ["/join", "/sign-in", "/sign-out", "/hand-over", "/new-pin", "/link/x"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
        {"origin": "https://evil.example", "sec_fetch_site": ""},
        {"origin": "null", "sec_fetch_site": ""},
        {"origin": BASE, "sec_fetch_site": "cross-site"},
        {"origin": "http://workbench.test:3000", "sec_fetch_site": "same-site"},
        {"origin": "", "sec_fetch_site": ""},
    ],
)
def test_a_form_posted_from_elsewhere_is_refused(ana, path, headers):
    answer = ana.post(path, {"name": "x"}, **headers)
    assert answer.status_code == 404
    assert "There is nothing here for you." in answer.text
    assert ana.get("/").status_code == 200


def test_forbidden_and_missing_look_the_same(ana, session, store):
    forbidden = ana.post("/sign-out", origin="https://evil.example")
    assert (forbidden.status_code, "There is nothing here for you." in forbidden.text) == (404, True)
    other = an_open_session(store, staff(store, "Other"))
    theirs, nobodys = ana.get(f"/phase/{other.id}"), ana.get("/phase/nosuch")
    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)
    assert dict(theirs.headers) == dict(nobodys.headers)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"name=" + b"x" * 20_000, "application/x-www-form-urlencoded", 413),
        (b"&".join(b"a%d=1" % n for n in range(50)), "application/x-www-form-urlencoded", 400),
        (b"name=\xff", "application/x-www-form-urlencoded", 400),
        (b"name=%FF", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 400),
        (b"", "", 400),
    ],
)
def test_a_form_that_is_none_or_too_large_gets_a_small_page(laptop, body, kind, status):
    headers = {"origin": BASE, "content-type": kind, "accept": "text/html"}
    answer = laptop._ask("POST", "/join", content=body, headers=headers)
    assert answer.status_code == status
    assert "Back to the start" in answer.text


def test_more_than_is_ever_uploaded_is_refused_before_it_is_read(laptop):
    headers = {"content-length": str(27 * 1024 * 1024), "accept": "text/html", "origin": BASE}
    answer = laptop._ask("POST", "/join", content=b"x", headers=headers)
    assert answer.status_code == 413


def test_a_strange_host_name_is_refused_when_the_own_one_is_known(house):
    known = replace(house, settings=replace(house.settings, address="https://workbench.test"))
    app = build(known)
    assert Browser(app).get("/welcome").status_code == 200
    for host in ("evil.example", "workbench.test.evil.example", "[", ""):
        assert Browser(app).get("/welcome", host=host).status_code == 400


@pytest.mark.parametrize("host", ["10.1.2.3:8501", "[fd00::2]:8501", "127.0.0.1", "localhost", socket.gethostname()])
def test_in_a_room_every_network_address_of_the_machine_is_its_own(house, host):
    room = replace(house, settings=replace(house.settings, host="0.0.0.0", address=""))
    assert Browser(build(room)).get("/welcome", host=host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "10.1.2.3.evil.example", "", "["])
def test_in_a_room_a_name_that_somebody_else_gave_the_machine_is_refused(house, host):
    room = replace(house, settings=replace(house.settings, host="0.0.0.0", address=""))
    assert Browser(build(room)).get("/welcome", host=host).status_code == 400


def test_over_tls_the_cookie_is_secure_and_the_browser_told_to_stay(house, session):
    secure = replace(house, settings=replace(house.settings, address=BASE.replace("http:", "https:")))
    laptop = Browser(build(secure))
    answer = laptop.post("/join", {"code": session.join_code, **ANA})
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_an_error_of_ours_shows_a_code_and_no_trace(ana, caplog):
    answer = ana.get("/broken")
    assert answer.status_code == 500
    assert "Your scores are safe" in answer.text
    for secret in ("Ana gave", "RuntimeError", "Traceback", ".py"):
        assert secret not in answer.text


def test_wrong_methods_get_a_small_page(laptop):
    answer = laptop.post("/welcome")
    assert answer.status_code == 405
    assert "Back to the start" in answer.text


def test_every_answer_carries_the_security_headers(ana):
    for path in ("/", "/welcome", "/healthz", "/workbench.css", "/static/x", "/nosuch"):
        headers = ana.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_streamlits_pages_may_talk_to_this_host_only(ana):
    policy = ana.get("/").headers["content-security-policy"]
    assert "connect-src 'self' ws://workbench.test:8501 wss://workbench.test:8501 data: blob:" in policy
    hostile = ana.get("/", host="a;script-src *").headers["content-security-policy"]
    assert "script-src *" not in hostile


def test_the_phase_is_told_to_participants_only(ana, open_browser, session, store, facilitator):
    told = ana.get(f"/phase/{session.id}")
    assert told.json()["s"] == session.stage_revision
    assert told.headers["cache-control"] == "no-store"
    other = an_open_session(store, staff(store, "Other"))
    for answer in (
        ana.get(f"/phase/{other.id}"),
        ana.get("/phase/nosuch"),
        open_browser().get(f"/phase/{session.id}"),
    ):
        assert (answer.status_code, answer.content) == (404, b"")


def test_a_page_that_follows_its_session_sees_that_the_browser_passed_to_somebody_else(ana, session, store):
    mine = ana.get(f"/phase/{session.id}").json()
    assert mine["w"] == whose(_sign_in_id(store, ana))
    ana.post("/join", {"code": session.join_code, "name": "Ben", "pin": "9137"})
    bens = ana.get(f"/phase/{session.id}").json()
    assert (bens["s"], bens["w"] == mine["w"]) == (mine["s"], False)


def _sign_in_id(store, browser: Browser) -> str:
    found = sign_in_for_token(store, browser.cookies["workbench"])
    assert found is not None
    return found.id


def test_only_staff_may_put_a_file_into_the_servers_memory(ana, open_browser, first_link):
    upload = "/_stcore/upload_file/a/b"
    assert ana.get(upload, accept="*/*").status_code == 404
    admin = open_browser()
    admin.post(first_link, {"name": "Ada", "passphrase": PASSPHRASE})
    assert admin.get(upload, accept="*/*").text.startswith("SHELL")


def test_healthz_says_the_schema_while_the_database_has_it(laptop, store):
    assert laptop.get("/healthz").json() == {"schema": schema.head()}
    with store.writing() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert laptop.get("/healthz").status_code == 503


def test_until_the_schema_is_right_every_page_says_what_to_do(house, store):
    with store.writing() as db:
        db.execute(text("DELETE FROM alembic_version"))
    laptop = Browser(build(house))
    for path in ("/", "/welcome", "/join", "/desk"):
        page = laptop.get(path)
        assert page.status_code == 503
        assert "workbench migrate" in page.text
    assert laptop.get("/workbench.css").status_code == 200
    with store.writing() as db:
        db.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": schema.head()})
    assert laptop.get("/welcome").status_code == 200
