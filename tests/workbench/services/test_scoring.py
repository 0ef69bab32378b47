"""A score given is never lost, never doubled, and never lands after closing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act, Stage
from workbench.domain.scoring import Condition, Given, Mark, Recusal, Remark
from workbench.domain.sessions import Ask, Asks, Plan
from workbench.services import progress, scoring, seats, sessions
from workbench.services.reads import Read
from workbench.services.scoring import Entry
from workbench.storage import people, scores
from workbench.storage import tables as t
from workbench.storage.store import Store


class Room:
    """An open session with a facilitator and two teachers, on one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.lead = staff(store)
        self.session = an_open_session(store, self.lead, Stage.SCORING)
        self.ana, self.ben = self.teacher("Ana P."), self.teacher("Ben Q.")

    def teacher(self, name: str) -> Viewer:
        with self.store.writing() as db:
            person = Person(self.store.new_id(), name, self.session.school_id)
            people.add(db, person, "", self.store.now())
            seats.take_seat(self.store, db, self.session.id, person.id)
        return Viewer(person, frozenset())

    def desk(self, viewer: Viewer) -> scoring.Desk:
        return scoring.desk(self.store, viewer, self.session.id)

    def read(self, viewer: Viewer) -> Read:
        return self.desk(viewer).reads[0]

    def give(self, viewer: Viewer, level: int, submission: str) -> None:
        read = self.read(viewer)
        given = Given(level=level)
        scoring.score(self.store, viewer, Entry(read.assignment.id, submission), read.criteria[0].id, given)

    def level(self, viewer: Viewer) -> int | None:
        read = self.read(viewer)
        found = read.scores.get(read.criteria[0].id)
        return found.level if found else None

    def rows(self) -> int:
        with self.store.reading() as db:
            return int(db.execute(select(func.count()).select_from(t.score)).scalar_one())


@pytest.fixture
def room(either_store: Store) -> Room:
    return Room(either_store)


def test_the_last_choice_counts_and_the_earlier_ones_stay(room: Room):
    for number, level in enumerate((1, 3, 2)):
        room.give(room.ana, level, f"s{number}")
    assert room.level(room.ana) == 2
    assert room.rows() == 3


def test_the_same_submission_twice_is_stored_once(room: Room):
    room.give(room.ana, 2, "once")
    room.give(room.ana, 2, "once")
    assert room.rows() == 1


def test_a_double_click_from_two_threads_writes_one_row(room: Room):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: room.give(room.ana, 3, "click"), range(8)))
    assert room.rows() == 1


def test_nothing_is_stored_for_work_that_was_withdrawn_meanwhile(room: Room):
    room.give(room.ana, 2, "before")
    entry = Entry(room.read(room.ana).assignment.id, "after")
    withdraw(room, room.read(room.ana).sample.id)
    with pytest.raises(WrongMoment, match="was withdrawn"):
        scoring.score(room.store, room.ana, entry, room.read(room.ana).criteria[0].id, Given(level=3))
    assert room.rows() == 1


def test_whoever_comes_after_a_piece_was_withdrawn_does_not_find_it(room: Room):
    withdraw(room, room.read(room.ana).sample.id)
    assert {read.sample.id for read in room.desk(room.teacher("Cleo R.")).reads} == {
        read.sample.id for read in room.desk(room.ana).reads if not read.sample.withdrawn
    }


def withdraw(room: Room, sample_id: str) -> None:
    with room.store.writing() as db:
        db.execute(update(t.sample).where(t.sample.c.id == sample_id).values(withdrawn_at=room.store.now()))


def test_nobody_scores_on_somebody_elses_assignment(room: Room):
    read = room.read(room.ana)
    with pytest.raises(NotFound, match="nothing here for you"):
        scoring.score(room.store, room.ben, Entry(read.assignment.id, "x"), read.criteria[0].id, Given(level=1))
    assert room.rows() == 0


