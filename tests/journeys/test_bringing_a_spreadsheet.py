"""A facilitator brings last year's scores: uploaded, confirmed, looked at, taken along, thrown away."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.cast import Cast
from tests.journeys.school import School

pytestmark = pytest.mark.browser

PIECES = {"Maple": "3324", "Oak": "1221", "Elm": "4434", "Ash": "2332"}
LONG = "sample,rater,score\n" + "".join(
    f"{piece},{rater},{score}\n"
    for piece, scores in PIECES.items()
    for rater, score in zip(("Zed Zimmer", "Ana Alba", "Bo Berg", "Cy Cole"), scores, strict=True)
)
REPORT_MS = 60_000


def test_scores_from_elsewhere_are_confirmed_reported_on_and_gone_when_thrown_away(school: School, cast: Cast):
    lead = cast.lead(school.facilitator("Rita Report").person.name)
    lead.signs_in()
    lead.presses("Bring a spreadsheet")
    lead.sees("Nothing is stored.")
    lead.is_drawn()
    csv = FilePayload(name="fall.csv", mimeType="text/csv", buffer=LONG.encode())
    lead.page.locator('input[type="file"]').set_input_files(csv)
    lead.sees("How it was read")
    lead.is_drawn()
    lead.presses("See the report")
    expect(lead.page.get_by_text("4 raters · 4 pieces · 16 scores").first).to_be_visible(timeout=REPORT_MS)
    lead.is_drawn()
    assert "Zimmer" not in lead.page.content()
    with lead.page.expect_download() as download:
        lead.presses("Web page")
    taken = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "fall.html"
    assert "Maple" in taken
    assert "Zimmer" not in taken
    lead.presses("Throw it away")
    lead.sees("What do you have?")
    lead.goes_to("/spreadsheet")
    lead.sees("What do you have?")
