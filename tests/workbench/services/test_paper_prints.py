"""What is printed for paper: one page for each sheet, the work under its sayable names, and never who made it."""

import re
from dataclasses import replace

import pytest

from tests.workbench.paper_world import PaperRoom
from tests.workbench.world import staff, telling
from workbench.domain.errors import Invalid, NotFound
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import SessionSample
from workbench.reports.score_sheets import SheetCriterion, SheetPage, SheetPiece, laid_out
from workbench.services import paper, paper_prints, paper_sheets, sessions, typists, worrying
from workbench.services.paper_sheets import WantedSheets
from workbench.services.sessions import Draft
from workbench.storage import tables as t
from workbench.storage.store import Store

LABELS = ("Beginning", "Developing", "Proficient", "Advanced")


@pytest.fixture
def table(store: Store) -> PaperRoom:
    return PaperRoom(store)


def codes(html: str) -> list[str]:
    return re.findall(r'<p class="code"><span>Sheet</span> (\w+)</p>', html)


def test_a_sheet_for_each_code_with_pieces_boxes_letters_and_who_sees_it(table: PaperRoom):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(2, (table.ana.person.id,)))
    html = paper_prints.sheets(table.store, table.lead, table.id)
    assert codes(html) == [sheet.code for sheet in paper.grid(table.store, table.lead, table.id).sheets]
    assert html.count('<article class="sheet') == 3
    assert html.count("Ana Pérez") == 1
    assert "Ben Kowalski" not in html
    assert html.count('<i class="box line">3</i>') == 3 * 4 * 2
    assert "<b>R</b> it cannot be read" in html
    assert "1 Beginning · 2 Developing · 3 Proficient · 4 Advanced. The thick line: Proficient and above." in html
    assert "seen by whoever types it in too" in html
    assert table.scored.session.join_code in html


def test_each_sheet_shows_the_pieces_in_its_own_order(table: PaperRoom):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(6))
    html = paper_prints.sheets(table.store, table.lead, table.id)
    names = dict(zip(table.scored.samples, ("Maple", "Birch", "Cedar", "Alder"), strict=True))
    printed = [re.findall(r'<h2><span dir="auto">(\w+)</span>', part) for part in html.split("<article")[1:]]
    made = paper.grid(table.store, table.lead, table.id).sheets
    assert printed == [[names[piece] for piece in sheet.pieces] for sheet in made]
    assert len({tuple(order) for order in printed}) > 1


def test_a_sheet_that_was_typed_in_is_not_printed_again(table: PaperRoom):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(2))
    first, second = codes(paper_prints.sheets(table.store, table.lead, table.id))
    table.type("Cleo V.", sure=True, code=first)
    assert codes(paper_prints.sheets(table.store, table.lead, table.id)) == [second]


def test_sheets_and_work_are_printed_before_anybody_has_joined(table: PaperRoom):
    pieces = tuple(map(SessionSample, table.scored.samples))
    draft = sessions.draft(table.store, table.lead, Draft("Next month", table.scored.rubric.id, pieces))
    with pytest.raises(Invalid, match="No score sheet lies ready"):
        paper_prints.sheets(table.store, table.lead, draft)
    paper_sheets.make(table.store, table.lead, draft, WantedSheets(8))
    assert len(codes(paper_prints.sheets(table.store, table.lead, draft))) == 8
    work = paper_prints.work(table.store, table.lead, draft)
    assert work.count("The river was dirty.") == 4
    assert "What proficient looks like." in work


def test_the_work_says_nothing_of_author_school_or_note(table: PaperRoom):
    with table.store.writing() as db:
        db.execute(t.sample.update().values(private_note="Mia of 7b <b>", owner_id=table.ben.person.id))
        db.execute(t.school.update().values(name="Northside School"))
    html = paper_prints.work(table.store, table.lead, table.id)
    for secret in ("Mia", "Northside", "Ben Kowalski", "Fay Facilitator"):
        assert secret not in html
    assert [html.index(f'aria-label="{name}"') for name in ("Alder", "Birch", "Cedar", "Maple")] == sorted(
        html.index(f'aria-label="{name}"') for name in ("Alder", "Birch", "Cedar", "Maple")
    )


def test_work_that_nobody_has_looked_at_is_not_printed(table: PaperRoom):
    with table.store.writing() as db:
        db.execute(t.sample.update().where(t.sample.c.name == "Cedar").values(checked_at=None))
    with pytest.raises(Invalid, match="Nobody has looked at every page of Cedar"):
        paper_prints.work(table.store, table.lead, table.id)


def test_what_people_typed_is_never_markup(table: PaperRoom):
    with table.store.writing() as db:
        db.execute(t.calibration.update().values(title="<img src=x> & Co"))
        db.execute(t.artifact.update().values(text="</p><script>1</script>"))
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(1))
    for html in (
        paper_prints.sheets(table.store, table.lead, table.id),
        paper_prints.work(table.store, table.lead, table.id),
    ):
        assert "<img src=x>" not in html
        assert "<script>1" not in html
        assert "&lt;img src=x&gt; &amp; Co" in html


