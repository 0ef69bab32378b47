"""The code for a projector: who gets one, what it opens, how it stops, and what guessing gets."""

import pytest
from sqlalchemy import select

from tests.workbench.talk_world import Table, a_table
from tests.workbench.world import Clock, an_open_session, staff
from workbench.domain.errors import Invalid, NotFound, TooMany, WrongMoment
from workbench.domain.people import Role
from workbench.domain.phases import Act
from workbench.services import joining, walls
from workbench.services.joining import Arrival
from workbench.services.sessions import Draft, act, draft
from workbench.services.wall_screen import Blank, Scoring, wall_now
from workbench.storage import tables as t
from workbench.storage.store import Store

HERE = "10.0.0.9"


@pytest.fixture
def table(either_store: Store) -> Table:
    return a_table(either_store, 5)


def code(table: Table) -> str:
    return walls.new_code(table.store, table.facilitator, table.id)


def test_a_code_of_six_digits_opens_one_sessions_page(table: Table):
    typed = code(table)
    assert len(typed) == 6
    assert typed.isdecimal()
    wall = wall_now(table.store, walls.open_screen(table.store, f" {typed[:3]}-{typed[3:]} ", HERE))
    assert wall is not None
    assert wall.title == "Grade 7 argument"
    assert isinstance(wall.shows, Scoring)


def test_only_the_facilitator_of_the_session_has_its_code(table: Table):
    other = staff(table.store, "Gil Other")
    admin = staff(table.store, "Ada Admin", Role.ADMIN)
    for who in (other, admin, table.teachers[0]):
        for ask in (walls.projector, walls.new_code, walls.blank, walls.show_again):
            with pytest.raises(NotFound):
                ask(table.store, who, table.id)
    assert walls.projector(table.store, table.facilitator, table.id).code == ""


def test_a_new_code_stops_the_old_one_and_its_screens_at_once(table: Table):
    old = code(table)
    screen = walls.open_screen(table.store, old, HERE)
    assert code(table) == walls.projector(table.store, table.facilitator, table.id).code != old
    assert wall_now(table.store, screen) is None
    with pytest.raises(NotFound, match="No projector's page opens with that code"):
        walls.open_screen(table.store, old, HERE)


def test_the_join_code_opens_no_page_and_the_pages_code_lets_nobody_join(table: Table):
    with pytest.raises(Invalid, match="six digits"):
        walls.open_screen(table.store, table.session.join_code, HERE)
    with pytest.raises(Invalid, match="eight signs"):
        joining.join(table.store, Arrival(code(table), "Ana", "8264", HERE))


def test_a_code_and_a_screen_end_after_a_day(table: Table):
    clock: Clock = table.store.clock
    typed = code(table)
    screen = walls.open_screen(table.store, typed, HERE)
    clock.forward(hours=23)
    assert wall_now(table.store, screen) is not None
    clock.forward(hours=1)
    assert wall_now(table.store, screen) is None
    assert walls.projector(table.store, table.facilitator, table.id).code == ""
    with pytest.raises(NotFound):
        walls.open_screen(table.store, typed, HERE)


def test_an_archived_session_shows_nothing_any_more(table: Table):
    typed = code(table)
    screen = walls.open_screen(table.store, typed, HERE)
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    assert wall_now(table.store, screen) is not None
    table.act(Act.ARCHIVE)
    assert wall_now(table.store, screen) is None
    with pytest.raises(NotFound):
        walls.open_screen(table.store, typed, HERE)
    with pytest.raises(WrongMoment):
        code(table)


def test_a_draft_has_no_code(either_store: Store):
    fay = staff(either_store)
    session = an_open_session(either_store, fay)
    planned = draft(either_store, fay, Draft("Next month", session.rubric_id, session.samples, session.plan))
    with pytest.raises(WrongMoment, match="not open"):
        walls.new_code(either_store, fay, planned)
    act(either_store, fay, planned, Act.OPEN)
    assert walls.new_code(either_store, fay, planned)


def test_twenty_wrong_tries_make_an_address_wait_and_no_other(table: Table):
    right = code(table)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _try in range(20):
        with pytest.raises(NotFound):
            walls.open_screen(table.store, wrong, HERE)
    with pytest.raises(TooMany, match="too many wrong tries") as told:
        walls.open_screen(table.store, right, HERE)
    assert told.value.wait_seconds == 10
    assert walls.open_screen(table.store, right, "10.0.0.10")
    table.store.clock.forward(seconds=10)
    assert walls.open_screen(table.store, right, HERE)


def test_many_addresses_together_do_not_guess_faster(table: Table):
    right = code(table)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for number in range(walls.OF_EVERYBODY.free):
        with pytest.raises(NotFound):
            walls.open_screen(table.store, wrong, f"10.0.1.{number}")
    with pytest.raises(TooMany):
        walls.open_screen(table.store, wrong, "10.0.2.1")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345x", "١٢٣٤٥٦", "½23456", "      "])
def test_what_cannot_be_a_code_is_said_in_words(store: Store, typed: str):
    with pytest.raises(Invalid, match="six digits"):
        walls.open_screen(store, typed, HERE)


def test_neither_token_nor_address_is_stored(table: Table):
    token = walls.open_screen(table.store, code(table), HERE)
    with table.store.reading() as db:
        rows = db.execute(select(t.wall_screen)).all()
        detail = db.execute(
            select(t.audit.c.detail, t.audit.c.person_id).where(t.audit.c.action == "wall.opened")
        ).one()
    assert token not in str(rows)
    assert HERE not in str(rows)
    assert detail == ({}, None)


def test_blank_lasts_until_it_is_shown_again_or_the_round_is_revealed(table: Table):
    screen = walls.open_screen(table.store, code(table), HERE)

    def shows() -> object:
        return wall_now(table.store, screen).shows

    walls.blank(table.store, table.facilitator, table.id)
    assert shows() == Blank()
    walls.show_again(table.store, table.facilitator, table.id)
    assert isinstance(shows(), Scoring)
    walls.blank(table.store, table.facilitator, table.id)
    table.act(Act.CLOSE)
    assert shows() == Blank()
    assert walls.projector(table.store, table.facilitator, table.id).blank
    table.act(Act.REVEAL)
    assert shows() != Blank()
    with pytest.raises(WrongMoment, match="nothing to hide"):
        walls.blank(table.store, table.facilitator, table.id)


def test_screens_whose_day_is_over_are_forgotten(table: Table):
    typed = code(table)
    walls.open_screen(table.store, typed, HERE)
    table.store.clock.forward(hours=25)
    walls.open_screen(table.store, code(table), HERE)
    with table.store.reading() as db:
        assert len(db.execute(select(t.wall_screen)).all()) == 1
