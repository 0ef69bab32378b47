"""A door speaks the language of whoever stands before it, and remembers it for them."""

import pytest

from tests.workbench.web.conftest import BASE
from workbench.domain.people import Viewer
from workbench.services import reading
from workbench.storage import people

SPANISH = {"accept-language": "es-MX,es;q=0.9,en;q=0.8"}
WELCOME, BIENVENIDA = "<h1>Welcome</h1>", "<h1>Bienvenida</h1>"


def ana(session, **changed):
    return {"code": session.join_code, "name": "Ana P.", "pin": "8264", **changed}


def stored_language(store, session):
    with store.reading() as db:
        account = people.named(db, session.school_id, "Ana P.")
    return reading.of(store, Viewer(account.person, frozenset())).language


def test_a_door_answers_in_the_browsers_language(laptop):
    english, spanish = laptop.get("/welcome"), laptop.get("/welcome", **SPANISH)
    assert WELCOME in english.text
    assert '<html lang="en">' in english.text
    assert BIENVENIDA in spanish.text
    assert '<html lang="es">' in spanish.text


def test_every_door_offers_the_other_language_in_its_own_words(laptop):
    assert '<button name="language" value="es" lang="es">Español</button>' in laptop.get("/welcome").text
    assert '<button name="language" value="en" lang="en">English</button>' in laptop.get("/welcome", **SPANISH).text


def test_what_is_chosen_at_a_door_holds_on_this_device(laptop, open_browser, session):
    chosen = laptop.post("/language", {"language": "es"}, referer=f"{BASE}/join?code={session.join_code}")
    assert (chosen.status_code, chosen.headers["location"]) == (303, f"/join?code={session.join_code}")
    assert BIENVENIDA in laptop.get("/welcome", **{"accept-language": "en"}).text
    assert WELCOME in open_browser().get("/welcome").text


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("", "/"),
        (f"{BASE}/desk?session=a%20b", "/desk?session=a%20b"),
        ("https://evil.example//evil.example/x", "/evil.example/x"),
        (f"{BASE}//evil.example", "/evil.example"),
        (f"{BASE}/\\evil.example", "/evil.example"),
        ("http://[", "/"),
    ],
)
def test_choosing_leads_back_to_a_page_of_ours_only(laptop, referer, back):
    assert laptop.post("/language", {"language": "es"}, referer=referer).headers["location"] == back


def test_a_language_that_is_not_spoken_or_another_sites_form_is_refused(laptop):
    refused = laptop.post("/language", {"language": "tlh"})
    assert refused.status_code == 400
    assert "That language is not spoken here." in refused.text
    assert laptop.post("/language", {"language": "es"}, origin="https://evil.example").status_code == 404
    assert WELCOME in laptop.get("/welcome").text


def test_who_joins_at_a_spanish_door_keeps_spanish_everywhere(laptop, open_browser, session, store):
    laptop.post("/language", {"language": "es"})
    laptop.post("/join", ana(session))
    assert stored_language(store, session) == "es"
    phone = open_browser("10.0.0.2")
    phone.post("/join", ana(session))
    assert '<html lang="en">' in phone.get(f"/join?code={session.join_code}").text, (
        "the next at this door may be another"
    )
    assert '<html lang="es">' in phone.get("/print/nosuch").text


def test_the_next_on_the_same_device_does_not_inherit_the_language_of_the_one_before(laptop, session, store):
    laptop.post("/join", ana(session))
    laptop.post("/language", {"language": "es"})
    laptop.cookies.delete("workbench_language")
    laptop.post("/join", ana(session, name="Ben Q.", pin="7351"))
    with store.reading() as db:
        ben = people.named(db, session.school_id, "Ben Q.")
    assert reading.of(store, Viewer(ben.person, frozenset())).language is None


def test_who_joins_at_an_english_door_has_chosen_nothing_yet(laptop, session, store):
    laptop.post("/join", ana(session))
    assert stored_language(store, session) is None


def test_a_choice_made_while_signed_in_is_the_persons(laptop, session, store):
    laptop.post("/join", ana(session))
    laptop.post("/language", {"language": "es"})
    assert stored_language(store, session) == "es"
    laptop.post("/language", {"language": "en"})
    assert stored_language(store, session) == "en"
    laptop.post("/sign-out")
    laptop.post("/language", {"language": "es"})
    laptop.post("/join", ana(session))
    assert stored_language(store, session) == "en", "what somebody chose is not changed by a door"


def test_errors_of_a_door_are_spanish_too(laptop, session):
    wrong = laptop.post("/join", ana(session, pin="9999"), accept_language="es")
    assert wrong.status_code == 400
    assert "fácil de adivinar" in wrong.text
    laptop.post("/join", ana(session), accept_language="es")
    assert '<html lang="es">' in laptop.get("/broken").text