def test_only_the_lead_and_who_has_the_task_print(table: PaperRoom):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(1))
    tia = Viewer(typists.give_task(table.store, table.lead, table.id, "Tia T.").person, frozenset())
    for who in (table.lead, tia):
        assert paper_prints.sheets(table.store, who, table.id)
        assert paper_prints.work(table.store, who, table.id)
    for who in (table.ana, staff(table.store, "Gil"), staff(table.store, "Ada", Role.ADMIN)):
        for prints in (paper_prints.sheets, paper_prints.work):
            with pytest.raises(NotFound):
                prints(table.store, who, table.id)


def test_the_second_vote_prints_the_cells_that_are_voted_on_again(table: PaperRoom):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(3))
    table.scored.act(Act.CLOSE, Act.REVEAL)
    table.second_vote_on(1, 0)
    table.scored.act(Act.VOTE_AGAIN)
    with pytest.raises(Invalid, match="No score sheet lies ready"):
        paper_prints.sheets(table.store, table.lead, table.id)
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(1))
    html = paper_prints.sheets(table.store, table.lead, table.id)
    assert "Second vote" in html
    assert html.count('<section class="piece"') == html.count('<th scope="row"') == 1


@pytest.mark.parametrize(
    ("pieces", "criteria", "levels", "pages", "columns"),
    [(4, 4, 4, 1, 1), (6, 4, 4, 1, 1), (6, 6, 4, 1, 2), (3, 3, 10, 1, 1), (12, 6, 4, 2, 2), (6, 6, 8, 2, 1)],
)
def test_a_sheet_is_one_page_for_all_that_one_hour_holds(pieces, criteria, levels, pages, columns):
    rows = tuple(SheetCriterion("A", f"Criterion {n}", tuple(map(str, range(levels))), 3) for n in range(criteria))
    sheet = SheetPage("K7QB", "", tuple(SheetPiece(f"Piece {n}", rows) for n in range(pieces)))
    parts = laid_out(sheet)
    assert [(part.number, part.of, part.columns) for part in parts] == [(n + 1, pages, columns) for n in range(pages)]
    assert sum((part.pieces for part in parts), ()) == sheet.pieces


def test_work_that_is_paused_is_not_printed(table: PaperRoom):
    worrying.worry(table.store, table.ana, table.id, table.scored.samples[1], pause=True)
    html = paper_prints.work(table.store, table.lead, table.id)
    assert "Maple" in html
    assert "Birch" not in html


def drafted(table: PaperRoom) -> tuple[str, Draft]:
    """Another session of the same pieces that is not opened yet, with sheets made for it."""
    pieces = tuple(SessionSample(piece) for piece in table.scored.samples)
    draft = Draft("Next", table.scored.rubric.id, pieces, telling(table.lead))
    session_id = sessions.draft(table.store, table.lead, draft)
    paper_sheets.make(table.store, table.lead, session_id, WantedSheets(3))
    return session_id, draft


def test_sheets_made_before_the_pieces_changed_are_said_to_be_another_version(table: PaperRoom):
    session_id, draft = drafted(table)
    before = paper_sheets.pile(table.store, table.lead, session_id)
    assert before.outdated == ""
    assert f"version {before.version}" in paper_prints.sheets(table.store, table.lead, session_id)
    sessions.save_draft(table.store, table.lead, session_id, replace(draft, samples=draft.samples[1:]))
    after = paper_sheets.pile(table.store, table.lead, session_id)
    assert after.outdated == before.version != after.version
    assert f"version {after.version}" in paper_prints.sheets(table.store, table.lead, session_id)
    paper_sheets.make(table.store, table.lead, session_id, WantedSheets(3))
    assert paper_sheets.pile(table.store, table.lead, session_id).outdated == ""


def test_sheets_made_before_the_criteria_changed_are_another_version_and_another_order_is_not(table: PaperRoom):
    session_id, draft = drafted(table)
    turned = replace(draft, samples=draft.samples[::-1], title="Another name")
    sessions.save_draft(table.store, table.lead, session_id, turned)
    assert paper_sheets.pile(table.store, table.lead, session_id).outdated == ""
    fewer = replace(draft.plan, criteria=(table.criteria[0],))
    sessions.save_draft(table.store, table.lead, session_id, replace(draft, plan=fewer))
    assert paper_sheets.pile(table.store, table.lead, session_id).outdated


def test_who_types_in_reads_the_version_of_the_boxes(table: PaperRoom):
    shown = paper.grid(table.store, table.lead, table.id).version
    assert shown == paper_sheets.pile(table.store, table.lead, table.id).version
    assert len(shown) == 3