@pytest.mark.parametrize("level", [0, 4, -3])
def test_a_level_that_is_not_on_the_rubric_is_refused(room: Room, level: int):
    with pytest.raises(Invalid, match="outside the 1-3 scale"):
        room.give(room.ana, level, "x")
    assert room.rows() == 0


def test_a_criterion_of_another_rubric_is_refused(room: Room):
    read = room.read(room.ana)
    with pytest.raises(Invalid, match="not on this session's rubric"):
        scoring.score(room.store, room.ana, Entry(read.assignment.id, "x"), "elsewhere", Given(level=1))


def test_after_closing_nothing_is_stored_and_what_was_saved_stays(room: Room):
    room.give(room.ana, 2, "before")
    sessions.act(room.store, room.lead, room.session.id, Act.CLOSE)
    with pytest.raises(WrongMoment, match="not stored"):
        room.give(room.ana, 3, "after")
    assert room.level(room.ana) == 2


def test_a_submission_that_arrived_before_the_close_is_still_answered_as_success(room: Room):
    room.give(room.ana, 2, "slow line")
    sessions.act(room.store, room.lead, room.session.id, Act.CLOSE)
    room.give(room.ana, 2, "slow line")
    assert room.rows() == 1


def test_no_score_lands_after_closing_however_the_threads_fall(room: Room):
    """What was refused is not stored, what was accepted is, and nothing has a sequence after the close."""
    teachers = [room.teacher(f"Teacher {n}") for n in range(6)]

    def score(viewer: Viewer) -> list[bool]:
        accepted = []
        for n in range(6):
            try:
                room.give(viewer, 1 + n % 3, f"{viewer.person.id}-{n}")
                accepted.append(True)
            except WrongMoment:
                accepted.append(False)
        return accepted

    with ThreadPoolExecutor(7) as pool:
        closing = pool.submit(lambda: sessions.act(room.store, room.lead, room.session.id, Act.CLOSE))
        answers = list(pool.map(score, teachers))
        closing.result()
    assert room.rows() == sum(map(sum, answers))
    assert all(row == sorted(row, reverse=True) for row in answers), "refused, then accepted again"


def test_two_facilitators_tabs_that_press_reveal_make_one_reveal(room: Room):
    sessions.act(room.store, room.lead, room.session.id, Act.CLOSE)

    def reveal(_: int) -> bool:
        try:
            sessions.act(room.store, room.lead, room.session.id, Act.REVEAL)
        except WrongMoment:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(reveal, range(4))) == 1


def test_a_condition_code_takes_the_place_of_a_level(room: Room):
    read = room.read(room.ana)
    given = Given(condition=Condition.ILLEGIBLE)
    scoring.score(room.store, room.ana, Entry(read.assignment.id, "c"), read.criteria[0].id, given)
    assert room.read(room.ana).scores == {read.criteria[0].id: given}
    assert room.read(room.ana).is_complete


def test_sentences_confidence_and_marks_come_back_as_last_saved(room: Room):
    read = room.read(room.ana)
    criterion, artifact = read.criteria[0].id, read.sample.artifacts[0].id
    for n, sentence in enumerate(("It was dirty.", "  It names the river. ")):
        entry = Entry(read.assignment.id, f"r{n}")
        scoring.remark(room.store, room.ana, entry, criterion, Remark(sentence, confidence=2))
    marks = (Mark(artifact, criterion, 4, 9),)
    scoring.mark(room.store, room.ana, Entry(read.assignment.id, "m"), marks)
    assert room.read(room.ana).remarks == {criterion: Remark("It names the river.", confidence=2)}
    assert room.read(room.ana).marks == marks


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (0, 10_000)])
def test_a_mark_outside_the_work_is_refused(room: Room, start: int, end: int):
    read = room.read(room.ana)
    mark = Mark(read.sample.artifacts[0].id, read.criteria[0].id, start, end)
    with pytest.raises(Invalid, match="not in this piece of work"):
        scoring.mark(room.store, room.ana, Entry(read.assignment.id, "m"), (mark,))


