"""The page for a table of scores from anywhere: brought, confirmed, reported on, and kept nowhere."""

import io

import pytest
from PIL import Image

from tests.workbench.exchange.score_tables.written import workbook
from workbench.domain.errors import NotAllowed
from workbench.domain.people import Viewer
from workbench.services.sheets import bringing, reporting
from workbench.services.sheets.bringing import Typed
from workbench.services.sheets.confirming import Form

CSV = "text/csv"
LONG = "sample,rater,criterion,score\n" + "".join(
    f"{piece},{rater},Claim,{score}\n"
    for piece, scores in (("Maple", (3, 3, 2, 4)), ("Oak", (1, 2, 2, 1)), ("Elm", (4, 4, 3, 4)), ("Ash", (2, 3, 3, 2)))
    for rater, score in zip(("Zed Zimmer", "Ana Alba", "Bo Berg", "Cy Cole"), scores, strict=True)
)
HOSTILE = "![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$"


def html(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def texts(page) -> str:
    return "\n".join(text.value for text in page.text)


def everything(page) -> str:
    return html(page) + texts(page) + "".join(chart.proto.spec for chart in page.get("plotly_chart"))


def photo() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "A camera"
    Image.new("RGB", (60, 80), "white").save(made, "JPEG", exif=exif)
    return made.getvalue()


def paste(page, table: str):
    page.text_area(key="sheet-text").set_value(table)
    page.button(key="sheet-read").click().run()
    assert not page.exception
    return page


def see(page):
    page.button(key="sheet-report").click().run()
    assert not page.exception
    return page


def field(page, kind: str, ending: str):
    return next(widget for widget in page.get(kind) if widget.key.endswith(ending))


@pytest.fixture
def page(facilitator, open_page):
    return open_page("spreadsheet", facilitator)


def test_start_leads_to_it(facilitator, open_page):
    start = open_page("home", facilitator)
    start.button(key="start-sheet").click().run()
    assert not start.exception
    assert start.title[0].value == "Bring a spreadsheet"


def test_a_file_is_confirmed_reported_on_and_thrown_away(page):
    page.file_uploader[0].set_value(("Fall.csv", LONG.encode(), CSV)).run()
    assert not page.exception
    assert field(page, "selectbox", "long-rater").value == 1
    assert field(page, "text_input", "all-levels").value == "1, 2, 3, 4"
    see(page)
    assert list(page.error) == []
    assert "16 scores" in page.caption[0].value.replace("\\", "")
    assert "Maple" in everything(page)
    assert "Zimmer" not in everything(page)
    page.button(key="sheet-throw").click().run()
    assert not page.exception
    assert page.text_area(key="sheet-text").value == ""
    assert "Maple" not in repr(page.session_state)


def test_another_program_is_asked_once_somebody_presses(page):
    see(paste(page, LONG))
    assert "pingouin" not in texts(page)
    page.button(key="check").click().run()
    assert not page.exception
    assert "needs 10 pieces; you have 4" in texts(page)
    page.button(key="sheet-throw").click().run()
    assert "needs 10 pieces" not in repr(page.session_state)


def test_names_are_shown_only_where_asked_for_and_never_in_what_is_downloaded(page):
    see(paste(page, LONG))
    assert "Zimmer" not in everything(page)
    field(page, "toggle", "-names").set_value(True).run()
    assert not page.exception
    reported = next(page.session_state[key] for key in ("sheet-seen",)).reported
    assert b"Zimmer" not in reported.contract
    assert b"Rater 1" in reported.contract
    assert b"Zimmer" not in reporting.as_web_page(reported.report)


def test_everything_wrong_is_said_at_once_with_its_row_and_what_was_settled_stays(page):
    paste(page, LONG + "Maple,Ana Alba,Claim,3\nOak,Ana Alba,Claim,9\n")
    field(page, "text_input", "all-levels").set_value("1, 2, 3, 4").run()
    see(page)
    assert page.error[0].value == "3 things are to be mended first:"
    assert "Rows 3 and 18" in html(page)
    assert "score 9 is not among the levels 1, 2, 3, 4 of Claim" in html(page)
    assert "Ana Alba" not in html(page).split("wb-problems")[-1]
    field(page, "text_input", "all-levels").set_value("1, 2, 3, 4, 9").run()
    assert list(page.error) == []


def test_columns_that_nobody_knows_are_chosen(page):
    paste(page, "Pupil,Who,Mark\nMaple,Ann,3\nMaple,Bob,2\nOak,Ann,1\nOak,Bob,1\n")
    assert page.button(key="sheet-report").disabled
    field(page, "radio", "-form").set_value(Form.LONG).run()
    for place, ending in enumerate(("long-sample", "long-rater", "long-score")):
        field(page, "selectbox", ending).set_value(place).run()
    assert field(page, "text_input", "all-levels").value == "1, 2, 3"
    field(page, "selectbox", "line-1.2.3").set_value("3").run()
    see(page)
    assert "2 raters · 2 pieces · 4 scores" in page.caption[0].value.replace("\\", "")
    page.button(key="sheet-back").click().run()
    assert field(page, "selectbox", "long-rater").value == 1
    assert field(page, "selectbox", "line-1.2.3").value == "3"


def test_a_column_for_each_criterion_is_read_as_such(page):
    rows = "".join(f"{p},{r},{1 + (i + j) % 3},{1 + i % 3}\n" for i, p in enumerate("ABC") for j, r in enumerate("xyz"))
    paste(page, f"Essay,Grader,Claim,Score\n{rows}".replace("Score", "Order"))
    assert field(page, "radio", "-form").value is None or field(page, "radio", "-form").value != Form.CRITERIA
    field(page, "radio", "-form").set_value(Form.CRITERIA).run()
    field(page, "multiselect", "spread-0-1").set_value([2, 3]).run()
    see(page)
    assert "3 raters · 3 pieces · 2 criteria · 18 scores" in page.caption[0].value.replace("\\", "")


def test_a_sheet_by_criterion_is_recognised_on_the_page(page):
    rows = "".join(f"{p},{r},{1 + (i + j) % 3},{1 + i % 3}\n" for i, p in enumerate("ABC") for j, r in enumerate("xyz"))
    paste(page, f"Essay,Grader,Claim,Evidence\n{rows}")
    assert field(page, "radio", "-form").value == Form.CRITERIA
    see(page)
    assert "3 raters · 3 pieces · 2 criteria · 18 scores" in page.caption[0].value.replace("\\", "")
    assert "Evidence" in everything(page)


def test_headings_that_could_be_levels_or_raters_are_asked_about(page):
    paste(page, "sample\t1\t2\t3\nMaple\t0\t2\t1\nOak\t1\t1\t1\n")
    assert "its headings do not say" in page.warning[0].value
    field(page, "radio", "-form").set_value(Form.TALLY).run()
    see(page)
    assert "A tally says how many gave each level" in texts(page)
    assert not [toggle for toggle in page.toggle if toggle.key.endswith("-names")]


def test_rows_and_columns_that_look_like_totals_are_left_out_unless_somebody_says_otherwise(page):
    rows = "".join(f"{name},{a},{b},{a + b}\n" for name, a, b in (("Maple", 1, 2), ("Oak", 3, 3), ("Sum", 4, 5)))
    paste(page, f"sample,Ann,Bob,Total\n{rows}")
    assert field(page, "multiselect", "wide-spread-0-None").value == [1, 2]
    assert "it seems to hold no scores: Total" in texts(page)
    totals = field(page, "multiselect", "-totals")
    assert totals.value == [4]
    assert field(page, "text_input", "all-levels").value == "1, 2, 3"
    totals.set_value([]).run()
    field(page, "text_input", "all-levels").set_value("1,2,3,4,5").run()
    see(page)
    assert "3 pieces" in page.caption[0].value


def test_a_workbook_is_read_sheet_by_sheet(page):
    def fill(book):
        book.add_worksheet("Notes").write_row(0, 0, ("sample", "when"))
        sheet = book.add_worksheet("Fall")
        for at, row in enumerate((("sample", "Ann", "Bob"), ("Maple", 3, 2), ("Oak", 1, 2))):
            sheet.write_row(at, 0, row)

    page.file_uploader[0].set_value(("f.xlsx", workbook(fill), "application/octet-stream")).run()
    assert "There is no table in this" in page.error[0].value
    assert page.button(key="sheet-report").disabled
    field(page, "selectbox", "-sheet").set_value(1).run()
    assert field(page, "multiselect", "wide-spread-0-None").value == [1, 2]
    assert not page.button(key="sheet-report").disabled


def test_what_is_no_table_is_refused_and_leaves_the_fields(page):
    page.file_uploader[0].set_value(("f.xlsx", b"PK\x03\x04 nothing", "application/octet-stream")).run()
    assert "damaged or not complete" in page.error[0].value
    paste(page, "   ")
    assert "Nothing was pasted" in page.error[0].value


def test_words_that_people_typed_are_text_on_every_screen(page):
    quoted = HOSTILE.replace('"', "")
    paste(page, f"sample\trater\tscore\t{quoted}\n" + "".join(f"{quoted}\t{r}{quoted}\t{r}\tx\n" for r in (1, 2)))
    see(page)
    field(page, "toggle", "-names").set_value(True).run()
    assert not page.exception
    assert "<img src=x" not in html(page)
    shown = [element.value for kind in (page.markdown, page.caption, page.header, page.warning) for element in kind]
    assert not [words for words in shown if "![t]" in words]


def test_a_photo_stands_beside_the_grid_without_what_the_camera_wrote(page):
    page.radio(key="sheet-way").set_value(True).run()
    page.file_uploader[0].set_value(("sheet.jpg", photo(), "image/jpeg")).run()
    assert not page.exception
    assert 'class="wb-photo"' in html(page)
    (kept,) = page.session_state["sheet-photo"]
    assert b"Exif" not in kept.image
    page.button(key="sheet-typed-done").click().run()
    assert "Nothing was typed yet" in page.error[0].value
    page.button(key="sheet-no-photo").click().run()
    assert 'class="wb-photo"' not in html(page)


def test_the_photo_stays_beside_what_is_confirmed_about_the_sheet(page):
    rows = (("Maple", "", "1", "2", "0"), ("Oak", "", "0", "2", "1"))
    page.session_state["sheet-typed"] = Typed(("1", "2", "3"), rows, counts=True)
    page.radio(key="sheet-way").set_value(True).run()
    page.file_uploader[0].set_value(("sheet.jpg", photo(), "image/jpeg")).run()
    page.button(key="sheet-typed-done").click().run()
    assert not page.exception
    assert not page.button(key="sheet-report").disabled
    assert 'class="wb-photo"' in html(page)
    page.button(key="sheet-throw").click().run()
    paste(page, LONG)
    assert 'class="wb-photo"' not in html(page)


def test_teachers_cannot_open_it(store, open_page, facilitator):
    teacher = Viewer(facilitator.person, frozenset())
    for bring in (bringing.from_file, bringing.from_text):
        with pytest.raises(NotAllowed):
            bring(teacher, "" if bring is bringing.from_text else b"")


def test_what_is_typed_can_be_gone_back_to_and_is_gone_when_thrown_away(page):
    rows = (("Maple", "", "1", "2", "0"), ("Oak", "", "0", "2", "1"))
    page.session_state["sheet-typed"] = Typed(("1", "2", "3"), rows, counts=True)
    page.radio(key="sheet-way").set_value(True).run()
    assert page.text_input(key="sheet-paper-levels").value == "1, 2, 3"
    page.button(key="sheet-typed-done").click().run()
    assert field(page, "multiselect", "tally-spread-0-None").value == [1, 2, 3]
    page.button(key="sheet-type-on").click().run()
    assert not page.exception
    assert page.text_input(key="sheet-paper-levels").value == "1, 2, 3"
    page.button(key="sheet-typed-done").click().run()
    assert "Maple" in html(page)
    page.button(key="sheet-throw").click().run()
    assert "Maple" not in repr(page.session_state)
