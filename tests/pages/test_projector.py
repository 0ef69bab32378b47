"""Safe on a wall: names only when asked for, a facilitator's desk behind a blank, and the projector's code."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_the_first_hour import teacher, texts
from tests.workbench.talk_world import revealed
from tests.workbench.world import an_open_session
from workbench.domain.people import Viewer
from workbench.domain.phases import Act, Stage
from workbench.domain.sessions import Session
from workbench.domain.wallcodes import said
from workbench.services import seats, sessions, talking, walls
from workbench.storage.store import Store

Open = Callable[..., AppTest]


@pytest.fixture
def session(store: Store, facilitator: Viewer) -> Session:
    return an_open_session(store, facilitator, Stage.SCORING)


def sit(store: Store, session: Session, facilitator: Viewer) -> None:
    with store.writing() as db:
        seats.take_seat(store, db, session.id, facilitator.person.id)


def test_a_facilitator_gets_a_code_and_a_new_one_by_a_press(open_page: Open, store: Store, facilitator, session):
    page = open_page("live", facilitator, session=session.id)
    page.button(key="projector-code").click().run()
    assert not page.exception
    first = walls.projector(store, facilitator, session.id).code
    assert f"/wall and type {said(first)}" in texts(page)
    page.button(key="projector-code").click().run()
    second = walls.projector(store, facilitator, session.id).code
    assert first != second
    assert said(second) in texts(page)


def test_the_code_stands_on_every_page_of_the_hour_and_no_teacher_sees_it(open_page: Open, store: Store):
    table = revealed(store)
    lead, people = table.facilitator, (table.facilitator, table.teachers[0])
    waiting = an_open_session(store, lead)
    assert _who_sees_it(open_page, store, "lobby", waiting.id, (lead, teacher(store, waiting, "Ana P."))) == [lead]
    assert _who_sees_it(open_page, store, "reveal", table.id, people) == [lead]
    talking.start_talk(store, lead, table.id)
    assert _who_sees_it(open_page, store, "talk", table.id, people) == [lead]
    talking.end_talk(store, lead, table.id)
    assert _who_sees_it(open_page, store, "agree", table.id, people) == [lead]
    table.act(Act.CONCLUDE)
    assert _who_sees_it(open_page, store, "agreed", table.id, people) == [lead]


def _who_sees_it(
    open_page: Open, store: Store, page: str, session_id: str, people: tuple[Viewer, Viewer]
) -> list[Viewer]:
    """Return who is shown the projector's code, or where it would stand."""
    code = said(walls.new_code(store, people[0], session_id))
    found = []
    for viewer in people:
        screen = open_page(page, viewer, session=session_id)
        assert not screen.exception
        if code in texts(screen) or "Projector" in [expander.label for expander in screen.expander]:
            found.append(viewer)
    return found


def test_the_lobby_of_a_facilitator_counts_and_names_only_when_asked(open_page: Open, store: Store, facilitator):
    waiting = an_open_session(store, facilitator)
    ana, ben = (teacher(store, waiting, name) for name in ("Ana P.", "Ben K."))
    page = open_page("lobby", facilitator, session=waiting.id)
    assert "2 people are here" in texts(page)
    assert "Ana P." not in texts(page)
    page.toggle(key="lobby-names").set_value(True).run()
    assert "Ana P." in texts(page)
    assert "Ana P." not in texts(open_page("lobby", facilitator, session=waiting.id)), "off again on a new page"
    assert "Ana P." in texts(open_page("lobby", ben, session=waiting.id)), "a teacher's own device is no wall"
    assert ana.person.name == "Ana P."


def test_names_are_off_again_when_scoring_closes(open_page: Open, store: Store, facilitator, session):
    teacher(store, session, "Ana P.")
    page = open_page("live", facilitator, session=session.id)
    assert "have read it" not in str(page.main)
    page.toggle(key="live-names-open-1").set_value(True).run()
    assert "Ana P." in texts(page)
    assert "has not finished a piece yet" in texts(page)
    page.button(key="act-close").click().run()
    assert "Ana P." not in texts(page)


def test_own_scoring_waits_until_the_projector_is_blank(open_page: Open, store: Store, facilitator, session):
    sit(store, session, facilitator)
    page = open_page("desk", facilitator, session=session.id)
    assert "What you choose would be on the wall." in texts(page)
    assert not page.radio
    page.button(key="blank-projector").click().run()
    assert page.radio, "the desk"
    assert walls.projector(store, facilitator, session.id).blank

    live = open_page("live", facilitator, session=session.id)
    assert "The projector is blank" in texts(live)
    live.button(key="show-projector").click().run()
    assert "The projector is blank" not in texts(live)
    assert not open_page("desk", facilitator, session=session.id).radio


def test_a_teacher_never_waits_for_the_projector(open_page: Open, store: Store, facilitator, session):
    ana = teacher(store, session, "Ana P.")
    page = open_page("desk", ana, session=session.id)
    assert page.radio
    assert "back-to-live" not in [button.key for button in page.button]


def test_the_way_back_from_the_own_desk_leads_to_the_live_page(open_page: Open, store: Store, facilitator, session):
    sit(store, session, facilitator)
    walls.blank(store, facilitator, session.id)
    page = open_page("desk", facilitator, session=session.id)
    page.button(key="back-to-live").click().run()
    assert "Scoring is on" in texts(page)
    assert sessions.overview(store, facilitator, session.id).session.moment.scores_open
