"""A worry about a student, on the pages: the button beside the work, who reads of it, and what never says a word."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_the_first_hour import texts
from tests.workbench.talk_world import Table, a_table
from tests.workbench.world import an_open_session, staff, telling
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act, Phase
from workbench.services import alerts, builtin, sessions, talking, worrying
from workbench.storage.store import Store

Open = Callable[..., AppTest]
HOSTILE = " ![x](https://stranger.example/p.png) <b>$x$</b>"


@pytest.fixture
def cora(store: Store) -> Viewer:
    """A coach, who is told."""
    return staff(store, f"Cora Coach{HOSTILE}", Role.COACH)


@pytest.fixture
def table(store: Store, cora: Viewer) -> Table:
    """A session whose scoring has started."""
    return a_table(store, teachers=4, plan=telling(cora), also=HOSTILE)


def raw(page: AppTest) -> str:
    """Return all Markdown of a page, as the browser gets it."""
    kinds = ("error", "caption", "markdown", "info", "warning")
    return "\n".join(str(element.value) for kind in kinds for element in page.get(kind))


def in_talk(table: Table) -> None:
    table.give(table.maple, table.evidence, [1, 2, 3, 4])
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(table.store, table.facilitator, table.id)


def test_the_desk_asks_nothing_tells_the_contact_and_speaks_of_the_duty_to_report(
    open_page: Open, table: Table, cora: Viewer
):
    page = open_page("desk", table.teachers[0], session=table.id)
    (button,) = [button for button in page.button if (button.key or "").endswith("-tell")]
    assert "does not replace your legal duty to report" in texts(page)
    assert "Room 12" in texts(page)
    button.click().run()
    assert not page.exception
    assert "It stands on every page that" in texts(page)
    assert [alert.paused for alert in alerts.alerts(table.store, cora)] == [False]
    assert "![x](" not in raw(page) + button.label


def test_it_is_on_the_talk_of_everybody_and_on_a_desk_whose_scoring_is_closed(open_page: Open, table: Table):
    table.act(Act.CLOSE)
    assert has_button(open_page("desk", table.teachers[0], session=table.id))
    table.act(Act.REOPEN)
    in_talk(table)
    for who in (table.teachers[0], table.facilitator):
        page = open_page("talk", who, session=table.id)
        assert not page.exception
        assert has_button(page)


@pytest.mark.parametrize("name", ["reveal", "agree"])
def test_where_several_pieces_are_on_the_screen_it_asks_only_which(
    open_page: Open, table: Table, cora: Viewer, name: str
):
    if name == "agree":
        in_talk(table)
        talking.end_talk(table.store, table.facilitator, table.id)
    else:
        table.act(Act.CLOSE, Act.REVEAL)
    page = open_page(name, table.teachers[0], session=table.id)
    if name == "reveal":
        page.button(key="skip-countdown").click().run()
    assert not page.exception
    page.radio(key="worry-which").set_value(table.maple).run()
    page.button(key=f"worry-{table.maple}-tell").click().run()
    assert "It stands on every page that" in texts(page)
    assert [alert.sample_id for alert in alerts.alerts(table.store, cora)] == [table.maple]


def has_button(page: AppTest) -> bool:
    return any((button.key or "").endswith("-tell") for button in page.button)


@pytest.mark.parametrize("name", ["home", "exemplars"])
def test_every_page_of_the_contact_says_it_until_it_is_taken_up(open_page: Open, table: Table, cora: Viewer, name: str):
    worrying.worry(table.store, table.teachers[0], table.id, table.maple, pause=False)
    page = open_page(name, cora)
    assert "Somebody is worried about the student who made Maple" in texts(page)
    assert "Whoever brought this piece is told too" in texts(page)
    assert "![x](" not in raw(page)
    (take_up,) = [button for button in page.button if (button.key or "").startswith("take-up")]
    take_up.click().run()
    assert not page.exception
    assert "Somebody is worried" not in texts(page)
    assert alerts.alerts(table.store, cora) == ()


def test_a_screen_that_may_be_on_a_wall_says_only_that_there_is_a_message(open_page: Open, table: Table):
    worrying.worry(table.store, table.teachers[0], table.id, table.maple, pause=False)
    page = open_page("live", table.facilitator, session=table.id)
    shown = texts(page)
    assert "There is a message for you alone" in shown
    assert not [word for word in ("worried", "Maple") if word in shown]
    (show,) = [button for button in page.button if (button.key or "").startswith("show-")]
    show.click().run()
    assert "Somebody is worried about the student who made Maple" in texts(page)
    (away,) = [button for button in page.button if (button.key or "").startswith("put-away")]
    away.click().run()
    assert alerts.alerts(table.store, table.facilitator) == ()


def test_nobody_else_reads_a_word_of_it(open_page: Open, table: Table):
    worrying.worry(table.store, table.teachers[0], table.id, table.maple, pause=True)
    for who in (table.teachers[1], staff(table.store, "Gus"), staff(table.store, "Ada", Role.ADMIN)):
        page = open_page("home", who)
        assert not page.exception
        assert "Somebody is worried" not in texts(page)
        assert "message for you alone" not in texts(page)


def test_a_paused_piece_is_on_nobodys_desk_and_comes_back(open_page: Open, table: Table, cora: Viewer):
    press_on_desk(open_page("desk", table.teachers[0], session=table.id))
    (concern,) = alerts.alerts(table.store, cora)
    assert concern.paused
    for who in table.teachers:
        page = open_page("desk", who, session=table.id, read=table.entry(who, concern.sample_id).assignment_id)
        assert not page.exception
        assert (len(page.radio), len(page.get("bidi_component"))) == (0, 2)
        assert "This piece is paused for now" in page.info[0].value
    told = open_page("home", cora)
    told.button(key=f"take-up-{concern.id}").click().run()
    assert "is paused: nobody reads it" in texts(told)
    told.button(key=f"again-{concern.id}").click().run()
    assert "paused" not in texts(told)
    page = open_page("desk", who, session=table.id, read=table.entry(who, concern.sample_id).assignment_id)
    assert page.radio, "the rubric stands beside it again"


def press_on_desk(page: AppTest) -> None:
    (pause,) = [box for box in page.checkbox if (box.key or "").endswith("-pause")]
    pause.check().run()
    (tell,) = [button for button in page.button if (button.key or "").endswith("-tell")]
    tell.click().run()
    assert not page.exception


def test_a_paused_piece_leaves_the_talk_its_dots(open_page: Open, table: Table):
    in_talk(table)
    worrying.worry(table.store, table.teachers[0], table.id, table.maple, pause=True)
    page = open_page("talk", table.teachers[1], session=table.id)
    assert not page.exception
    assert any("This piece is paused for now" in info.value for info in page.info)
    assert "Only you see this." in [caption.value for caption in page.caption]


def test_set_up_proposes_the_lead_and_does_not_open_before_it_says_how_to_reach_them(open_page: Open, store: Store):
    fay = staff(store)
    builtin.ensure_rubrics(store)
    like = an_open_session(store, staff(store, "Somebody Else"))
    page = open_page("setup", fay)
    assert page.selectbox(key="setup-contact").value == fay.person.id
    assert page.text_input(key="setup-reach").value == ""
    page.text_input(key="setup-title").set_value("October")
    page.multiselect(key="setup-samples").select(page.multiselect(key="setup-samples").options[0]).run()
    page.button(key="setup-open").click().run()
    assert "not said how to reach" in texts(page)
    page.text_input(key="setup-reach").set_value("Room 9")
    page.button(key="setup-open").click().run()
    opened = [found.session for found in sessions.mine(store, fay)]
    assert [session.moment.phase for session in opened] == [Phase.OPEN]
    assert opened[0].samples == like.samples
    again = open_page("setup", fay)
    assert again.text_input(key="setup-reach").value == "Room 9", "the second session costs nothing"


def test_set_up_says_where_nobody_but_the_contact_would_be_told(open_page: Open, store: Store, facilitator: Viewer):
    builtin.ensure_rubrics(store)
    an_open_session(store, facilitator)
    gus = staff(store, "Gus")
    page = open_page("setup", facilitator)
    page.multiselect(key="setup-samples").select(page.multiselect(key="setup-samples").options[0]).run()
    assert "so nobody but you would be told" in texts(page)
    page.selectbox(key="setup-contact").set_value(gus.person.id).run()
    assert "would be told" not in texts(page)
