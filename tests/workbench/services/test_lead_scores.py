"""A lead who scores: it is said, and they may leave their scores out, in one version that is the same for everybody."""

from typing import Any

import pytest

from tests.workbench.talk_world import Table, a_table
from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.phases import Act, Stage
from workbench.domain.scoring import Given
from workbench.domain.sessions import AgendaCell, Plan
from workbench.domain.small_groups import Accord, Say
from workbench.services import cutting, lead_scores, results, seats, small_groups, talk_screen
from workbench.services.results.agreement import GroupAgreement, group_agreement
from workbench.services.results.own import own_differences
from workbench.storage import results as stored_results
from workbench.storage import scores, talk
from workbench.storage import sessions as stored
from workbench.storage import tables as t
from workbench.storage.scores import Write
from workbench.storage.store import Store

APART = Plan(lead_apart=True)
LEVELS = ([1, 2, 3, 4], [2, 2, 3, 3])


def scored(store: Store, plan: Plan, lead: int | None, *, also: str = "", teachers: int = 4) -> Table:
    """Return a revealed table in which the lead gave one level everywhere, with a sentence and a mark, or nothing."""
    table = a_table(store, teachers, plan, also=also)
    cells = [
        (sample, criterion) for sample in (table.maple, table.birch) for criterion in (table.claim, table.evidence)
    ]
    for number, cell in enumerate(cells):
        table.give(*cell, LEVELS[number % 2])
    with store.writing() as db:
        seats.take_seat(store, db, table.id, table.facilitator.person.id)
    if lead:
        everybody, table.teachers = table.teachers, [table.facilitator]
        for cell in cells:
            table.give(*cell, [lead])
        table.teachers = everybody
        table.say(table.facilitator, table.maple, table.claim, f"The lead read it as {lead}.")
        table.mark(table.facilitator, table.maple, table.claim, (lead, lead + 4))
    table.act(Act.CLOSE, Act.REVEAL)
    return table


def agreement(table: Table, viewer: Any = None) -> GroupAgreement:
    return group_agreement(table.store, viewer or table.teachers[0], table.id)


def talked_about(table: Table) -> Table:
    """Put a cell on every screen, with its sentences."""
    cell = AgendaCell(f"cell of {table.id}", table.maple, table.claim, 1, sentences_shown=True)
    with table.store.writing() as db:
        talk.set_agenda(db, table.id, (cell,))
        stored.show(db, table.id, Stage.TALK, cell.id, table.store.now())
    return table


def all_that_is_shown(table: Table) -> str:
    """Return everything about given scores that a teacher and the lead, whose screen is the wall, are shown."""
    store = table.store
    with store.reading() as db:
        (cell,) = talk.agenda(db, table.id)
        agenda = results.proposed_agenda(db, table.session)
        said = stored_results.sentences(db, table.id, cell), stored_results.marks(db, table.id, cell, 1)
    found: list[object] = [agenda, said]
    for viewer in (table.teachers[0], table.facilitator):
        group = agreement(table, viewer)
        screen = talk_screen.screen(store, viewer, table.id)
        found += [group, results.dots(store, viewer, table.id, 1), screen, own_differences(store, viewer, table.id)]
    return repr(found)


def test_that_the_lead_scored_is_said_and_counts_unless_they_chose_otherwise(either_store: Store):
    table = scored(either_store, Plan(), 4)
    found = agreement(table)
    assert (found.lead_scored, found.lead_apart, found.n_raters) == (True, False, 5)
    assert not agreement(scored(either_store, Plan(), None, also=" 2")).lead_scored, "a seat alone is no score"