def test_knowing_the_student_skips_the_piece_until_it_is_undone(room: Room):
    entry = Entry(room.read(room.ana).assignment.id, "k1")
    scoring.recuse(room.store, room.ana, entry, Recusal.SKIP)
    assert room.read(room.ana).is_complete
    scoring.recuse(room.store, room.ana, replace(entry, submission_id="k2"), Recusal.NONE)
    assert not room.read(room.ana).is_complete


def test_a_desk_holds_nothing_of_anybody_else(room: Room):
    before = room.desk(room.ben)
    room.give(room.ana, 3, "a")
    after = room.desk(room.ben)
    assert before.reads == after.reads
    assert before.session.stage_revision == after.session.stage_revision


def test_a_required_sentence_is_missing_until_it_is_written(room: Room):
    with room.store.writing() as db:
        plan = Plan(asks=Asks(sentence=Ask.REQUIRED))
        db.execute(update(t.calibration).values(plan=asdict(plan)))
    room.give(room.ana, 2, "a")
    assert room.read(room.ana).missing == 1
    read = room.read(room.ana)
    scoring.remark(room.store, room.ana, Entry(read.assignment.id, "r"), read.criteria[0].id, Remark("Two facts."))
    assert room.read(room.ana).missing == 0


def test_whoever_comes_late_gets_a_queue_and_a_second_visit_changes_nothing(room: Room):
    late = room.teacher("Late L.")
    assert len(room.desk(late).reads) == 1
    with room.store.writing() as db:
        seats.take_seat(room.store, db, room.session.id, late.person.id)
    assert len(room.desk(late).reads) == 1


def test_a_stranger_has_no_desk(room: Room):
    stranger = staff(room.store, "Somebody Else")
    with pytest.raises(NotFound):
        room.desk(stranger)
    with pytest.raises(NotFound):
        progress.live(room.store, stranger, room.session.id)
    with pytest.raises(NotFound):
        sessions.act(room.store, stranger, room.session.id, Act.CLOSE)


def test_the_live_board_counts_complete_reads_and_says_nothing_else(room: Room):
    room.give(room.ana, 1, "a")
    live = progress.live(room.store, room.lead, room.session.id)
    assert [(p.person.name, p.done, p.total) for p in live.people] == [("Ana P.", 1, 1), ("Ben Q.", 0, 1)]
    assert live.missing_reads == 1


@pytest.mark.parametrize("change", ["UPDATE score SET level = 1", "DELETE FROM score", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_what_was_given(room: Room, change: str):
    room.give(room.ana, 3, "a")
    with pytest.raises(DBAPIError, match="never changed"), room.store.writing() as db:
        db.execute(text(change))
    assert room.level(room.ana) == 3


def test_the_database_itself_refuses_to_change_a_rubric_in_use(room: Room):
    for change in (
        update(t.level).values(label="Easier"),
        update(t.criterion).values(cut=2),
        t.level.delete(),
    ):
        with pytest.raises(DBAPIError, match="rubric in use"), room.store.writing() as db:
            db.execute(change)


@pytest.mark.parametrize("wrong", [{"level": 9}, {"level": None}, {"level": 1, "condition": "illegible"}])
def test_the_database_itself_refuses_what_is_no_score(room: Room, wrong: dict[str, object]):
    read = room.read(room.ana)
    row = {
        "assignment_id": read.assignment.id,
        "rubric_id": room.session.rubric_id,
        "criterion_id": read.criteria[0].id,
        "submission_id": "raw",
        "at": room.store.now(),
    }
    with pytest.raises(IntegrityError), room.store.writing() as db:
        db.execute(t.score.insert().values(row | wrong))


def test_the_order_of_scores_comes_from_sequence_numbers_not_from_clocks(room: Room):
    room.give(room.ana, 1, "first")
    room.store.clock.forward(hours=-3)
    room.give(room.ana, 2, "second")
    with room.store.reading() as db:
        found = scores.current_scores(db, [room.read(room.ana).assignment.id])
    assert [score.given.level for score in found.values()] == [2]
