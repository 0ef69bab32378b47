"""A first session with our samples, and one to try alone."""

from collections import Counter

import pytest

from tests.workbench.world import staff, telling
from workbench.domain.concerns import Contact
from workbench.domain.errors import NotAllowed
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act, Phase
from workbench.domain.scoring import Given
from workbench.domain.sessions import QUICK, Session
from workbench.services import first_session, progress, scoring, sessions
from workbench.services.scoring import Entry
from workbench.services.sessions import Draft
from workbench.storage import people, scores
from workbench.storage import samples as stored_samples
from workbench.storage.files import Files
from workbench.storage.store import Store


@pytest.fixture
def files(tmp_path) -> Files:
    return Files(f"memory://{tmp_path.name}")


def seen(store: Store, viewer: Viewer, session_id: str) -> Session:
    return sessions.overview(store, viewer, session_id).session


def test_the_first_session_is_a_draft_that_opens_once_it_says_how_to_reach_the_contact(store, files, facilitator):
    session_id = first_session.first_session(store, files, facilitator)
    drafted = seen(store, facilitator, session_id)
    assert drafted.moment.phase is Phase.DRAFT
    assert (len(drafted.samples), drafted.plan.asks) == (4, QUICK)
    with store.reading() as db:
        work = stored_samples.many(db, [s.sample_id for s in drafted.samples])
    assert len({sample.prompt for sample in work.values()}) == 1
    assert drafted.plan.contact == Contact(facilitator.person.id)
    ready = Draft(drafted.title, drafted.rubric_id, drafted.samples, telling(facilitator, drafted.plan))
    sessions.save_draft(store, facilitator, session_id, ready)
    assert sessions.act(store, facilitator, session_id, Act.OPEN).moment.phase is Phase.OPEN
    again = seen(store, facilitator, first_session.first_session(store, files, facilitator))
    assert sessions.act(store, facilitator, again.id, Act.OPEN).moment.phase is Phase.OPEN


def test_a_second_first_session_uses_the_same_samples(store, files, facilitator):
    one, two = (first_session.first_session(store, files, facilitator) for _ in range(2))
    assert one != two
    assert seen(store, facilitator, one).samples == seen(store, facilitator, two).samples


def test_trying_alone_closing_and_revealing_shows_levels_of_six(store, files, facilitator):
    session_id = first_session.try_alone(store, files, facilitator)
    assert "Practice" in seen(store, facilitator, session_id).title
    live = progress.live(store, facilitator, session_id)
    assert Counter(person.is_finished for person in live.people) == {True: 5, False: 1}
    desk = scoring.desk(store, facilitator, session_id)
    for read in desk.reads:
        for criterion in read.criteria:
            entry = Entry(read.assignment.id, store.new_id())
            scoring.score(store, facilitator, entry, criterion.id, Given(level=3))
    for act in (Act.CLOSE, Act.REVEAL):
        sessions.act(store, facilitator, session_id, act)
    with store.reading() as db:
        reads = scores.all_assignments(db, session_id, 1)
        given = Counter(score.given.level for score in scores.current_scores(db, [a.id for a in reads]).values())
    assert given.total() == 6 * 2 * 4
    assert set(given) == {1, 2, 3, 4}


def test_pressing_twice_makes_one_practice_and_after_the_close_there_is_a_new_one(store, files, facilitator):
    first = first_session.try_alone(store, files, facilitator)
    assert first_session.try_alone(store, files, facilitator) == first
    sessions.act(store, facilitator, first, Act.CLOSE)
    second = first_session.try_alone(store, files, facilitator)
    assert second != first
    colleagues = [
        {person.id for person in sessions.people_here(store, facilitator, session_id)} for session_id in (first, second)
    ]
    assert colleagues[0] == colleagues[1]


def test_two_facilitators_of_a_school_each_have_their_own_practice(store, files, facilitator):
    other = staff(store, "Gus Facilitator")
    assert first_session.try_alone(store, files, facilitator) != first_session.try_alone(store, files, other)


def test_nobody_can_sign_in_as_a_practice_colleague(store, files, facilitator):
    first_session.try_alone(store, files, facilitator)
    with store.reading() as db:
        account = people.named(db, facilitator.person.school_id, "Practice colleague 1")
    assert account is not None
    assert account.secret_hash == ""


@pytest.mark.parametrize("start", [first_session.first_session, first_session.try_alone])
def test_a_teacher_or_coach_cannot_prepare_sessions(store, files, start):
    teacher = Viewer(Person("ana", "Ana P.", "school"), frozenset())
    for viewer in (teacher, staff(store, "Cho Coach", Role.COACH)):
        with pytest.raises(NotAllowed):
            start(store, files, viewer)
