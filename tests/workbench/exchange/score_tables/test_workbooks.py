"""Spreadsheet workbooks: what a cell shows is what is read, and what cannot be read is said."""

import datetime as dt
import io
import zipfile

import pytest

from tests.workbench.exchange.score_tables.written import read, refusal, rows, sheets, workbook
from workbench.domain.errors import Several
from workbench.exchange.score_tables import Form, read_scores

HEADER = ("sample", "rater", "score")


def repacked(data: bytes, change, part: str = "xl/worksheets/sheet") -> bytes:
    """The same archive with its sheets changed, or another part of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.startswith(part) else content)
    return out.getvalue()


def test_cells_are_read_as_they_are_shown():
    def fill(book):
        sheet = book.add_worksheet("Scores")
        sheet.write_row(0, 0, [*HEADER, "scored at", "group:New", "seconds"])
        sheet.write_string(1, 0, "007")
        sheet.write_row(1, 1, [12, 3])
        sheet.write_datetime(1, 3, dt.date(2026, 3, 12), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_boolean(1, 4, True)
        sheet.write_number(1, 5, 0.1 + 0.2)
        sheet.write_row(2, 0, ["Oak", "Bob", "2,5"])
        sheet.write_datetime(
            2, 3, dt.datetime.fromisoformat("2026-03-12T10:30:07"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
        sheet.write_number(2, 5, 0)

    found = read(workbook(fill))
    assert (found.form, found.sheet) == (Form.LONG, "Scores")
    assert rows(found) == [
        ("007", "12", "3", "2026-03-12", "TRUE", "0.3"),
        ("Oak", "Bob", "2.5", "2026-03-12T10:30:07", "", "0"),
    ]


def test_formulas_give_their_values_and_rows_and_columns_keep_their_place():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(2, 1, "Reading of 12 March")
        sheet.write_row(4, 1, ["sample", "Ann", "Bob"])
        sheet.write_row(5, 1, ["Maple", 3])
        sheet.write_formula(5, 3, "=1+1", None, 2)
        sheet.write_row(7, 1, ["Oak", 0, 0])
        sheet.write_row(8, 1, ["Total", 3, 2])

    data = workbook(fill)
    assert "Row 9 (“Total”)" in refusal(data)
    found = read(data, skip_rows={9})
    assert rows(found) == [("Maple", "Ann", "3"), ("Maple", "Bob", "2"), ("Oak", "Ann", "0"), ("Oak", "Bob", "0")]
    assert found.numbers.tolist() == [6, 6, 8, 8]


def test_a_tally_of_numbers_is_read():
    found = read(sheets(Tally=[["sample", "count:1", "count:2"], ["Maple", 3, None], ["Oak", 1, 2.0]]))
    assert rows(found) == [("Maple", "1", 3), ("Maple", "2", 0), ("Oak", "1", 1), ("Oak", "2", 2)]


@pytest.mark.parametrize("nothing", [b"", b"<v/>", b"<v />", b"<v></v>"])
def test_errors_and_formulas_without_a_value_are_named_and_never_read_as_absent(nothing):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 1, ["sample", "Ann", "Bob", "Mean"])
        sheet.write_row(1, 1, ["Maple", 3])
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 1, ["Oak", None, 2])
        sheet.write_formula(2, 2, "=1+2", None, 77)

    data = repacked(workbook(fill), lambda xml: xml.replace(b"<v>77</v>", nothing))
    said = refusal(data, skip_columns={"Mean"}).splitlines()
    assert said == [
        "Row 2, column D (“Bob”): the formula there failed with #DIV/0!. Correct the formula, or empty the cell.",
        "Row 3, column C (“Ann”): the formula there was never calculated. Open the file in a spreadsheet, and save it.",
    ]
    assert len(read(data, skip_columns={"Mean", "Bob"}, skip_rows={3}).rows) == 1


def test_a_formula_whose_value_is_an_empty_text_is_an_absent_score():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["sample", "Ann", "Bob"])
        sheet.write_row(1, 0, ["Maple", 3])
        sheet.write_formula(1, 2, '=""', None, "")

    data = repacked(workbook(fill), lambda xml: xml.replace(b'r="C2"', b'r="C2" t="str"'))
    assert b'r="C2" t="str"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert rows(read(data)) == [("Maple", "Ann", "3"), ("Maple", "Bob", "")]


def test_an_error_that_was_saved_as_text_is_named_too():
    assert "failed with #N/A" in refusal("sample,rater,score\nMaple,Ann,#N/A\n")


def test_hidden_and_empty_sheets_are_not_looked_at_unless_asked_for():
    def fill(book):
        book.add_worksheet("Cover")
        for name, sample in (("Old", "Oak"), ("New", "Maple")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, [sample, "Ann", 3])
        book.get_worksheet_by_name("Old").hide()

    data = workbook(fill)
    assert rows(read(data)) == [("Maple", "Ann", "3")]
    assert rows(read(data, sheet="old ")) == [("Oak", "Ann", "3")]
    assert "The sheets are: “Cover”, “Old”, “New”." in refusal(data, sheet="Odl")
    assert "holds no cells" in refusal(data, sheet="Cover")


def test_among_several_sheets_the_one_with_scores_is_read():
    roster = [["Student", "School"], ["Maple", "North"]]
    notes = [["What we did"], ["We scored."]]
    scores = [["Student", "Ann", "Bob"], ["Maple", 3, 2]]
    assert read(sheets(Roster=roster, Notes=notes, Scores=scores)).sheet == "Scores"
    words = [["Student", "Ann", "Bob"], ["Maple", "Met", "Not yet"]]
    assert read(sheets(Roster=roster, Scores=words), levels={"Met", "Not yet"}).sheet == "Scores"
    said = refusal(sheets(First=scores, Roster=roster, Second=scores))
    assert "“First”, “Second”" in said
    assert '--sheet "First"' in said
    assert read(sheets(First=scores, Second=scores), sheet="Second").sheet == "Second"
    assert "None of the sheets “Notes”, “More”" in refusal(sheets(Notes=notes, More=notes))


def compound(*streams: str) -> bytes:
    """The beginning of a file of the old kind, in which Office also wraps what is locked."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "".join(streams).encode("utf-16-le") + bytes(600)


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (compound("EncryptedPackage"), "locked with a password"),
        (compound("WordDocument"), "damaged or not complete"),
        (zipped("word/document.xml"), "not a spreadsheet workbook"),
        (zipped("xl/workbook.xml"), "damaged or not complete"),
        (zipped("content.xml"), "damaged or not complete"),
        (b"PK\x03\x04 and then nothing", "damaged or not complete"),
        (sheets(Scores=[HEADER, ["Maple", "Ann", 3]])[:-200], "damaged or not complete"),
        (sheets(Cover=[]), "holds no cells"),
    ],
)
def test_what_is_no_workbook_gets_one_sentence_and_a_way_on(data, says):
    said = refusal(data)
    assert says in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("stray", ["x", 7])
