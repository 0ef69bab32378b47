"""In a group of three or four each says privately whether dots may stand on the wall; nobody learns who said what."""

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.workbench.talk_world import Table, a_table, join
from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.phases import Act, after
from workbench.domain.small_groups import Accord, Say, accord
from workbench.services import cutting, results, small_groups, talking, walls
from workbench.services.revealing import COUNTDOWN
from workbench.services.small_groups import Question, question, say
from workbench.services.wall_screen import Revealed, Talk, wall_now
from workbench.storage import sessions as stored
from workbench.storage import tables as t
from workbench.storage.store import Store

FINE, NO = Say.FINE, Say.RATHER_NOT


def scored_by(store: Store, people: int, *said: Say | None) -> Table:
    """Return a revealed table of so many, of whom some said something, in their order."""
    table = a_table(store, people)
    for teacher, word in zip(table.teachers, said, strict=False):
        if word:
            say(store, teacher, table.id, word)
    table.give(table.maple, table.claim, [1, 2, 3, 4][:people])
    table.act(Act.CLOSE, Act.REVEAL)
    return table


def on_the_wall(table: Table) -> bool:
    """Return whether the dots of Maple's claim stand on a projector."""
    table.store.clock.forward(seconds=COUNTDOWN.total_seconds())
    code = walls.new_code(table.store, table.facilitator, table.id)
    wall = wall_now(table.store, walls.open_screen(table.store, code, "10.0.0.9"))
    assert wall is not None
    assert isinstance(wall.shows, Revealed)
    return any(cell.dots for _name, cells in wall.shows.pieces for cell in cells)


@pytest.mark.parametrize(
    ("people", "said", "shown"),
    [
        (3, (), False),
        (3, (FINE, FINE), False),
        (3, (FINE, FINE, FINE), True),
        (3, (FINE, FINE, NO), False),
        (4, (), True),
        (4, (FINE,), True),
        (4, (NO,), False),
        (4, (NO, FINE, FINE, FINE), False),
    ],
)
def test_three_all_agree_and_of_four_nobody_minds(store: Store, people: int, said: tuple[Say, ...], shown: bool):
    table = scored_by(store, people, *said)
    assert on_the_wall(table) is shown
    leads = results.dots(store, table.facilitator, table.id, 1)
    assert any(cell.dots for cell in leads) is shown, "the lead's own screen may be the wall"
    assert results.dots(store, table.teachers[0], table.id, 1)[0].dots, "on their own devices everybody has them"


def test_whoever_would_rather_not_leaves_no_trace_but_the_missing_dots(either_store: Store):
    one, other = (
        [cell.withheld for cell in results.dots(either_store, table.facilitator, table.id, 1)]
        for table in (scored_by(either_store, 4, NO), a_second(either_store, None, None, None, NO))
    )
    assert one == other
    with either_store.reading() as db:
        logged = db.execute(select(t.audit.c.action)).scalars().all()
    assert not [action for action in logged if "wall" in action or "say" in action]


def a_second(store: Store, *said: Say | None) -> Table:
    table = a_table(store, 4, also=" two")
    for teacher, word in zip(table.teachers, said, strict=False):
        if word:
            say(store, teacher, table.id, word)
    table.give(table.maple, table.claim, [1, 2, 3, 4])
    table.act(Act.CLOSE, Act.REVEAL)
    return table


def test_nobody_elses_screen_moves_and_only_ones_own_word_comes_back(store: Store):
    table = a_table(store, 3)
    before = table.session.stage_revision, table.session.revision
    say(store, table.teachers[0], table.id, NO)
    assert (table.session.stage_revision, table.session.revision) == before
    assert question(store, table.teachers[0], table.id) == Question(NO)
    assert question(store, table.teachers[1], table.id) == Question(None)
    say(store, table.teachers[0], table.id, FINE)
    assert question(store, table.teachers[0], table.id) == Question(FINE)


def test_the_lead_and_larger_groups_are_not_asked(store: Store):
    table = a_table(store, 4)
    assert question(store, table.teachers[0], table.id) == Question(None)
    assert question(store, table.facilitator, table.id) is None
    join(table, "Late")
    assert question(store, table.teachers[0], table.id) is None


def test_after_the_reveal_it_is_too_late_and_a_stranger_finds_nothing(store: Store):
    table = scored_by(store, 3, FINE, FINE, FINE)
    assert question(store, table.teachers[0], table.id) is None
    with pytest.raises(WrongMoment, match="The dots are out"):
        say(store, table.teachers[0], table.id, NO)
    with pytest.raises(NotFound):
        say(store, table.facilitator, table.id, FINE)
    stranger = a_table(store, 1, also=" elsewhere").teachers[0]
    with pytest.raises(NotFound):
        say(store, stranger, table.id, FINE)


