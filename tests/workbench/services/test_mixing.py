"""Pieces are suggested from what the lead may see already, and from nothing else."""

from dataclasses import replace

import pytest

from tests.workbench.scored_session import Scored, a_session
from tests.workbench.world import staff, telling
from workbench.domain.errors import NotAllowed
from workbench.domain.mix import Because, Known, Part, Reason
from workbench.domain.people import Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import Audience
from workbench.domain.sessions import SessionSample
from workbench.services import mixing, publishing, sessions
from workbench.services.publishing import Wording
from workbench.services.sessions import Draft
from workbench.storage import rubrics
from workbench.storage.store import Store

SCORED = {
    0: Known(Part.CLEAR, Because.SCORED),
    1: Known(Part.NEAR, Because.SCORED),
    2: Known(Part.SURPRISES, Because.SCORED),
}


def levels(who: int, piece: int, criterion: int) -> int | None:
    """Everybody gives the first piece a 4; the second lies about the line, the third far apart; nobody reads on."""
    return {0: 4, 1: 2 + who % 2, 2: 1 + 2 * (who % 2)}.get(piece)


def known(scored: Scored, viewer: Viewer | None = None, rubric_id: str = "") -> dict[int, Known]:
    """Return what the lead is told, by the place of each piece."""
    lead, rubric = viewer or scored.facilitator, rubric_id or scored.rubric.id
    found = mixing.known(scored.store, lead, rubric, scored.samples)
    return {scored.samples.index(sample_id): piece for sample_id, piece in found.items()}


def over(store: Store, teachers: int = 4) -> Scored:
    scored = a_session(store, teachers=teachers)
    scored.give(levels)
    scored.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    return scored


def test_how_a_group_that_the_lead_led_read_a_piece_is_known_once_the_session_is_over(either_store: Store):
    scored = a_session(either_store)
    assert known(scored) == {}
    scored.give(levels)
    for act in (Act.CLOSE, Act.REVEAL):
        scored.act(act)
        assert known(scored) == {}, "the session goes on"
    scored.act(Act.CONCLUDE)
    assert known(scored) == SCORED
    scored.act(Act.ARCHIVE)
    assert known(scored) == SCORED


def test_nobody_else_is_told_and_no_teacher_may_ask(store: Store):
    scored = over(store)
    assert known(scored, staff(store, "Another Lead")) == {}
    with pytest.raises(NotAllowed):
        known(scored, scored.teachers[0])


def test_where_dots_may_not_stand_on_a_wall_nothing_is_known(store: Store):
    assert known(over(store, teachers=3)) == {}


def test_another_rubric_says_nothing(store: Store):
    scored = over(store)
    criterion = replace(scored.rubric.criteria[0], id=store.new_id())
    other = replace(scored.rubric, id=store.new_id(), family="", title="Science", criteria=(criterion,))
    with store.writing() as db:
        rubrics.add(db, other, made_by=scored.facilitator.person.id, now=store.now())
    assert known(scored, rubric_id=other.id) == {}


def test_what_the_lead_noted_goes_before_what_a_group_gave(store: Store):
    scored = over(store)
    lead, pieces = scored.facilitator, tuple(map(SessionSample, scored.samples))
    noted = {scored.samples[0]: Reason(Part.SURPRISES), scored.samples[3]: Reason(Part.NEAR, "why"), "": Reason()}
    sessions.draft(store, lead, Draft("Next", scored.rubric.id, pieces, telling(lead), noted))
    assert known(scored) == SCORED | {
        0: Known(Part.SURPRISES, Because.NOTED),
        3: Known(Part.NEAR, Because.NOTED),
    }


def test_an_exemplar_is_clear_for_whoever_may_see_it(store: Store):
    scored = over(store)
    scored.end(3, 0, 2)
    wording = Wording("It names the river.", "It says no more.", Audience.SESSION)
    other = staff(store, "Another Lead")
    publishing.publish(store, scored.facilitator, scored.id, scored.cell(3, 0), wording)
    assert known(scored)[3] == Known(Part.CLEAR, Because.EXEMPLAR)
    assert known(scored, other) == {}, "it is for those who took part"
    publishing.publish(
        store, scored.facilitator, scored.id, scored.cell(3, 0), replace(wording, audience=Audience.SCHOOL)
    )
    assert known(scored, other) == {3: Known(Part.CLEAR, Because.EXEMPLAR)}
