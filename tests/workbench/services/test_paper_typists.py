"""Who may type whose sheet in, and what they learn by it: what they type, and nothing else."""

import pytest

from tests.workbench.paper_world import PaperRoom
from tests.workbench.scored_session import elsewhere, somebody
from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import Invalid, NotAllowed, NotFound, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Act
from workbench.domain.scoring import Given
from workbench.services import joining, paper, paper_sheets, progress, results, scoring, sessions, typists
from workbench.services.joining import Arrival
from workbench.services.paper_sheets import WantedSheets
from workbench.services.scoring import Entry
from workbench.storage import tables as t
from workbench.storage.store import Store


@pytest.fixture
def room(either_store: Store) -> PaperRoom:
    return PaperRoom(either_store)


@pytest.fixture
def table(store: Store) -> PaperRoom:
    return PaperRoom(store)


def test_a_teacher_types_their_own_sheet_and_nobody_else_entered_it(table: PaperRoom):
    table.type("ana  PÉREZ", by=table.ana)
    assert set(table.levels(table.ana).values()) == {3}
    assert table.entered_by() == {None}
    with pytest.raises(NotFound):
        table.type("Ben Kowalski", by=table.ana)
    with pytest.raises(NotFound):
        table.type("Nobody N.", by=table.ana, sure=True)
    assert table.rows() == 8


def test_a_teacher_learns_nothing_about_anybody_from_the_grid(table: PaperRoom):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(3))
    before = paper.grid(table.store, table.ana, table.id)
    table.type("Ben Kowalski")
    assert paper.grid(table.store, table.ana, table.id) == before
    assert [person.name for person in before.people] == ["Ana Pérez"]
    assert before.own_only
    assert before.sheets == ()


def test_whoever_scores_types_no_colleagues_sheet_before_scoring_is_closed(table: PaperRoom):
    table.scored.seat(table.lead)
    with pytest.raises(WrongMoment, match="You score in this session too"):
        table.type("Ben Kowalski")
    table.scored.act(Act.CLOSE)
    assert table.type("Ben Kowalski").boxes == 8


def test_a_lead_who_typed_a_sheet_after_closing_cannot_change_own_scores_when_it_is_opened_again(table: PaperRoom):
    table.scored.seat(table.lead)
    read = scoring.desk(table.store, table.lead, table.id).reads[0]
    scoring.score(table.store, table.lead, Entry(read.assignment.id, "own"), table.criteria[0], Given(2))
    table.scored.act(Act.CLOSE)
    table.type("Ben Kowalski")
    table.scored.act(Act.REOPEN)
    with pytest.raises(WrongMoment, match="your own scores stay as they are"):
        scoring.score(table.store, table.lead, Entry(read.assignment.id, "again"), table.criteria[0], Given(4))
    assert list(table.levels(table.lead).values()) == [2]


def test_whoever_typed_a_sheet_and_then_joins_has_nothing_to_score_in_that_round(table: PaperRoom):
    table.type("Ben Kowalski")
    table.scored.seat(table.lead)
    with pytest.raises(NotFound, match="nothing to score for you"):
        scoring.desk(table.store, table.lead, table.id).next_unscored()
    with pytest.raises(NotFound):
        table.type("Fay Facilitator", by=table.ana)


def test_strangers_other_facilitators_and_admins_type_nothing(table: PaperRoom):
    school = table.lead.person.school_id
    for who in (staff(table.store, "Gil"), staff(table.store, "Ada Admin"), somebody(table.store, "Sam", school)):
        with pytest.raises(NotFound):
            table.type("Ben Kowalski", by=who)
        with pytest.raises(NotFound):
            paper.grid(table.store, who, table.id)
        with pytest.raises(NotFound):
            paper_sheets.make(table.store, who, table.id, WantedSheets(2))


def test_after_closing_a_teacher_hands_the_sheet_in(table: PaperRoom):
    table.scored.act(Act.CLOSE)
    with pytest.raises(WrongMoment, match="you cannot type your own sheet") as refused:
        table.type("Ana Pérez", by=table.ana)
    assert "still counts until the reveal" in refused.value.do


def test_a_colleague_with_the_task_types_sees_nothing_else_and_never_scores(room: PaperRoom):
    named = typists.give_task(room.store, room.lead, room.id, "Tia T.")
    tia = Viewer(named.person, frozenset())
    assert named.code
    assert [o.session.id for o in sessions.mine(room.store, tia)] == [room.id]
    assert room.type("Cleo V.", by=tia, sure=True).boxes == 8
    assert room.entered_by() == {tia.person.id}
    for forbidden in (progress.live, scoring.desk):
        with pytest.raises(NotFound):
            forbidden(room.store, tia, room.id)
    with pytest.raises(NotFound):
        sessions.act(room.store, tia, room.id, Act.CLOSE)
    room.scored.act(Act.CLOSE, Act.REVEAL)
    with pytest.raises(NotFound):
        results.dots(room.store, tia, room.id, 1)


