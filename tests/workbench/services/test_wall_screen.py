"""What a projector's page shows at every moment, and what is not in its values at any."""

import pytest

from tests.workbench.talk_world import Table, a_table, join, revealed
from tests.workbench.world import Clock
from workbench.domain.phases import Act
from workbench.domain.scoring import Condition
from workbench.services import agreeing, asides, talking, walls
from workbench.services.agenda import topics
from workbench.services.progress import Heads
from workbench.services.revealing import COUNTDOWN
from workbench.services.wall_screen import (
    Agree,
    Closed,
    Concluded,
    Countdown,
    Lobby,
    Revealed,
    Scoring,
    Shown,
    Talk,
    wall_now,
)
from workbench.storage.store import Store

HERE = "10.0.0.9"


def shown(table: Table) -> Shown:
    """Return what a screen that is opened now shows."""
    code = walls.new_code(table.store, table.facilitator, table.id)
    wall = wall_now(table.store, walls.open_screen(table.store, code, HERE))
    assert wall is not None
    return wall.shows


def after_the_countdown(table: Table) -> Shown:
    table.store.clock.forward(seconds=COUNTDOWN.total_seconds())
    return shown(table)


def test_while_others_score_it_counts_heads_and_nothing_else(either_store: Store):
    table = a_table(either_store, 5)
    assert shown(table) == Scoring(1, Heads(0, 5), ("Write",), ("Claim", "Evidence"), ())
    for sample in (table.maple, table.birch):
        for criterion in (table.claim, table.evidence):
            table.give(sample, criterion, [3, 2, Condition.OFF_TASK])
    table.give(table.maple, table.claim, [None, None, None, 4])
    assert shown(table) == Scoring(1, Heads(3, 5), ("Write",), ("Claim", "Evidence"), ())
    table.act(Act.CLOSE)
    assert shown(table) == Closed()


@pytest.mark.parametrize(("people", "counted"), [(1, False), (2, False), (3, False), (4, True)])
def test_in_a_group_so_small_that_a_number_points_at_somebody_there_is_none(store: Store, people: int, counted: bool):
    scoring = shown(a_table(store, people))
    assert isinstance(scoring, Scoring)
    assert (scoring.heads is not None) == counted


def test_the_dots_come_out_when_the_countdown_is_over_and_not_before(store: Store):
    table = revealed(store)
    counting = shown(table)
    assert counting == Countdown(COUNTDOWN.total_seconds())
    out = after_the_countdown(table)
    assert isinstance(out, Revealed)
    assert [name for name, _cells in out.pieces] == ["Maple", "Birch"]
    assert [vote.dots.counts for _name, cells in out.pieces for vote in cells if vote.dots] == [
        (0, 1, 4, 0),
        (1, 1, 2, 1),
        (0, 5, 0, 0),
        (0, 0, 1, 4),
    ]


