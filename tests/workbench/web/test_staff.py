"""The staff's doors, as a browser sees them."""

from tests.workbench.web.conftest import PASSPHRASE
from workbench.domain.people import Role
from workbench.services import inviting


def test_the_first_link_makes_the_admin_and_works_once(laptop, open_browser, first_link):
    page = laptop.get(first_link)
    assert page.status_code == 200
    assert "first admin" in page.text
    assert 'minlength="12"' in page.text
    done = laptop.post(first_link, {"name": "Gil", "passphrase": PASSPHRASE})
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert laptop.get("/").text != "SHELL nobody"
    for again in (open_browser().get(first_link), open_browser().post(first_link, {"passphrase": PASSPHRASE})):
        assert again.status_code == 404
        assert "used already" in again.text


def test_a_short_passphrase_does_not_use_the_link(laptop, first_link):
    page = laptop.post(first_link, {"name": "Gil", "passphrase": "short"})
    assert page.status_code == 400
    assert "at least 12 characters" in page.text
    assert laptop.post(first_link, {"name": "Gil", "passphrase": PASSPHRASE}).status_code == 303


def test_a_link_for_somebody_names_them(laptop, store):
    token = inviting.make_link(store, Role.FACILITATOR, "<b>Fay</b>", None)
    page = laptop.get(f"/link/{token}")
    assert "&lt;b&gt;Fay&lt;/b&gt;" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "same-origin"


def test_staff_sign_in_and_come_back_to_the_session_they_asked_for(laptop, open_browser, first_link):
    laptop.post(first_link, {"name": "Gil", "passphrase": PASSPHRASE})
    other = open_browser()
    sent = other.get("/desk?session=abc123")
    assert sent.headers["location"] == "/welcome?session=abc123"
    assert "/sign-in?session=abc123" in other.get(sent.headers["location"]).text
    assert 'action="/sign-in?session=abc123"' in other.get("/sign-in?session=abc123").text
    done = other.post("/sign-in?session=abc123", {"name": "gil", "passphrase": PASSPHRASE})
    assert done.headers["location"] == "/?session=abc123"


def test_a_wrong_passphrase_says_nothing_about_the_name(laptop, first_link):
    laptop.post(first_link, {"name": "Gil", "passphrase": PASSPHRASE})
    known = laptop.post("/sign-in", {"name": "Gil", "passphrase": "wrong wrong wrong"})
    unknown = laptop.post("/sign-in", {"name": "Nobody", "passphrase": "wrong wrong wrong"})
    assert known.status_code == unknown.status_code == 400
    assert known.text.replace("Gil", "X") == unknown.text.replace("Nobody", "X")


def test_a_demo_link_works_from_this_machine_only(open_browser, store, facilitator):
    with store.writing() as db:
        link = f"/demo/{inviting.demo_link(store, db, facilitator.person.id)}"
    assert open_browser("10.0.0.7").get(link).status_code == 404
    here = open_browser("127.0.0.1")
    assert here.get(link).status_code == 303
    assert here.get("/").text != "SHELL nobody"
