"""Preparing a session: whose work it may read, who sees the draft, and what the audit log keeps of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.workbench.world import an_open_session, staff
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Stage
from workbench.domain.sessions import Plan, SessionSample
from workbench.domain.visibility import Sight
from workbench.services import progress, scoring, seats, sessions
from workbench.services.sessions import Draft
from workbench.storage import people, sample_changes
from workbench.storage import tables as t
from workbench.storage.store import Store


@pytest.fixture
def fay(store: Store) -> Viewer:
    return staff(store)


def neighbour(store: Store) -> Viewer:
    with store.writing() as db:
        people.add_school(db, "elsewhere", "Elsewhere School")
        person = Person("n1", "Nia Neighbour", "elsewhere")
        people.add(db, person, "", store.now())
    return Viewer(person, frozenset({Role.FACILITATOR}))


def actions(store: Store, session_id: str) -> list[str]:
    with store.reading() as db:
        query = select(t.audit.c.action).where(t.audit.c.about == session_id).order_by(t.audit.c.sequence)
        return list(db.execute(query).scalars())


def test_a_session_reads_only_work_of_its_facilitators_school(store: Store, fay: Viewer):
    ours = an_open_session(store, fay)
    nia = neighbour(store)
    with pytest.raises(NotFound, match="no such piece of work"):
        sessions.draft(store, nia, Draft("Theirs", ours.rubric_id, ours.samples))
    own = sessions.draft(store, nia, Draft("Theirs", ours.rubric_id, ()))
    with pytest.raises(NotFound, match="no such piece of work"):
        sessions.save_draft(store, nia, own, Draft("Theirs", ours.rubric_id, ours.samples))
    assert sessions.overview(store, nia, own).session.samples == ()


def test_withdrawn_work_is_not_planned_with(store: Store, fay: Viewer):
    session = an_open_session(store, fay)
    with store.writing() as db:
        sample_changes.empty(db, session.samples[0].sample_id, store.now())
    with pytest.raises(NotFound, match="no such piece of work"):
        sessions.draft(store, fay, Draft("Again", session.rubric_id, (SessionSample(session.samples[0].sample_id),)))


def test_work_withdrawn_in_the_middle_is_not_waited_for(store: Store, fay: Viewer):
    session = an_open_session(store, fay, Stage.SCORING)
    with store.writing() as db:
        seats.take_seat(store, db, session.id, fay.person.id)
    assert progress.live(store, fay, session.id).missing_reads == 1
    with store.writing() as db:
        sample_changes.empty(db, session.samples[0].sample_id, store.now())
    live = progress.live(store, fay, session.id)
    assert (live.missing_reads, live.readings) == (0, ())
    (read,) = scoring.desk(store, fay, session.id).reads
    assert read.is_complete


def test_a_draft_is_its_facilitators_alone(store: Store, fay: Viewer):
    session = an_open_session(store, fay)
    admin = staff(store, "Ada Admin", Role.ADMIN)
    assert sessions.overview(store, fay, session.id, Sight.SET_UP).session.id == session.id
    with pytest.raises(NotFound):
        sessions.overview(store, admin, session.id, Sight.SET_UP)


def test_the_audit_log_keeps_drafts_saved_and_who_joined_once(store: Store, fay: Viewer):
    session = an_open_session(store, fay)
    draft = sessions.draft(store, fay, Draft("Next", session.rubric_id, session.samples))
    sessions.save_draft(store, fay, draft, Draft("Next week", session.rubric_id, session.samples))
    for _twice in range(2):
        with store.writing() as db:
            seats.take_seat(store, db, session.id, fay.person.id)
    assert actions(store, draft) == ["session.draft", "session.save_draft"]
    assert actions(store, session.id).count("session.join") == 1


def test_purpose_and_norms_are_cleaned_as_everything_that_people_write(store: Store, fay: Viewer):
    session = an_open_session(store, fay)
    plan = Plan(purpose="One\u200b rubric\r\nfor all\x00 \n", norms=("Name the\u202e evidence", " \u200b ", "Be  kind"))
    wanted = Draft("Next week", session.rubric_id, session.samples, plan)
    saved = sessions.draft(store, fay, Draft("Next week", session.rubric_id, ()))
    sessions.save_draft(store, fay, saved, wanted)
    for session_id in (saved, sessions.draft(store, fay, wanted)):
        stored = sessions.overview(store, fay, session_id).session.plan
        assert (stored.purpose, stored.norms) == ("One rubric\nfor all", ("Name the evidence", "Be kind"))


def test_nothing_of_the_set_up_changes_once_the_session_is_open_so_no_promise_is_loosened(store: Store, fay: Viewer):
    session = an_open_session(store, fay)
    looser = replace(session.plan, cut_names_after=0, lead_apart=not session.plan.lead_apart)
    with pytest.raises(WrongMoment, match="its set-up stays as it is"):
        sessions.save_draft(store, fay, session.id, Draft(session.title, session.rubric_id, session.samples, looser))
    assert sessions.overview(store, fay, session.id).session.plan == session.plan


@pytest.mark.parametrize("days", [-1, 3651])
def test_names_are_cut_off_after_at_most_ten_years_or_never(store: Store, fay: Viewer, days: int):
    session = an_open_session(store, fay)
    with pytest.raises(Invalid, match="after 1 to 3,650 days, or never"):
        sessions.draft(store, fay, Draft("October", session.rubric_id, (), Plan(cut_names_after=days)))
