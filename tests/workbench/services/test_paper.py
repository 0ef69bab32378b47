"""Sheets of paper typed in: whole, once, and scores like any other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from tests.blindness.ids import Ids
from tests.workbench.paper_world import PaperRoom
from tests.workbench.scored_session import Scored, a_session, somebody, usual
from workbench.domain.errors import Invalid, NotFound, WorkbenchError, WrongMoment
from workbench.domain.paper import Filled, TypedSheet
from workbench.domain.phases import Act
from workbench.domain.scoring import Condition, Given, Recusal
from workbench.services import paper, paper_sheets, progress, results, scoring, sessions, worrying
from workbench.services.paper_sheets import WantedSheets
from workbench.services.results.agreement import group_agreement
from workbench.services.scoring import Entry
from workbench.storage import giving as stored_giving
from workbench.storage import results as stored_results
from workbench.storage import tables as t
from workbench.storage.store import Store, connect


@pytest.fixture
def room(either_store: Store) -> PaperRoom:
    return PaperRoom(either_store)


@pytest.fixture
def table(store: Store) -> PaperRoom:
    return PaperRoom(store)


def test_a_lead_who_does_not_score_types_the_sheet_of_a_teacher_without_a_device(room: PaperRoom):
    saved = room.type("Cleo V.", sure=True)
    assert (saved.name, saved.boxes) == ("Cleo V.", 8)
    assert set(room.levels(room.person("Cleo V.")).values()) == {3}
    assert room.entered_by() == {room.lead.person.id}
    live = progress.live(room.store, room.lead, room.id)
    assert {p.person.name: (p.done, p.total) for p in live.people}["Cleo V."] == (4, 4)


def test_the_same_submission_twice_is_stored_once_even_from_two_threads(room: PaperRoom):
    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(lambda _: room.type("Cleo V.", sure=True, submission="click"), range(6)))
    assert {(s.name, s.boxes) for s in saved} == {("Cleo V.", 8)}
    assert room.rows() == 8


def test_a_sheet_is_stored_as_a_whole_or_not_at_all(room: PaperRoom):
    with pytest.raises(Invalid, match="Birch, Evidence: there is no level 7, the scale is 1-4"):
        room.type("Cleo V.", sure=True, boxes={(0, 0): "3", (1, 1): "7"})
    assert room.rows() == 0
    assert [p.name for p in sessions.people_here(room.store, room.lead, room.id)] == ["Ana Pérez", "Ben Kowalski"]


def test_on_paper_or_on_devices_the_same_scores_give_the_same_session(tmp_path, templates, clock):
    """Nobody could reach the server: everything is typed in later, and no figure differs."""

    def session(name: str, teachers: int, give: Callable[[Scored], None]) -> tuple[object, ...]:
        store = Store(connect(templates.copy_to(tmp_path / f"{name}.sqlite")), clock, Ids("same"), Random(7))
        scored = a_session(store, teachers=teachers)
        give(scored)
        scored.act(Act.CLOSE, Act.REVEAL)
        agreement = group_agreement(store, scored.facilitator, scored.id)
        with store.reading() as db:
            agenda = results.proposed_agenda(db, scored.session)
        store.close()
        return agreement, agenda

    assert session("devices", 4, lambda scored: scored.give(usual)) == session("paper", 0, type_in_what_is_usual)


def type_in_what_is_usual(scored: Scored) -> None:
    for who in range(4):
        boxes = {scored.cell(p, c): str(usual(who, p, c)) for p in range(4) for c in range(2)}
        sheet = TypedSheet(f"sheet {who}", f"Teacher {who}", Filled(boxes), sure=True)
        paper.save(scored.store, scored.facilitator, scored.id, sheet)


def test_a_name_that_is_not_in_the_session_needs_one_more_word(table: PaperRoom):
    with pytest.raises(NotFound, match=r"Nobody called Anna Peres has joined this session"):
        table.type("Anna Peres")
    assert table.rows() == 0


def test_a_second_sheet_for_one_teacher_needs_one_more_word_and_then_counts(room: PaperRoom):
    room.type("Ana Pérez")
    with pytest.raises(Invalid, match="Ana Pérez has scores in this round already") as refused:
        room.type("Ana Pérez", boxes={(0, 0): "1"})
    assert "tick that" in refused.value.do
    room.type("Ana Pérez", boxes={(0, 0): "1"}, sure=True)
    levels = room.levels(room.ana)
    assert levels.pop(room.scored.cell(0, 0)) == 1
    assert set(levels.values()) == {3}
    assert room.rows() == 9


def test_a_teacher_sees_on_the_desk_who_typed_what_counts(table: PaperRoom):
    table.type("Ana Pérez", boxes={(0, 0): "2"})
    sample, criterion = table.scored.cell(0, 0)
    read = next(r for r in scoring.desk(table.store, table.ana, table.id).reads if r.sample.id == sample)
    assert read.typed_by == {criterion: "Fay Facilitator"}
    scoring.score(table.store, table.ana, Entry(read.assignment.id, "mine"), criterion, Given(3))
    read = next(r for r in scoring.desk(table.store, table.ana, table.id).reads if r.sample.id == sample)
    assert read.typed_by == {}


def test_empty_boxes_stay_unfinished_and_a_sheet_without_any_is_refused(table: PaperRoom):
    table.type("Cleo V.", sure=True, boxes={(0, 0): "3", (1, 0): ""})
    assert len(table.levels(table.person("Cleo V."))) == 1
    with pytest.raises(Invalid, match="Nothing is typed yet"):
        table.type("Dee L.", sure=True, boxes={(0, 0): " "})


def test_reasons_words_and_knowing_the_student_are_typed_too(room: PaperRoom):
    (maple, claim), (birch, evidence) = room.scored.cell(0, 0), room.scored.cell(1, 1)
    filled = Filled(
        {(maple, claim): "n", (birch, evidence): "2"}, {(birch, evidence): " Two facts. "}, {maple: "s", birch: "M"}
    )
    room.type("Ana Pérez", filled=filled)
    reads = {read.sample.id: read for read in scoring.desk(room.store, room.ana, room.id).reads}
    assert reads[maple].scores == {claim: Given(condition=Condition.NO_RESPONSE)}
    assert reads[birch].remarks[evidence].sentence == "Two facts."
    assert (reads[maple].assignment.recusal, reads[birch].assignment.recusal) == (Recusal.SKIP, Recusal.SCORED_ANYWAY)
    assert room.entered_by(t.remark) == room.entered_by(t.recusal) == {room.lead.person.id}


def test_typing_is_refused_before_the_start_and_after_the_reveal_with_a_way_on(table: PaperRoom):
    table.scored.act(Act.CLOSE)
    assert table.type("Ana Pérez").boxes == 8
    table.scored.act(Act.REVEAL)
    with pytest.raises(WrongMoment, match="The scores are revealed") as refused:
        table.type("Ben Kowalski")
    assert "Keep the sheet" in refused.value.do
    with pytest.raises(WrongMoment, match="revealed"):
        paper_sheets.make(table.store, table.lead, table.id, WantedSheets(2))


def test_after_closing_a_teacher_who_never_joined_still_takes_part(room: PaperRoom):
    room.scored.act(Act.CLOSE)
    room.type("Cleo V.", sure=True)
    assert len(room.levels(room.person("Cleo V."))) == 8


def test_a_piece_that_somebody_brought_stands_on_every_sheet_and_never_counts(table: PaperRoom):
    own = table.scored.samples[2]
    cleo = somebody(table.store, "Cleo V.", table.lead.person.school_id)
    with table.store.writing() as db:
        stored_giving.affiliate(db, own, cleo.person.id, table.id)
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(1))
    grid = paper.grid(table.store, table.lead, table.id)
    assert own in grid.sheets[0].pieces
    table.type("Cleo V.", sure=True)
    table.scored.give(usual)
    table.scored.act(Act.CLOSE, Act.REVEAL)
    with table.store.reading() as db:
        counted = stored_results.given(db, table.id, 1)
    assert own in {row.sample_id for row in counted}
    assert (cleo.person.id, own) not in {(row.person_id, row.sample_id) for row in counted}


def test_what_is_typed_about_withdrawn_work_is_said_and_not_stored(table: PaperRoom):
    with table.store.writing() as db:
        db.execute(
            t.sample.update().where(t.sample.c.id == table.scored.samples[0]).values(withdrawn_at=table.store.now())
        )
    saved = table.type("Cleo V.", sure=True)
    assert (saved.boxes, saved.left_out) == (6, ("Maple",))


def test_what_is_typed_about_paused_work_is_said_and_not_stored(table: PaperRoom):
    worrying.worry(table.store, table.ana, table.id, table.scored.samples[1], pause=True)
    saved = table.type("Cleo V.", sure=True)
    assert (saved.boxes, saved.left_out) == (6, ("Birch",))


@pytest.mark.parametrize("cell", [("elsewhere", 0), (0, "elsewhere")])
def test_a_box_of_another_session_is_refused(table: PaperRoom, cell: tuple[object, object]):
    sample = table.scored.samples[0] if cell[0] == 0 else "elsewhere"
    criterion = table.criteria[0] if cell[1] == 0 else "elsewhere"
    with pytest.raises(Invalid):
        table.type("Cleo V.", sure=True, filled=Filled({(sample, criterion): "3"}))
    assert table.rows() == 0


def test_the_second_vote_has_sheets_of_its_own(table: PaperRoom):
    table.scored.give(usual)
    table.scored.act(Act.CLOSE, Act.REVEAL)
    table.second_vote_on(1, 0)
    table.scored.act(Act.VOTE_AGAIN)
    grid = paper.grid(table.store, table.lead, table.id)
    assert [(piece.name, piece.criteria) for piece in grid.pieces] == [("Birch", (table.criteria[0],))]
    with pytest.raises(Invalid, match="Maple is not scored on that criterion in this round"):
        table.type("Cleo V.", sure=True, boxes={(0, 0): "3"})
    assert table.type("Cleo V.", sure=True, boxes={(1, 0): "3"}).boxes == 1


def test_every_refusal_says_what_to_do(table: PaperRoom):
    table.type("Ana Pérez")
    for sheet in (
        table.sheet("Ana Pérez"),
        table.sheet("Nobody N."),
        table.sheet("Ben Kowalski", boxes={}),
        table.sheet("Ben Kowalski", boxes={(0, 0): "9"}),
        table.sheet("Ben Kowalski", code="QQQQ"),
        table.sheet(""),
    ):
        with pytest.raises(WorkbenchError) as refused:
            paper.save(table.store, table.lead, table.id, sheet)
        assert refused.value.do.endswith(".")
