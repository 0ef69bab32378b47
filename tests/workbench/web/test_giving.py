"""The door for whoever was asked to bring work, as a browser sees it."""

import re

import pytest

from tests.workbench.giving_world import Asked, asked
from workbench.services import giving, pins
from workbench.web.paths import route

ANA = {"name": "Ana", "pin": "8264"}


@pytest.fixture
def meeting(store, tmp_path) -> Asked:
    return asked(store, tmp_path)


def test_the_link_says_what_is_asked_for_and_leads_to_the_page(laptop, meeting):
    door = laptop.get(f"/give/{meeting.code}")
    assert door.status_code == 200
    assert "one piece near the line" in door.text
    assert "Grade 7 argument" in door.text
    assert door.text.count("autofocus") == 1
    came = laptop.post(f"/give/{meeting.code}", ANA)
    assert (came.status_code, came.headers["location"]) == (303, f"/give?session={meeting.session_id}")
    assert laptop.get("/").text != "SHELL nobody"


def test_the_door_needs_no_script_and_calls_nobody(laptop, meeting):
    door = laptop.get(f"/give/{meeting.code}")
    assert "<script" not in door.text
    assert not re.search(r"(src|href|action)=\"(https?:)?//", door.text)
    assert "default-src 'none'" in door.headers["content-security-policy"]


@pytest.mark.parametrize("code", ["BCDF-GHJK", "x", "x" * 300, "<b>", "%2e%2e"])
def test_a_link_that_leads_nowhere_says_so(laptop, code):
    door = laptop.get(f"/give/{code}")
    assert door.status_code in (400, 404)
    assert "<b>" not in door.text
    assert laptop.post(f"/give/{code}", ANA).status_code in (400, 404)


def test_what_has_to_be_mended_is_said_and_the_name_is_kept(laptop, meeting):
    said = laptop.post(f"/give/{meeting.code}", ANA | {"pin": "1234"})
    assert said.status_code == 400
    assert 'value="Ana"' in said.text
    assert "1234" not in said.text


def test_who_is_signed_in_goes_on_with_one_press(laptop, meeting):
    laptop.post(f"/give/{meeting.code}", ANA)
    assert "Go on as" in laptop.get(f"/give/{meeting.code}").text
    came = laptop.post(f"/give/{meeting.code}", {"as": "me"})
    assert came.headers["location"] == f"/give?session={meeting.session_id}"


def test_nobody_signed_out_goes_on_as_somebody(laptop, meeting):
    assert laptop.post(f"/give/{meeting.code}", {"as": "me"}).status_code == 404


def test_another_sites_page_lets_nobody_in(laptop, meeting):
    assert laptop.post(f"/give/{meeting.code}", ANA, sec_fetch_site="cross-site").status_code == 404


def test_the_page_itself_is_for_who_came_by_the_link(laptop, meeting):
    assert laptop.get(f"/give?session={meeting.session_id}").headers["location"].startswith("/welcome")


def test_only_who_has_work_to_bring_uploads(open_browser, store, session, facilitator, tmp_path):
    meeting = asked(store, tmp_path, facilitator)
    giver, rater, nobody = open_browser(), open_browser(), open_browser()
    giver.post(f"/give/{meeting.code}", ANA)
    rater.post("/join", {"code": session.join_code, "name": "Ben", "pin": "9175"})
    path = "/_stcore/upload_file/a/b"
    assert giver.get(path).text.startswith("SHELL")
    for browser in (rater, nobody):
        assert browser.get(path).status_code in (303, 404)
    meeting.brings("Cal")
    meeting.opens()
    assert not giving.may_upload(store, meeting.joins("Ana"))
    assert giver.get(path).status_code in (303, 404)


def test_the_log_never_holds_a_links_code():
    assert route("/give/BCDF-GHJK") == "/give/*"


def test_with_a_one_time_code_a_new_pin_is_chosen_behind_the_link(laptop, open_browser, meeting, store):
    laptop.post(f"/give/{meeting.code}", ANA)
    code = pins.reset_pin_of_giver(store, meeting.lead, meeting.session_id, "Ana")
    assert laptop.get("/").status_code == 303
    way = re.search(r'href="(/new-pin[^"]+)"', laptop.get(f"/give/{meeting.code}").text)
    assert way is not None
    page = laptop.get(way[1].replace("&amp;", "&"))
    assert "Session code" not in page.text
    typed = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)) | ANA | {"pin": "7193"}
    wrong = laptop.post("/new-pin", typed | {"one_time_code": "BCDF-GHJK"})
    assert (wrong.status_code, wrong.text.count('name="to"')) == (400, 1)
    assert f'href="/give/{meeting.code}"' in wrong.text
    came = laptop.post("/new-pin", typed | {"one_time_code": code})
    assert (came.status_code, came.headers["location"]) == (303, f"/give?session={meeting.session_id}")
    assert laptop.get("/").text != "SHELL nobody"
    told = open_browser().post(f"/give/{meeting.code}", ANA | {"pin": "7193"})
    assert "Your PIN was reset by the facilitator" in told.text
    assert f"/give?session={meeting.session_id}" in told.text
