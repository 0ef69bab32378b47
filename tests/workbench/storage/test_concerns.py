"""What is kept of a worry about a student."""

import pytest
from sqlalchemy.exc import IntegrityError

from tests.workbench.world import NOON, an_open_session, staff
from workbench.domain.concerns import Concern
from workbench.storage import concerns
from workbench.storage import tables as t
from workbench.storage.store import Store


def test_a_worry_is_about_a_piece_of_its_session(either_store: Store):
    fay = staff(either_store)
    session = an_open_session(either_store, fay)
    with pytest.raises(IntegrityError), either_store.writing() as db:
        concerns.add(db, Concern("one", session.id, "nosuch", NOON))


def test_reading_again_ends_every_pause_of_the_piece_in_its_session_alone(either_store: Store):
    fay = staff(either_store)
    here, elsewhere = an_open_session(either_store, fay), an_open_session(either_store, fay)
    piece, other = (session.samples[0].sample_id for session in (here, elsewhere))
    with either_store.writing() as db:
        concerns.add(db, Concern("one", here.id, piece, NOON, paused=True))
        concerns.take_up(db, "one", fay.person.id, NOON)
        concerns.add(db, Concern("two", here.id, piece, NOON, paused=True))
        concerns.add(db, Concern("three", elsewhere.id, other, NOON, paused=True))
        concerns.read_again(db, here.id, piece)
    with either_store.reading() as db:
        assert (concerns.paused(db, here.id), concerns.paused(db, elsewhere.id)) == (frozenset(), {other})
        assert [found.id for found in concerns.for_contacts(db)] == ["three", "two"]
        assert (concerns.get(db, "one"), concerns.get(db, "nosuch")) == (
            Concern("one", here.id, piece, NOON, taken_up=True),
            None,
        )


def test_no_column_could_hold_who_had_a_worry():
    people = {key.parent.name for key in t.concern.foreign_keys if key.column.table is t.person}
    assert people == {"settled_by"}
