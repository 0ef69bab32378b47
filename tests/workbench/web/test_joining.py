"""The teacher's door, as a browser sees it."""

import re

import pytest

from tests.workbench.world import staff
from workbench.domain.phases import Act
from workbench.services import pins, sessions
from workbench.services.sessions import Draft
from workbench.storage import sessions as stored


def ana(session, **changed):
    return {"code": session.join_code, "name": "Ana P.", "pin": "8264", **changed}


def test_the_qr_code_leads_through_the_door_into_the_session(laptop, session):
    scanned = laptop.get(f"/j/{session.join_code}")
    assert scanned.status_code == 303
    door = laptop.get(scanned.headers["location"])
    assert door.status_code == 200
    assert f'value="{session.join_code}"' in door.text
    assert "Grade 7 argument" in door.text
    assert "Who sees my scores?" in door.text
    assert door.text.count("<li>") == 5
    joined = laptop.post("/join", ana(session))
    assert (joined.status_code, joined.headers["location"]) == (303, f"/?session={session.id}")
    assert laptop.get("/").text != "SHELL nobody"


def test_the_cookie_is_for_the_server_alone(laptop, session):
    cookie = laptop.post("/join", ana(session)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie


def test_the_door_needs_no_script_and_calls_nobody(laptop, session):
    door = laptop.get(f"/join?code={session.join_code}")
    assert "<script" not in door.text
    assert not re.search(r"(src|href|action)=\"(https?:)?//", door.text)
    assert "default-src 'none'" in door.headers["content-security-policy"]
    assert '<html lang="en">' in door.text
    assert 'inputmode="numeric"' in door.text


def test_only_one_field_has_the_focus(laptop, session):
    for page in (
        laptop.get("/join"),
        laptop.get(f"/join?code={session.join_code}"),
        laptop.post("/join", ana(session, pin="1")),
        laptop.get("/new-pin"),
        laptop.get("/sign-in"),
    ):
        assert page.text.count("autofocus") == 1


def test_what_was_typed_is_kept_except_the_pin(laptop, session):
    page = laptop.post("/join", ana(session, pin="9999"))
    assert page.status_code == 400
    assert "too easy to guess" in page.text
    assert 'value="Ana P."' in page.text
    assert "9999" not in page.text
    assert 'role="alert"' in page.text
    assert re.search(r'id="pin"[^>]*aria-invalid="true"', page.text, re.DOTALL)


def test_a_taken_name_asks_for_its_pin(laptop, open_browser, session):
    laptop.post("/join", ana(session))
    page = open_browser().post("/join", ana(session, pin="1357"))
    assert page.status_code == 400
    assert "Someone with this name is here already." in page.text
    assert "set-cookie" not in page.headers


def test_two_laptops_are_the_same_person(laptop, open_browser, session, house):
    other = open_browser()
    for device in (laptop, other):
        assert device.post("/join", ana(session)).status_code == 303
        assert device.get("/").text != "SHELL nobody"


def test_wrong_pins_slow_down_with_a_page_that_says_how_long(laptop, open_browser, session, clock):
    laptop.post("/join", ana(session))
    guesser = open_browser()
    for _ in range(5):
        assert guesser.post("/join", ana(session, pin="1357")).status_code == 400
    stopped = guesser.post("/join", ana(session, pin="1357"))
    assert stopped.status_code == 429
    assert stopped.headers["retry-after"] == "10"
    assert "Wait 10 seconds" in stopped.text
    clock.forward(seconds=10)
    assert guesser.post("/join", ana(session)).status_code == 303


@pytest.mark.parametrize(("code", "status"), [("BCDF-GHJK", 404), ("abc", 400), ("<script>", 400), ("%00", 400)])
def test_a_code_that_opens_nothing_says_so_at_the_door(laptop, code, status):
    page = laptop.get(f"/join?code={code}")
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert "<script" not in page.text


HOSTILE = [
    "![x](https://evil.example/a)",
    "<img src=//evil.example>",
    '"><script>alert(1)</script>',
    "{{ 7*7 }}",
    "=HYPERLINK(1)",
    "محمد بن",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_text(laptop, session, name):
    page = laptop.post("/join", ana(session, name=name, pin="1"))
    assert page.status_code == 400
    assert "<img" not in page.text
    assert "<script" not in page.text
    assert "49" not in page.text
    laptop.post("/join", ana(session, name=name))
    welcome_back = laptop.get(f"/join?code={session.join_code}")
    assert "Go on as" in welcome_back.text
    assert "<bdi>" in welcome_back.text
    assert "<img" not in welcome_back.text
    assert "<script" not in welcome_back.text


def test_a_name_that_turns_the_line_around_is_refused(laptop, session):
    page = laptop.post("/join", ana(session, name="Ana\u202egnp.exe"))
    assert page.status_code == 400
    assert "cannot be seen" in page.text


def test_somebody_signed_in_goes_on_with_one_press(laptop, session):
    laptop.post("/join", ana(session))
    assert "Go on as" in laptop.get(f"/join?code={session.join_code}").text
    again = laptop.post("/join", {"code": session.join_code, "as": "me"})
    assert again.headers["location"] == f"/?session={session.id}"


def test_pressing_go_on_when_signed_out_asks_for_the_name(laptop, session):
    page = laptop.post("/join", {"code": session.join_code, "as": "me"})
    assert page.status_code == 404
    assert "You are signed out." in page.text


def test_the_next_teacher_on_a_device_ends_the_last_ones_sign_in(laptop, open_browser, session):
    laptop.post("/join", ana(session))
    copy = open_browser()
    copy.cookies.update(laptop.cookies)
    laptop.post("/join", ana(session, name="Ben"))
    assert copy.get("/").status_code == 303
    assert laptop.get("/").status_code == 200


def test_a_reset_pin_revokes_and_the_code_lets_the_teacher_back_in(laptop, open_browser, session, facilitator, store):
    laptop.post("/join", ana(session))
    person = sessions.people_here(store, facilitator, session.id)[0]
    code = pins.reset_pin(store, facilitator, session.id, person.id)
    assert laptop.get("/").status_code == 303
    assert laptop.post("/join", ana(session)).status_code == 400
    new = laptop.post("/new-pin", ana(session, pin="7193", one_time_code=code))
    assert new.headers["location"] == f"/?session={session.id}"
    told = open_browser().post("/join", ana(session, pin="7193"))
    assert told.status_code == 200
    assert "Your PIN was reset by the facilitator" in told.text
    assert "set-cookie" in told.headers


def test_a_wrong_one_time_code_says_so(laptop, session):
    laptop.post("/join", ana(session))
    page = laptop.post("/new-pin", ana(session, pin="7193", one_time_code="BCDF-GHJK"))
    assert page.status_code == 400
    assert "do not belong together" in page.text


def test_a_session_that_is_no_longer_open_cannot_be_joined(laptop, session, store, facilitator):
    for act in (Act.START, Act.CLOSE, Act.REVEAL, Act.CONCLUDE, Act.ARCHIVE):
        sessions.act(store, facilitator, session.id, act)
    assert laptop.post("/join", ana(session)).status_code == 404


def prepared(store, session) -> str:
    """Return the code of a session that is still being set up."""
    lead = staff(store, "Lee Lead")
    session_id = sessions.draft(store, lead, Draft("Next week", session.rubric_id, ()))
    with store.reading() as db:
        return stored.get(db, session_id).join_code


def test_before_the_session_opens_its_link_says_that_the_way_is_free(laptop, store, session):
    tried = laptop.get(f"/j/{prepared(store, session)}")
    assert tried.status_code == 200
    assert "This device reaches the workbench." in tried.text


def test_the_serving_machine_is_told_to_try_another_device(open_browser, store, session):
    tried = open_browser("127.0.0.1").get(f"/j/{prepared(store, session)}")
    assert "Open the same link on a phone" in tried.text


def test_what_a_session_gives_out_stands_on_a_page_to_print(laptop, session):
    door = laptop.get(f"/join?code={session.join_code}")
    assert f"/promises?code={session.join_code}" in door.text
    page = laptop.get(f"/promises?code={session.join_code}")
    assert page.status_code == 200
    assert page.text.count("<li>") == 5
    assert "Version 2" in page.text
    assert laptop.get("/promises?code=BBBB-BBBB").status_code == 404


def test_an_origin_that_cannot_be_read_is_another_site(laptop, session):
    refused = laptop.post("/join", ana(session), origin="http://[")
    assert refused.status_code == 404
