"""A piece that somebody brought is read in two sessions: names go from both together; what was left out stays so."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.workbench.giving_world import Asked, asked
from tests.workbench.services.test_cutting import everything, holding
from tests.workbench.world import staff, telling
from workbench.domain.errors import Invalid, WorkbenchError, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.phases import Act, Phase
from workbench.domain.samples import Audience, Permission
from workbench.domain.sessions import Plan, SessionSample
from workbench.services import cutting, results, samples, sessions
from workbench.services.cutting import Due
from workbench.services.results.agreement import group_agreement
from workbench.services.results.gaps import gaps
from workbench.services.sessions import Draft
from workbench.storage import cutting as stored_cutting
from workbench.storage import tables as t
from workbench.storage.cutting import Cut
from workbench.storage.store import Store

WIDE = Permission(held=True, audience=Audience.SCHOOL)
NEVER = Plan(own_apart=True, cut_names_after=0)


def brought(store: Store, folder: Path, plan: Plan) -> Asked:
    """Return a concluded session of three, of whom Ana and Ben brought a piece that the whole school may see."""
    first = asked(store, folder)
    first.brings("Ana", said=WIDE)
    first.brings("Ben", said=WIDE)
    first.opens(plan)
    for name, level in (("Ana", 1), ("Ben", 2), ("Cal", 3)):
        first.scores(first.joins(name), level)
    first.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    return first


def wanted(first: Asked, lead: Viewer, plan: Plan = NEVER) -> Draft:
    session = sessions.overview(first.store, first.lead, first.session_id).session
    return Draft("Another", session.rubric_id, (SessionSample(first.pieces["Ana"]),), telling(lead, plan))


def again(first: Asked, lead: Viewer) -> Asked:
    """Return a session that reads Ana's piece again, whose dots are out; Ana scored her own, apart."""
    session_id = sessions.draft(first.store, lead, wanted(first, lead))
    second = replace(first, lead=lead, session_id=session_id)
    second.act(Act.OPEN, Act.START)
    for name, level in (("Ana", 1), ("Ben", 3), ("Cal", 3), ("Dee", 3)):
        second.scores(second.joins(name), level)
    second.act(Act.CLOSE, Act.REVEAL)
    return second


def figures(of: Asked, cal: Viewer) -> tuple[Any, ...]:
    """Return everything that a teacher is shown of a session, for whom nothing of it is their own."""
    found = group_agreement(of.store, cal, of.session_id)
    dots, own = results.dots(of.store, cal, of.session_id, 1), gaps(of.store, cal, of.session_id)
    return dots, own, found.pooled, found.criteria, found.n_conditions, found.brought, found.unfinished


@pytest.mark.parametrize("plan", [Plan(), Plan(own_apart=True)])
def test_names_stay_while_a_piece_is_read_somewhere_and_then_go_from_both_with_every_figure_as_it_was(
    either_store: Store, tmp_path: Path, plan: Plan
):
    first = brought(either_store, tmp_path, plan)
    second = again(first, first.lead)
    cal = first.joins("Cal")
    before = figures(first, cal), figures(second, cal)
    assert before[1][0][0].dots.counts == (0, 0, 3), "the control: Ana's own level is left out"
    with pytest.raises(WrongMoment, match="not concluded reads a piece"):
        cutting.cut_now(either_store, first.lead, first.session_id)
    either_store.clock.forward(days=400)
    assert cutting.cut_overdue(either_store) == 0
    second.act(Act.CONCLUDE)
    people = {str(row["person_id"]) for row in everything(either_store)["assignment"]}
    cutting.cut_now(either_store, first.lead, first.session_id)
    assert (figures(first, cal), figures(second, cal)) == before
    assert all(sessions.overview(either_store, of.lead, of.session_id).session.names_cut_at for of in (first, second))
    assert not {"assignment", "affiliation", "sample"} & set(holding(everything(either_store), people))


def test_nobody_is_the_same_in_two_sessions_but_who_took_over_what_was_brought_and_scored_nothing(
    store: Store, tmp_path: Path
):
    first = brought(store, tmp_path, Plan(own_apart=True))
    again(first, first.lead).act(Act.CONCLUDE)
    cutting.cut_now(store, first.lead, first.session_id)
    rows = everything(store)
    of = [{row["person_id"] for row in rows["assignment"] if row["session_id"] == i} for i in ids(store)]
    assert len(of) == 2
    assert not of[0] & of[1]
    assert not (of[0] | of[1]) & {row["person_id"] for row in rows["affiliation"]}


