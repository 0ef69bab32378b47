"""The projector's page as a browser gets it: opened by a code, read only, and without anybody in it."""

import re
from dataclasses import replace

import httpx
import pytest

from tests.workbench.talk_world import Table, a_table, revealed
from tests.workbench.web.conftest import BASE, Browser, build
from tests.workbench.world import Clock
from workbench.domain.phases import Act
from workbench.services import signing_in, walls
from workbench.services.revealing import COUNTDOWN
from workbench.storage import tables as t
from workbench.storage.store import Store
from workbench.web import cookies


@pytest.fixture
def table(store: Store) -> Table:
    return a_table(store, 5)


def code(table: Table) -> str:
    return walls.new_code(table.store, table.facilitator, table.id)


def opened(browser: Browser, typed: str) -> Browser:
    """Return this browser once it shows the session's page."""
    answer = browser.post("/wall", {"code": typed})
    assert (answer.status_code, answer.headers["location"]) == (303, "/wall")
    return browser


def now(browser: Browser, mark: str = "") -> dict[str, object]:
    return browser.get(f"/wall/now?mark={mark}", accept="*/*").json()


def test_a_code_opens_the_page_and_nothing_else(laptop, table):
    page = laptop.get("/wall")
    assert page.status_code == 200
    assert "Code for the projector" in page.text
    opened(laptop, code(table))
    page = laptop.get("/wall")
    assert "<h1" in page.text
    assert "Scoring" in page.text
    assert "0 of 5 are done" in page.text
    for path in (f"/?session={table.id}", f"/live?session={table.id}", f"/print/{table.id}", "/media/x.png"):
        assert laptop.get(path).status_code == 303, path
    for path in (f"/phase/{table.id}", f"/files/{table.text}/1"):
        assert laptop.get(path, accept="*/*").status_code == 404, path


def test_the_cookie_is_for_this_page_alone(laptop, table, house, store):
    cookie = laptop.post("/wall", {"code": code(table)}).headers["set-cookie"]
    assert cookie.startswith("workbench_wall=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/wall", "Max-Age=86400"):
        assert part in cookie
    assert "Secure" not in cookie
    over_tls = replace(house, settings=replace(house.settings, address=BASE.replace("http:", "https:")))
    browser = Browser(build(over_tls))
    cookie = browser.post("/wall", {"code": code(table)}, origin=over_tls.settings.address).headers["set-cookie"]
    assert "Secure" in cookie


def test_its_cookie_is_no_sign_in_and_a_sign_in_is_no_wall(open_browser, table, store):
    screen = opened(open_browser(), code(table))
    token = screen.cookies.get("workbench_wall", path="/wall")
    forged = open_browser()
    forged.cookies.set(cookies.NAME, token)
    assert forged.get("/").status_code == 303
    with store.writing() as db:
        fays = signing_in.start(store, db, table.facilitator.person.id)
    lead = open_browser()
    lead.cookies.set(cookies.NAME, fays)
    lead.cookies.set("workbench_wall", fays, path="/wall")
    assert lead.get("/wall/now", accept="*/*").status_code == 404
    assert "Code for the projector" in lead.get("/wall").text


def test_nothing_of_it_is_kept_and_only_its_own_script_runs(laptop, table):
    opened(laptop, code(table))
    page = laptop.get("/wall")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert page.headers["cache-control"] == "no-store"
    assert laptop.get("/wall/now", accept="*/*").headers["cache-control"] == "no-store"
    assert not re.search(r"(src|href|action)=\"(https?:)?//", page.text)
    assert " style=" not in page.text
    door = laptop.get("/wall?another")
    assert "<script" not in door.text
    assert "script-src" not in door.headers["content-security-policy"]


def test_it_sends_only_what_has_changed(laptop, table):
    opened(laptop, code(table))
    first = now(laptop)
    assert "Scoring" in first["html"]
    again = now(laptop, first["mark"])
    assert again == {"mark": first["mark"], "clocks": []}
    table.act(Act.CLOSE)
    changed = now(laptop, first["mark"])
    assert changed["mark"] != first["mark"]
    assert "look up" in changed["html"]