def test_left_out_the_lead_is_in_no_dot_figure_sentence_or_mark(either_store: Store):
    table = scored(either_store, APART, 4)
    found = agreement(table)
    assert (found.lead_scored, found.lead_apart, found.n_raters) == (True, True, 4)
    assert found.pooled.figures["exact"].n_pairs == 24
    assert [cell.dots.counts for cell in found.dots if cell.dots][:2] == [(1, 1, 1, 1), (0, 2, 2, 0)]
    assert found.unfinished == ()
    shown = all_that_is_shown(talked_about(table))
    assert "The lead read it" not in shown
    assert own_differences(either_store, table.facilitator, table.id) == ()


def test_whatever_the_lead_gave_everybody_is_shown_the_same(store: Store):
    table = talked_about(scored(store, APART, 1))
    before = all_that_is_shown(table)
    give_anew(table, 4)
    assert all_that_is_shown(table) == before
    counted = talked_about(scored(store, Plan(), 1, also=" 2"))
    before = all_that_is_shown(counted)
    give_anew(counted, 4)
    assert all_that_is_shown(counted) != before


def give_anew(table: Table, level: int) -> None:
    """Let what the lead gave be something else."""
    store, rubric_id = table.store, table.session.rubric_id
    with store.writing() as db:
        for read in scores.queue(db, table.id, table.facilitator.person.id, 1):
            for criterion in (table.claim, table.evidence):
                write = Write(read.id, rubric_id, store.new_id(), store.now())
                scores.add_score(db, write, criterion, Given(level))


def test_it_is_chosen_until_the_first_reveal_and_then_fixed_for_good(either_store: Store):
    table = a_table(either_store, 4)
    lead_scores.leave_out(either_store, table.facilitator, table.id, wanted=True)
    before = table.session.revision
    lead_scores.leave_out(either_store, table.facilitator, table.id, wanted=False)
    assert table.session.revision > before
    table.act(Act.CLOSE)
    lead_scores.leave_out(either_store, table.facilitator, table.id, wanted=True)
    assert table.session.apart == table.facilitator.person.id
    table.act(Act.REVEAL)
    for wanted in (True, False):
        with pytest.raises(WrongMoment):
            lead_scores.leave_out(either_store, table.facilitator, table.id, wanted=wanted)
    assert table.session.plan.lead_apart


def test_nobody_but_the_lead_chooses_it(store: Store):
    table = a_table(store, 4)
    with pytest.raises(NotFound):
        lead_scores.leave_out(store, table.teachers[0], table.id, wanted=True)


def test_a_plan_from_before_leaves_nobody_out(either_store: Store):
    table = scored(either_store, Plan(), 4)
    with either_store.writing() as db:
        old = {k: v for k, v in db.execute(t.calibration.select()).one().plan.items() if not k.startswith("lead_")}
        db.execute(t.calibration.update().values(plan=old))
    assert agreement(table).n_raters == 5


@pytest.mark.parametrize("plan", [Plan(), APART], ids=["counts", "left out"])
def test_once_names_are_cut_off_the_page_says_and_shows_the_same(either_store: Store, plan: Plan):
    table = scored(either_store, plan, 4)
    table.act(Act.CONCLUDE)
    before = agreement(table)
    cutting.cut_now(either_store, table.facilitator, table.id)
    assert agreement(table) == before
    with either_store.reading() as db:
        everything = db.execute(t.score.select()).all()
    assert len(everything) == (16 if plan is APART else 20)


def test_a_group_of_four_beside_the_lead_is_asked_about_the_wall_and_the_lead_is_not(store: Store):
    table = a_table(store, 4, APART)
    with store.writing() as db:
        seats.take_seat(store, db, table.id, table.facilitator.person.id)
    assert small_groups.question(store, table.teachers[0], table.id)
    assert small_groups.question(store, table.facilitator, table.id) is None
    for teacher in table.teachers[:3]:
        small_groups.say(store, teacher, table.id, Say.FINE)
    small_groups.say(store, table.facilitator, table.id, Say.FINE)
    with store.reading() as db:
        assert small_groups.accord_of(db, table.session, 1) is Accord.UNSAID, "the lead does not speak for the fourth"
