"""Agreeing on screen: a level for everybody, an anonymous way to say no, and an ending for each cell."""

from datetime import timedelta

from sqlalchemy import update

from tests.pages.test_reveal import words
from tests.workbench.talk_world import Table, revealed
from workbench.domain.phases import Phase
from workbench.services import talking
from workbench.storage import tables as t
from workbench.ui.room import page_file

NO = "I cannot live with this"


def at_agreeing(store) -> Table:
    table = revealed(store)
    talking.start_talk(store, table.facilitator, table.id)
    talking.end_talk(store, table.facilitator, table.id)
    return table


def time_passes(table: Table) -> None:
    """Let the half minute pass: everything on the screens has been there longer."""
    earlier = table.store.now() - timedelta(minutes=1)
    with table.store.writing() as db:
        db.execute(update(t.calibration).values(stage_since=earlier))
        db.execute(update(t.outcome).where(t.outcome.c.proposed).values(at=earlier))


def key(table: Table, what: str) -> str:
    return f"{what}-{table.maple}-{table.evidence}"


def proposed(table: Table, open_page):
    page = open_page("agree", table.facilitator, session=table.id)
    page.button(key=key(table, "propose")).click().run()
    return page


def noes(page):
    return [button for button in page.button if button.label == NO]


def test_the_most_chosen_level_is_ready_to_be_put_on_every_screen(store, open_page):
    table = at_agreeing(store)
    wall = proposed(table, open_page)
    device = open_page("agree", table.teachers[0], session=table.id)
    for page in (wall, device):
        assert "Agreed level: 3 Proficient?" in words(page)
        assert "everyone had 30 seconds" in words(page)
    assert noes(wall) == []
    assert len(noes(device)) == 1


def test_nobody_objects_and_the_level_is_agreed(store, open_page):
    table = at_agreeing(store)
    proposed(table, open_page)
    time_passes(table)
    page = open_page("agree", table.teachers[1], session=table.id)
    assert "Agreed: 3 Proficient" in words(page)
    assert noes(page) == []


def test_somebody_objects_and_no_other_screen_shows_it_before_the_time_is_over(store, open_page):
    table = at_agreeing(store)
    wall = proposed(table, open_page)
    other = open_page("agree", table.teachers[1], session=table.id)
    quiet = [words(wall), words(other)]
    device = open_page("agree", table.teachers[0], session=table.id)
    noes(device)[0].click().run()
    assert "Noted, without your name." in words(device)
    assert noes(device)[0].disabled
    assert [words(wall.run()), words(other.run())] == quiet
    time_passes(table)
    assert "We stay split: somebody cannot live with the level." in words(wall.run())


def test_staying_split_has_a_reason(store, open_page):
    table = at_agreeing(store)
    page = open_page("agree", table.facilitator, session=table.id)
    page.button(key=key(table, "end-wording")).click().run()
    assert "We stay split: the wording of the rubric." in words(page)


def test_what_everybody_gave_alike_is_accepted_together(store, open_page):
    table = at_agreeing(store)
    page = open_page("agree", table.facilitator, session=table.id)
    assert "Birch · Claim · 2 Developing" in words(page)
    page.button(key="accept-unanimous").click().run()
    assert "Agreed level: 2 Developing?" in words(page)
    time_passes(table)
    assert "Birch · Claim · 2 Developing · Agreed: 2 Developing" in words(page.run())


def test_a_teacher_decides_nothing_but_their_own_no(store, open_page):
    table = at_agreeing(store)
    proposed(table, open_page)
    page = open_page("agree", table.teachers[0], session=table.id)
    assert [button.label for button in page.button] == [NO, "Tell Fay Facilitator"]
    assert not page.selectbox


def test_concluding_waits_for_the_level_on_the_screens_and_ends_the_rest(store, open_page):
    table = at_agreeing(store)
    wall = proposed(table, open_page)
    assert wall.button(key="conclude").disabled
    time_passes(table)
    wall.run().button(key="conclude").click().run()
    assert table.session.moment.phase is Phase.CONCLUDED


def test_the_way_back_to_the_talk(store, open_page):
    table = at_agreeing(store)
    page = open_page("agree", table.facilitator, session=table.id)
    page.button(key="back-to-talk").click().run()
    assert page.title[0].value == "Maple · Claim", "the next cell that nobody has talked about"


def test_an_old_run_does_not_bring_back_whoever_moved_everybody_on(store, open_page):
    table = at_agreeing(store)
    page = open_page("agree", table.facilitator, session=table.id)
    page.button(key="conclude").click().run()
    arrived = words(page)
    page.switch_page(str(page_file("agree"))).run()  # as a clock of the page that was left asks for it
    assert words(page) == arrived
    assert "What do we agree on?" not in arrived