def test_clocks_run_from_the_servers_seconds_and_change_nothing_else(laptop, table, clock: Clock):
    opened(laptop, code(table))
    table.act(Act.CLOSE, Act.REVEAL)
    before = now(laptop)
    clock.forward(seconds=3)
    after = now(laptop, before["mark"])
    assert (before["clocks"], after["clocks"]) == ([COUNTDOWN.total_seconds()], [COUNTDOWN.total_seconds() - 3])
    assert "html" not in after


def test_the_dots_are_not_sent_before_they_come_out(laptop, store, clock: Clock):
    table = revealed(store)
    opened(laptop, code(table))
    assert "<svg" not in now(laptop)["html"]
    clock.forward(seconds=COUNTDOWN.total_seconds())
    html = now(laptop)["html"]
    assert html.count("<svg") == 4
    assert html.count("<circle") == 20
    assert 'aria-label="Dots for Maple. Claim. 1 Beginning: 0, 2 Developing: 1, 3 Proficient: 4' in html


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ("", 400, "six digits"),
        ("12345", 400, "six digits"),
        ("BCDF-GHJK", 400, "six digits"),
        ('"><script>', 400, "six digits"),
        ("000000", 404, "No projector&#39;s page opens with that code"),
    ],
)
def test_a_wrong_code_says_so_where_it_was_typed(laptop, typed, status, says):
    answer = laptop.post("/wall", {"code": typed})
    assert answer.status_code == status
    assert says in answer.text
    assert 'role="alert"' in answer.text
    assert "<script" not in answer.text
    assert "set-cookie" not in answer.headers


def test_after_twenty_wrong_tries_it_says_how_long_to_wait(laptop, table, clock: Clock):
    right = code(table)
    for _try in range(20):
        assert laptop.post("/wall", {"code": f"{(int(right) + 1) % 1_000_000:06}"}).status_code == 404
    stopped = laptop.post("/wall", {"code": right})
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "10")
    assert "Wait 10 seconds" in stopped.text
    clock.forward(seconds=10)
    opened(laptop, right)


def test_another_sites_page_cannot_open_it(laptop, table):
    assert laptop.post("/wall", {"code": code(table)}, origin="https://evil.example").status_code == 404


def test_an_old_code_and_an_archived_session_lead_back_to_the_door(laptop, open_browser, table):
    old = code(table)
    opened(laptop, old)
    opened(open_browser(), code(table))
    assert laptop.get("/wall/now", accept="*/*").status_code == 404
    assert "Code for the projector" in laptop.get("/wall").text
    assert laptop.post("/wall", {"code": old}).status_code == 404
    opened(laptop, code(table))
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE, Act.ARCHIVE)
    assert laptop.get("/wall/now", accept="*/*").status_code == 404
    assert "Code for the projector" in laptop.get("/wall").text


def test_a_screen_shows_one_session_the_one_it_was_opened_with_last(laptop, store, table):
    other = a_table(store, 4, also=" two")
    opened(laptop, code(table))
    first = laptop.cookies.get("workbench_wall", path="/wall")
    assert "0 of 5" in laptop.get("/wall").text
    opened(laptop, code(other))
    assert "0 of 4" in laptop.get("/wall").text
    laptop.cookies.set("workbench_wall", first, path="/wall", domain="workbench.test")
    with store.reading() as db:
        assert len(db.execute(t.wall_screen.select()).all()) == 1, "the first was closed when the second was opened"


def test_a_made_up_or_endless_cookie_is_nobodys(laptop):
    for value in ("made-up", "x" * 5000):
        laptop.cookies = httpx.Cookies()
        laptop.cookies.set("workbench_wall", value, path="/wall")
        assert laptop.get("/wall/now", accept="*/*").status_code == 404


def test_a_hostile_title_is_shown_as_text(laptop, store, table):
    with store.writing() as db:
        db.execute(t.calibration.update().values(title="<img src=//evil.example>{{ 7*7 }}"))
    opened(laptop, code(table))
    page = laptop.get("/wall").text
    assert "<img" not in page
    assert "&lt;img src=//evil.example&gt;{{ 7*7 }}" in page
