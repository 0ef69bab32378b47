"""Names are cut off scores for good: every figure stays, and nothing finds whose a score was."""

from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from tests.workbench.giving_world import Asked, asked
from tests.workbench.talk_world import Table, a_table, revealed
from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.paper import Filled, TypedSheet
from workbench.domain.phases import Act
from workbench.domain.sessions import Plan
from workbench.services import cutting, paper, paper_sheets, results, sessions
from workbench.services.cutting import Due
from workbench.services.paper_sheets import WantedSheets
from workbench.services.results.agreement import group_agreement
from workbench.services.results.own import own_differences
from workbench.storage import sample_changes
from workbench.storage import sessions as stored
from workbench.storage import tables as t
from workbench.storage.store import Store

Rows = dict[str, list[dict[str, object]]]
GIVEN = ("score", "remark", "marking", "recusal")


AS_USUAL = Plan()


def concluded(store: Store, plan: Plan = AS_USUAL) -> Table:
    """Return a concluded table of five in which somebody wrote and marked, and somebody left a piece out."""
    table = revealed(store, plan)
    table.act(Act.CONCLUDE)
    return table


def concluded_with_everything(store: Store) -> Table:
    table = a_table(store, 5)
    for criterion in (table.claim, table.evidence):
        table.give(table.maple, criterion, [1, 2, 3, 4, 4])
        table.give(table.birch, criterion, [2, 3, 3, 1])
    table.say(table.teachers[1], table.maple, table.claim, "It names no source.")
    table.mark(table.teachers[2], table.maple, table.claim, (4, 9))
    table.skip(table.teachers[4], table.birch)
    on_paper = Filled({(table.birch, table.claim): "1", (table.birch, table.evidence): "4"})
    typed = TypedSheet("sheet", table.teachers[3].person.name, on_paper, sure=True)
    paper_sheets.make(store, table.facilitator, table.id, WantedSheets(named=(table.teachers[3].person.id,)))
    paper.save(store, table.facilitator, table.id, typed)
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    return table


def everything(store: Store) -> Rows:
    """Return every row of every table."""
    with store.reading() as db:
        return {
            table.name: [dict(row._mapping) for row in db.execute(select(table))] for table in t.metadata.sorted_tables
        }


def holding(rows: Rows, ids: set[str]) -> dict[str, int]:
    """Return how many rows of each table hold one of these ids, alone or within something longer."""
    found = {
        name: sum(any(i in str(value) for value in row.values() for i in ids) for row in these)
        for name, these in rows.items()
    }
    return {name: n for name, n in found.items() if n}


def test_every_figure_stays_as_it_was(either_store: Store):
    table = concluded_with_everything(either_store)
    teacher = table.teachers[0]

    def figures():
        found = group_agreement(either_store, teacher, table.id)
        return results.dots(either_store, teacher, table.id, 1), found.pooled, found.criteria, found.n_conditions

    before = figures()
    cutting.cut_now(either_store, table.facilitator, table.id)
    assert figures() == before


def test_nothing_that_is_kept_finds_whose_a_score_was(either_store: Store):
    table = concluded_with_everything(either_store)
    before = everything(either_store)
    reads, people = {row["id"] for row in before["assignment"]}, {who.person.id for who in table.teachers}
    assert holding(before, reads), "the control: names hang on scores by these"
    cutting.cut_now(either_store, table.facilitator, table.id)

    after = everything(either_store)
    assert holding(after, reads) == {}
    assert set(holding(after, people)) == {"person", "seat"}
    nobody = {row["person_id"] for row in after["assignment"]}
    assert len(nobody) == len(people)
    assert set(holding(after, nobody)) == {"person", "seat", "assignment"}
    assert {row["name"] for row in after["person"] if row["id"] in nobody} == {""}
    for name in GIVEN:
        assert len(after[name]) == len(before[name]) > 0
        assert len({row["at"] for row in after[name]} | {row["created_at"] for row in after["assignment"]}) == 1
        assert not {row["submission_id"] for row in after[name]} & {row["submission_id"] for row in before[name]}


def test_the_database_file_holds_nothing_of_it_either(store: Store):
    table = concluded_with_everything(store)
    reads = [row["id"] for row in everything(store)["assignment"]]
    cutting.cut_now(store, table.facilitator, table.id)
    file = Path(str(store.engine.url.database))
    kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert table.id.encode() in kept, "the control: what is kept can be read in the file"
    assert not [read for read in reads if str(read).encode() in kept]


def test_the_order_of_the_rows_tells_nothing(store: Store):
    orders = set()
    for number in range(8):
        table = a_table(replace(store, rng=Random(number)), 4, also=f" {number}")
        table.give(table.maple, table.claim, [1, 2, 3, 4])
        table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
        cutting.cut_now(table.store, table.facilitator, table.id)
        with store.reading() as db:
            mine = select(t.assignment.c.id).where(t.assignment.c.session_id == table.id)
            rows = db.execute(select(t.score.c.level).where(t.score.c.assignment_id.in_(mine)).order_by("sequence"))
            orders.add(tuple(rows.scalars()))
    assert len(orders) > 3


