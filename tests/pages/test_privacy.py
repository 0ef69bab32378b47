"""Small groups and names: the private question, the days until names are cut off, and cutting them now."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_the_first_hour import texts
from tests.workbench.services.test_cutting_together import again, brought, wanted
from tests.workbench.talk_world import USUAL, Table, a_table, join, revealed
from tests.workbench.world import staff
from workbench.domain.phases import Act
from workbench.domain.scoring import Given
from workbench.domain.sessions import Plan
from workbench.domain.small_groups import Say
from workbench.services import cutting, scoring, sessions, small_groups
from workbench.services.small_groups import Question
from workbench.storage import audit
from workbench.storage.store import Store

Open = Callable[..., AppTest]
QUESTION = "We are few. May our dots stand on the wall, without names?"


def asks(page: AppTest) -> bool:
    return QUESTION in [radio.label for radio in page.radio]


def finish(table: Table) -> None:
    for sample in (table.maple, table.birch):
        for criterion in (table.claim, table.evidence):
            scoring.score(table.store, table.teachers[0], table.entry(table.teachers[0], sample), criterion, Given(2))


def test_whoever_has_finished_in_a_group_of_four_is_asked_and_their_word_is_kept(store: Store, open_page: Open):
    table = a_table(store, 4)
    ana = table.teachers[0]
    assert not asks(open_page("desk", ana, session=table.id))
    finish(table)
    page = open_page("desk", ana, session=table.id)
    (question,) = [radio for radio in page.radio if radio.label == QUESTION]
    assert question.value is None
    question.set_value(Say.RATHER_NOT).run()
    assert not page.exception
    assert small_groups.question(store, ana, table.id) == Question(Say.RATHER_NOT)
    (again,) = [r for r in open_page("desk", ana, session=table.id).radio if r.label == QUESTION]
    assert again.value == Say.RATHER_NOT


def test_neither_the_lead_nor_a_group_of_five_is_asked(store: Store, open_page: Open):
    table = a_table(store, 4)
    finish(table)
    assert not asks(open_page("live", table.facilitator, session=table.id))
    join(table, "A fifth")
    assert not asks(open_page("desk", table.teachers[0], session=table.id))


def test_the_lead_cuts_the_names_off_once_sure_and_everybody_is_told(store: Store, open_page: Open):
    table = revealed(store)
    table.act(Act.CONCLUDE)
    ana = table.teachers[0]
    assert "Names and scores" not in [e.label for e in open_page("agreed", ana, session=table.id).expander]
    page = open_page("agreed", table.facilitator, session=table.id)
    assert "Names are cut off the scores on" in texts(page)
    cut = page.button(key="names-cut")
    assert cut.disabled
    page.checkbox(key=f"names-sure-{table.id}").check().run()
    page.button(key="names-cut").click().run()
    assert not page.exception
    assert "Names were cut off these scores on" in texts(page)
    assert sessions.overview(store, ana, table.id).session.names_cut_at
    assert "Names were cut off these scores on" in texts(open_page("agreed", ana, session=table.id))
    assert "Your name was cut off your scores on" in texts(open_page("agreement", ana, session=table.id))


@pytest.mark.parametrize(
    ("other_lead", "says"),
    [
        (False, "as soon as “Another” is concluded"),
        (True, "as soon as another session that reads the same work is concluded"),
    ],
)
def test_while_another_session_keeps_the_names_no_day_that_has_passed_is_shown(
    store: Store, tmp_path: Path, open_page: Open, other_lead: bool, says: str
):
    first = brought(store, tmp_path, Plan(cut_names_after=30))
    again(first, staff(store, "Another Lead") if other_lead else first.lead)
    assert "Names are cut off the scores on" in texts(open_page("agreed", first.lead, session=first.session_id))
    with store.writing() as db:
        audit.add(db, None, "session.conclude", first.session_id, store.now() - timedelta(days=40))
    shown = texts(open_page("agreed", first.lead, session=first.session_id))
    assert says in shown
    assert "Names are cut off the scores on" not in shown
    assert ("Another" in shown) is not other_lead


def test_set_up_does_not_offer_a_piece_whose_bringer_was_cut_off_and_says_so(
    store: Store, tmp_path: Path, open_page: Open
):
    first = brought(store, tmp_path, Plan())
    draft = sessions.draft(store, first.lead, wanted(first, first.lead))
    page = open_page("setup", first.lead, session=draft)
    assert [len(page.multiselect(key="setup-samples").options), "not offered any more" in texts(page)] == [2, False]
    cutting.cut_now(store, first.lead, first.session_id)
    page = open_page("setup", first.lead, session=draft)
    assert not page.multiselect(key="setup-samples").options
    assert "1 piece that was chosen before is not offered any more" in texts(page)


def a_draft(store: Store, table: Table, plan: Plan = USUAL) -> str:
    wanted = sessions.Draft("Next time", table.session.rubric_id, table.session.samples, plan)
    return sessions.draft(store, table.facilitator, wanted)


def kept(store: Store, table: Table, draft: str) -> int:
    return sessions.overview(store, table.facilitator, draft).session.plan.cut_names_after


@pytest.mark.parametrize(
    ("days", "says"), [(30, "cut off your scores for good, 30 days after the session"), (0, "could read it.")]
)
def test_the_days_are_chosen_at_set_up_and_stand_in_the_five_lines(store: Store, open_page: Open, days: int, says: str):
    table = a_table(store, 1)
    draft = a_draft(store, table)
    page = open_page("setup", table.facilitator, session=draft)
    page.selectbox(key="setup-cut-names").set_value(days).run()
    assert says in texts(page)
    page.button(key="setup-save").click().run()
    assert kept(store, table, draft) == days


@pytest.mark.parametrize(("days", "says"), [(1, "1 day after the session"), (3650, "3650 days after the session")])
def test_any_number_of_days_can_be_chosen(store: Store, open_page: Open, days: int, says: str):
    table = a_table(store, 1)
    draft = a_draft(store, table)
    page = open_page("setup", table.facilitator, session=draft)
    page.selectbox(key="setup-cut-names").set_value(-1).run()
    assert page.number_input(key="setup-cut-days").value == 365
    page.number_input(key="setup-cut-days").set_value(days).run()
    assert f"cut off your scores for good, {says}." in texts(page)
    page.button(key="setup-save").click().run()
    assert kept(store, table, draft) == days
    again = open_page("setup", table.facilitator, session=draft)
    assert again.number_input(key="setup-cut-days").value == days


def test_open_sessions_carry_the_version_of_their_promises(store: Store):
    assert a_table(store, 1).session.plan.promises == 2
