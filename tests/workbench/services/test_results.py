"""Dots without names: what may not be seen is not in the answer."""

import pytest

from tests.workbench.talk_world import Table, a_table, join, revealed
from workbench.domain.errors import NotFound
from workbench.domain.minimums import DEFAULTS
from workbench.domain.phases import Act
from workbench.domain.scoring import Condition, Given
from workbench.services import results, seats, talking
from workbench.services.agenda import topics
from workbench.storage.store import Store


def cell(table: Table, viewer, sample: str, criterion: str, round: int = 1):
    found = results.dots(table.store, viewer, table.id, round)
    return next(dots for dots in found if dots.cell == (sample, criterion))


def test_nothing_is_shown_before_the_reveal(store: Store):
    table = a_table(store)
    table.give(table.maple, table.claim, [1, 2, 3, 4, 4])
    for acts in ((), (Act.CLOSE,)):
        table.act(*acts)
        for viewer in (table.facilitator, table.teachers[0]):
            for ask in (results.dots, results.own_levels):
                with pytest.raises(NotFound):
                    ask(store, viewer, table.id, 1)
            with pytest.raises(NotFound):
                topics(store, viewer, table.id)
            with pytest.raises(NotFound):
                results.changes(store, viewer, table.id)


def test_after_the_reveal_everybody_gets_the_same_counts_by_level(store: Store):
    table = revealed(store)
    for viewer in (table.facilitator, *table.teachers):
        found = cell(table, viewer, table.maple, table.evidence)
        assert found.dots is not None
        assert found.dots.counts == (1, 1, 2, 1)
        assert found.withheld == ""
    order = [found.cell for found in results.dots(store, table.facilitator, table.id, 1)]
    assert order == [(s, c) for s in (table.maple, table.birch) for c in (table.claim, table.evidence)]


def test_a_stranger_gets_nothing(store: Store):
    table, other = revealed(store), a_table(store, 1, also=" 2")
    with pytest.raises(NotFound):
        results.dots(store, other.teachers[0], table.id, 1)


def test_reasons_why_it_could_not_be_scored_are_counted_apart(store: Store):
    table = a_table(store)
    table.give(table.maple, table.claim, [3, Condition.ILLEGIBLE, 2, 2, 2])
    table.act(Act.CLOSE, Act.REVEAL)
    found = cell(table, table.facilitator, table.maple, table.claim).dots
    assert found is not None
    assert (found.counts, found.conditions) == ((0, 3, 1, 0), ((Condition.ILLEGIBLE, 1),))


@pytest.mark.parametrize(
    ("levels", "on_a_device", "on_the_wall"),
    [([2, 3], False, False), ([2, 3, 3], True, False), ([2, 3, 3, 3], True, True)],
)
def test_a_small_group_is_not_shown_and_smaller_still_not_on_the_wall(store: Store, levels, on_a_device, on_the_wall):
    table = a_table(store)
    table.give(table.maple, table.claim, levels)
    table.act(Act.CLOSE, Act.REVEAL)
    for viewer, shown in ((table.teachers[0], on_a_device), (table.facilitator, on_the_wall)):
        found = cell(table, viewer, table.maple, table.claim)
        assert (found.dots is not None) == shown
        assert bool(found.withheld) != shown


def test_a_reason_instead_of_a_level_does_not_make_a_group_large_enough(store: Store):
    table = a_table(store)
    table.give(table.maple, table.claim, [2, 3, Condition.ILLEGIBLE, Condition.ILLEGIBLE])
    table.act(Act.CLOSE, Act.REVEAL)
    found = cell(table, table.teachers[4], table.maple, table.claim)
    assert found.dots is None
    assert str(DEFAULTS.distribution_raters) in found.withheld


def test_somebody_who_knows_the_student_is_not_among_the_dots(store: Store):
    table = a_table(store)
    table.give(table.maple, table.claim, [3, 3, 3, 3, 1])
    table.skip(table.teachers[4], table.maple)
    table.act(Act.CLOSE, Act.REVEAL)
    found = cell(table, table.facilitator, table.maple, table.claim).dots
    assert found is not None
    assert found.counts == (0, 0, 4, 0)


