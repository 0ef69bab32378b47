"""How a table is laid out: recognised by its header, whatever words it uses; in doubt the person is asked."""

import pytest

from tests.workbench.exchange.score_tables.written import LONG, TALLY, WIDE, read, refusal, rows
from workbench.domain.errors import Several
from workbench.exchange.score_tables import Asked, Form, read_scores


def test_the_long_form_has_the_names_of_the_contract_and_keeps_other_columns():
    header = "Group: First language;TIMESTAMP;Student ID;Graders;Rating;Criteria;scored-at;Sample School;Comment;Ronda"
    found = read(f"{header}\nes;x;007;Ann;3;Ideas;2026-03-12;North;hm;1\n", skip_columns={"timestamp"})
    assert found.form is Form.LONG
    assert found.rows.loc[0].to_dict() == {
        "group:First language": "es",
        "sample": "007",
        "rater": "Ann",
        "score": "3",
        "criterion": "Ideas",
        "scored_at": "2026-03-12",
        "sample_school": "North",
        "Comment": "hm",
        "round": "1",
    }
    assert found.ignored == ("TIMESTAMP", "Comment")


@pytest.mark.parametrize(
    "header",
    [
        "SAMPLE,Rater,Score",
        "student,teacher,level",
        "Unit,Scorer,rating",
        "Essays,Judges,Scores",
        "Muestra,Docente,Puntaje",
        "estudiante,evaluador,nivel",
        "Trabajos,Evaluadores,Niveles",
        "alumno,juez,Calificación",
        "Student_Name,teacher-name,Score",
        "Sample #,RATER NO.,Score:",
    ],
)
def test_samples_raters_and_scores_go_by_many_names(header):
    assert list(read(f"{header}\nMaple,Ann,3").rows) == ["sample", "rater", "score"]


def test_spanish_headers_with_and_without_accents():
    found = read("muestra,docente,nivel,criterio,Sesión,ronda\nArce,Ana,3,Ideas,1,2")
    assert list(found.rows) == ["sample", "rater", "score", "criterion", "session", "round"]
    assert "session" in read("muestra,docente,nivel,sesion\nArce,Ana,3,1").rows


def test_the_wide_form_gives_a_row_for_each_cell_row_by_row_with_empty_ones():
    found = read("Essay,Trait,Ann,Bob\n007,Ideas,3,\n\n008,Ideas,2,4\n")
    assert found.form is Form.WIDE
    assert list(found.rows) == ["sample", "criterion", "rater", "score"]
    assert rows(found) == [
        ("007", "Ideas", "Ann", "3"),
        ("007", "Ideas", "Bob", ""),
        ("008", "Ideas", "Ann", "2"),
        ("008", "Ideas", "Bob", "4"),
    ]
    assert found.numbers.tolist() == [2, 2, 4, 4]


def test_the_tally_form_gives_a_row_for_each_level_with_how_many_gave_it():
    found = read("sample,criterion,Count:1,count : Not yet,Notes\nMaple,Ideas,3,,x\nOak,Ideas,0,4.0,\n")
    assert found.form is Form.TALLY
    assert list(found.rows) == ["sample", "criterion", "level", "count"]
    assert rows(found) == [
        ("Maple", "Ideas", "1", 3),
        ("Maple", "Ideas", "Not yet", 0),
        ("Oak", "Ideas", "1", 0),
        ("Oak", "Ideas", "Not yet", 4),
    ]
    assert found.numbers.tolist() == [2, 2, 3, 3]
    assert found.ignored == ("Notes",)


def test_cells_of_a_tally_that_are_no_number_of_raters_are_all_named():
    said = refusal("sample;count:1;count:2\nMaple;x;-1\nOak;2,5;3,0\n").splitlines()
    assert [line.split(" is no")[0] for line in said] == [
        "Row 2, column B (“count:1”): “x”",
        "Row 2, column C (“count:2”): “-1”",
        "Row 3, column B (“count:1”): “2,5”",
    ]


@pytest.mark.parametrize(
    ("header", "levels"), [("1,2,3", set()), ("1,1.5,2", set()), ("Low,high,Mid", {"Low", "Mid", "High", "Top"})]
)
def test_headers_that_could_be_levels_or_raters_are_asked_about(header, levels):
    table = f"sample,{header}\nMaple,3,2,1\n"
    said = refusal(table, levels=levels)
    assert "--form tally" in said
    assert "--form wide" in said
    assert f"“{header.split(',')[0]}”" in said
    assert rows(read(table, levels=levels, form=Form.TALLY))[0] == ("Maple", header.split(",")[0], 3)
    assert rows(read(table, levels=levels, form=Form.WIDE))[0] == ("Maple", header.split(",")[0], "3")


def test_names_of_which_only_some_are_levels_are_raters():
    assert read("sample,A,Bea\nMaple,3,2", levels={"A", "B"}).form is Form.WIDE


def test_a_form_that_is_said_is_read_even_where_the_header_looks_like_another():
    assert read("sample,Teacher,Reader\nMaple,3,2\n", form=Form.WIDE).rows["rater"].tolist() == ["Teacher", "Reader"]
    assert read(TALLY, form=Form.WIDE).rows["rater"].tolist()[:2] == ["count:1", "count:2"]
    assert "none is called “rater”, “score”" in refusal(WIDE, form=Form.LONG)