def test_whoever_took_part_still_comes_in_and_is_told_why_there_is_nothing_of_their_own(store: Store):
    table = concluded(store)
    teacher = table.teachers[0]
    assert results.own_levels(store, teacher, table.id, 1)
    assert own_differences(store, teacher, table.id)
    cutting.cut_now(store, table.facilitator, table.id)
    assert sessions.overview(store, teacher, table.id).session.names_cut_at == store.now()
    assert not results.own_levels(store, teacher, table.id, 1)
    assert not own_differences(store, teacher, table.id)
    assert [person.name for person in sessions.people_here(store, teacher, table.id)] == [
        who.person.name for who in table.teachers
    ]


def test_who_brought_a_piece_is_not_found_by_what_they_did_not_score(either_store: Store, tmp_path: Path):
    table: Asked = asked(either_store, tmp_path)
    for name in ("Ana", "Ben", "Cal"):
        table.brings(name, label=f"{name}'s own")
    table.opens()
    for name in ("Ana", "Ben", "Cal"):
        table.scores(table.joins(name), 2)
    for act in (Act.CLOSE, Act.REVEAL, Act.CONCLUDE):
        sessions.act(either_store, table.lead, table.session_id, act)
    people = {row["person_id"] for row in everything(either_store)["assignment"]}
    cutting.cut_now(either_store, table.lead, table.session_id)
    after = everything(either_store)
    assert not {row["person_id"] for row in after["affiliation"]} & people
    assert {row["label"] for row in after["affiliation"]} == {""}
    assert {row["owner_id"] for row in after["sample"]} == {table.lead.person.id}
    assert set(holding(after, people)) <= {"person", "seat", "sign_in", "giver", "audit", "membership"}
    pieces = set(table.pieces.values())
    assert not [row for row in after["audit"] if row["person_id"] in people and row["about"] in pieces]
    with pytest.raises(IntegrityError, match="never changed"), either_store.writing() as db:
        db.execute(update(t.audit).values(person_id=None))
    with pytest.raises(IntegrityError, match="never changed"), either_store.writing() as db:
        db.execute(delete(t.score))
    dots = results.dots(either_store, table.lead, table.session_id, 1)
    assert len(dots) == len(table.pieces)


def test_it_happens_by_itself_when_the_days_are_over_and_not_before(either_store: Store):
    table = concluded(either_store, Plan(cut_names_after=30))
    other = a_table(either_store, 1, Plan(cut_names_after=0), also=" two")
    other.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    either_store.clock.forward(days=29, hours=23)
    assert cutting.cut_overdue(either_store) == 0
    due = cutting.due(either_store, table.teachers[0], table.id)
    either_store.clock.forward(hours=2)
    assert due.when is not None
    assert due.when < either_store.now()
    assert cutting.cut_overdue(either_store) == 1
    assert table.session.names_cut_at == either_store.now()
    assert cutting.due(either_store, table.facilitator, table.id) == Due(None)
    assert cutting.cut_overdue(either_store) == 0
    either_store.clock.forward(days=4000)
    assert cutting.cut_overdue(either_store) == 0
    assert other.session.names_cut_at is None


def test_only_the_lead_and_only_after_the_conclusion(store: Store):
    table = revealed(store)
    with pytest.raises(WrongMoment, match="once the session is concluded"):
        cutting.cut_now(store, table.facilitator, table.id)
    table.act(Act.CONCLUDE)
    with pytest.raises(NotFound):
        cutting.cut_now(store, table.teachers[0], table.id)
    cutting.cut_now(store, table.facilitator, table.id)
    before = everything(store)
    cutting.cut_now(store, table.facilitator, table.id)
    assert everything(store) == before


def test_a_session_opened_by_an_older_program_keeps_what_it_promised(store: Store):
    table = a_table(store, 1)
    with store.writing() as db:
        old = {k: v for k, v in db.execute(select(t.calibration.c.plan)).scalar_one().items() if "_names" not in k}
        old.pop("promises")
        db.execute(update(t.calibration).values(plan=old))
    with store.reading() as db:
        plan = stored.get(db, table.id).plan
    assert (plan.cut_names_after, plan.promises) == (0, 1)


def test_a_piece_that_is_being_withdrawn_keeps_none_of_its_words(either_store: Store):
    table = concluded_with_everything(either_store)
    cut: list[object] = []
    cutting_off = Thread(target=lambda: cut.append(cutting.cut_now(either_store, table.facilitator, table.id)))
    with either_store.writing() as db:
        sample_changes.lock(db, table.maple)
        sample_changes.empty(db, table.maple, either_store.now())
        cutting_off.start()
        cutting_off.join(0.5)
        assert cut == []
        stored.touch_stage(db, table.id)
    cutting_off.join()
    assert cut == [None]
    assert {row["sentence"] for row in everything(either_store)["remark"]} == {""}
