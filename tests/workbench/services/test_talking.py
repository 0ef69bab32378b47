"""Leading the talk: the agenda, the cell on the screens, and which cells are voted on again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from tests.workbench.talk_world import TEXT, USUAL, Table, a_table, revealed
from tests.workbench.world import Clock
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.phases import Act, Phase, Stage
from workbench.domain.sessions import CellState, Plan, Timings
from workbench.services import talking
from workbench.services.agenda import add_cell, move_cell, remove_cell, topics
from workbench.services.talk_screen import screen
from workbench.storage import tables as t
from workbench.storage.store import Store


def started(store: Store, plan: Plan = USUAL) -> Table:
    table = revealed(store, plan)
    talking.start_talk(store, table.facilitator, table.id)
    return table


def names(table: Table) -> list[str]:
    return [f"{topic.sample} {topic.criterion}" for topic in topics(table.store, table.facilitator, table.id)]


def on_screen(table: Table) -> str:
    seen = screen(table.store, table.teachers[0], table.id)
    return f"{seen.sample.name} {seen.criterion.name}"


def ids(table: Table) -> list[str]:
    return [topic.cell.id for topic in topics(table.store, table.facilitator, table.id)]


def test_starting_the_talk_keeps_the_proposed_agenda_and_shows_its_first_cell(store: Store):
    table = revealed(store)
    proposed = names(table)
    before = table.session.stage_revision
    talking.start_talk(store, table.facilitator, table.id)
    assert names(table) == proposed == ["Maple Evidence", "Maple Claim", "Birch Evidence"]
    assert table.session.stage is Stage.TALK
    assert table.session.stage_revision > before
    assert on_screen(table) == "Maple Evidence"


def test_the_minutes_planned_are_shared_out(store: Store):
    table = started(store, Plan(timings=Timings(talk=12)))
    minutes = [topic.cell.minutes for topic in topics(store, table.facilitator, table.id)]
    assert minutes == [4, 4, 4]


def test_starting_again_changes_nothing(store: Store, clock: Clock):
    table = started(store)
    before = table.session
    clock.forward(minutes=1)
    talking.start_talk(store, table.facilitator, table.id)
    assert table.session == before


def test_the_talk_cannot_start_before_the_reveal(store: Store):
    table = a_table(store)
    with pytest.raises(WrongMoment):
        talking.start_talk(store, table.facilitator, table.id)


def test_only_who_leads_the_session_moves_the_talk(store: Store):
    table = started(store)
    showing = table.session.stage_cell
    rater = table.teachers[0]
    acts = [
        lambda: talking.start_talk(store, rater, table.id),
        lambda: talking.next_cell(store, rater, table.id, showing),
        lambda: talking.previous_cell(store, rater, table.id, showing),
        lambda: talking.show_cell(store, rater, table.id, showing),
        lambda: talking.skip_cell(store, rater, table.id, showing),
        lambda: talking.show_sentences(store, rater, table.id, showing),
        lambda: talking.add_minutes(store, rater, table.id, showing),
        lambda: talking.choose_second_vote(store, rater, table.id, showing, wanted=True),
        lambda: talking.end_talk(store, rater, table.id),
        lambda: add_cell(store, rater, table.id, (table.birch, table.claim)),
        lambda: remove_cell(store, rater, table.id, showing),
        lambda: move_cell(store, rater, table.id, showing, 1),
    ]
    before = table.session
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert table.session == before


def test_where_everybody_agrees_the_agenda_is_empty_and_a_cell_can_be_added(store: Store):
    table = a_table(store)
    table.give(table.maple, table.claim, [3] * 5)
    table.act(Act.CLOSE, Act.REVEAL)
    with pytest.raises(Invalid, match="part nowhere"):
        talking.start_talk(store, table.facilitator, table.id)
    add_cell(store, table.facilitator, table.id, (table.maple, table.claim))
    talking.start_talk(store, table.facilitator, table.id)
    assert on_screen(table) == "Maple Claim"
    assert screen(store, table.teachers[0], table.id).disputed == (2, 3)


def test_next_and_back_note_what_was_talked_about(store: Store):
    table = started(store)
    talking.next_cell(store, table.facilitator, table.id, table.session.stage_cell)
    assert on_screen(table) == "Maple Claim"
    states = [topic.cell.state for topic in topics(store, table.facilitator, table.id)]
    assert states == [CellState.TALKED, CellState.WAITING, CellState.WAITING]
    talking.previous_cell(store, table.facilitator, table.id, table.session.stage_cell)
    assert on_screen(table) == "Maple Evidence"
    with pytest.raises(Invalid, match="ends here"):
        talking.previous_cell(store, table.facilitator, table.id, table.session.stage_cell)


def test_skipping_the_cell_on_the_screens_goes_on(store: Store):
    table = started(store)
    talking.skip_cell(store, table.facilitator, table.id, table.session.stage_cell)
    assert on_screen(table) == "Maple Claim"
    assert topics(store, table.facilitator, table.id)[0].cell.state is CellState.SKIPPED


def test_the_agenda_is_the_groups_to_change(store: Store):
    table = started(store)
    first, second, third = ids(table)
    move_cell(store, table.facilitator, table.id, third, -1)
    assert names(table) == ["Maple Evidence", "Birch Evidence", "Maple Claim"]
    move_cell(store, table.facilitator, table.id, first, -1)
    added = add_cell(store, table.facilitator, table.id, (table.birch, table.claim))
    assert add_cell(store, table.facilitator, table.id, (table.birch, table.claim)) == added
    assert names(table)[-1] == "Birch Claim"
    remove_cell(store, table.facilitator, table.id, first)
    assert names(table) == ["Birch Evidence", "Maple Claim", "Birch Claim"]
    assert on_screen(table) == "Birch Evidence", "the removed cell was on the screens"
    assert ids(table) == [third, second, added]


def test_a_cell_of_another_session_is_refused(store: Store):
    table, other = started(store), a_table(store, 1, also=" 2")
    with pytest.raises(Invalid):
        add_cell(store, table.facilitator, table.id, (other.maple, table.claim))
    with pytest.raises(Invalid):
        add_cell(store, table.facilitator, table.id, (table.maple, other.claim))
    with pytest.raises(NotFound):
        talking.show_cell(store, table.facilitator, table.id, "no-such-cell")


def test_the_last_cell_stays(store: Store):
    table = started(store)
    for cell in ids(table)[1:]:
        remove_cell(store, table.facilitator, table.id, cell)
    with pytest.raises(Invalid, match="one topic"):
        remove_cell(store, table.facilitator, table.id, ids(table)[0])


def test_minutes_run_by_the_servers_clock_and_can_be_added(store: Store, clock: Clock):
    table = started(store)
    left = screen(store, table.teachers[0], table.id).seconds_left
    clock.forward(seconds=90)
    assert screen(store, table.teachers[0], table.id).seconds_left == left - 90
    talking.add_minutes(store, table.facilitator, table.id, table.session.stage_cell)
    assert screen(store, table.teachers[0], table.id).seconds_left == left + 30
    talking.show_cell(store, table.facilitator, table.id, table.session.stage_cell)
    assert screen(store, table.teachers[0], table.id).seconds_left == left + 30, "showing it again keeps its time"


def discussed(store: Store) -> Table:
    """A table where sentences were written and evidence was marked."""
    table = a_table(store)
    table.give(table.maple, table.evidence, [1, 2, 3, 3, 4])
    for teacher, sentence in zip(table.teachers, ("Thin.", "Some.", "", "Enough here.", "Rich and apt."), strict=True):
        table.say(teacher, table.maple, table.evidence, sentence)
    table.mark(table.teachers[0], table.maple, table.evidence, (0, 20))
    table.mark(table.teachers[1], table.maple, table.evidence, (10, 20), (15, 24))
    table.mark(table.teachers[2], table.maple, table.claim, (0, 5))
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(store, table.facilitator, table.id)
    return table


def test_the_two_most_distant_sentences_are_shown_only_when_asked_for(store: Store):
    table = discussed(store)
    for viewer in (table.facilitator, *table.teachers):
        assert screen(store, viewer, table.id).sentences == ()
    talking.show_sentences(store, table.facilitator, table.id, table.session.stage_cell)
    for viewer in (table.facilitator, *table.teachers):
        said = screen(store, viewer, table.id).sentences
        assert [(s.level, s.sentence) for s in said] == [(1, "Thin."), (4, "Rich and apt.")]


def test_the_evidence_everybody_marked_is_shown_with_how_many_marked_it(store: Store):
    seen = screen(store, (table := discussed(store)).facilitator, table.id)
    assert [(TEXT[p.mark.start : p.mark.end], p.people) for p in seen.passages] == [
        (TEXT[0:10], 1),
        (TEXT[10:20], 2),
        (TEXT[20:24], 1),
    ]


def test_a_teacher_sees_their_own_level_and_words_and_the_wall_does_not(store: Store):
    table = discussed(store)
    (own,) = screen(store, table.teachers[1], table.id).own
    assert (own.round, own.given and own.given.level, own.remark.sentence) == (1, 2, "Some.")
    assert screen(store, table.facilitator, table.id).own == ()


def test_in_a_group_of_two_the_screen_gives_away_neither_dots_nor_ends_nor_sentences(store: Store):
    table = a_table(store, 2)
    table.give(table.maple, table.claim, [1, 4])
    for teacher in table.teachers:
        table.say(teacher, table.maple, table.claim, f"{teacher.person.name} thinks so.")
    table.mark(table.teachers[0], table.maple, table.claim, (0, 9))
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(store, table.facilitator, table.id)
    talking.show_sentences(store, table.facilitator, table.id, table.session.stage_cell)
    for viewer in (table.facilitator, *table.teachers):
        seen = screen(store, viewer, table.id)
        assert seen.votes[0].dots is None
        assert seen.votes[0].withheld
        assert (seen.ends, seen.disputed, seen.sentences) == (None, (2, 3), ())
        assert len(seen.passages) == 1, "the talk starts from the evidence marks"


def test_nothing_of_the_talk_is_seen_by_a_stranger(store: Store):
    table, other = started(store), a_table(store, 1, also=" 2")
    with pytest.raises(NotFound):
        screen(store, other.teachers[0], table.id)


def test_cells_chosen_for_it_are_voted_on_again_and_both_votes_stand_side_by_side(store: Store):
    table = started(store)
    showing = table.session.stage_cell
    talking.choose_second_vote(store, table.facilitator, table.id, showing, wanted=True)
    talking.choose_second_vote(store, table.facilitator, table.id, ids(table)[1], wanted=True)
    talking.choose_second_vote(store, table.facilitator, table.id, ids(table)[1], wanted=False)
    table.act(Act.VOTE_AGAIN)
    with pytest.raises(WrongMoment):
        talking.next_cell(store, table.facilitator, table.id, showing)
    table.give(table.maple, table.evidence, [2, 2, 3, 3, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(store, table.facilitator, table.id)
    talking.show_cell(store, table.facilitator, table.id, showing)
    seen = screen(store, table.teachers[0], table.id)
    assert [vote.dots and vote.dots.counts for vote in seen.votes] == [(1, 1, 2, 1), (0, 2, 3, 0)]
    assert [own.given and own.given.level for own in seen.own] == [1, 2]
    with pytest.raises(WrongMoment, match="second vote has been"):
        talking.choose_second_vote(store, table.facilitator, table.id, showing, wanted=True)
    with pytest.raises(Invalid, match="voted on again"):
        remove_cell(store, table.facilitator, table.id, showing)


def test_a_session_set_up_without_a_second_vote_has_none(store: Store):
    table = started(store, Plan(second_vote=False))
    with pytest.raises(WrongMoment):
        talking.choose_second_vote(store, table.facilitator, table.id, table.session.stage_cell, wanted=True)


def test_ending_the_talk_brings_every_screen_to_agreeing(store: Store):
    table = started(store)
    talking.end_talk(store, table.facilitator, table.id)
    assert (table.session.moment.phase, table.session.stage) == (Phase.REVEALED, Stage.AGREE)


def test_every_step_of_the_talk_is_in_the_audit_log(store: Store):
    table = started(store)
    talking.next_cell(store, table.facilitator, table.id, table.session.stage_cell)
    talking.end_talk(store, table.facilitator, table.id)
    with store.reading() as db:
        logged = db.execute(select(t.audit.c.action).order_by(t.audit.c.sequence)).scalars().all()
    assert logged[-5:] == ["session.reveal", "talk.start", "talk.cell", "talk.cell", "talk.end"]


def test_two_tabs_pressing_next_at_once_go_on_by_one_cell(either_store: Store):
    table = started(either_store)
    showing = table.session.stage_cell

    def press(_: int) -> str:
        try:
            talking.next_cell(either_store, table.facilitator, table.id, showing)
        except WrongMoment:
            return "told"
        return "moved"

    with ThreadPoolExecutor(4) as tabs:
        pressed = sorted(tabs.map(press, range(4)))
    assert pressed == ["moved", "told", "told", "told"]
    assert on_screen(table) == "Maple Claim"


def test_two_tabs_starting_the_talk_at_once_make_one_agenda(either_store: Store):
    table = revealed(either_store)
    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(lambda _: talking.start_talk(either_store, table.facilitator, table.id), range(4)))
    assert names(table) == ["Maple Evidence", "Maple Claim", "Birch Evidence"]