def test_a_cell_in_a_far_corner_does_not_fill_the_memory(stray):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, stray)

    assert "more than 20,000,000 cells" in refusal(workbook(fill))
    small = sheets(One=[HEADER, ["Maple", "Ann", 3]])
    for place in (b'r="C999999999"', b'r="AAAA2"', b'r="A2000000"'):
        assert "more than 20,000,000 cells" in refusal(
            repacked(small, lambda xml, to=place: xml.replace(b'r="C2"', to))
        )


def test_a_workbook_that_announces_more_texts_than_fit_is_not_believed():
    data = sheets(One=[HEADER, ["Maple", "Ann", 3]])
    many = repacked(data, lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="99999999999'), "xl/sharedStrings")
    assert "more than 20,000,000 cells" in refusal(many)


def open_document(cell: str) -> bytes:
    """An ODS file with one score, whose cell is given."""
    word = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(map(word.format, ("sample", "Ann")))
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ODS_NAMES)
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name='S'>"
        f"<table:table-row>{head}</table:table-row><table:table-row>{word.format('007')}{cell}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{ODS_MANIFEST}"/>')
    return out.getvalue()


ODS_NAMES = ("office", "table", "text", "calcext")
ODS_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def test_an_open_document_is_read_and_refused_where_a_formula_failed():
    three = '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
    failed = '<table:table-cell calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    assert rows(read(open_document(three))) == [("007", "Ann", "3")]
    assert "Formulas in this workbook failed" in refusal(open_document(failed))


def test_a_workbook_from_python_is_the_same_as_its_table_in_text():
    table = [HEADER, ["007", "Ann", "3"], ["008", "Bob", ""]]
    text = "\n".join(",".join(row) for row in table)
    assert rows(read(sheets(One=table))) == rows(read(text))


def test_two_wrong_things_in_a_workbook_are_said_at_once():
    with pytest.raises(Several):
        read_scores(sheets(One=[["sample", "Ann", "Mean"], ["Maple", 3, 3], ["Total", 3, 3]]))