def test_own_levels_are_for_the_own_device_and_never_for_the_wall(store: Store):
    table = a_table(store)
    table.teachers.append(table.facilitator)  # a facilitator who scores too
    with store.writing() as db:
        seats.take_seat(store, db, table.id, table.facilitator.person.id)
    table.give(table.maple, table.claim, [1, 2, 3, 3, 3, 4])
    table.act(Act.CLOSE, Act.REVEAL)
    assert results.own_levels(store, table.teachers[1], table.id, 1) == {(table.maple, table.claim): Given(2)}
    assert results.own_levels(store, table.facilitator, table.id, 1) == {}


def test_the_frame_holds_the_rounds_asked_for_under_ids(store: Store):
    table = revealed(store)
    with store.reading() as db:
        frame = results.score_frame_of(db, table.session, 1)
    assert len(frame) == 20
    assert set(frame.samples) == {table.maple, table.birch}
    assert frame.criteria == (table.claim, table.evidence)
    assert frame.levels[table.claim] == (1, 2, 3, 4)


def test_the_agenda_says_why_in_the_rubrics_words(store: Store):
    table = revealed(store)
    agenda = topics(store, table.teachers[0], table.id)
    first = agenda[0]
    assert (first.sample, first.criterion) == ("Maple", "Evidence")
    assert "3 of 5 put it at Proficient or above, 2 below." in first.why
    assert "Birch Claim" not in {f"{topic.sample} {topic.criterion}" for topic in agenda}, "all gave the same level"


def test_a_group_of_three_is_told_that_levels_differ_and_no_count(store: Store):
    table = a_table(store, 3)
    table.give(table.maple, table.claim, [1, 3, 4])
    table.act(Act.CLOSE, Act.REVEAL)
    whys = {topic.why for topic in topics(store, table.facilitator, table.id)}
    assert whys == {results.LEVELS_DIFFER}


def test_a_group_of_two_starts_from_the_evidence_and_learns_nothing_from_the_agenda(store: Store):
    agendas = []
    for levels, also in (([1, 4], ""), ([3, 3], " 2")):
        table = a_table(store, 2, also=also)
        table.give(table.maple, table.claim, levels)
        table.act(Act.CLOSE, Act.REVEAL)
        agenda = topics(store, table.facilitator, table.id)
        agendas.append([(topic.sample.removesuffix(also), topic.criterion, topic.why) for topic in agenda])
    assert agendas[0] == agendas[1]
    assert agendas[0][0][2] == results.START_FROM_EVIDENCE


def vote_again(table: Table) -> None:
    talking.start_talk(table.store, table.facilitator, table.id)
    talking.choose_second_vote(table.store, table.facilitator, table.id, table.session.stage_cell, wanted=True)
    table.act(Act.VOTE_AGAIN)


def test_the_second_vote_stays_hidden_until_it_is_revealed_and_the_first_stays_seen(store: Store):
    table = revealed(store)
    vote_again(table)
    table.give(table.maple, table.evidence, [2, 3, 3, 3, 3])
    for acts in ((), (Act.CLOSE,)):
        table.act(*acts)
        for viewer in (table.facilitator, table.teachers[0]):
            with pytest.raises(NotFound):
                results.dots(store, viewer, table.id, 2)
            with pytest.raises(NotFound):
                results.own_levels(store, viewer, table.id, 2)
            with pytest.raises(NotFound):
                results.changes(store, viewer, table.id)
            found = cell(table, viewer, table.maple, table.evidence).dots
            assert found is not None
            assert found.counts == (1, 1, 2, 1)
    table.act(Act.REVEAL)
    second = results.dots(store, table.teachers[0], table.id, 2)
    assert [dots.cell for dots in second] == [(table.maple, table.evidence)]
    assert second[0].dots is not None
    assert second[0].dots.counts == (0, 1, 4, 0)


def test_what_the_discussion_changed_counts_only_people_who_voted_twice(store: Store):
    table = revealed(store)
    table.teachers.append(join(table, "Latecomer"))
    vote_again(table)
    table.give(table.maple, table.evidence, [2, 3, 3, 3, None, 3])  # the fifth has left, the sixth came late
    table.act(Act.CLOSE, Act.REVEAL)
    (change,) = results.changes(store, table.facilitator, table.id)
    assert (change.voted_twice, change.voted, change.moved, change.together) == (4, 6, 2, 1)


def test_what_changed_is_withheld_when_too_few_voted_twice(store: Store):
    table = revealed(store)
    vote_again(table)
    table.give(table.maple, table.evidence, [2, 3, 3])
    table.act(Act.CLOSE, Act.REVEAL)
    assert results.changes(store, table.facilitator, table.id) == ()
    assert len(results.changes(store, table.teachers[0], table.id)) == 1
