"""The reveal: nothing before, dots without names after, one's own mark on one's own device only."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.workbench.talk_world import Table, a_table, revealed
from workbench.domain.phases import Act, Stage
from workbench.domain.scoring import Condition


def pictures(page: AppTest) -> list[dict]:
    return [json.loads(found.proto.spec) for found in page.get("plotly_chart") if found.proto.spec]


def dots_shown(page: AppTest) -> int:
    return sum(len(trace["x"]) for picture in pictures(page) for trace in picture["data"])


def stars(page: AppTest) -> int:
    traces = [trace for picture in pictures(page) for trace in picture["data"]]
    return sum(len(trace["x"]) for trace in traces if trace["marker"]["symbol"] == "star")


def words(page: AppTest) -> str:
    """Return what the page says, as people read it: without the escapes of user text."""
    kinds = (page.title, page.header, page.text, page.caption, page.markdown, page.info)
    return re.sub(r"\\(.)", r"\1", "\n".join(element.value for kind in kinds for element in kind))


def after_countdown(open_page, name: str, viewer, table: Table) -> AppTest:
    page = open_page(name, viewer, session=table.id)
    return page.button(key="skip-countdown").click().run()


def test_before_the_reveal_the_address_leads_back_to_scoring(store, open_page):
    table = a_table(store)
    table.give(table.maple, table.claim, [1, 2, 3, 4, 4])
    for acts in ((), (Act.CLOSE,)):
        table.act(*acts)
        for viewer in (table.facilitator, table.teachers[0]):
            page = open_page("reveal", viewer, session=table.id)
            assert dots_shown(page) == 0
            assert "What we gave" not in words(page)


def test_a_countdown_comes_before_the_dots_and_can_be_skipped(store, open_page):
    table = revealed(store)
    page = open_page("reveal", table.teachers[0], session=table.id)
    assert dots_shown(page) == 0
    page.button(key="skip-countdown").click().run()
    assert dots_shown(page) == 20
    assert "everybody within one level 3 times out of 4." in words(page)


def test_a_teacher_finds_their_own_mark_and_the_wall_has_none(store, open_page):
    table = revealed(store)
    assert stars(after_countdown(open_page, "reveal", table.teachers[0], table)) == 4
    wall = after_countdown(open_page, "reveal", table.facilitator, table)
    assert stars(wall) == 0
    assert dots_shown(wall) == 20
    assert not any(teacher.person.name in words(wall) for teacher in table.teachers)


def test_the_picture_says_the_same_in_words(store, open_page):
    table = revealed(store)
    page = after_countdown(open_page, "reveal", table.facilitator, table)
    alts = [found.proto.alt for found in page.get("plotly_chart")]
    assert any(
        "Evidence. 1 Beginning: 1, 2 Developing: 1, 3 Proficient: 2, 4 Advanced: 1. "
        "The Proficient line lies between 2 Developing and 3 Proficient." in alt
        for alt in alts
    )
    assert list(page.table[0].value.columns) == ["Criterion", "Level 1", "Level 2", "Level 3", "Level 4"]


def test_a_small_group_is_told_why_there_are_no_dots(store, open_page):
    table = a_table(store, 2)
    table.give(table.maple, table.claim, [1, 4])
    table.act(Act.CLOSE, Act.REVEAL)
    for viewer in (table.facilitator, table.teachers[0]):
        page = after_countdown(open_page, "reveal", viewer, table)
        assert dots_shown(page) == 0
        assert "Fewer than 3 teachers" in words(page)
        assert "The talk starts from the evidence marks." in words(page)


def test_who_could_not_score_it_is_counted_apart(store, open_page):
    table = a_table(store)
    table.give(table.maple, table.claim, [3, Condition.ILLEGIBLE, 2, 2, 2])
    table.act(Act.CLOSE, Act.REVEAL)
    page = after_countdown(open_page, "reveal", table.teachers[0], table)
    assert dots_shown(page) == 4
    assert "1 could not score it: it cannot be read" in words(page)


def test_the_facilitator_starts_the_talk_and_goes_along(store, open_page):
    table = revealed(store)
    page = after_countdown(open_page, "reveal", table.facilitator, table)
    page.button(key="start-talk").click().run()
    assert table.session.stage is Stage.TALK
    assert [title.value for title in page.title] == ["Maple · Evidence"]


@pytest.mark.parametrize("key", ["start-talk", "go-agree", "add-cell"])
def test_a_teacher_has_none_of_the_facilitators_buttons(store, open_page, key):
    table = revealed(store)
    page = after_countdown(open_page, "reveal", table.teachers[0], table)
    assert key not in [button.key for button in page.button]


def test_the_agenda_says_why_each_cell_is_on_it(store, open_page):
    table = revealed(store)
    page = after_countdown(open_page, "reveal", table.teachers[0], table)
    assert "1. Maple · Evidence · 6 min" in words(page)
    assert "3 of 5 put it at Proficient or above" in words(page)
