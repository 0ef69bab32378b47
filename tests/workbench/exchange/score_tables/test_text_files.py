"""Text files of scores, as every spreadsheet and country saves them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.exchange.score_tables.written import LONG, read, refusal, rows
from workbench.domain.errors import Invalid
from workbench.exchange.score_tables import Form, read_scores

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
names = st.text(alphabet="abcXYZ019 éñß,;\t\n\"'.", min_size=1, max_size=8).map(str.strip).filter(bool)
plain_names = names.filter(lambda name: not name.startswith("'") and name.casefold() not in {"", "%"})


@st.composite
def long_tables(draw):
    row = st.tuples(plain_names, plain_names, st.sampled_from(["1", "2", "3", "4", ""]))
    return [("sample", "rater", "score"), *draw(st.lists(row, min_size=1, max_size=8))]


def quoted(cell: str, separator: str) -> str:
    """A cell as a spreadsheet saves it."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in f'{separator}"\r\n') else cell


def saved(table, separator: str, encoding: str, line_end: str) -> bytes:
    lines = (separator.join(quoted(cell, separator) for cell in row) for row in table)
    return "".join(line + line_end for line in lines).encode(encoding)


@settings(deadline=None)
@given(long_tables(), st.sampled_from(",;\t"), st.sampled_from(ENCODINGS), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_separator_encoding_and_line_end_give_the_same_scores(table, separator, encoding, line_end):
    found = read_scores(saved(table, separator, encoding, line_end))

    assert found.form is Form.LONG
    assert rows(found) == table[1:]
    assert found.numbers.tolist() == list(range(2, len(table) + 1))


@pytest.mark.parametrize(
    "table", ["sep=;\nsample;rater;score\nMaple;Ann;3", "sep=\t\r\nsample\trater\tscore\r\nMaple\tAnn\t3"]
)
def test_the_line_that_names_the_separator_is_no_row_and_is_not_counted(table):
    found = read(table)
    assert rows(found) == [("Maple", "Ann", "3")]
    assert found.numbers.tolist() == [2]


def test_decimal_commas_are_numbers_where_the_comma_separates_nothing():
    found = read("sample;rater;score;seconds;position;note\n2,5;Ann;2,5;12,25;3,0;1,5\n")
    assert found.rows.loc[0].to_dict() == {
        "sample": "2,5",
        "rater": "Ann",
        "score": "2.5",
        "seconds": "12.25",
        "position": "3.0",
        "note": "1,5",
    }
    assert rows(read("sample;Ann\nMaple;3,0")) == [("Maple", "Ann", "3.0")]


def test_a_comma_that_may_group_thousands_or_separate_cells_is_left_to_whoever_checks_the_scores():
    assert read("sample;rater;score;seconds\nMaple;Ann;3;1,200").rows["seconds"].tolist() == ["1,200"]
    assert read('sample,rater,score\nMaple,Ann,"2,5"').rows["score"].tolist() == ["2,5"]


def test_blank_rows_and_line_breaks_in_cells_keep_the_numbers_of_a_spreadsheet():
    found = read('\nsample,rater,score\n\n"Maple\nleaf",Ann,3\n ,,\nOak,"Ann",2\n')
    assert rows(found) == [("Maple\nleaf", "Ann", "3"), ("Oak", "Ann", "2")]
    assert found.numbers.tolist() == [4, 6]


def test_short_rows_are_filled_up_and_overfull_ones_are_named():
    assert rows(read("sample,rater,score\nMaple,Ann\nOak,Ann,2,,\n")) == [("Maple", "Ann", ""), ("Oak", "Ann", "2")]
    said = refusal("sample,rater,score\nMaple,Ann,2,5\nOak,Ann,2\nElm,Ann,3,,x\n").splitlines()
    assert [line.split(" has")[0] for line in said] == ["Row 2", "Row 4"]


def test_cells_are_trimmed_and_lose_what_our_exports_put_before_a_formula():
    table = "sample,rater,score\n\u00a0 007 \u200b,'=Ann, 3 \n'tis,'-Bob,-\n"
    assert rows(read(table)) == [("007", "=Ann", "3"), ("'tis", "-Bob", "-")]


def test_what_stands_in_a_score_cell_is_not_judged_here():
    assert read("sample,rater,score\nMaple,Ann,n/a\nOak,Ann,absent\nElm,,\n").rows["score"].tolist() == [
        "n/a",
        "absent",
        "",
    ]


def test_titles_may_stand_above_the_header():
    title = "Scores, spring 2026, all schools, first reading\n;\n"
    found = read(title + "sample;rater;score\nMaple;Ann;3")
    assert (rows(found), found.numbers.tolist()) == ([("Maple", "Ann", "3")], [4])
    above = "Scores, levels, ratings\nUnit;Poetry\nTeacher;Ms Lee\n"
    assert rows(read(above + "Student;Ann;Bob\nMaple;3;2")) == [("Maple", "Ann", "3"), ("Maple", "Bob", "2")]
    assert "None of the first 10 rows" in refusal("\n" * 10 + LONG)


def test_a_quotation_mark_out_of_place_is_named_by_its_row():
    assert "Row 3 cannot be read" in refusal('sample,rater,score\nMaple,Ann,3\nOak,"Ann" Lee,2\n')
    assert "Row 2 cannot be read" in refusal('sample,rater,score\n"Maple,Ann,3\nOak,Ann,2\n')


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf \r\n", "This file is empty."),
        (b"\xff\xfe", "This file is empty."),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n...", "This is a picture"),
        (b"\xff\xd8\xff\xe0...", "This is a picture"),
        (b"\x00\x00\x00\x18ftypheic", "This is a picture"),
        (b"\n<!DOCTYPE html><html>", "This is a web page"),
        (b"sample,rater\x00\x01\x02\x03" * 3, "neither a text table"),
        (b"Dear all, here are the scores.", "None of the first 10 rows"),
        (b"sample,rater,score\n", "a header but no rows"),
        (b"sample,rater,score\n,,\n", "a header but no rows"),
    ],
)
def test_what_is_no_table_gets_one_sentence_and_a_way_on(data, says):
    said = refusal(data)
    assert says in said
    assert len(said.splitlines()) == 1


def test_a_text_file_has_no_sheets():
    assert "--sheet" in refusal(LONG, sheet="Scores")


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: f"sample,rater,score\n{text}".encode()))
@settings(deadline=None)
def test_any_bytes_are_a_table_or_refused_in_words(data):
    try:
        found = read_scores(data)
    except Invalid as refused:
        assert str(refused)
    else:
        assert len(found.rows) == len(found.numbers) > 0
