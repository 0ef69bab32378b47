"""The page Paper: who finds what on it, and that its presses make sheets and give the task."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.workbench.paper_world import PaperRoom
from tests.workbench.scored_session import somebody
from workbench.domain.people import Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import SessionSample
from workbench.services import paper, paper_sheets, sessions, typists, walls
from workbench.services.paper_sheets import WantedSheets
from workbench.services.sessions import Draft
from workbench.storage.store import Store

Open = Callable[..., AppTest]


@pytest.fixture
def table(store: Store) -> PaperRoom:
    return PaperRoom(store)


def texts(page: AppTest) -> str:
    """Return everything a person could read on the page."""
    kinds = ("title", "header", "text", "caption", "info", "warning", "error")
    found = [str(element.value) for kind in kinds for element in page.get(kind)]
    links = [link.proto.label for link in page.get("link_button")]
    return "\n".join([*found, *links, *[button.label for button in page.button]]).replace("\\", "")


def test_a_lead_who_prepares_makes_sheets_and_finds_them_to_print(table: PaperRoom, open_page: Open):
    pieces = tuple(map(SessionSample, table.scored.samples))
    draft = sessions.draft(table.store, table.lead, Draft("Next month", table.scored.rubric.id, pieces))
    page = open_page("setup", table.lead, session=draft)
    page = page.button(key="to-paper").click().run()
    assert page.title[0].value == "Paper"
    assert "The work and the rubric" in texts(page)
    assert "Type a sheet in" not in texts(page)
    page = open_page("paper", table.lead, session=draft)
    page.number_input(key="paper-blank").set_value(5)
    page = page.button(key="paper-make").click().run()
    assert "5 score sheets" in texts(page)
    assert not page.exception
    before = paper_sheets.pile(table.store, table.lead, draft).version
    fewer = Draft("Next month", table.scored.rubric.id, pieces[1:])
    sessions.save_draft(table.store, table.lead, draft, fewer)
    for name in ("setup", "paper"):
        assert f"Sheets of version {before} do not match any more" in texts(open_page(name, table.lead, session=draft))


def test_a_lead_types_once_the_projector_is_blank(table: PaperRoom, open_page: Open):
    page = open_page("live", table.lead, session=table.id)
    page = page.button(key="to-paper").click().run()
    assert "What you type could be on the wall." in texts(page)
    page = open_page("paper", table.lead, session=table.id)
    page = page.button(key="blank-projector").click().run()
    assert walls.projector(table.store, table.lead, table.id).blank
    assert "What you type could be on the wall." not in texts(page)
    assert "You see what you type and nothing else." in texts(page)


def test_a_lead_who_scores_reads_who_types_until_scoring_is_closed(table: PaperRoom, open_page: Open):
    table.scored.seat(table.lead)
    page = open_page("paper", table.lead, session=table.id)
    assert "This is for your own sheet." in texts(page)
    assert "What you type could be on the wall." in texts(page)
    assert "until scoring is closed somebody else types the sheets" in texts(page)
    table.scored.act(Act.CLOSE)
    page = page.run()
    assert "What you type could be on the wall." in texts(page)


def test_the_lead_gives_the_task_says_the_code_once_and_takes_it_back(table: PaperRoom, open_page: Open):
    page = open_page("paper", table.lead, session=table.id)
    page.text_input(key="typist-name").set_value("Tia T.")
    page = page.button(key="typist-give").click().run()
    assert "Say this code:" in texts(page)
    (tia,) = typists.of_session(table.store, table.lead, table.id)
    page = page.run()
    assert "Say this code:" not in texts(page)
    page = page.button(key=f"typist-end-{tia.id}").click().run()
    assert typists.of_session(table.store, table.lead, table.id) == ()


def test_naming_somebody_who_scores_is_refused_in_a_sentence(table: PaperRoom, open_page: Open):
    page = open_page("paper", table.lead, session=table.id)
    page.text_input(key="typist-name").set_value("ana pérez")
    page = page.button(key="typist-give").click().run()
    assert "Ana Pérez scores in this session. Name somebody who does not." in texts(page)


def test_a_typist_comes_to_this_page_at_every_moment_and_finds_no_lead_controls(table: PaperRoom, open_page: Open):
    tia = Viewer(typists.give_task(table.store, table.lead, table.id, "Tia T.").person, frozenset())
    page = open_page("home", tia, session=table.id)
    assert page.title[0].value == "Paper"
    assert "Type a sheet in" in texts(page)
    assert "Who types the sheets" not in texts(page)
    assert "Back to the session" not in texts(page)
    for wanted in ("live", "desk", "reveal"):
        assert open_page(wanted, tia, session=table.id).title[0].value in ("Paper", "What waits for you")
    table.scored.act(Act.CLOSE, Act.REVEAL)
    page = open_page("home", tia, session=table.id)
    assert "The scores are revealed, so no sheet is typed in any more." in texts(page)


def test_a_teacher_finds_nothing_but_their_own_sheet(table: PaperRoom, open_page: Open):
    paper_sheets.make(table.store, table.lead, table.id, WantedSheets(3))
    page = open_page("desk", table.ana, session=table.id)
    page = page.button(key="desk-paper").click().run()
    assert "This is for your own sheet." in texts(page)
    for words in ("Print", "Who types the sheets", "Ben Kowalski", "score sheets"):
        assert words not in texts(page)
    page = page.button(key="paper-back").click().run()
    assert page.title[0].value != "Paper"


def test_a_stranger_finds_nothing(table: PaperRoom, open_page: Open):
    sam = somebody(table.store, "Sam", table.lead.person.school_id)
    page = open_page("paper", sam, session=table.id)
    assert "There is nothing here for you." in texts(page)


def test_the_desk_says_who_typed_what_stands_there(table: PaperRoom, open_page: Open):
    paper.save(table.store, table.lead, table.id, table.sheet("Ana Pérez"))
    page = open_page("desk", table.ana, session=table.id)
    assert "from your sheet of paper, typed in by Fay Facilitator" in texts(page)
