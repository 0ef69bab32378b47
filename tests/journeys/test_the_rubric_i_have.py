"""A facilitator brings the rubric the department has always had: pasted, pasted as text, and as a Word file."""

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys import screens
from tests.journeys.cast import Cast
from tests.journeys.leads import Lead
from tests.journeys.school import School
from tests.workbench.rubric_documents import AS_TEXT, WORD_HTML, merged_word_file, word_file

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COPY = """async ([html, text]) => {
  const kinds = { 'text/plain': new Blob([text], { type: 'text/plain' }) };
  if (html) kinds['text/html'] = new Blob([html], { type: 'text/html' });
  await navigator.clipboard.write([new ClipboardItem(kinds)]);
}"""


@pytest.fixture
def lead(school: School, cast: Cast) -> Lead:
    """A facilitator who has the page open."""
    lead = cast.lead(school.facilitator("Rita Rubric").person.name)
    lead.signs_in()
    lead.turns_to("/rubrics")
    lead.presses("The rubric I have")
    lead.sees("Paste the table here")
    lead.is_drawn()
    return lead


def pastes_table(lead: Lead, text: str, html: str = "") -> None:
    """Copy in another program, and press Ctrl+V in the field."""
    lead.device.grant_permissions(["clipboard-read", "clipboard-write"])
    lead.page.evaluate(COPY, [html, text])
    lead.page.get_by_label("Paste the table here").click()
    lead.page.keyboard.press("Control+V")


def saves_as(lead: Lead, title: str) -> str:
    """Go on from the preview and save; return the words of the rubric's own page."""
    lead.presses("Yes, go on")
    lead.sees("Nothing is stored yet")
    lead.is_drawn()
    lead.page.get_by_label("Title").fill(title)
    lead.presses("Save")
    lead.sees_title(title)
    lead.is_drawn()
    return lead.page.locator(".wb-rubric").inner_text()


def levels(lead: Lead) -> list[str]:
    """The headings of the table on the screen, the line's own words left out."""
    heads = lead.page.locator(".wb-rubric thead th").all_inner_texts()
    return [head.split("\n")[-1] for head in heads[1:]]


def test_a_table_pasted_as_text_becomes_a_rubric_lowest_level_first(lead: Lead):
    pastes_table(lead, AS_TEXT)
    expect(lead.page.get_by_label("Paste the table here")).to_have_value(re.compile("Criteria\t4 - Advanced"))
    lead.presses("Read this table")
    lead.sees("Is this your rubric?")
    lead.is_drawn()
    assert levels(lead) == ["Beginning", "Developing", "Proficient", "Advanced"]
    lead.sees("The Proficient line")
    lead.sees("Left out, for it is no level: “Weight”.")
    words = saves_as(lead, "Argument, grade 8")
    assert "A precise, arguable claim." in words
    assert "not described" in words


def test_a_table_copied_from_word_comes_with_its_merged_cells_at_once(lead: Lead):
    pastes_table(lead, "Criteria\tAdvanced\n4 pts\tProficient", WORD_HTML)
    lead.sees("Is this your rubric?")
    lead.is_drawn()
    assert levels(lead) == ["Beginning", "Proficient", "Advanced"]
    lead.sees("1 merged cell: its text is repeated.")
    lead.page.get_by_role("radiogroup", name="Merged cells").get_by_text("text in the first place only").click()
    lead.sees("not described")
    assert "Precise.\nArguable, and new." in saves_as(lead, "From Word")


def test_a_word_file_is_asked_for_its_table_and_refusals_store_nothing(lead: Lead):
    upload = lead.page.locator('input[type="file"]')
    upload.set_input_files(FilePayload(name="rubric.docx", mimeType=WORD, buffer=word_file()[:2000]))
    lead.sees("damaged or not complete")
    upload.set_input_files(FilePayload(name="rubric.docx", mimeType=WORD, buffer=merged_word_file()))
    lead.sees("Is this your rubric?")
    lead.is_drawn()
    assert levels(lead) == ["Beginning", "Developing", "Proficient", "Advanced"]
    lead.page.get_by_role("radiogroup", name="Which level is printed first?").get_by_text("the highest").click()
    screens.eventually(lead.page, lambda: levels(lead)[0] == "Advanced", "the levels turned round")
    lead.page.get_by_role("radiogroup", name="Which level is printed first?").get_by_text("the lowest").click()
    screens.eventually(lead.page, lambda: levels(lead)[0] == "Beginning", "the levels turned back")
    screens.settle(lead.page)
    lead.goes_to("/rubrics")
    lead.is_drawn()
    the_one_that_came_with_the_program = lead.page.get_by_text("Science investigation", exact=True)
    expect(the_one_that_came_with_the_program).to_have_count(1)


def test_levels_that_stand_below_each_other_are_turned(lead: Lead):
    pastes_table(lead, "Level\tClaim\tEvidence\nNot yet\ta\tb\nMeets\tc\td\nExceeds\te\tf")
    lead.presses("Read this table")
    lead.sees("Is this your rubric?")
    lead.is_drawn()
    assert levels(lead) == ["Not yet", "Meets", "Exceeds"]
    assert saves_as(lead, "Turned").startswith("Criterion")
