"""A connection remembers rubrics in use, and nothing that may still change."""

import pytest
from sqlalchemy import event, update

from tests.workbench.world import an_open_session, staff
from workbench.domain.rubrics import Rubric
from workbench.services import builtin
from workbench.storage import rubrics
from workbench.storage import tables as t
from workbench.storage.store import Store


def read(store: Store, rubric_id: str) -> tuple[Rubric, int]:
    """A rubric, and how many statements reading it took."""
    statements: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    with store.reading() as db:
        event.listen(store.engine, "before_cursor_execute", note)
        rubric = rubrics.get(db, rubric_id)
        event.remove(store.engine, "before_cursor_execute", note)
    return rubric, len(statements)


def test_a_rubric_in_use_is_read_once(store):
    session = an_open_session(store, staff(store))
    first, second = read(store, session.rubric_id), read(store, session.rubric_id)
    assert first[0] == second[0]
    assert second[1] == 0


def test_a_rubric_that_may_still_change_is_read_every_time(store):
    builtin.ensure_rubrics(store)
    rubric_id = builtin.rubric_id("argument-writing")
    assert read(store, rubric_id)[0].title == "Argument writing"
    with store.writing() as db:
        db.execute(update(t.rubric).where(t.rubric.c.id == rubric_id).values(title="Arguing"))
    assert read(store, rubric_id)[0].title == "Arguing"


def test_what_a_writing_transaction_takes_back_is_not_remembered(store):
    builtin.ensure_rubrics(store)
    rubric_id = builtin.rubric_id("argument-writing")
    with pytest.raises(LookupError):
        _use_it_and_fail(store, rubric_id)
    assert not read(store, rubric_id)[0].used


def _use_it_and_fail(store: Store, rubric_id: str) -> None:
    with store.writing() as db:
        rubrics.lock(db, rubric_id, store.now())
        assert rubrics.get(db, rubric_id).used
        raise LookupError("what else the transaction needed is not there")