def test_the_task_is_for_somebody_who_does_not_score_and_can_be_taken_back(table: PaperRoom):
    with pytest.raises(Invalid, match=r"Ana Pérez scores in this session"):
        typists.give_task(table.store, table.lead, table.id, "Ana Pérez")
    with pytest.raises(Invalid, match="That is your own name"):
        typists.give_task(table.store, table.lead, table.id, "Fay Facilitator")
    with pytest.raises(NotFound):
        typists.give_task(table.store, table.ana, table.id, "Tia T.")
    tia = Viewer(typists.give_task(table.store, table.lead, table.id, "Tia T.").person, frozenset())
    with pytest.raises(Invalid, match=r"Tia T\. has the task of typing"):
        table.type("Tia T.", sure=True)
    typists.take_task(table.store, table.lead, table.id, tia.person.id)
    assert typists.of_session(table.store, table.lead, table.id) == ()
    with pytest.raises(NotFound):
        paper.grid(table.store, tia, table.id)


def test_a_lead_types_no_sheet_of_their_own_and_nobody_who_was_shut_out_takes_part(table: PaperRoom):
    with pytest.raises(Invalid, match="That is your own name"):
        table.type("Fay Facilitator", sure=True)
    gone = somebody(table.store, "Gone G.", table.lead.person.school_id)
    with table.store.writing() as db:
        db.execute(t.person.update().where(t.person.c.id == gone.person.id).values(disabled_at=table.store.now()))
    with pytest.raises(NotAllowed, match=r"Gone G\. can no longer take part"):
        table.type("Gone G.", sure=True)


def test_a_namesake_from_another_school_types_their_own_sheet_and_nobody_elses(table: PaperRoom):
    table.type("Ana Pérez", by=table.ana)
    namesake = elsewhere(table.store, "Ana Pérez")
    joining.join_signed_in(table.store, namesake, table.scored.session.join_code, "10.0.0.9")
    table.type("Ana Pérez", by=namesake, boxes={(p, c): "1" for p in range(4) for c in range(2)})
    assert set(table.levels(table.ana).values()) == {3}
    assert set(table.levels(namesake).values()) == {1}
    with pytest.raises(Invalid, match="Two people here are called Ana Pérez"):
        table.type("Ana Pérez", sure=True)


def test_a_sheet_of_somebody_from_another_school_is_theirs_and_makes_nobody_new(table: PaperRoom):
    zoe = elsewhere(table.store, "Zoe Q.")
    joining.join_signed_in(table.store, zoe, table.scored.session.join_code, "10.0.0.9")
    table.type("Zoe Q.")
    assert set(table.levels(zoe).values()) == {3}
    assert [p.name for p in sessions.people_here(table.store, table.lead, table.id)].count("Zoe Q.") == 1


def test_a_lead_who_scores_types_no_sheet_of_their_own_once_scoring_is_closed(table: PaperRoom):
    table.scored.seat(table.lead)
    table.type(table.lead.person.name)
    table.scored.act(Act.CLOSE)
    with pytest.raises(WrongMoment, match="your own sheet is not typed in any more"):
        table.type(table.lead.person.name, boxes={(0, 0): "1"})
    assert set(table.levels(table.lead).values()) == {3}


def test_the_task_is_no_way_to_come_in_as_a_colleague_without_a_pin(table: PaperRoom):
    table.type("Pia P.", sure=True)
    fred = staff(table.store, "Fred F.")
    with pytest.raises(Invalid, match=r"Pia P\. has no PIN now"):
        typists.give_task(table.store, fred, an_open_session(table.store, fred).id, "pia p.")


def test_a_colleague_with_the_task_comes_in_with_the_sessions_code_and_takes_no_seat(table: PaperRoom):
    named = typists.give_task(table.store, table.lead, table.id, "Tia T.")
    arrival = Arrival(table.scored.session.join_code, "tia t.", "8264", "10.0.0.1")
    joined = joining.join_with_new_pin(table.store, arrival, named.code)
    assert joined.session_id == table.id
    assert "Tia T." not in [p.name for p in sessions.people_here(table.store, table.lead, table.id)]
    again = joining.join(table.store, arrival)
    assert again.notices == ()
    assert paper.grid(table.store, Viewer(again.person, frozenset()), table.id).people
