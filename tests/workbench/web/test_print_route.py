"""The page for paper: for a session's participants after the reveal, with a policy that lets nothing else run."""

from collections.abc import Callable

import pytest

from tests.workbench.scored_session import a_session, elsewhere, usual
from tests.workbench.world import staff
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.services import signing_in
from workbench.web import cookies


@pytest.fixture
def ask(store, open_browser) -> Callable[[Viewer | None, str], object]:
    def answered(viewer, session_id):
        laptop = open_browser()
        if viewer:
            with store.writing() as db:
                laptop.cookies.set(cookies.NAME, signing_in.start(store, db, viewer.person.id))
        return laptop.get(f"/print/{session_id}")

    return answered


@pytest.fixture
def scored(store):
    scored = a_session(store)
    scored.give(usual)
    scored.act(Act.CLOSE)
    return scored


def test_a_participant_prints_it_after_the_reveal(scored, ask):
    assert ask(scored.teachers[0], scored.id).status_code == 404
    scored.act(Act.REVEAL)
    for viewer in (scored.teachers[0], scored.facilitator):
        answer = ask(viewer, scored.id)
        assert answer.status_code == 200
        assert "<h1>What we agreed</h1>" in answer.text


def test_everybody_else_finds_nothing_and_both_kinds_of_nothing_look_the_same(store, scored, ask):
    scored.act(Act.REVEAL)
    missing = ask(scored.teachers[0], "no-such-session")
    assert missing.status_code == 404
    for stranger in (elsewhere(store, "Olu F."), staff(store, "Ada", Role.ADMIN), staff(store, "Cho", Role.COACH)):
        answer = ask(stranger, scored.id)
        assert (answer.status_code, answer.text) == (404, missing.text)
    assert ask(None, scored.id).status_code == 303


def test_nobody_keeps_a_copy_and_only_its_own_script_and_style_run(scored, ask):
    scored.act(Act.REVEAL)
    headers = ask(scored.teachers[0], scored.id).headers
    assert headers["cache-control"] == "no-store"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
