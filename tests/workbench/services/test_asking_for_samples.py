"""A lead asks for samples; teachers bring them by a link, and nobody is given their own piece to score."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.workbench.giving_world import ADDRESS, PINS, Asked, asked
from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import Invalid, NotAllowed, NotFound, TooMany, WrongMoment
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import Audience, Permission
from workbench.domain.sessions import Plan, SessionSample
from workbench.services import (
    asking,
    files,
    giving,
    joining,
    masking,
    progress,
    sample_files,
    samples,
    scoring,
    sessions,
)
from workbench.services.asking import Wanted
from workbench.services.joining import Arrival
from workbench.services.sample_files import UNSENT_KEPT_FOR, Upload
from workbench.services.samples import About
from workbench.services.sessions import Draft
from workbench.storage import tables as t

SCHOOL = Permission(held=True, audience=Audience.SCHOOL)


@pytest.fixture
def meeting(store, tmp_path) -> Asked:
    return asked(store, tmp_path)


@pytest.fixture
def either(either_store, tmp_path) -> Asked:
    """The same on SQLite, then on PostgreSQL, for what the two could answer otherwise."""
    return asked(either_store, tmp_path)


def names_of(pieces) -> list[str]:
    return [piece.sample.name for piece in pieces]


def test_the_lead_asks_in_a_few_words_and_the_link_stays_when_they_change(meeting: Asked):
    code = meeting.code
    tomorrow = meeting.store.now().date() + timedelta(days=1)
    asking.ask(meeting.store, meeting.lead, meeting.session_id, Wanted(" one that\n surprises ", tomorrow, 5))
    found = asking.came(meeting.store, meeting.lead, meeting.session_id)
    assert (found.asking.wanted, found.asking.due, found.asking.expected) == ("one that surprises", tomorrow, 5)
    assert meeting.code == code
    assert (found.pieces, found.people, found.missing) == ((), 0, 5)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(" "),
        Wanted("x" * 121),
        Wanted("one", date(2020, 1, 1)),
        Wanted("one", expected=-1),
        Wanted("one", expected=301),
    ],
)
def test_what_cannot_be_asked_for_is_refused(meeting: Asked, wanted):
    with pytest.raises(Invalid):
        asking.ask(meeting.store, meeting.lead, meeting.session_id, wanted)


def test_only_the_lead_of_a_draft_asks_and_sees_what_came(meeting: Asked):
    other = staff(meeting.store, "Gil")
    for act in (
        lambda who: asking.ask(meeting.store, who, meeting.session_id, Wanted("one")),
        lambda who: asking.renew(meeting.store, who, meeting.session_id),
        lambda who: asking.came(meeting.store, who, meeting.session_id),
    ):
        for who in (other, meeting.comes("Ana")):
            with pytest.raises(NotFound):
                act(who)
    meeting.brings("Ana")
    meeting.opens()
    with pytest.raises(WrongMoment):
        asking.ask(meeting.store, meeting.lead, meeting.session_id, Wanted("more"))


def test_a_renewed_link_replaces_the_old_one_and_what_came_stays(either: Asked):
    either.brings("Ana")
    old = either.code
    asking.renew(either.store, either.lead, either.session_id)
    assert either.code != old
    with pytest.raises(NotFound, match="Nothing is asked for under this link"):
        giving.come(either.store, Arrival(old, "Ben", PINS["Ben"], ADDRESS))
    assert asking.came(either.store, either.lead, either.session_id).people == 1


def test_guessed_links_are_slowed_down_as_join_codes_are(meeting: Asked):
    with meeting.store.writing() as db:
        for _ in range(400):
            db.execute(t.attempt.insert().values(key=f"address:{ADDRESS}", at=meeting.store.now()))
    with pytest.raises(TooMany):
        giving.asked_at(meeting.store, meeting.code, ADDRESS)


def test_the_join_code_is_no_link_and_the_link_no_join_code(meeting: Asked):
    session = sessions.overview(meeting.store, meeting.lead, meeting.session_id).session
    with pytest.raises(NotFound):
        giving.asked_at(meeting.store, session.join_code, ADDRESS)
    meeting.brings("Ana")
    meeting.opens()
    with pytest.raises(NotFound):
        joining.session_at(meeting.store, meeting.code, ADDRESS)


def test_who_brings_work_is_the_same_person_when_they_join_and_has_no_seat_before(meeting: Asked):
    ana = meeting.comes("Ana")
    assert sessions.mine(meeting.store, ana) == ()
    with pytest.raises(NotFound):
        sessions.overview(meeting.store, ana, meeting.session_id)
    meeting.brings("Ben")
    meeting.opens()
    assert meeting.joins("Ana").person == ana.person


def test_a_wrong_pin_and_a_link_of_another_school_let_nobody_in(meeting: Asked):
    meeting.comes("Ana")
    with pytest.raises(Invalid, match="Someone with this name is here already"):
        giving.come(meeting.store, Arrival(meeting.code, "Ana", "1357", ADDRESS))
    ana = meeting.comes("Ana")
    stranger = replace(ana, person=replace(ana.person, school_id="elsewhere"))
    with pytest.raises(NotFound):
        giving.come_signed_in(meeting.store, stranger, meeting.code, ADDRESS)
    assert giving.come_signed_in(meeting.store, ana, meeting.code, ADDRESS) == meeting.session_id


def test_what_came_is_listed_by_neutral_names_with_how_many_people_are_missing(either: Asked):
    ids = [either.brings("Ana"), either.brings("Ben"), either.brings("Ben", "Another piece.")]
    either.looked_at(ids[0])
    found = asking.came(either.store, either.lead, either.session_id)
    assert names_of(found.pieces) == sorted(names_of(found.pieces))
    assert {p.sample.id: p.sample.checked for p in found.pieces} == dict(zip(ids, [True, False, False], strict=True))
    assert (found.people, found.missing) == (2, 1)
    assert "Ana" not in repr(found)
    assert "Ben" not in repr(found)


def test_what_is_not_sent_yet_is_nobody_elses(meeting: Asked):
    ana, admin = meeting.comes("Ana"), staff(meeting.store, "Ada", Role.ADMIN)
    sample_id = meeting.begins(ana, "My name is Ana Perez.")
    assert asking.came(meeting.store, meeting.lead, meeting.session_id).pieces == ()
    for who in (meeting.lead, admin):
        assert samples.browse(meeting.store, who) == ()
        for act in (samples.get, samples.rename):
            with pytest.raises(NotFound):
                act(meeting.store, who, sample_id)
    giving.send(meeting.store, ana, meeting.session_id, Permission(), "")
    assert [s.id for s in samples.browse(meeting.store, meeting.lead)] == [sample_id]


def test_a_contributor_may_change_their_own_piece_until_it_is_sent_and_nothing_else(meeting: Asked):
    ana, ben = meeting.comes("Ana"), meeting.comes("Ben")
    sample_id = meeting.begins(ana, "My name is Ana Perez.")
    schools_own = samples.draft(meeting.store, meeting.lead, About(), "own")
    work = giving.table(meeting.store, ana, meeting.session_id).in_hand
    masking.mask(meeting.store, ana, sample_id, masking.hints(work))
    work = giving.table(meeting.store, ana, meeting.session_id).in_hand
    assert "Perez" not in work.artifacts[0].text
    for who, piece in ((ben, sample_id), (ana, schools_own)):
        with pytest.raises((NotAllowed, NotFound)):
            samples.add_text(meeting.store, who, piece, "More.", meeting.store.new_id())
        with pytest.raises((NotAllowed, NotFound)):
            sample_files.withdraw(meeting.store, meeting.files, who, piece)
    for act in (
        lambda: samples.browse(meeting.store, ana),
        lambda: samples.get(meeting.store, ana, sample_id),
        lambda: samples.rename(meeting.store, ana, sample_id),
        lambda: samples.check(meeting.store, ana, work),
        lambda: samples.describe(meeting.store, ana, sample_id, About("Task")),
        lambda: samples.draft(meeting.store, ana, About(), "new"),
    ):
        with pytest.raises(NotAllowed):
            act()
    giving.send(meeting.store, ana, meeting.session_id, Permission(), "")
    with pytest.raises(NotAllowed):
        samples.add_text(meeting.store, ana, sample_id, "More.", meeting.store.new_id())


def test_page_pictures_are_for_who_brought_them_and_for_the_lead_once_sent(meeting: Asked, png):
    ana, ben = meeting.comes("Ana"), meeting.comes("Ben")
    sample_id = giving.begin(meeting.store, ana, meeting.session_id, "s1")
    sample_files.add_file(meeting.store, meeting.files, ana, Upload(sample_id, png, "f1", "a.png"))
    picture = lambda who: files.page_picture(meeting.store, meeting.files, who, "f1-1", 1)  # noqa: E731
    assert picture(ana)[1].startswith("image/")
    for who in (ben, meeting.lead):
        with pytest.raises(NotFound):
            picture(who)
    giving.send(meeting.store, ana, meeting.session_id, Permission(), "")
    assert picture(meeting.lead) == picture(ana)
    with pytest.raises(NotFound):
        picture(ben)


def test_what_is_for_this_session_only_is_for_its_lead_and_no_other_session(meeting: Asked):
    only, school = meeting.brings("Ana"), meeting.brings("Ben", said=SCHOOL)
    gil, admin = staff(meeting.store, "Gil"), staff(meeting.store, "Ada", Role.ADMIN)
    assert {s.id for s in samples.browse(meeting.store, meeting.lead)} == {only, school}
    assert {s.id for s in samples.browse(meeting.store, admin)} == {only, school}
    assert {s.id for s in samples.browse(meeting.store, gil)} == {school}
    with pytest.raises(NotFound):
        samples.get(meeting.store, gil, only)
    assert {s.id for s in samples.for_session(meeting.store, meeting.lead, meeting.session_id)} == {only, school}
    assert {s.id for s in samples.for_session(meeting.store, meeting.lead, "")} == {school}
    rubric_id = sessions.overview(meeting.store, meeting.lead, meeting.session_id).session.rubric_id
    with pytest.raises(NotFound):
        sessions.draft(meeting.store, meeting.lead, Draft("Another", rubric_id, (SessionSample(only),)))
    assert sessions.draft(meeting.store, gil, Draft("Another", rubric_id, (SessionSample(school),)))


def test_sent_work_is_usable_only_after_the_lead_looked_at_it(meeting: Asked):
    sample_id = meeting.brings("Ana", said=Permission(held=True))
    session = sessions.overview(meeting.store, meeting.lead, meeting.session_id).session
    wanted = Draft(session.title, session.rubric_id, (SessionSample(sample_id),), session.plan)
    sessions.save_draft(meeting.store, meeting.lead, meeting.session_id, wanted)
    with pytest.raises(Invalid, match="Nobody has looked at every page"):
        meeting.act(Act.OPEN)
    meeting.looked_at(sample_id)
    meeting.act(Act.OPEN)


def test_permission_audience_and_day_of_deletion_are_said_with_the_piece(meeting: Asked):
    with pytest.raises(Invalid, match="Without permission"):
        meeting.brings("Ana", said=Permission(held=False, audience=Audience.SCHOOL))
    later = meeting.store.now().date() + timedelta(days=200)
    sample_id = meeting.brings("Ben", said=Permission(True, Audience.DISTRICT, later))
    assert samples.get(meeting.store, meeting.lead, sample_id).permission == Permission(True, Audience.DISTRICT, later)


def test_the_lead_may_narrow_what_was_said_about_a_piece_and_never_widen_it(meeting: Asked):
    day = meeting.store.now().date() + timedelta(days=200)
    sample_id = meeting.brings("Ana", said=Permission(True, Audience.SCHOOL, day))
    say = lambda *said: samples.describe(  # noqa: E731
        meeting.store, meeting.lead, sample_id, About("Letter", "Write.", Permission(*said))
    )
    for more in (
        (True, Audience.PUBLIC, day),
        (True, Audience.SCHOOL, None),
        (True, Audience.SCHOOL, day + timedelta(days=1)),
    ):
        with pytest.raises(Invalid, match="Whoever brought this work"):
            say(*more)
    say(True, Audience.SCHOOL, day)
    say(False, Audience.SESSION, day - timedelta(days=1))
    assert samples.get(meeting.store, meeting.lead, sample_id).sample.task == "Letter"


def test_what_is_asked_for_can_be_reworded_after_its_day(store, tmp_path, clock):
    meeting = asked(store, tmp_path)
    day = store.now().date() + timedelta(days=1)
    asking.ask(store, meeting.lead, meeting.session_id, Wanted("one", day))
    clock.forward(days=3)
    asking.ask(store, meeting.lead, meeting.session_id, Wanted("two", day))
    with pytest.raises(Invalid, match="has passed already"):
        asking.ask(store, meeting.lead, meeting.session_id, Wanted("two", day + timedelta(days=1)))


def test_an_empty_piece_is_not_sent_and_sending_twice_sends_once(meeting: Asked):
    ana = meeting.comes("Ana")
    giving.begin(meeting.store, ana, meeting.session_id, "s1")
    with pytest.raises(Invalid, match="no work in it"):
        giving.send(meeting.store, ana, meeting.session_id, Permission(), "")
    samples.add_text(meeting.store, ana, "s1", "The river.", "t1")
    for _ in range(2):
        giving.send(meeting.store, ana, meeting.session_id, Permission(), "mine")
    found = giving.table(meeting.store, ana, meeting.session_id)
    assert [(p.sample.id, p.label) for p in found.pieces] == [("s1", "mine")]
    assert found.in_hand is None


def test_the_same_photo_or_text_twice_is_said_in_one_sentence(either: Asked, png):
    ana, ben = either.comes("Ana"), either.comes("Ben")
    giving.begin(either.store, ana, either.session_id, "s1")
    add = lambda who, piece, n: sample_files.add_file(  # noqa: E731
        either.store, either.files, who, Upload(piece, png, n, "a.png")
    )
    add(ana, "s1", "f1")
    assert add(ana, "s1", "f1") == ()
    samples.add_text(either.store, ana, "s1", "The river.", "t1")
    giving.send(either.store, ana, either.session_id, Permission(), "")
    giving.begin(either.store, ana, either.session_id, "s2")
    with pytest.raises(Invalid, match="You have sent this already"):
        add(ana, "s2", "f2")
    with pytest.raises(Invalid, match="You have sent this already"):
        samples.add_text(either.store, ana, "s2", "The river.", "t2")
    giving.begin(either.store, ben, either.session_id, "s3")
    add(ben, "s3", "f3")
    sample_files.withdraw(either.store, either.files, ana, "s1")
    add(ana, "s2", "f4")


def test_what_was_removed_may_come_again(meeting: Asked, png):
    ana = meeting.comes("Ana")
    giving.begin(meeting.store, ana, meeting.session_id, "s1")
    for n in ("f1", "f2"):
        sample_files.add_file(meeting.store, meeting.files, ana, Upload("s1", png, n, "a.png"))
        sample_files.remove(meeting.store, meeting.files, ana, ("s1", f"{n}-1"))


def test_a_session_that_has_begun_takes_no_more_but_shows_what_one_brought(meeting: Asked):
    ana = meeting.comes("Ana")
    meeting.brings("Ben")
    meeting.opens()
    assert not giving.may_upload(meeting.store, ana)
    with pytest.raises(WrongMoment, match="This session has begun"):
        giving.begin(meeting.store, ana, meeting.session_id, "late")
    with pytest.raises(WrongMoment, match="This session has begun"):
        meeting.comes("Cal")
    ben = meeting.comes("Ben")
    assert [p.sample.id for p in giving.table(meeting.store, ben, meeting.session_id).pieces] == [meeting.pieces["Ben"]]


def test_only_who_was_asked_may_upload(meeting: Asked):
    elsewhere = an_open_session(meeting.store, staff(meeting.store, "Gil"))
    sam = joining.join(meeting.store, Arrival(elsewhere.join_code, "Sam", "8264", ADDRESS))
    assert not giving.may_upload(meeting.store, Viewer(sam.person, frozenset()))
    assert giving.may_upload(meeting.store, meeting.comes("Ana"))


def test_what_was_begun_and_never_sent_goes_after_two_weeks(either_store, tmp_path, clock):
    meeting = asked(either_store, tmp_path)
    sample_id = meeting.begins(meeting.comes("Ana"), "The river.")
    clock.now += UNSENT_KEPT_FOR
    assert sample_files.withdraw_overdue(meeting.store, meeting.files) == 0
    clock.forward(minutes=1)
    assert sample_files.withdraw_overdue(meeting.store, meeting.files) == 1
    with meeting.store.reading() as db:
        assert db.execute(t.artifact.select().where(t.artifact.c.sample_id == sample_id)).one().text == ""


def test_nobody_is_given_their_own_piece_and_everything_else_is_shared(either: Asked):
    for name in ("Ana", "Ben", "Cal"):
        either.brings(name)
    either.opens()
    for name in ("Ana", "Ben", "Cal", "Dee"):
        desk = scoring.desk(either.store, either.joins(name), either.session_id)
        own = either.pieces.get(name)
        assert {read.sample.id for read in desk.reads} == set(either.pieces.values()) - {own}
        assert [read.assignment.position for read in desk.reads] == list(range(1, len(desk.reads) + 1))


def test_nobody_waits_for_what_nobody_is_asked_to_do(either: Asked):
    for name in ("Ana", "Ben"):
        either.brings(name)
    either.opens()
    ana = either.joins("Ana")
    either.joins("Ben")
    either.scores(ana, 2)
    live = progress.live(either.store, either.lead, either.session_id)
    assert [(p.person.name, p.done, p.total) for p in live.people] == [("Ana", 1, 1), ("Ben", 0, 1)]
    assert (live.missing_reads, live.unfinished) == (1, 1)
    assert live.read_by_all == (), "a number beside a piece that somebody here brought would say who"
    assert {r.sample.id: (r.complete, r.readers) for r in live.readings} == {
        either.pieces["Ana"]: (0, 1),
        either.pieces["Ben"]: (1, 1),
    }


def test_who_brought_the_only_piece_is_waited_for_by_nobody(meeting: Asked):
    meeting.brings("Ana")
    meeting.opens()
    ana = meeting.joins("Ana")
    assert scoring.desk(meeting.store, ana, meeting.session_id).reads == ()
    live = progress.live(meeting.store, meeting.lead, meeting.session_id)
    assert (live.people, live.missing_reads) == ((), 0)


def test_the_plan_of_a_session_stored_before_says_nothing_about_own_pieces(meeting: Asked):
    assert Plan().own_apart is False
    assert sessions.overview(meeting.store, meeting.lead, meeting.session_id).session.plan.own_apart is False
