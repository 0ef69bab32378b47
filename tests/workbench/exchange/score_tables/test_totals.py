"""Totals beside or below the scores: nobody's score, unless somebody says so."""

import pytest

from tests.workbench.exchange.score_tables.written import read, refusal, rows
from workbench.exchange.score_tables import Form


@pytest.mark.parametrize(
    "word",
    [
        "Total",
        "TOTALS:",
        "sum",
        "Mean",
        "average",
        "Avg",
        "median",
        "count",
        "%",
        "Promedio",
        "suma",
        "Total  Score",
        "puntaje promedio",
    ],
)
@pytest.mark.parametrize("header", ["sample,Ann,Bob", "sample,rater,score", "sample,count:1,count:2"])
def test_a_row_that_looks_like_a_total_is_asked_about_in_every_form(word, header):
    table = f"{header}\nMaple,1,2\n{word},1,2\n"
    said = refusal(table)
    assert said.startswith(f"Row 3 (“{word}”)")
    assert "--skip-row 3" in said
    assert "--keep-row 3" in said

    without = read(table, skip_rows={3})
    assert set(without.rows["sample"]) == {"Maple"}
    assert without.left_out == ((f"row 3 ({word})", 1),)
    assert set(read(table, keep_rows={3}).rows["sample"]) == {"Maple", word}


def test_a_word_within_a_name_is_no_total():
    assert len(read("sample,Ann,Sumner\nMean streets,3,2\nTotally,1,2\n").rows) == 4


def test_a_total_is_found_in_the_first_cell_also_where_that_has_no_name():
    assert "Row 3 (“Mean”)" in refusal(",sample,Ann,Bob\n1,Maple,3,2\nMean,,3,2\n")


def test_columns_of_totals_are_asked_about_together_with_the_rows():
    table = "sample;Ann;Bob;Mean;%\nMaple;3;2;2,5;50\nTotal;3;2;5;\n"
    said = refusal(table).splitlines()
    assert [line.split(" looks")[0] for line in said] == ["Column D (“Mean”)", "Column E (“%”)", "Row 3 (“Total”)"]
    assert '--skip-column "Mean"' in said[0]
    assert '--keep-column "Mean"' in said[0]

    found = read(table, skip_columns={" mean", "%"}, skip_rows={3})
    assert rows(found) == [("Maple", "Ann", "3"), ("Maple", "Bob", "2")]
    assert found.ignored == ("Mean", "%")
    kept = read(table, keep_columns={"MEAN"}, skip_columns={"%"}, keep_rows={3})
    assert kept.rows["rater"].tolist()[:3] == ["Ann", "Bob", "Mean"]


def test_a_total_beside_levels_does_not_hide_the_question_what_they_are():
    table = "sample,1,2,Total\nMaple,3,2,5\n"
    assert len(refusal(table).splitlines()) == 2
    assert rows(read(table, form=Form.TALLY, skip_columns={"Total"})) == [("Maple", "1", 3), ("Maple", "2", 2)]


def test_a_total_beside_columns_that_say_count_is_ignored_and_listed():
    found = read("sample,count:1,count:2,Total\nMaple,3,2,5\n")
    assert (found.form, found.ignored) == (Form.TALLY, ("Total",))
