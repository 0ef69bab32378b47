"""Beside the talk: who wants to add evidence is not said, and what a silent minute asks for comes out without names."""

import pytest
from sqlalchemy import select

from tests.workbench.talk_world import Table, a_table, revealed
from tests.workbench.world import Clock, staff
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.phases import Act
from workbench.services import asides, sample_files, talking
from workbench.services.agenda import topics
from workbench.services.asides import LONGEST_WORDS, Asides, Minute
from workbench.storage import tables as t
from workbench.storage.files import Files
from workbench.storage.store import Store


@pytest.fixture
def table(store: Store) -> Table:
    found = revealed(store)
    talking.start_talk(store, found.facilitator, found.id)
    return found


def cells(table: Table) -> list[str]:
    return [topic.cell.id for topic in topics(table.store, table.facilitator, table.id)]


def seen(table: Table, viewer=None) -> Asides:
    found = asides.asides(table.store, viewer or table.teachers[0], table.id)
    assert found is not None
    return found


def minute(table: Table, viewer=None) -> Minute:
    found = seen(table, viewer).minute
    assert found is not None
    return found


def begun(table: Table) -> str:
    cell = cells(table)[0]
    asides.begin_minute(table.store, table.facilitator, table.id, cell)
    return cell


def write(table: Table, cell: str, *words: str) -> None:
    for teacher, said in zip(table.teachers, words, strict=False):
        asides.write(table.store, teacher, table.id, cell, said)


def test_a_wish_is_on_every_screen_and_nothing_stored_says_whose(table: Table):
    before = table.session.stage_revision
    asides.wish(table.store, table.teachers[2], table.id, cells(table)[0])
    assert table.session.stage_revision > before
    assert seen(table, table.facilitator).wishes == seen(table, table.teachers[0]).wishes == 1
    with table.store.reading() as db:
        row = db.execute(select(t.wish)).one()
        noted = db.execute(select(t.audit.c.action)).scalars().all()
    assert table.teachers[2].person.id not in map(str, row)
    assert not [action for action in noted if "wish" in action]


def test_wishes_go_when_they_were_heard_and_belong_to_their_cell(table: Table):
    first, second, *_ = cells(table)
    asides.wish(table.store, table.teachers[0], table.id, first)
    talking.next_cell(table.store, table.facilitator, table.id, first)
    assert seen(table).wishes == 0
    talking.previous_cell(table.store, table.facilitator, table.id, second)
    assert seen(table).wishes == 1
    asides.heard(table.store, table.facilitator, table.id, first)
    assert seen(table).wishes == 0


def test_the_silent_minute_shows_nobodys_words_before_it_is_over(table: Table, clock: Clock):
    cell = begun(table)
    write(table, cell, "We cleaned it", "Now there are fish", "dirty")
    clock.forward(seconds=59)
    assert minute(table) == Minute(1.0, "We cleaned it", (), 0)
    assert minute(table, table.facilitator) == Minute(1.0, "", (), 0)
    clock.forward(seconds=1)
    assert minute(table, table.facilitator).words == ("dirty", "Now there are fish", "We cleaned it")


def test_the_last_words_count_and_none_take_them_back(table: Table, clock: Clock):
    cell = begun(table)
    write(table, cell, "one", "two", "three", "four")
    write(table, cell, "  ONE\n more ", "")
    clock.forward(seconds=60)
    assert minute(table).words == ("four", "ONE more", "three")


def test_the_words_of_two_would_point_at_them(table: Table, clock: Clock):
    write(table, begun(table), "We cleaned it", "fish")
    clock.forward(seconds=60)
    found = minute(table)
    assert (found.words, found.wrote, found.too_few) == ((), 2, True)


def test_nobody_wrote(table: Table, clock: Clock):
    begun(table)
    clock.forward(seconds=60)
    assert (minute(table).words, minute(table).too_few) == ((), False)


def test_what_is_on_its_way_when_the_minute_ends_counts_and_then_no_more(table: Table, clock: Clock):
    cell = begun(table)
    clock.forward(seconds=64)
    write(table, cell, "just in time")
    clock.forward(seconds=2)
    with pytest.raises(WrongMoment):
        write(table, cell, "too late")
    asides.begin_minute(table.store, table.facilitator, table.id, cell)
    assert minute(table) == Minute(60.0, "just in time", (), 0)


def test_words_without_a_minute_or_too_many_are_refused(table: Table):
    with pytest.raises(WrongMoment):
        write(table, cells(table)[0], "no minute yet")
    cell = begun(table)
    with pytest.raises(Invalid):
        write(table, cell, "x" * (LONGEST_WORDS + 1))


def test_what_was_written_about_withdrawn_work_goes_with_it(table: Table, clock: Clock, tmp_path):
    write(table, begun(table), "We cleaned it", "fish", "dirty")
    clock.forward(seconds=60)
    sample_files.withdraw(table.store, Files(tmp_path.as_uri()), table.facilitator, table.maple)
    assert minute(table).words == ()


def test_it_says_whether_anybody_wrote_a_sentence_while_scoring(store: Store):
    table = a_table(store)
    table.give(table.maple, table.evidence, [1, 2, 3, 3, 4])
    table.give(table.birch, table.evidence, [1, 2, 3, 3, 4])
    table.say(table.teachers[1], table.maple, table.evidence, "It says what was done.")
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(store, table.facilitator, table.id)
    found = {}
    for topic in topics(store, table.facilitator, table.id):
        talking.show_cell(store, table.facilitator, table.id, topic.cell.id)
        found[topic.sample] = seen(table).any_sentence
    assert found == {"Maple": True, "Birch": False}


def test_only_who_scores_wishes_and_writes_and_only_the_lead_begins(table: Table):
    cell = begun(table)
    stranger = staff(table.store, "Somebody Else")
    for viewer in (table.facilitator, stranger):
        with pytest.raises(NotFound):
            asides.wish(table.store, viewer, table.id, cell)
        with pytest.raises(NotFound):
            asides.write(table.store, viewer, table.id, cell, "words")
    for act in (asides.begin_minute, asides.heard):
        with pytest.raises(NotFound):
            act(table.store, table.teachers[0], table.id, cell)
    with pytest.raises(NotFound):
        asides.asides(table.store, stranger, table.id)


def test_another_cell_on_the_screens_refuses_what_was_pressed_for_this_one(table: Table):
    first, second, *_ = cells(table)
    for late in (
        lambda: asides.wish(table.store, table.teachers[0], table.id, second),
        lambda: asides.write(table.store, table.teachers[0], table.id, second, "words"),
        lambda: asides.begin_minute(table.store, table.facilitator, table.id, second),
    ):
        with pytest.raises(WrongMoment):
            late()
    talking.end_talk(table.store, table.facilitator, table.id)
    assert asides.asides(table.store, table.teachers[0], table.id) is None
    table.act(Act.CONCLUDE)
    with pytest.raises(WrongMoment):
        asides.wish(table.store, table.teachers[0], table.id, first)
