"""The demo district: whole, believable, and only in an empty database."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.workbench.world import Clock, staff
from workbench.domain.errors import Invalid
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.samples import Audience
from workbench.domain.sessions import Ending, Session
from workbench.services import demo, inviting, scoring, sessions, signing_in
from workbench.services.district import district
from workbench.services.scoring import Entry, Given
from workbench.storage import exemplars, people, samples, scores, talk
from workbench.storage import sessions as stored_sessions
from workbench.storage import tables as t
from workbench.storage.exemplars import Wanted
from workbench.storage.files import Files
from workbench.storage.store import Store


@pytest.fixture
def files(tmp_path) -> Files:
    return Files(f"memory://{tmp_path.name}")


@pytest.fixture
def filled(store: Store, files: Files) -> Store:
    demo.fill(store, files)
    return store


def person(store: Store, key: str) -> Viewer:
    with store.reading() as db:
        account = people.anywhere_named(db, district().person(key).name)[0]
    roles = {"nadia": {Role.FACILITATOR}, "marcus": {Role.FACILITATOR}, "renee": {Role.ADMIN}}
    return Viewer(account.person, frozenset(roles.get(key, ())))


def session(store: Store, key: str) -> Session:
    with store.reading() as db:
        ids = db.execute(select(t.calibration.c.id).where(t.calibration.c.title == district().session(key).title))
        return stored_sessions.get(db, ids.scalar_one())


def all_scores(store: Store, of: Session, round: int) -> dict[tuple[str, str, str], Given]:
    """Every score of a round by person, sample name and criterion's name."""
    with store.reading() as db:
        reads = {a.id: a for a in scores.all_assignments(db, of.id, round)}
        found = scores.current_scores(db, list(reads))
        work = samples.many(db, [s.sample_id for s in of.samples])
        names = {row.id: row.name for row in db.execute(select(t.person.c.id, t.person.c.name))}
    return {
        (names[reads[a].person_id], work[reads[a].sample_id].name, criterion.rsplit("-", 1)[-1]): score.given
        for (a, criterion), score in found.items()
    }


def test_the_three_sessions_stand_where_the_district_says(filled):
    moments = {key: session(filled, key).moment for key in ("letters", "barrels", "bounce")}
    assert moments == {
        "letters": Moment(Phase.CONCLUDED, 2, Stage.NONE),
        "barrels": Moment(Phase.REVEALED, 1, Stage.DOTS),
        "bounce": Moment(Phase.OPEN, 1, Stage.SCORING),
    }


@pytest.mark.parametrize("key", ["letters", "barrels", "bounce"])
def test_every_score_of_the_district_is_stored_as_it_is_written(filled, key):
    written = {
        (district().person(rater).name, slug.capitalize(), criterion): given
        for rater, sheet in district().session(key).sheets.items()
        for (slug, criterion), given in sheet.given.items()
    }
    assert all_scores(filled, session(filled, key), 1) == written


def test_second_votes_stand_beside_the_first(filled):
    second = all_scores(filled, session(filled, "letters"), 2)
    assert len(second) == 23
    assert second["Carmen R.", "Elm", "claim"] == Given(level=3)
    assert ("Farid H.", "Elm", "claim") not in second


def test_the_agenda_says_why_each_cell_is_on_it(filled):
    with filled.reading() as db:
        agenda = talk.agenda(db, session(filled, "letters").id)
    assert agenda
    assert [cell.why for cell in agenda if not cell.why] == []


def test_sentences_marks_outcomes_exemplars_and_debrief_are_there(filled):
    letters = session(filled, "letters")
    with filled.reading() as db:
        reads = [a.id for a in scores.all_assignments(db, letters.id, 1)]
        assert len(scores.current_remarks(db, reads)) == 30
        assert sum(len(marks) for marks in scores.current_marks(db, reads).values()) == 23
        endings = Counter(outcome.ending for outcome in talk.outcomes(db, letters.id).values())
        assert endings == {Ending.AGREED: 10, Ending.SPLIT: 1, Ending.NOT_REACHED: 1}
        published = exemplars.find(db, Wanted(session_id=letters.id))
        debrief = talk.debrief(db, letters.id)
    assert {e.level for e in published} == {1, 2, 3, 4}
    assert {(len(e.annotations), e.audience) for e in published} == {(2, Audience.DISTRICT)}
    assert debrief.next_date > f"{filled.now():%Y-%m-%d}"