def ids(store: Store) -> list[str]:
    with store.reading() as db:
        return list(db.execute(select(t.calibration.c.id)).scalars())


def test_a_session_that_somebody_else_leads_is_cut_by_its_days_and_by_nobody_elses_press(store: Store, tmp_path: Path):
    first = brought(store, tmp_path, Plan(cut_names_after=30))
    second = again(first, staff(store, "Another Lead"))
    second.act(Act.CONCLUDE)
    for one in (first, second):
        with pytest.raises(WrongMoment, match="somebody else leads"):
            cutting.cut_now(store, one.lead, one.session_id)
    due = [cutting.due(store, one.lead, one.session_id) for one in (first, second)]
    assert due[0] == due[1] != Due(None), "what one of them promised is kept in both, and said in both"
    store.clock.forward(days=29)
    assert cutting.cut_overdue(store) == 0
    store.clock.forward(days=1)
    assert cutting.cut_overdue(store) == 2
    assert cutting.cut_overdue(store) == 0


def test_names_whose_days_are_over_wait_for_a_session_by_its_name_if_it_may_be_known(store: Store, tmp_path: Path):
    first = brought(store, tmp_path, Plan(cut_names_after=30))
    concluded, cal = store.now(), first.joins("Cal")
    second = again(first, staff(store, "Another Lead"))
    when = concluded + timedelta(days=30)
    assert cutting.due(store, first.lead, first.session_id) == Due(when), "the day may still be kept"
    store.clock.forward(days=30)
    assert cutting.cut_overdue(store) == 0
    assert cutting.due(store, first.lead, first.session_id) == Due(when, waiting=True), "not theirs to know"
    assert cutting.due(store, cal, first.session_id) == Due(when, waiting=True, waits_for=("Another",))
    second.act(Act.CONCLUDE)
    assert cutting.due(store, first.lead, first.session_id) == Due(when)
    assert cutting.cut_overdue(store) == 2


def test_a_piece_that_nobody_brought_any_more_is_read_in_no_later_session(store: Store, tmp_path: Path):
    first = brought(store, tmp_path, Plan())
    draft = sessions.draft(store, first.lead, wanted(first, first.lead))
    cutting.cut_now(store, first.lead, first.session_id)
    with pytest.raises(Invalid, match="nobody knows who must not score it"):
        sessions.act(store, first.lead, draft, Act.OPEN)
    with pytest.raises(Invalid, match="nobody knows who must not score it"):
        sessions.draft(store, first.lead, wanted(first, first.lead))
    sessions.save_draft(store, first.lead, draft, replace(wanted(first, first.lead), samples=()))


def test_a_piece_that_nobody_brought_any_more_is_offered_to_no_session(either_store: Store, tmp_path: Path):
    first = brought(either_store, tmp_path, Plan())
    draft = sessions.draft(either_store, first.lead, wanted(first, first.lead))
    offered = {sample.id for sample in samples.for_session(either_store, first.lead, draft)}
    assert offered == set(first.pieces.values()), "the control: before the cut both are"
    cutting.cut_now(either_store, first.lead, first.session_id)
    assert samples.for_session(either_store, first.lead, draft) == ()
    assert {sample.id for sample in samples.browse(either_store, first.lead)} == offered, "the shelf still shows them"


def test_a_session_that_is_being_opened_waits_for_names_that_are_being_cut_off(either_store: Store, tmp_path: Path):
    first = brought(either_store, tmp_path, Plan())
    draft = sessions.draft(either_store, first.lead, wanted(first, first.lead))
    told: list[object] = []

    def opens() -> None:
        try:
            told.append(sessions.act(either_store, first.lead, draft, Act.OPEN))
        except WorkbenchError as refused:
            told.append(type(refused))

    opening = threading.Thread(target=opens)
    with either_store.writing() as db:
        stored_cutting.hold(db, [first.session_id])
        opening.start()
        opening.join(0.5)
        assert told == []
        nobody = {person: either_store.new_id() for person in stored_cutting.readers(db, first.session_id)}
        what = Cut(first.session_id, nobody, either_store.now(), either_store.new_id)
        stored_cutting.cut(db, [what], either_store.now())
    opening.join()
    assert told == [Invalid]
    assert sessions.overview(either_store, first.lead, draft).session.moment.phase is Phase.DRAFT