def test_three_teachers_dots_stay_off_the_wall_and_it_says_why(store: Store):
    table = a_table(store, 3)
    table.give(table.maple, table.claim, [1, 2, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    out = after_the_countdown(table)
    assert isinstance(out, Revealed)
    votes = [vote for _name, cells in out.pieces for vote in cells]
    assert {vote.dots for vote in votes} == {None}
    assert "In a group this small the dots are not on the wall. Everybody has them on their own device." in {
        vote.withheld for vote in votes
    }


def test_the_talk_shows_the_cell_its_dots_what_to_ask_and_the_time(store: Store):
    table = revealed(store)
    talking.start_talk(store, table.facilitator, table.id)
    talk = shown(table)
    assert isinstance(talk, Talk)
    assert (talk.sample, talk.criterion.name, talk.place) == ("Maple", "Evidence", 1)
    assert talk.votes[0].dots is not None
    assert talk.prompts[0] == "A silent minute: everybody reads it again."
    assert "Beginning" in talk.prompts[1]
    assert talk.seconds > 60


def test_sentences_that_teachers_wrote_stay_on_their_own_screens(store: Store):
    table = a_table(store, 5)
    table.give(table.maple, table.evidence, [1, 2, 3, 3, 4])
    table.say(table.teachers[0], table.maple, table.evidence, "Mia names no source.")
    table.say(table.teachers[4], table.maple, table.evidence, "The fish are one.")
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(store, table.facilitator, table.id)
    cell = topics(store, table.facilitator, table.id)[0].cell
    talking.show_sentences(store, table.facilitator, table.id, cell.id)
    talk = shown(table)
    assert isinstance(talk, Talk)
    assert talk.quoted
    assert "Mia" not in repr(talk)
    assert "fish" not in repr(talk)


def test_wishes_and_a_silent_minute_are_on_the_wall_and_what_was_written_is_not(store: Store, clock: Clock):
    table = revealed(store)
    talking.start_talk(store, table.facilitator, table.id)
    cell = topics(store, table.facilitator, table.id)[0].cell.id
    asides.wish(store, table.teachers[0], table.id, cell)
    asides.begin_minute(store, table.facilitator, table.id, cell)
    for teacher in table.teachers:
        asides.write(store, teacher, table.id, cell, "Mia says so")
    clock.forward(seconds=20)
    talk = shown(table)
    assert isinstance(talk, Talk)
    assert (talk.wishes, talk.silence) == (1, 40)
    clock.forward(seconds=40)
    talk = shown(table)
    assert isinstance(talk, Talk)
    assert talk.silence == 0
    assert "Mia" not in repr(talk)


def test_the_second_vote_names_what_is_voted_on_again_and_shows_no_dots(store: Store):
    table = revealed(store)
    talking.start_talk(store, table.facilitator, table.id)
    cell = topics(store, table.facilitator, table.id)[0].cell
    talking.choose_second_vote(store, table.facilitator, table.id, cell.id, wanted=True)
    table.act(Act.VOTE_AGAIN)
    table.give(table.maple, table.evidence, [3, 3])
    assert shown(table) == Scoring(2, Heads(2, 5), ("Write",), ("Claim", "Evidence"), (("Maple", "Evidence"),))


def test_a_level_on_every_screen_is_on_the_wall_and_looking_decides_nothing(store: Store):
    table = revealed(store)
    talking.end_talk(store, table.facilitator, table.id)
    cell = (table.maple, table.claim)
    agreeing.propose(store, table.facilitator, table.id, cell, 3)
    agree = shown(table)
    assert isinstance(agree, Agree)
    assert [(c.sample, c.outcome.level) for c in agree.board.pending if c.outcome] == [("Maple", 3)]
    proposal = agree.board.pending[0].outcome
    assert proposal is not None
    agreeing.object_to(store, table.teachers[0], table.id, proposal.sequence)
    assert shown(table) == agree, "that somebody objected is nobody's business while the time runs"
    store.clock.forward(minutes=2)
    late = shown(table)
    assert isinstance(late, Agree)
    assert late.board.pending, "the wall reads only; the facilitator's page decides"


def test_what_was_agreed_stands_there_at_the_end(store: Store):
    table = revealed(store)
    talking.end_talk(store, table.facilitator, table.id)
    agreeing.propose(store, table.facilitator, table.id, (table.maple, table.claim), 3)
    store.clock.forward(minutes=2)
    agreeing.conclude(store, table.facilitator, table.id)
    ended = shown(table)
    assert isinstance(ended, Concluded)
    assert ended.criteria == ("Claim", "Evidence")
    assert ended.rows == (("Maple", ("Proficient", "")),)


def test_the_lobby_counts_who_has_joined(store: Store, facilitator, session):
    table = Table(store, facilitator, [], session.id, *[""] * 5)
    assert shown(table) == Lobby(session.join_code, 0)
    join(table, "Ana Pérez")
    assert shown(table) == Lobby(session.join_code, 1)
