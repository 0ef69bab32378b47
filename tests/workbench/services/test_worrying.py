"""A worry about a student: who is told of it, what it pauses, and what nobody ever learns."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.workbench.giving_world import asked
from tests.workbench.talk_world import Table, a_table
from tests.workbench.world import NOON, Clock, staff, telling
from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.scoring import Given
from workbench.services import alerts, progress, results, scoring, sessions, talk_screen, talking, worrying
from workbench.services.alerts import Alert
from workbench.services.sessions import Draft
from workbench.storage import tables as t
from workbench.storage.store import Store


@pytest.fixture
def cora(either_store: Store) -> Viewer:
    """A coach, who is told of worries."""
    return staff(either_store, "Cora Coach", Role.COACH)


@pytest.fixture
def table(either_store: Store, cora: Viewer) -> Table:
    """Three teachers who score; the facilitator brought the work."""
    return a_table(either_store, teachers=3, plan=telling(cora))


def told(table: Table, viewer: Viewer) -> list[tuple[str, bool]]:
    """Return what somebody is told of: the piece, and whether they are the one who takes it up."""
    return [(alert.sample, alert.as_contact) for alert in alerts.alerts(table.store, viewer)]


def only(table: Table, viewer: Viewer) -> Alert:
    (alert,) = alerts.alerts(table.store, viewer)
    return alert


def press(table: Table, who: Viewer, *, pause: bool = False, sample: str = "") -> None:
    worrying.worry(table.store, who, table.id, sample or table.maple, pause=pause)


def everything(store: Store) -> dict[str, list[str]]:
    """Return every row there is, by table."""
    with store.reading() as db:
        return {table.name: sorted(map(str, db.execute(select(table)))) for table in t.metadata.sorted_tables}


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    return {name for name, rows in after.items() if rows != before[name]}


def log(table: Table) -> list[tuple[str, str | None]]:
    query = select(t.audit.c.action, t.audit.c.person_id).where(t.audit.c.action.startswith("concern."))
    with table.store.reading() as db:
        return [(action, person) for action, person in db.execute(query.order_by(t.audit.c.sequence))]


def test_the_contact_and_whoever_brought_the_work_are_told_at_once_and_nobody_else(table: Table, cora: Viewer):
    ana, *others = table.teachers
    press(table, ana)
    assert told(table, cora) == [("Maple", True)]
    assert told(table, table.facilitator) == [("Maple", False)]
    strangers = [ana, *others, staff(table.store, "Gus"), staff(table.store, "Ada", Role.ADMIN)]
    assert [told(table, who) for who in strangers] == [[]] * len(strangers)


def test_a_teacher_who_brought_work_by_a_link_is_told_and_is_no_contact(either_store: Store, cora: Viewer, tmp_path):
    meeting = asked(either_store, tmp_path)
    meeting.brings("Ana")
    meeting.brings("Ben")
    meeting.opens(telling(cora))
    ana, ben = meeting.joins("Ana"), meeting.joins("Ben")
    worrying.worry(either_store, ben, meeting.session_id, meeting.pieces["Ana"], pause=False)
    (alert,) = alerts.alerts(either_store, ana)
    assert (alert.as_contact, alert.alone) == (False, False)
    assert [alerts.alerts(either_store, who) for who in (ben, meeting.lead)] == [(), ()]
    assert alerts.is_told(either_store, ana)
    assert not alerts.is_told(either_store, meeting.joins("Cal"))


def test_what_is_told_and_what_is_stored_is_the_same_whoever_pressed(table: Table, cora: Viewer):
    before = everything(table.store)
    press(table, table.teachers[0])
    (stored,) = everything(table.store)["concern"]
    assert changed(before, everything(table.store)) == {"concern", "audit"}
    names = [teacher.person.id for teacher in table.teachers]
    new = [row for name in ("concern", "audit") for row in set(everything(table.store)[name]) - set(before[name])]
    assert not [row for row in new for name in names if name in row]
    assert log(table) == [("concern.raised", None)]
    press(table, table.teachers[1])
    press(table, table.facilitator)
    assert everything(table.store)["concern"] == [stored]
    assert len(told(table, cora)) == 1


def test_no_time_is_stored_that_would_point_at_whoever_had_just_scored(store: Store, clock: Clock):
    table = a_table(store, teachers=2)
    clock.forward(minutes=7, seconds=41)
    press(table, table.teachers[0], pause=True)
    with store.reading() as db:
        at = {row.at for row in db.execute(select(t.audit)) if row.action.startswith("concern.")}
        at |= set(db.execute(select(t.concern.c.raised_at)).scalars())
    assert at == {NOON + timedelta(minutes=7)}


def test_nothing_is_written_to_the_log_of_the_server(table: Table, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        press(table, table.teachers[0], pause=True)
    assert not [record for record in caplog.records if record.name.startswith("workbench")]


def test_without_a_pause_no_screen_moves_and_no_figure_is_counted_anew(table: Table):
    before = table.session
    press(table, table.teachers[0])
    assert (table.session.revision, table.session.stage_revision) == (before.revision, before.stage_revision)


def test_a_paused_piece_is_sent_to_nobody_takes_no_score_and_is_not_waited_for(table: Table):
    ana, ben, _cal = table.teachers
    table.give(table.maple, table.claim, [3])
    entry = table.entry(ben, table.maple)
    before = progress.live(table.store, table.facilitator, table.id)
    press(table, ana, pause=True)
    assert table.session.stage_revision > 0
    for who in (ana, ben):
        pieces = {read.sample.name: read for read in scoring.desk(table.store, who, table.id).reads}
        assert (pieces["Maple"].paused, pieces["Maple"].sample.artifacts, pieces["Maple"].missing) == (True, (), 0)
        assert (pieces["Birch"].paused, bool(pieces["Birch"].sample.artifacts)) == (False, True)
    with pytest.raises(WrongMoment, match="paused for now"):
        scoring.score(table.store, ben, entry, table.claim, Given(level=2))
    now = progress.live(table.store, table.facilitator, table.id)
    assert (before.missing_reads, now.missing_reads) == (6, 3)
    assert [reading.sample.name for reading in now.readings] == ["Birch"]


def test_read_again_the_piece_is_there_with_what_was_given_before(table: Table, cora: Viewer):
    ana = table.teachers[0]
    table.give(table.maple, table.claim, [3])
    press(table, ana, pause=True)
    worrying.take_up(table.store, cora, only(table, cora).id)
    assert only(table, cora).paused, "taking it up lets nobody read it"
    worrying.read_again(table.store, cora, only(table, cora).id)
    assert told(table, cora) == []
    read = next(r for r in scoring.desk(table.store, ana, table.id).reads if r.sample.name == "Maple")
    assert (read.paused, [given.level for given in read.scores.values()]) == (False, [3])
    assert bool(read.sample.artifacts)
    table.give(table.maple, table.claim, [4])
    assert log(table) == [
        ("concern.raised", None),
        ("concern.paused", None),
        ("concern.taken_up", cora.person.id),
        ("concern.read_again", cora.person.id),
    ]


def test_a_second_press_can_pause_what_the_first_did_not(table: Table, cora: Viewer):
    press(table, table.teachers[0])
    press(table, table.teachers[1], pause=True)
    press(table, table.teachers[2])
    assert only(table, cora).paused


def test_a_worry_after_the_first_was_taken_up_is_told_anew(table: Table, cora: Viewer):
    press(table, table.teachers[0], pause=True)
    worrying.take_up(table.store, cora, only(table, cora).id)
    press(table, table.teachers[1])
    assert [(a.taken_up, a.paused) for a in alerts.alerts(table.store, cora)] == [(False, True)]
    worrying.read_again(table.store, cora, only(table, cora).id)
    assert [(a.taken_up, a.paused) for a in alerts.alerts(table.store, cora)] == [(False, False)]


def test_whoever_brought_the_work_puts_it_away_for_themselves_and_the_contact_still_has_it(table: Table, cora: Viewer):
    press(table, table.teachers[0])
    mine = only(table, table.facilitator)
    for _twice in range(2):
        worrying.put_away(table.store, table.facilitator, mine.id)
    assert told(table, table.facilitator) == []
    assert told(table, cora) == [("Maple", True)]
    assert [action for action, _person in log(table)] == ["concern.raised", "concern.read"]


def test_whoever_brought_the_work_is_told_although_the_contact_was_quicker(table: Table, cora: Viewer):
    press(table, table.teachers[0])
    worrying.take_up(table.store, cora, only(table, cora).id)
    assert told(table, table.facilitator) == [("Maple", False)]


def test_only_the_contact_takes_up_and_lets_the_others_read_again(table: Table, cora: Viewer):
    press(table, table.teachers[0], pause=True)
    concern = only(table, cora).id
    for act in (worrying.take_up, worrying.read_again, worrying.put_away):
        for who in (table.teachers[0], staff(table.store, f"Gus {act.__name__}")):
            with pytest.raises(NotFound):
                act(table.store, who, concern)
    for act in (worrying.take_up, worrying.read_again):
        with pytest.raises(NotFound):
            act(table.store, table.facilitator, concern)


def test_who_may_not_read_a_piece_cannot_press_and_a_draft_has_nothing_to_worry_about(table: Table, cora: Viewer):
    for who in (cora, staff(table.store, "Gus")):
        with pytest.raises(NotFound):
            press(table, who)
    with pytest.raises(NotFound):
        press(table, table.teachers[0], sample="nosuch")
    draft = Draft("Next", table.session.rubric_id, table.session.samples, table.session.plan)
    planned = sessions.draft(table.store, table.facilitator, draft)
    with pytest.raises(NotFound):
        worrying.worry(table.store, table.facilitator, planned, table.maple, pause=True)


def test_a_contact_without_a_role_any_more_is_not_left_as_the_only_one(table: Table, cora: Viewer):
    with table.store.writing() as db:
        db.execute(t.membership.update().where(t.membership.c.person_id == cora.person.id).values(ended_at=NOON))
    press(table, table.teachers[0])
    assert told(table, table.facilitator) == [("Maple", True)]


def test_a_session_opened_before_anybody_was_named_tells_whoever_leads_it(table: Table):
    with table.store.writing() as db:
        plan = dict(db.execute(select(t.calibration.c.plan)).scalar_one())
        del plan["contact"]
        db.execute(t.calibration.update().values(plan=plan))
    press(table, table.teachers[0])
    assert (told(table, table.facilitator), only(table, table.facilitator).alone) == ([("Maple", True)], True)


def given_by_all(table: Table) -> None:
    table.give(table.maple, table.claim, [3, 3, 2])
    table.give(table.maple, table.evidence, [1, 2, 4])
    table.give(table.birch, table.claim, [2, 2, 2])


def test_a_worry_and_a_pause_are_in_no_figure(either_store: Store):
    plain, worried = (a_table(either_store, teachers=3, also=also) for also in ("", " too"))
    for table in (plain, worried):
        given_by_all(table)
    press(worried, worried.teachers[0], pause=True)
    for table in (plain, worried):
        table.act(Act.CLOSE, Act.REVEAL)
    shown = [
        [found.dots for found in results.dots(either_store, table.facilitator, table.id, 1)]
        for table in (plain, worried)
    ]
    assert shown[0] == shown[1]


def test_in_the_talk_a_paused_piece_shows_its_dots_and_not_its_words(table: Table, cora: Viewer):
    given_by_all(table)
    table.mark(table.teachers[0], table.maple, table.evidence, (0, 5))
    table.act(Act.CLOSE, Act.REVEAL)
    talking.start_talk(table.store, table.facilitator, table.id)
    press(table, table.teachers[0], pause=True)
    for who in (table.facilitator, table.teachers[1]):
        screen = talk_screen.screen(table.store, who, table.id)
        assert (screen.sample.name, screen.paused, screen.sample.artifacts) == ("Maple", True, ())
    assert screen.votes[0].dots is not None
    worrying.read_again(table.store, cora, only(table, cora).id)
    assert talk_screen.screen(table.store, table.teachers[1], table.id).sample.artifacts


def test_a_pause_that_nobody_ended_is_over_with_the_session(table: Table, cora: Viewer):
    given_by_all(table)
    press(table, table.teachers[0], pause=True)
    worrying.take_up(table.store, cora, only(table, cora).id)
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    assert told(table, cora) == []


def test_a_lead_whose_session_is_under_way_may_be_in_front_of_a_room(table: Table, cora: Viewer):
    assert alerts.may_be_on_a_wall(table.store, table.facilitator)
    assert not alerts.may_be_on_a_wall(table.store, cora)
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    assert not alerts.may_be_on_a_wall(table.store, table.facilitator)
