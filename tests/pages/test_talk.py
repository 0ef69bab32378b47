"""The talk on screen: the same cell for everybody, one's own beside it, the controls with the facilitator only."""

import pytest

from tests.pages.test_reveal import dots_shown, stars, words
from tests.workbench.talk_world import Table, a_table
from workbench.domain.phases import Act, Phase, Stage
from workbench.services import talking

HOSTILE = " ![x](https://stranger.example/p.png) <b>$x$</b>"


def in_talk(store, also: str = "") -> Table:
    table = a_table(store, also=also)
    table.give(table.maple, table.evidence, [1, 2, 3, 3, 4])
    table.give(table.maple, table.claim, [3, 3, 2, 3, 3])
    table.say(table.teachers[0], table.maple, table.evidence, f"Thin.{also}")
    table.say(table.teachers[4], table.maple, table.evidence, "Rich and apt.")
    table.mark(table.teachers[0], table.maple, table.evidence, (0, 20))
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(store, table.facilitator, table.id)
    return table


def test_everybody_sees_the_cell_its_dots_and_the_two_levels_in_dispute(store, open_page):
    table = in_talk(store)
    for viewer in (table.facilitator, table.teachers[0]):
        page = open_page("talk", viewer, session=table.id)
        assert page.title[0].value == "Maple · Evidence"
        assert dots_shown(page) == 5
        said = words(page)
        assert "What developing looks like." in said
        assert "What proficient looks like." in said
        assert "Someone read this as Beginning: what in the work could lead a careful reader there?" in said
        assert "Someone read this as Advanced: what in the work could lead a careful reader there?" in said


def test_only_the_own_device_says_what_one_gave(store, open_page):
    table = in_talk(store)
    own = open_page("talk", table.teachers[0], session=table.id)
    assert "You gave 1 Beginning." in words(own)
    assert "“Thin.”" in words(own)
    assert stars(own) == 1
    wall = open_page("talk", table.facilitator, session=table.id)
    assert "Only you see this" not in words(wall)
    assert "Thin." not in words(wall)
    assert stars(wall) == 0
    assert not any(teacher.person.name in words(wall) for teacher in table.teachers)


def test_the_two_sentences_come_when_the_facilitator_shows_them(store, open_page):
    table = in_talk(store)
    listening = open_page("talk", table.teachers[1], session=table.id)
    assert "Rich and apt." not in words(listening)
    open_page("talk", table.facilitator, session=table.id).button(key="talk-sentences").click().run()
    assert "“Thin.”" in words(listening.run())
    assert "“Rich and apt.”" in words(listening)


def test_a_teacher_has_none_of_the_controls(store, open_page):
    table = in_talk(store)
    page = open_page("talk", table.teachers[0], session=table.id)
    assert [button.label for button in page.button] == ["I want to add evidence", "Tell Fay Facilitator"]
    assert not page.toggle


def test_a_wish_stands_on_the_wall_without_a_name_until_it_was_heard(store, open_page):
    table = in_talk(store)
    wall = open_page("talk", table.facilitator, session=table.id)
    page = open_page("talk", table.teachers[0], session=table.id)
    page.button[0].click().run()
    assert page.button[0].disabled
    assert "Somebody wants to add evidence." in words(wall.run())
    assert table.teachers[0].person.name not in words(wall)
    next(button for button in wall.button if button.label == "Heard").click().run()
    assert "wants to add evidence" not in words(wall)
    assert not page.run().button[0].disabled


def test_a_silent_minute_asks_everybody_and_shows_nobodys_words_while_it_runs(store, open_page):
    table = in_talk(store)
    wall = open_page("talk", table.facilitator, session=table.id)
    next(button for button in wall.button if button.label == "Silent minute").click().run()
    assert "Which words in the work decided it for you?" in words(wall)
    assert not wall.text_input
    page = open_page("talk", table.teachers[0], session=table.id)
    page.text_input[0].set_value("We cleaned it").run()
    assert "Saved. They come out without your name when the minute is over." in words(page)
    assert "We cleaned it" not in words(wall.run())


def test_the_facilitator_goes_on_skips_and_gives_more_time(store, open_page):
    table = in_talk(store)
    page = open_page("talk", table.facilitator, session=table.id)
    page.button(key="talk-longer").click().run()
    page.button(key="talk-next").click().run()
    assert page.title[0].value == "Maple · Claim"
    page.button(key="talk-previous").click().run()
    assert page.title[0].value == "Maple · Evidence"
    page.button(key="talk-skip").click().run()
    assert page.title[0].value == "Maple · Claim"


def test_a_second_tab_that_presses_on_an_old_screen_is_told(store, open_page):
    table = in_talk(store)
    first, second = (open_page("talk", table.facilitator, session=table.id) for _ in range(2))
    first.button(key="talk-next").click().run()
    second.button(key="talk-next").click().run()
    assert "moved on already" in second.error[0].value
    assert second.title[0].value == "Maple · Claim"


def test_a_cell_is_added_to_the_agenda(store, open_page):
    table = in_talk(store)
    page = open_page("talk", table.facilitator, session=table.id)
    page.selectbox(key="cell-to-add").select((table.birch, table.claim)).run()
    page.button(key="add-cell").click().run()
    assert "3. Birch · Claim" in words(page)


def test_the_second_vote_opens_for_the_chosen_cells_only(store, open_page):
    table = in_talk(store)
    page = open_page("talk", table.facilitator, session=table.id)
    page.toggle[0].set_value(True).run()
    page.button(key="vote-again").click().run()
    moment = table.session.moment
    assert (moment.phase, moment.round, moment.stage) == (Phase.OPEN, 2, Stage.SCORING)
    desk = open_page("talk", table.teachers[0], session=table.id)
    assert dots_shown(desk) == 0, "while a vote is open the talk's page leads to the desk"
    assert len(desk.radio) >= 1


def test_ending_the_talk_leads_to_agreeing(store, open_page):
    table = in_talk(store)
    page = open_page("talk", table.facilitator, session=table.id)
    page.button(key="end-talk").click().run()
    assert table.session.stage is Stage.AGREE
    assert page.title[0].value == "What do we agree on?"


def test_the_rest_of_the_talk_is_skipped_from_the_clock_on_another_page(store, open_page):
    table = in_talk(store)
    page = open_page("agreement", table.facilitator, session=table.id)
    page.button(key="hour-skip-talk-meant").click().run()
    assert not page.exception
    assert table.session.moment.stage is Stage.AGREE
    assert not [button for button in page.button if str(button.key).startswith("hour-skip")]


@pytest.mark.parametrize("name", ["talk", "reveal"])
def test_what_people_wrote_is_never_markdown(store, open_page, name):
    table = in_talk(store, also=HOSTILE)
    talking.show_sentences(store, table.facilitator, table.id, table.session.stage_cell)
    for viewer in (table.facilitator, table.teachers[0]):
        page = open_page(name, viewer, session=table.id)
        marked_down = (page.title, page.header, page.caption, page.markdown, page.info, page.error)
        shown = [element.value for kind in marked_down for element in kind]
        assert not [text for text in shown if "![x](" in text or "$x$" in text]
