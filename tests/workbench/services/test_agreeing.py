"""How cells end: agreed when nobody objects in time, split, or not reached."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.workbench.talk_world import USUAL, Table, a_table, revealed
from tests.workbench.world import Clock
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.phases import Act, Phase
from workbench.domain.sessions import CellState, Ending, Plan, SplitReason
from workbench.services import agreeing, talking
from workbench.services.agenda import topics
from workbench.services.board import BoardCell
from workbench.storage import tables as t
from workbench.storage.store import Store

OVER = 36


def at_agreeing(store: Store, plan: Plan = USUAL) -> Table:
    table = revealed(store, plan)
    talking.start_talk(store, table.facilitator, table.id)
    talking.end_talk(store, table.facilitator, table.id)
    return table


def evidence(table: Table) -> tuple[str, str]:
    return table.maple, table.evidence


def seen(table: Table, viewer=None, cell: tuple[str, str] | None = None) -> BoardCell:
    board = agreeing.board(table.store, viewer or table.teachers[0], table.id)
    return next(c for c in (*board.cells, *board.unanimous) if c.cell == (cell or evidence(table)))


def proposed(table: Table, level: int = 3) -> int:
    agreeing.propose(table.store, table.facilitator, table.id, evidence(table), level)
    outcome = seen(table).outcome
    assert outcome is not None
    return outcome.sequence


def test_a_proposed_level_is_on_every_screen_with_the_time_that_is_left(store: Store, clock: Clock):
    table = at_agreeing(store)
    before = table.session.stage_revision
    proposed(table)
    assert table.session.stage_revision > before, "every screen follows"
    clock.forward(seconds=10)
    for viewer in (table.facilitator, *table.teachers):
        cell = seen(table, viewer)
        assert cell.is_pending
        assert cell.outcome is not None
        assert (cell.outcome.level, cell.outcome.ending) == (3, None)
        assert cell.seconds_left == 25


def test_a_level_that_nobody_objects_to_is_agreed_by_whoever_looks_next(store: Store, clock: Clock):
    table = at_agreeing(store)
    proposed(table)
    clock.forward(seconds=30)
    assert seen(table).is_pending, "a level needs a few seconds to reach every screen: nobody's time is shorter"
    clock.forward(seconds=OVER - 30)
    outcome = seen(table, table.teachers[3]).outcome
    assert outcome is not None
    assert (outcome.ending, outcome.level) == (Ending.AGREED, 3)


@pytest.mark.parametrize("presses", [1, 2])
def test_any_press_makes_it_split_and_nobody_learns_of_it_before_the_time_is_over(
    store: Store, clock: Clock, presses: int
):
    table = at_agreeing(store)
    proposal = proposed(table)
    before, quiet = table.session, [seen(table, viewer) for viewer in (table.facilitator, *table.teachers)]
    for _ in range(presses):
        agreeing.object_to(store, table.teachers[2], table.id, proposal)
    assert table.session == before, "no screen is told, no revision moves"
    assert [seen(table, viewer) for viewer in (table.facilitator, *table.teachers)] == quiet
    clock.forward(seconds=OVER)
    outcome = seen(table).outcome
    assert outcome is not None
    assert (outcome.ending, outcome.level, outcome.objections) == (Ending.SPLIT, None, 0)


def test_who_cannot_live_with_a_level_is_stored_nowhere(store: Store, clock: Clock):
    table = at_agreeing(store)
    agreeing.object_to(store, table.teachers[2], table.id, proposed(table))
    clock.forward(seconds=OVER)
    seen(table, table.teachers[2])
    who = table.teachers[2].person.id
    with store.reading() as db:
        logged = db.execute(select(t.audit).where(t.audit.c.action.like("agree.%"))).all()
        outcomes = db.execute(select(t.outcome.c.by)).scalars().all()
        objections = db.execute(select(t.objection)).all()
    assert [(row.action, row.person_id) for row in logged] == [
        ("agree.propose", table.facilitator.person.id),
        ("agree.objection", None),
        ("agree.split", None),
    ]
    assert set(outcomes) == {table.facilitator.person.id}
    assert who not in repr(objections) + repr(logged)


def test_after_the_time_a_press_is_told_so_and_changes_nothing(store: Store, clock: Clock):
    table = at_agreeing(store)
    proposal = proposed(table)
    clock.forward(seconds=OVER)
    with pytest.raises(WrongMoment, match="over"):
        agreeing.object_to(store, table.teachers[0], table.id, proposal)
    outcome = seen(table).outcome
    assert outcome is not None
    assert outcome.ending is Ending.AGREED


def test_only_somebody_with_a_seat_can_object(store: Store):
    table, other = at_agreeing(store), a_table(store, 1, also=" 2")
    proposal = proposed(table)
    for viewer in (other.teachers[0], table.facilitator):
        with pytest.raises(NotFound):
            agreeing.object_to(store, viewer, table.id, proposal)


def test_only_who_leads_decides(store: Store):
    table = at_agreeing(store)
    rater, cell = table.teachers[0], evidence(table)
    acts = [
        lambda: agreeing.propose(store, rater, table.id, cell, 3),
        lambda: agreeing.accept_unanimous(store, rater, table.id),
        lambda: agreeing.split(store, rater, table.id, cell, SplitReason.TASK),
        lambda: agreeing.not_reached(store, rater, table.id, cell),
        lambda: agreeing.conclude(store, rater, table.id),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert seen(table).outcome is None


def test_a_level_or_cell_that_is_not_the_sessions_is_refused(store: Store):
    table, other = at_agreeing(store), a_table(store, 1, also=" 2")
    for cell, level in ((evidence(table), 5), (evidence(table), 0), ((other.maple, table.claim), 3)):
        with pytest.raises(Invalid):
            agreeing.propose(store, table.facilitator, table.id, cell, level)


def test_nothing_is_agreed_before_the_talk_has_ended(store: Store):
    table = revealed(store)
    with pytest.raises(WrongMoment):
        agreeing.propose(store, table.facilitator, table.id, evidence(table), 3)


def test_the_board_is_closed_before_the_reveal(store: Store):
    table = a_table(store)
    for viewer in (table.facilitator, table.teachers[0]):
        with pytest.raises(NotFound):
            agreeing.board(store, viewer, table.id)


def test_the_level_most_people_gave_in_the_last_vote_is_suggested(store: Store):
    table = at_agreeing(store)
    assert seen(table).suggestion == 3
    talking.choose_second_vote(
        store, table.facilitator, table.id, topics(store, table.facilitator, table.id)[0].cell.id, wanted=True
    )
    table.act(Act.VOTE_AGAIN)
    table.give(table.maple, table.evidence, [2, 2, 2, 2, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    assert seen(table).suggestion == 2


def test_while_a_level_is_on_the_screens_another_is_refused_and_the_same_changes_nothing(store: Store):
    table = at_agreeing(store)
    first = proposed(table)
    assert proposed(table) == first
    with pytest.raises(WrongMoment, match="on every screen"):
        agreeing.propose(store, table.facilitator, table.id, evidence(table), 2)


def test_a_group_can_stay_split_with_a_reason_and_come_back_to_it(store: Store, clock: Clock):
    table = at_agreeing(store)
    agreeing.split(store, table.facilitator, table.id, evidence(table), SplitReason.WORDING)
    outcome = seen(table).outcome
    assert outcome is not None
    assert (outcome.ending, outcome.reason) == (Ending.SPLIT, SplitReason.WORDING)
    proposed(table)
    clock.forward(seconds=OVER)
    again = seen(table).outcome
    assert again is not None
    assert again.ending is Ending.AGREED


def test_cells_where_everybody_gave_one_level_are_accepted_together_under_the_same_rule(store: Store, clock: Clock):
    table = at_agreeing(store)
    claim = (table.birch, table.claim)
    board = agreeing.board(store, table.teachers[0], table.id)
    assert [cell.cell for cell in board.unanimous] == [claim]
    assert agreeing.accept_unanimous(store, table.facilitator, table.id) == 1
    assert agreeing.accept_unanimous(store, table.facilitator, table.id) == 0
    pending = agreeing.board(store, table.teachers[0], table.id).pending
    assert [(cell.cell, cell.outcome and cell.outcome.level) for cell in pending] == [(claim, 2)]
    clock.forward(seconds=OVER)
    outcome = seen(table, cell=claim).outcome
    assert outcome is not None
    assert (outcome.ending, outcome.level) == (Ending.AGREED, 2)
    with pytest.raises(Invalid):
        agreeing.accept_unanimous(store, table.facilitator, table.id)


def test_a_group_of_three_has_nothing_to_accept_together_on_the_wall(store: Store):
    table = a_table(store, 3)
    table.give(table.maple, table.claim, [3, 3, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    talking.end_talk(store, table.facilitator, table.id)
    assert agreeing.board(store, table.facilitator, table.id).unanimous == ()
    with pytest.raises(Invalid):
        agreeing.accept_unanimous(store, table.facilitator, table.id)


def test_a_level_that_left_the_screens_before_its_time_was_not_reached(store: Store, clock: Clock):
    table = at_agreeing(store)
    proposed(table)
    clock.forward(seconds=5)
    talking.start_talk(store, table.facilitator, table.id)
    talking.end_talk(store, table.facilitator, table.id)
    clock.forward(seconds=OVER)
    outcome = seen(table).outcome
    assert outcome is not None
    assert outcome.ending is Ending.NOT_REACHED


def test_concluding_ends_every_cell_of_the_agenda(store: Store, clock: Clock):
    table = at_agreeing(store)
    talking.skip_cell(store, table.facilitator, table.id, topics(store, table.facilitator, table.id)[1].cell.id)
    proposed(table)
    with pytest.raises(WrongMoment, match="still on every screen"):
        agreeing.conclude(store, table.facilitator, table.id)
    clock.forward(seconds=OVER)
    agreeing.conclude(store, table.facilitator, table.id)
    assert table.session.moment.phase is Phase.CONCLUDED
    board = agreeing.board(store, table.teachers[0], table.id)
    endings = [cell.outcome and cell.outcome.ending for cell in board.cells]
    assert endings == [Ending.AGREED, Ending.NOT_REACHED, Ending.NOT_REACHED]
    assert [topic.cell.state for topic in topics(store, table.facilitator, table.id)][1] is CellState.SKIPPED
    with pytest.raises(WrongMoment):
        agreeing.conclude(store, table.facilitator, table.id)


def test_the_rule_is_said_with_the_sessions_own_time(store: Store):
    table = at_agreeing(store, Plan(objection_seconds=45))
    assert "45 seconds" in agreeing.board(store, table.teachers[0], table.id).rule


def test_two_tabs_proposing_at_once_put_one_level_on_the_screens(either_store: Store):
    table = at_agreeing(either_store)

    def press(level: int) -> str:
        try:
            agreeing.propose(either_store, table.facilitator, table.id, evidence(table), level)
        except WrongMoment:
            return "told"
        return "proposed"

    with ThreadPoolExecutor(4) as tabs:
        pressed = sorted(tabs.map(press, (2, 3, 2, 3)))
    assert pressed == ["proposed", "proposed", "told", "told"]
    with either_store.reading() as db:
        assert len(db.execute(select(t.outcome)).all()) == 1


def test_when_everybody_looks_at_once_a_level_is_agreed_once(either_store: Store, clock: Clock):
    table = at_agreeing(either_store)
    proposed(table)
    clock.forward(seconds=OVER)
    with ThreadPoolExecutor(5) as devices:
        boards = list(devices.map(lambda teacher: agreeing.board(either_store, teacher, table.id), table.teachers))
    endings = {cell.outcome.ending for board in boards for cell in board.cells if cell.outcome}
    assert endings == {Ending.AGREED}
    with either_store.reading() as db:
        assert len(db.execute(select(t.outcome)).all()) == 2