def test_two_columns_that_mean_the_same_and_two_of_one_name_are_both_named():
    said = refusal("Student,Unit,Ann,Bob,Ann\nx,Maple,3,2,1\n")
    assert "Columns C and E are both called “Ann”." in said
    assert "Columns A (“Student”) and B (“Unit”) mean the same: sample." in said
    assert '--skip-column "Unit"' in said
    found = read("Student,Unit,Ann,Bob\nx,Maple,3,2\n", skip_columns={"student"})
    assert rows(found)[0] == ("Maple", "Ann", "3")


def test_a_column_that_may_be_no_rater_is_asked_about():
    table = "sample,Ann,Ronda,Sample school,group:Grade\nMaple,3,2,North,9\n"
    said = refusal(table)
    assert '--skip-column "Ronda"' in said
    assert '--keep-column "Ronda"' in said
    kept = read(table, keep_columns={"Ronda"})
    assert kept.rows["rater"].tolist() == ["Ann", "Ronda"]
    assert kept.ignored == ("Sample school", "group:Grade")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("Teacher,Score\nAnn,3", "Row 1 names the columns “Teacher”, “Score”, but none is called “sample”."),
        (
            "sample,teacher,Ideas,Voice\nMaple,Ann,3,2",
            "Column B (“teacher”) seems to hold the rater, but no column is called score.",
        ),
        ("sample,Score\nMaple,3", "no column is called rater"),
        ("sample,criterion\nMaple,Ideas", "No column is left that could hold scores."),
        ("sample\nMaple", "Row 1 names a column of samples and no other."),
        ("Pupil,Ann,Bob\nMaple,3,2", "None of the first 10 rows"),
    ],
)
def test_a_header_that_lacks_something_is_told_what(table, says):
    assert says in refusal(table)


def test_a_filled_column_without_a_header_is_ignored_and_listed():
    found = read("sample,,rater,score,,\nMaple,x,Ann,3,,\nOak,,Ann,3,,y")
    assert list(found.rows) == ["sample", "rater", "score"]
    assert found.ignored == ("column B (no name)", "column F (no name)")


def test_every_problem_is_said_at_once_and_endless_ones_are_counted():
    table = "sample,Ann,Ann,Mean\n" + "Total,1,2,3\n" * 60
    with pytest.raises(Several) as caught:
        read_scores(table.encode(), Asked())
    problems = caught.value.problems
    assert [str(problem) for problem in problems] == str(caught.value).splitlines() == caught.value.says.splitlines()
    assert len(problems) == 51
    assert str(problems[-1]).startswith("Problems that are not listed here: 12.")


@pytest.mark.parametrize("table", [LONG, WIDE, TALLY])
def test_what_is_not_there_cannot_be_left_out(table):
    said = refusal(table, skip_columns={"Meann"}, skip_rows={99})
    assert "no column called “Meann”" in said
    assert "no row 99" in said


BY_CRITERION = "student,teacher,Ideas,Evidence,ronda\nMaple,Ann,3,2,1\nMaple,Bob,2,,1\nOak,Ann,4,4,1\n"


def test_a_column_for_each_criterion_and_a_row_for_each_rater_is_recognised():
    found = read(BY_CRITERION)
    assert found.form is Form.CRITERIA
    assert list(found.rows) == ["sample", "rater", "round", "criterion", "score"]
    assert found.rows.loc[1].to_dict() == {
        "sample": "Maple",
        "rater": "Ann",
        "round": "1",
        "criterion": "Evidence",
        "score": "2",
    }
    assert found.rows["score"].tolist() == ["3", "2", "2", "", "4", "4"]
    assert found.numbers.tolist() == [2, 2, 3, 3, 4, 4]


def test_levels_in_words_make_it_one_when_they_are_declared():
    table = "sample,rater,Ideas,Evidence\nMaple,Ann,low,high\nMaple,Bob,high,low\n"
    assert read(table, levels={"low", "high"}).form is Form.CRITERIA
    assert "--form criteria" in refusal(table)
    assert read(table, form=Form.CRITERIA).form is Form.CRITERIA


@pytest.mark.parametrize(
    "table",
    [
        "sample,rater,Ideas,Notes\nMaple,Ann,3,well done\nMaple,Bob,2,hm\n",
        "sample,rater,Ann,Bob\nMaple,3,2,3\nOak,2,1,2\n",
        "sample,rater,Mark\nMaple,Ann,3\nMaple,Bob,2\n",
    ],
    ids=["a column of words", "nobody reads a piece twice", "one column"],
)
def test_what_could_be_something_else_is_asked_about(table):
    assert "but no column is called score" in refusal(table)


def test_columns_that_are_no_criteria_are_left_out_when_named():
    table = "sample,rater,Ideas,Notes\nMaple,Ann,3,well done\nMaple,Bob,2,hm\n"
    found = read(table, form=Form.CRITERIA, skip_columns={"notes"})
    assert found.rows["criterion"].tolist() == ["Ideas", "Ideas"]
    assert "No column is called rater" in refusal("sample,Ideas,Voice\nMaple,1,2\n", form=Form.CRITERIA)


def test_totals_beside_criteria_are_asked_about():
    said = refusal("sample,rater,Ideas,Evidence,Total\nMaple,Ann,3,2,5\nMaple,Bob,2,2,4\n")
    assert '--skip-column "Total"' in said
