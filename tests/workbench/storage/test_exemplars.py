"""Exemplars are found by rubric, criterion, level and session."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from tests.workbench.world import Clock, an_open_session, staff
from workbench.domain.errors import NotFound
from workbench.domain.exemplars import Annotation, Exemplar
from workbench.domain.samples import Audience, Permission
from workbench.storage import exemplars, permissions, rubrics, samples
from workbench.storage.exemplars import Wanted
from workbench.storage.store import Store


@pytest.fixture
def exemplar(either_store: Store) -> Exemplar:
    """An exemplar of a fresh session, not stored yet."""
    leader = staff(either_store)
    session = an_open_session(either_store, leader)
    with either_store.reading() as db:
        criterion = rubrics.get(db, session.rubric_id).criteria[0]
        text = samples.get(db, session.samples[0].sample_id).artifacts[0]
    return Exemplar(
        id="exemplar",
        session_id=session.id,
        sample_id=session.samples[0].sample_id,
        criterion_id=criterion.id,
        level=2,
        why="It names the river.",
        why_not_next="It does not say who is harmed.",
        annotations=(Annotation(text.id, 4, 9, "The river"), Annotation(text.id, 0, 3, "The")),
        audience=Audience.SCHOOL,
        published_by=leader.person.id,
        published_at=either_store.now(),
    )


def test_an_exemplar_comes_back_with_its_notes_in_reading_order(either_store, exemplar):
    with either_store.writing() as db:
        exemplars.add(db, exemplar, ("one", "two"))
    with either_store.reading() as db:
        found = exemplars.get(db, "exemplar")
    assert found == replace(exemplar, annotations=exemplar.annotations[::-1])


def test_exemplars_are_found_by_what_is_asked(either_store, exemplar):
    with either_store.writing() as db:
        exemplars.add(db, exemplar, ("one", "two"))
        exemplars.add(db, replace(exemplar, id="better", level=3, annotations=()), ())
        rubric_id = db.exec_driver_sql("SELECT rubric_id FROM criterion").scalar_one()

    def levels(**wanted: object) -> list[int]:
        with either_store.reading() as db:
            return [found.level for found in exemplars.find(db, Wanted(**wanted))]

    assert levels() == levels(rubric_id=rubric_id) == levels(session_id=exemplar.session_id) == [2, 3]
    assert levels(criterion_id=exemplar.criterion_id, level=3) == [3]
    assert levels(level=1) == levels(rubric_id="other") == levels(session_id="other") == []


def test_a_retired_exemplar_is_not_found(either_store, exemplar, clock: Clock):
    with either_store.writing() as db:
        exemplars.add(db, exemplar, ("one", "two"))
        exemplars.retire(db, exemplar.id, clock())
        assert exemplars.find(db, Wanted()) == ()
        with pytest.raises(NotFound):
            exemplars.get(db, exemplar.id)


def test_a_level_that_is_not_on_the_rubric_is_refused(either_store, exemplar):
    with pytest.raises(IntegrityError), either_store.writing() as db:
        exemplars.add(db, replace(exemplar, level=9, annotations=()), ())


def test_a_note_on_the_same_passage_is_replaced_and_can_be_taken_away(either_store, exemplar):
    first, second = exemplar.annotations
    with either_store.writing() as db:
        exemplars.add(db, replace(exemplar, annotations=()), ())
        exemplars.annotate(db, exemplar.id, first, "one")
        exemplars.annotate(db, exemplar.id, replace(first, note="It is named"), "two")
        exemplars.annotate(db, exemplar.id, second, "three")
        assert [note.note for note in exemplars.get(db, exemplar.id).annotations] == ["The", "It is named"]
        exemplars.take_note_away(db, exemplar.id, second)
        assert [note.note for note in exemplars.get(db, exemplar.id).annotations] == ["It is named"]


def test_exemplars_are_found_by_their_work_and_their_rubrics_are_known(either_store, exemplar, clock: Clock):
    with either_store.writing() as db:
        assert exemplars.rubric_ids(db) == ()
        exemplars.add(db, replace(exemplar, annotations=()), ())
        assert [found.id for found in exemplars.of_sample(db, exemplar.sample_id)] == [exemplar.id]
        assert exemplars.of_sample(db, "other") == ()
        assert len(exemplars.rubric_ids(db)) == 1
        exemplars.retire(db, exemplar.id, clock())
        assert exemplars.rubric_ids(db) == ()


def test_permission_and_school_are_told_of_work_that_is_not_withdrawn(either_store, exemplar):
    with either_store.writing() as db:
        owned = permissions.many(db, [exemplar.sample_id, "other"])
        assert set(owned) == {exemplar.sample_id}
        assert owned[exemplar.sample_id].permission == Permission()
        db.exec_driver_sql("UPDATE sample SET withdrawn_at = '2026-11-02 12:00:00.000000'")
        assert permissions.many(db, [exemplar.sample_id]) == {}
