"""The routes for score sheets and the work: for whoever leads the session or types for it, and nobody else."""

import pytest

from tests.workbench.scored_session import a_session, elsewhere
from tests.workbench.world import staff
from workbench.domain.people import Role, Viewer
from workbench.services import paper_sheets, signing_in, typists
from workbench.services.paper_sheets import WantedSheets
from workbench.web import cookies


@pytest.fixture
def scored(store):
    scored = a_session(store)
    paper_sheets.make(store, scored.facilitator, scored.id, WantedSheets(2))
    return scored


@pytest.fixture
def ask(store, open_browser):
    def answered(viewer, path):
        laptop = open_browser()
        if viewer:
            with store.writing() as db:
                laptop.cookies.set(cookies.NAME, signing_in.start(store, db, viewer.person.id))
        return laptop.get(path)

    return answered


@pytest.mark.parametrize(("what", "title"), [("sheets", "Score sheets"), ("work", "The work and the rubric")])
def test_the_lead_and_a_typist_print_it_with_a_policy_that_lets_nothing_else_run(store, scored, ask, what, title):
    tia = Viewer(typists.give_task(store, scored.facilitator, scored.id, "Tia T.").person, frozenset())
    for viewer in (scored.facilitator, tia):
        answer = ask(viewer, f"/print/{scored.id}/{what}")
        assert answer.status_code == 200
        assert f"<title>{title}" in answer.text
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "style=" not in answer.text
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", ["sheets", "work"])
def test_everybody_else_finds_nothing_and_both_kinds_of_nothing_look_the_same(store, scored, ask, what):
    missing = ask(scored.facilitator, f"/print/nosuch/{what}")
    assert missing.status_code == 404
    others = (scored.teachers[0], elsewhere(store, "Olu F."), staff(store, "Ada", Role.ADMIN), staff(store, "Gil"))
    for stranger in others:
        answer = ask(stranger, f"/print/{scored.id}/{what}")
        assert (answer.status_code, answer.text) == (404, missing.text)
    assert ask(None, f"/print/{scored.id}/{what}").status_code == 303


def test_a_typists_screen_follows_the_session_until_the_task_is_taken_back(store, scored, ask):
    named = typists.give_task(store, scored.facilitator, scored.id, "Tia T.")
    tia = Viewer(named.person, frozenset())
    assert ask(tia, f"/phase/{scored.id}").status_code == 200
    typists.take_task(store, scored.facilitator, scored.id, named.person.id)
    assert ask(tia, f"/phase/{scored.id}").status_code == 404
