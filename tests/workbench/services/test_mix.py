"""Why a lead chose each piece is the lead's alone: in no session as others read it, and gone with the work."""

from dataclasses import replace

import pytest

from tests.workbench.scored_session import Scored, a_session, elsewhere
from tests.workbench.world import staff, telling
from workbench.domain.errors import Invalid, NotFound
from workbench.domain.mix import Part, Reason
from workbench.domain.people import Role
from workbench.domain.phases import Act
from workbench.domain.sessions import SessionSample
from workbench.services import mix, sessions
from workbench.services.sessions import Draft
from workbench.storage import sample_changes
from workbench.storage.store import Store

WHY = Reason(Part.SURPRISES, "Reads weak, argues well")


def a_draft(store: Store) -> tuple[Scored, Draft, str]:
    """Return a school's work, and a draft in which the lead noted something of two pieces."""
    scored = a_session(store, teachers=1)
    first, second, *_rest = scored.samples
    pieces, noted = tuple(map(SessionSample, scored.samples)), {first: WHY, second: Reason(note="  the usual \n one ")}
    wanted = Draft("October", scored.rubric.id, pieces, telling(scored.facilitator), noted)
    return scored, wanted, sessions.draft(store, scored.facilitator, wanted)


def test_the_lead_finds_again_what_they_noted(either_store: Store):
    scored, wanted, session_id = a_draft(either_store)
    first, second, *_rest = scored.samples
    assert mix.reasons(either_store, scored.facilitator, session_id) == {
        first: WHY,
        second: Reason(note="the usual one"),
    }
    sessions.save_draft(either_store, scored.facilitator, session_id, replace(wanted, mix={second: Reason(Part.NEAR)}))
    assert mix.reasons(either_store, scored.facilitator, session_id) == {second: Reason(Part.NEAR)}
    assert mix.reasons(either_store, scored.facilitator, scored.id) == {}, "another session is another reason"


def test_nobody_else_finds_it_whatever_their_role(either_store: Store):
    scored, _wanted, session_id = a_draft(either_store)
    sessions.act(either_store, scored.facilitator, session_id, Act.OPEN)
    scored.id = session_id
    rater = scored.seat(scored.teachers[0])
    others = [staff(either_store, f"Staff {role}", role) for role in (Role.ADMIN, Role.FACILITATOR, Role.COACH)]
    for viewer in (rater, elsewhere(either_store, "Olu F."), *others):
        with pytest.raises(NotFound):
            mix.reasons(either_store, viewer, session_id)
    assert WHY.note not in repr(sessions.overview(either_store, rater, session_id))
    assert mix.reasons(either_store, scored.facilitator, session_id)


def test_it_goes_when_the_work_goes(either_store: Store):
    scored, _wanted, session_id = a_draft(either_store)
    with either_store.writing() as db:
        sample_changes.empty(db, scored.samples[0], either_store.now())
    assert scored.samples[0] not in mix.reasons(either_store, scored.facilitator, session_id)
    assert mix.reasons(either_store, scored.facilitator, session_id)


def test_a_note_that_is_too_long_stores_nothing(store: Store):
    scored, wanted, session_id = a_draft(store)
    long = replace(wanted, title="Other", mix={scored.samples[0]: Reason(note="x" * 201)})
    with pytest.raises(Invalid):
        sessions.save_draft(store, scored.facilitator, session_id, long)
    assert sessions.overview(store, scored.facilitator, session_id).session.title == "October"