def test_the_talk_on_the_wall_tells_no_levels_of_a_group_that_would_rather_not(store: Store):
    table = scored_by(store, 4, NO)
    talking.start_talk(store, table.facilitator, table.id)
    code = walls.new_code(store, table.facilitator, table.id)
    wall = wall_now(store, walls.open_screen(store, code, "10.0.0.9"))
    assert wall is not None
    assert isinstance(wall.shows, Talk)
    assert wall.shows.why == results.LEVELS_DIFFER
    assert [vote.dots for vote in wall.shows.votes] == [None]
    assert not [line for line in wall.shows.prompts if "Beginning" in line or "Advanced" in line]


def test_one_word_against_outweighs_all_others_and_silence_is_not_consent():
    assert accord([FINE, FINE, NO], 3) is Accord.NOT_ALL
    assert accord([FINE, FINE], 3) is Accord.UNSAID
    assert accord([FINE, FINE, FINE], 3) is Accord.ALL
    assert accord([], 0) is Accord.UNSAID


def test_the_words_are_found_by_what_they_come_to_only(store: Store):
    table = a_table(store, 3)
    with store.reading() as db:
        assert small_groups.accord_of(db, table.session, 1) is Accord.UNSAID


def shown(table: Table, round: int = 1) -> bool:
    """Return whether the lead, whose screen may be the wall, has dots of a round."""
    return any(cell.dots for cell in results.dots(table.store, table.facilitator, table.id, round))


@pytest.mark.parametrize("said", [(FINE, FINE, FINE, NO), (FINE, FINE, FINE, FINE)])
def test_what_was_said_still_counts_once_the_words_are_let_go_of_with_the_names(store: Store, said: tuple[Say, ...]):
    table = scored_by(store, 4, *said)
    before = shown(table)
    table.act(Act.CONCLUDE)
    cutting.cut_now(store, table.facilitator, table.id)
    assert shown(table) is before is (NO not in said)


def test_a_session_that_an_older_program_revealed_is_fixed_when_its_names_are_cut_off(store: Store):
    table = scored_by(store, 4, NO)
    older_program_revealed(table)
    assert not shown(table)
    table.act(Act.CONCLUDE)
    cutting.cut_now(store, table.facilitator, table.id)
    assert not shown(table)
    older_program_revealed(table)
    assert not shown(table), "where the words are gone, nothing is taken for granted"


def older_program_revealed(table: Table) -> None:
    with table.store.writing() as db:
        db.execute(text("UPDATE calibration SET plan = json_remove(plan, '$.accords')"))


def test_whoever_comes_after_the_reveal_does_not_blank_the_wall(store: Store):
    table = scored_by(store, 3, FINE, FINE, FINE)
    assert shown(table)
    join(table, "Late")
    assert shown(table)


def test_the_second_vote_asks_no_less_for_whoever_came_in_between(store: Store):
    table = scored_by(store, 3, FINE, FINE, FINE)
    table.teachers[0] = join(table, "Late")
    talking.start_talk(store, table.facilitator, table.id)
    with store.writing() as db:
        db.execute(t.agenda_cell.update().values(second_vote=True))
    table.act(Act.VOTE_AGAIN)
    table.give(table.maple, table.claim, [1, 2, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    assert shown(table, 1), "what was shown stays"
    assert not shown(table, 2), "whoever came late never said that it is fine"


def test_a_word_waits_for_a_reveal_that_is_going_on_and_is_refused_then(either_store: Store):
    table = a_table(either_store, 4)
    table.give(table.maple, table.claim, [1, 2, 3, 4])
    table.act(Act.CLOSE)
    said: list[object] = []

    def says() -> None:
        try:
            said.append(say(either_store, table.teachers[0], table.id, NO))
        except WrongMoment as refused:
            said.append(refused)

    late = threading.Thread(target=says)
    with either_store.writing() as db:
        stored.lock(db, table.id)
        late.start()
        late.join(0.5)
        assert said == []
        session = stored.get(db, table.id)
        stored.move(db, session, after(session.moment, Act.REVEAL), either_store.now())
    late.join()
    assert [type(answer) for answer in said] == [WrongMoment]
    assert shown(table)


def test_pressed_twice_at_once_it_is_said_once(either_store: Store):
    table = a_table(either_store, 3)
    said: list[object] = []

    def says() -> None:
        try:
            said.append(say(either_store, table.teachers[0], table.id, NO))
        except IntegrityError as trouble:
            said.append(trouble)

    both = [threading.Thread(target=says) for _ in range(2)]
    with either_store.writing() as db:
        stored.lock(db, table.id)
        for one in both:
            one.start()
        for one in both:
            one.join(0.3)
        assert said == [], "nobody looks at what was said before without the lock"
    for one in both:
        one.join()
    assert said == [None, None]
    assert question(either_store, table.teachers[0], table.id) == Question(NO)
