"""The report as a workbook: numbers are numbers, text is text, and nothing runs."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.workbench.reports.findings.made_up import LONG, WORST, department, long, worst
from workbench.domain.catalogue import speaking
from workbench.reports.findings.cell_formats import number_format
from workbench.reports.findings.parts import Column, Depth, Kind, Report, Section, Table
from workbench.reports.findings.sheet_names import sheet_names
from workbench.reports.findings.workbook import LONGEST_TEXT, workbook


def sheets(book: bytes) -> dict[str, list[list[object]]]:
    found = CalamineWorkbook.from_filelike(BytesIO(book))
    return {name: found.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in found.sheet_names}


def parts(book: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(book)) as zipped:
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def test_the_first_sheet_says_what_was_found_and_where_the_rest_is():
    book = sheets(workbook(department()))
    assert next(iter(book)) == "Read me"
    said = [cell for row in book["Read me"] for cell in row if cell]
    assert said[:2] == ["Spring writing, grade 9", "6 raters, 8 pieces, 3 criteria, 144 scores"]
    assert department().first[0] in said
    assert list(book)[1:] == ["Where did we differ", "How far do we agree", "Who gives more, who less", "Ranges"]
    assert set(book) - {"Read me"} <= set(said)
    assert "Who gives more, who less?; Raters; Sizes" in said
    assert said[-1] == "Calibration workbench 0.1.0"


def test_numbers_keep_their_digits_and_a_range_stands_in_two_columns():
    sheet = sheets(workbook(department()))["How far do we agree"]
    assert sheet[0][0] == "Agreement by criterion"
    heads = ["Criterion", "Same level", "95% range from", "95% range to", "Krippendorff's alpha", "Pairs"]
    assert sheet[1] == heads
    assert sheet[2] == ["Ideas", 0.58, 0.45, 0.71, 0.412345, 120]
    assert sheet[3][4] == "fewer than 10 pieces"
    assert sheet[4][1:4] == [0.93, "", ""]
    assert "Two pieces have one score and are left out." in sheet[5]


def test_dots_are_a_table_of_counts():
    sheet = sheets(workbook(department()))["Where did we differ"]
    assert sheet[1] == ["Piece", "Beginning", "Developing", "Approaching", "Proficient"]
    assert sheet[3] == ["Hickory", 0, 3, 3, 0]


def test_nothing_that_somebody_typed_can_run():
    book = workbook(worst())
    written = parts(book)
    pages = [xml for name, xml in written.items() if name.startswith("xl/")]
    assert [xml for xml in pages if re.search(r"<f[ >]|hyperlink", xml, re.IGNORECASE)] == []
    assert not [name for name in written if "externalLink" in name or "vbaProject" in name]
    typed = {cell for rows in sheets(book).values() for row in rows for cell in row if isinstance(cell, str)}
    assert {name for name in WORST if name.strip()} - {"\rReturn"} <= typed | {"\tTab"}
    assert any(text.strip() == "Return" for text in typed)


def test_text_before_and_after_its_blanks_is_kept():
    table = Table("T", (Column("A"),), (("\tTab",), (" blank ",), ("\rReturn",)))
    xml = parts(workbook(one(table)))["xl/sharedStrings.xml"]
    assert '<t xml:space="preserve">\tTab</t>' in xml
    assert '<t xml:space="preserve"> blank </t>' in xml


def one(*tables: Table, heading: str = "S") -> Report:
    return Report("T", "B", ("One.",), (Section(heading, Depth.TABLES, (), (), tables),), "W")


def test_a_text_longer_than_a_cell_takes_is_cut_and_not_left_out():
    sheet = sheets(workbook(one(Table("T", (Column("A"),), (("x" * 40_000,),)))))["S"]
    assert sheet[2][0] == f"{'x' * (LONGEST_TEXT - 1)}…"


def test_a_sheet_with_one_table_keeps_its_header_in_sight():
    table = Table("T", (Column("A"),), (("x",),))
    assert "<pane " in parts(workbook(one(table)))["xl/worksheets/sheet2.xml"]
    assert "<pane " not in parts(workbook(one(table, table)))["xl/worksheets/sheet2.xml"]


def test_several_tables_stand_one_below_the_other():
    sheet = sheets(workbook(department()))["Who gives more, who less"]
    below = [row[0] for row in sheet].index("Sizes")
    assert sheet[below + 1][:3] == ["What", "Size", "F"]
    assert sheet[below + 2][:3] == ["All", 0.4, 12.04]
    assert sheet[-1][0] == "Nobody is named on the wall."


@pytest.mark.parametrize("made", [department, worst, long])
def test_the_same_report_gives_the_same_bytes_and_no_clock_is_in_it(made):
    book = workbook(made())
    assert workbook(made()) == book
    with ZipFile(BytesIO(book)) as zipped:
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", parts(book)["docProps/core.xml"])) == {"1980-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Kind.SHARE, 0.5, "0%"),
        (Kind.COEFFICIENT, 0.41, "0.00"),
        (Kind.LEVELS, -0.3, "+0.0;-0.0;0.0"),
        (Kind.SIZE, 0.3, "0.0"),
        (Kind.COUNT, 7, "0"),
        (Kind.NUMBER, 12.04, "0"),
        (Kind.NUMBER, 1.25, "0.00"),
        (Kind.NUMBER, 123456.7, "0"),
        (Kind.NUMBER, 0.00001234, "0.00E+00"),
        (Kind.P, 0.04, '[<0.001]"below 0.001";0.000'),
    ],
)
def test_a_number_is_shown_as_the_report_writes_its_kind(kind, value, shown):
    assert number_format(value, kind) == shown


def test_names_of_sheets_are_short_allowed_and_all_different():
    wanted = ["Read me", "read ME", "a/b\\c?d*e:f[g]", "'quoted'", "History", LONG, LONG, "🦊" * 20, "???", "", "\t"]
    names = sheet_names(wanted, "Tables")
    assert names[:5] == ["Read me", "read ME 2", "a b c d e f g", "quoted", "History 2"]
    assert names[5:7] == ["Sixty characters of a name that", "Sixty characters of a name th 2"]
    assert names[7] == "🦊" * 15
    assert names[8:] == ["Tables", "Tables 2", "Tables 3"]
    assert len({name.casefold() for name in names}) == len(names)


def test_it_speaks_the_language_that_is_spoken():
    with speaking("es"):
        book = sheets(workbook(department()))
    assert next(iter(book)) == "Léame"
