"""A session may score a part of its rubric's criteria: nothing about it then knows the others."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workbench.paper_world import PaperRoom
from tests.workbench.scored_session import Scored, a_session, usual
from tests.workbench.world import telling
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.phases import Act
from workbench.domain.samples import Audience
from workbench.domain.scoring import Given, Mark, Remark
from workbench.domain.sessions import Plan, SessionSample
from workbench.services import (
    agenda,
    agreed,
    agreeing,
    paper_grid,
    paper_prints,
    paper_sheets,
    progress,
    publishing,
    results,
    scoring,
    sessions,
    talking,
    wall_screen,
    walls,
)
from workbench.services.paper_sheets import WantedSheets
from workbench.services.publishing import Wording
from workbench.services.results.agreement import group_agreement
from workbench.services.results.own import own_differences
from workbench.services.scoring import Entry
from workbench.services.sessions import Draft
from workbench.storage import rubrics
from workbench.storage.store import Store

CRITERIA = ("Claim", "Evidence", "Style", "Voice")
SERVICES = Path(scoring.__file__).parent


def a_part(store: Store, teachers: int = 5) -> Scored:
    """Return a session that scores Evidence and Voice."""
    return a_session(store, pieces=2, teachers=teachers, criteria=CRITERIA, only=(3, 1))


def scored(store: Store) -> Scored:
    session = a_part(store)
    session.give(lambda who, piece, criterion: usual(who, piece, criterion) if criterion in (1, 3) else None)
    session.act(Act.CLOSE, Act.REVEAL)
    return session


def ids(session: Scored) -> list[str]:
    return [session.rubric.criteria[number].id for number in (1, 3)]


def test_a_desk_asks_for_the_chosen_criteria_in_the_rubrics_order_and_takes_no_other(either_store: Store):
    session = a_part(either_store)
    ana = session.teachers[0]
    desk = scoring.desk(either_store, ana, session.id)
    assert [c.name for c in desk.rubric.criteria] == ["Evidence", "Voice"]
    read = desk.reads[0]
    assert [c.id for c in read.criteria] == ids(session)
    claim = session.rubric.criteria[0].id
    text = read.sample.artifacts[0].id
    for write in (
        lambda entry: scoring.score(either_store, ana, entry, claim, Given(2)),
        lambda entry: scoring.remark(either_store, ana, entry, claim, Remark("Why")),
        lambda entry: scoring.mark(either_store, ana, entry, (Mark(text, claim, 0, 3),)),
    ):
        with pytest.raises(Invalid, match="not on this session's rubric"):
            write(Entry(read.assignment.id, either_store.new_id()))
    for one in desk.reads:
        for criterion in ids(session):
            scoring.score(either_store, ana, Entry(one.assignment.id, either_store.new_id()), criterion, Given(2))
    assert scoring.desk(either_store, ana, session.id).done == 2
    (finished,) = [p for p in progress.live(either_store, session.facilitator, session.id).people if p.is_finished]
    assert finished.person == ana.person


def test_dots_agenda_agreement_and_the_page_to_print_know_the_chosen_criteria_only(store: Store):
    session = scored(store)
    lead, ana = session.facilitator, session.teachers[0]
    assert {cell.criterion_id for cell in results.dots(store, ana, session.id, 1)} == set(ids(session))
    found = group_agreement(store, ana, session.id)
    assert [c.name for c in found.rubric.criteria] == ["Evidence", "Voice"]
    assert len(found.criteria) == 2
    assert found.unfinished == ()
    assert own_differences(store, ana, session.id)
    talking.start_talk(store, lead, session.id)
    assert {topic.cell.criterion_id for topic in agenda.topics(store, lead, session.id)} <= set(ids(session))
    with pytest.raises(Invalid, match="not on this session's rubric"):
        agenda.add_cell(store, lead, session.id, session.cell(0, 0))
    talking.end_talk(store, lead, session.id)
    assert {cell.criterion.id for cell in agreeing.board(store, lead, session.id).cells} == set(ids(session))
    with pytest.raises(Invalid, match="not on this session's rubric"):
        agreeing.propose(store, lead, session.id, session.cell(0, 0), 2)
    for piece in (0, 1):
        for criterion in (1, 3):
            session.end(piece, criterion, 3)
    session.act(Act.CONCLUDE)
    wording = Wording("It names the river.", "It says no more.", Audience.SESSION)
    publishing.publish(store, lead, session.id, session.cell(0, 1), wording)
    with pytest.raises(WrongMoment, match="whose level was agreed"):
        publishing.publish(store, lead, session.id, session.cell(0, 0), wording)
    printed = agreed.printed(store, lead, session.id)
    assert [name for name in CRITERIA if name in printed] == ["Evidence", "Voice"]


def test_the_wall_shows_the_chosen_criteria_only(store: Store):
    session = a_part(store)
    walls.new_code(store, session.facilitator, session.id)
    shown = repr(wall_of(store, session))
    session.give(lambda who, piece, criterion: usual(who, piece, criterion) if criterion in (1, 3) else None)
    session.act(Act.CLOSE, Act.REVEAL)
    shown += repr(wall_of(store, session))
    assert "Evidence" in shown
    assert "Claim" not in shown
    assert "Style" not in shown


def wall_of(store: Store, session: Scored) -> object:
    code = walls.projector(store, session.facilitator, session.id).code
    return wall_screen.wall_now(store, walls.open_screen(store, code, "10.0.0.9"))


def test_sheets_of_paper_have_boxes_for_the_chosen_criteria_only(store: Store):
    room = PaperRoom(store, criteria=CRITERIA, only=(1, 3))
    paper_sheets.make(store, room.lead, room.id, WantedSheets(blank=1))
    for printed in (
        paper_prints.sheets(store, room.lead, room.id),
        paper_prints.work(store, room.lead, room.id),
    ):
        assert "Evidence" in printed
        assert "Claim" not in printed
    grid = paper_grid.grid(store, room.lead, room.id)
    assert [criterion.name for criterion in grid.criteria] == ["Evidence", "Voice"]
    assert {piece.criteria for piece in grid.pieces} == {tuple(ids(room.scored))}
    boxes = {(piece, criterion): "3" for piece in range(4) for criterion in (1, 3)}
    room.type("Olu F.", boxes=boxes, sure=True)
    assert set(room.levels(room.person("Olu F.")).values()) == {3}
    with pytest.raises(Invalid):
        room.type("Pia G.", boxes={(0, 0): "3"}, sure=True)


def test_all_criteria_are_scored_where_nothing_else_was_chosen(store: Store):
    whole = a_session(store, teachers=1, criteria=CRITERIA, only=(0, 1, 2, 3))
    assert whole.session.plan.criteria == ()
    assert len(scoring.desk(store, whole.teachers[0], whole.id).rubric.criteria) == 4


def test_from_opening_on_the_criteria_stay(store: Store):
    session = a_part(store, teachers=1)
    wanted = Draft("Other", session.rubric.id, session.session.samples, replace(session.session.plan, criteria=()))
    with pytest.raises(WrongMoment, match="its set-up stays as it is"):
        sessions.save_draft(store, session.facilitator, session.id, wanted)
    assert list(session.session.plan.criteria) == ids(session)


def test_a_criterion_that_the_rubric_lost_is_chosen_again_before_opening(store: Store):
    session = a_part(store, teachers=1)
    lead = session.facilitator
    criteria = tuple(replace(c, id=store.new_id()) for c in session.rubric.criteria)
    fresh = replace(session.rubric, id=store.new_id(), criteria=criteria)
    with store.writing() as db:
        rubrics.add(db, replace(fresh, family=""), made_by=lead.person.id, now=store.now())
    pieces = tuple(map(SessionSample, session.samples))
    plan = telling(lead, Plan(criteria=(fresh.criteria[0].id,)))
    draft = sessions.draft(store, lead, Draft("Next", fresh.id, pieces, plan))
    changed = replace(fresh, criteria=tuple(replace(c, id=store.new_id()) for c in fresh.criteria))
    with store.writing() as db:
        rubrics.replace_content(db, changed)
    assert len(sessions.overview(store, lead, draft).rubric.criteria) == 4, "until then nothing breaks"
    with pytest.raises(Invalid, match="has changed since its criteria were chosen"):
        sessions.act(store, lead, draft, Act.OPEN)
    plan = replace(plan, criteria=(changed.criteria[2].id,))
    sessions.save_draft(store, lead, draft, Draft("Next", fresh.id, pieces, plan))
    sessions.act(store, lead, draft, Act.OPEN)
    assert [c.name for c in sessions.overview(store, lead, draft).rubric.criteria] == ["Style"]


def test_whatever_is_about_a_session_reads_its_rubric_by_the_one_way():
    around = re.compile(r"rubrics\.get\([^)]*session\.rubric_id\)")
    files = SERVICES.rglob("*.py")
    found = [(file.name, line) for file in files for line in around.findall(file.read_text("utf-8"))]
    assert found == [("planning.py", "rubrics.get(db, session.rubric_id)")], "whether the rubric still has them"
