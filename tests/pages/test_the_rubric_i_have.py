"""The page for the rubric one has: brought, looked at, its order and line confirmed, then the table to save it in."""

import pytest

from tests.workbench.rubric_documents import AS_TEXT, PRINTED, WORD_HTML, merged_word_file, word_file
from workbench.domain.errors import Invalid, NotAllowed
from workbench.domain.people import Viewer
from workbench.services import rubric_reading, rubrics
from workbench.services.rubric_reading import Layout
from workbench.ui.room import page_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOSTILE = "![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$ =1+1"


def html(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def texts(page) -> list[str]:
    return [t.value for t in page.text]


def option(page, name: str):
    return next(w for w in page.radio if w.key.split("-")[-1] == name)


def paste(page, text: str):
    page.text_area(key="table-text").set_value(text)
    page.button(key="table-read").click().run()
    assert not page.exception
    return page


def upload(page, data: bytes):
    page.file_uploader[0].set_value(("my secret name.docx", data, WORD)).run()
    assert not page.exception
    return page


def error(page) -> str:
    return page.error[0].value.replace("\\", "")


def stored(store, facilitator):
    return [rubric for rubric in rubrics.browse(store, facilitator) if rubrics.is_ours(rubric)]


def test_the_shelf_leads_to_it(store, facilitator, open_page):
    page = open_page("rubrics", facilitator)
    page.button(key="rubric-have").click().run()
    assert not page.exception
    assert page.title[0].value == "The rubric I have"


def test_a_pasted_table_is_confirmed_then_looked_over_and_only_then_stored(store, facilitator, open_page):
    page = paste(open_page("rubric_table", facilitator), AS_TEXT)
    assert "The Proficient line" in html(page)
    assert html(page).index("Beginning") < html(page).index("Advanced")
    assert "• 2 empty cells are “not described”." in texts(page)
    assert stored(store, facilitator) == []
    page.button(key="table-confirm").click().run()
    assert not page.exception
    assert "Nothing is stored yet" in page.info[0].value
    page.switch_page(str(page_file("rubric_edit"))).run()
    page.text_input(key="table-0-title").set_value("Argument")
    page.button(key="rubric-save").click().run()
    assert not page.exception
    (rubric,) = stored(store, facilitator)
    assert [level.label for level in rubric.criteria[0].levels] == ["Beginning", "Developing", "Proficient", "Advanced"]
    assert [(c.name, c.cut_label) for c in rubric.criteria] == [
        ("Claim", "Proficient"),
        ("Evidence", "Proficient"),
        ("Conventions", "Proficient"),
    ]


def test_order_and_line_that_the_table_does_not_say_must_be_chosen(store, facilitator, open_page):
    page = paste(open_page("rubric_table", facilitator), "Criteria\tTree\tSprout\tSeed\nClaim\ta\tb\tc")
    assert "does not say which level is the highest" in page.warning[0].value
    assert "at-line" not in html(page).split("</style>")[1]
    page.button(key="table-confirm").click().run()
    assert "Choose which level is printed first" in error(page)
    option(page, "order").set_value(True).run()
    page.button(key="table-confirm").click().run()
    assert "The Proficient line is not chosen yet" in error(page)
    line = next(s for s in page.selectbox if "-line-" in s.key)
    line.set_value(2).run()
    assert "The Sprout line" in html(page)
    page.button(key="table-confirm").click().run()
    assert [w.value for w in page.text_input if "-level-" in w.key] == ["Seed", "Sprout", "Tree"]
    assert stored(store, facilitator) == []


def test_the_direction_can_be_corrected(store, facilitator, open_page):
    page = paste(open_page("rubric_table", facilitator), "\tClaim\tEvidence\nLow\ta\tb\nMiddle\tc\td\nHigh\te\tf")
    page.radio[0].set_value(True).run()
    assert not page.exception
    shown = html(page)
    assert shown.index(">Low<") < shown.index(">Middle<") < shown.index(">High<")
    assert '<th scope="row">Evidence' in shown


def test_a_word_file_with_several_tables_asks_which(store, facilitator, open_page):
    page = upload(open_page("rubric_table", facilitator), word_file((("Name", "Date"),), PRINTED))
    assert "There are 2 tables. Choose the one that is your rubric." in texts(page)
    assert '<th scope="row">Conventions' in html(page)
    page.selectbox[0].set_value(0).run()
    assert not page.exception
    assert "needs 2 to 10" in error(page)
    assert page.button(key="table-confirm").disabled


def test_merged_cells_are_said_and_can_be_taken_apart(store, facilitator, open_page):
    page = upload(open_page("rubric_table", facilitator), merged_word_file())
    assert "• 2 merged cells: their text is repeated." in texts(page)
    assert html(page).count("One thing changes by chance.") == 2
    option(page, "merged").set_value(False).run()
    assert html(page).count("One thing changes by chance.") == 1
    page.button(key="table-confirm").click().run()
    assert page.text_input(key="table-0-title").value == "Science investigation"


def test_a_bad_paste_or_file_is_refused_and_leaves_the_fields(store, facilitator, open_page):
    page = paste(open_page("rubric_table", facilitator), "Claim\nEvidence")
    assert "no columns" in error(page)
    assert page.text_area(key="table-text").value == "Claim\nEvidence"
    page = upload(page, word_file(PRINTED)[:-900])
    assert "damaged" in error(page)
    assert "secret" not in error(page)


def test_another_table_can_be_brought_instead(store, facilitator, open_page):
    page = paste(open_page("rubric_table", facilitator), AS_TEXT)
    page.button(key="table-again").click().run()
    assert page.text_area(key="table-text").value == ""


def test_hostile_words_are_text_on_the_preview(store, facilitator, open_page):
    heading = "\t".join(("Criteria", f"{HOSTILE[:50]} 1", f"{HOSTILE[:50]} 2", f"Notes {HOSTILE}", "\u202eevil"))
    page = paste(open_page("rubric_table", facilitator), f"{heading}\n{HOSTILE}\ta\t{HOSTILE}\tc\td")
    shown = html(page)
    assert "<img" not in shown
    assert "&lt;img src=x" in shown
    assert "\u202e" not in shown
    as_markdown = [m.value for m in (*page.markdown, *page.caption, *page.title, *page.header, *page.warning)]
    labels = [w.label for w in (*page.button, *page.selectbox, *page.radio, *page.multiselect)]
    options = [choice for w in page.radio for choice in w.options]
    assert not [words for words in (*as_markdown, *labels, *options) if "![t]" in words]


def test_nobody_but_staff_brings_tables(store, facilitator):
    nobody = Viewer(facilitator.person, frozenset())
    for bring in (rubric_reading.from_text, rubric_reading.from_clipboard, rubric_reading.from_word):
        with pytest.raises(NotAllowed):
            bring(nobody, b"" if bring is rubric_reading.from_word else "")


def test_what_a_clipboard_holds_as_html_keeps_merged_cells(facilitator):
    (found,) = rubric_reading.from_clipboard(facilitator, WORD_HTML)
    read = rubric_reading.confirm(facilitator, found, Layout(), 2)
    assert read.draft.scales[0].rows[0].descriptors == ("• Clear", "• Clear", "Precise.\nArguable, and new.")
    assert rubric_reading.from_text(facilitator, WORD_HTML.replace("\t", " ")) == (found,)


@pytest.mark.parametrize("line", [None, 1, 5])
def test_a_line_outside_the_levels_is_refused(facilitator, line):
    (found,) = rubric_reading.from_text(facilitator, AS_TEXT)
    with pytest.raises(Invalid, match="line"):
        rubric_reading.confirm(facilitator, found, Layout(), line)
