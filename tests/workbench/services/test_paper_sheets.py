"""Sheets made for printing: each with a code and an order of its own."""

import pytest

from tests.workbench.paper_world import PaperRoom
from workbench.domain.errors import Invalid
from workbench.services import paper, paper_sheets, scoring
from workbench.services.paper_sheets import WantedSheets
from workbench.storage.store import Store


@pytest.fixture
def room(either_store: Store) -> PaperRoom:
    return PaperRoom(either_store)


@pytest.fixture
def table(store: Store) -> PaperRoom:
    return PaperRoom(store)


def test_a_sheets_code_brings_its_order_and_is_good_for_one_teacher(room: PaperRoom):
    paper_sheets.make(room.store, room.lead, room.id, WantedSheets(2))
    first, second = paper.grid(room.store, room.lead, room.id).sheets
    room.type("Cleo V.", sure=True, code=first.code.lower())
    assert [r.sample.id for r in scoring.desk(room.store, room.person("Cleo V."), room.id).reads] == list(first.pieces)
    with pytest.raises(Invalid, match=f"Sheet {first.code} was typed in already, for Cleo V"):
        room.type("Dee L.", sure=True, code=first.code)
    with pytest.raises(Invalid, match="There is no sheet XXXX in this session"):
        room.type("Dee L.", sure=True, code="xxxx")
    room.type("Dee L.", sure=True, code=second.code)


def test_a_sheet_with_a_name_is_in_its_readers_order_and_for_nobody_else(room: PaperRoom):
    paper_sheets.make(room.store, room.lead, room.id, WantedSheets(0, (room.ana.person.id,)))
    (sheet,) = paper.grid(room.store, room.lead, room.id).sheets
    assert sheet.name == "Ana Pérez"
    assert list(sheet.pieces) == [read.sample.id for read in scoring.desk(room.store, room.ana, room.id).reads]
    with pytest.raises(Invalid, match=r"was printed for Ana Pérez"):
        room.type("Ben Kowalski", code=sheet.code)


def test_a_second_press_makes_no_second_pile(table: PaperRoom):
    for _press in range(2):
        paper_sheets.make(table.store, table.lead, table.id, WantedSheets(5, (table.ana.person.id,)))
    pile = paper_sheets.pile(table.store, table.lead, table.id)
    assert (pile.blank, pile.named) == (5, 1)
    codes = [sheet.code for sheet in paper.grid(table.store, table.lead, table.id).sheets]
    assert len(set(codes)) == 6
    assert codes == sorted(codes)