def test_rows_are_stored_in_the_order_of_their_times_and_none_in_the_future(filled):
    with filled.reading() as db:
        for table in (t.score, t.remark, t.marking, t.outcome):
            query = select(table.c.sequence, table.c.at, t.assignment.c.session_id).join(t.assignment)
            if table is t.outcome:
                query = select(table.c.sequence, table.c.at, table.c.session_id)
            for of in ("letters", "barrels", "bounce"):
                rows = [r for r in db.execute(query).all() if r.session_id == session(filled, of).id]
                times = [row.at for row in sorted(rows)]
                assert times == sorted(times)
                assert all(at <= filled.now() for at in times)
        acts = db.execute(select(t.audit.c.action).order_by(t.audit.c.sequence)).scalars().all()
    life = ["draft", "open", "start", "close", "reveal", "vote_again", "close", "reveal", "conclude"]
    assert acts[: len(life)] == [f"session.{act}" for act in life]


def test_past_sessions_were_on_school_days(filled):
    with filled.reading() as db:
        days = {row.at.weekday() for row in db.execute(select(t.score.c.at)).all()}
    assert max(days) <= 4


def test_the_teacher_can_go_on_scoring_at_once(filled):
    amara, bounce = person(filled, "amara"), session(filled, "bounce")
    desk = scoring.desk(filled, amara, bounce.id)
    assert (len(desk.reads), desk.done) == (4, 0)
    read = desk.next_unscored()
    scoring.score(filled, amara, Entry(read.assignment.id, "first"), read.criteria[0].id, Given(level=2))
    assert scoring.desk(filled, amara, bounce.id).read(read.assignment.id).missing == 3


def test_whoever_scored_some_has_the_rest_before_them(filled):
    desk = scoring.desk(filled, person(filled, "carmen"), session(filled, "bounce").id)
    assert [read.missing for read in desk.reads] == [0, 0, 2, 4]


def test_each_start_gives_new_links_and_ends_the_old_ones(filled):
    old, new = demo.links(filled), demo.links(filled)
    assert [(link.role, link.name) for link in new] == [
        ("facilitator", "Nadia F."),
        ("teacher", "Amara O."),
        ("coach", "Luis P."),
        ("admin", "Renee W."),
    ]
    signed = inviting.open_demo_link(filled, new[0].path.removeprefix("/demo/"))
    sign_in = signing_in.sign_in_for_token(filled, signed.token)
    viewer = signing_in.viewer_of(filled, sign_in.id)
    assert viewer.roles == {Role.FACILITATOR}
    assert [s.session.title for s in sessions.mine(filled, viewer)] == [
        district().session(key).title for key in ("barrels", "letters")
    ]
    with pytest.raises(Exception, match="used already"):
        inviting.open_demo_link(filled, old[0].path.removeprefix("/demo/"))


def test_filling_again_changes_nothing(filled, files, clock: Clock):
    def counts() -> dict[str, int]:
        with filled.reading() as db:
            return {name: len(db.execute(select(table)).all()) for name, table in t.metadata.tables.items()}

    before = counts()
    clock.forward(days=3)
    demo.fill(filled, files)
    assert counts() == before


def test_a_schools_own_workbench_never_becomes_the_demo(store, files):
    staff(store)
    with pytest.raises(Invalid, match="no example"):
        demo.fill(store, files)


def test_a_new_member_of_staff_belongs_to_the_facilitators_school(filled):
    with filled.writing() as db:
        assert people.default_school(db, "new") == person(filled, "nadia").person.school_id


@pytest.mark.parametrize("days", range(7))
def test_the_demo_can_be_started_on_any_day_of_the_week(store, files, clock: Clock, days):
    clock.forward(days=days, hours=11)
    demo.fill(store, files)
    begun = session(store, "barrels").created_at
    assert begun < store.now() - timedelta(days=1)
