"""Which column is which, told by a person: guessed from the headings first, and read as told."""

import pytest

from tests.workbench.exchange.score_tables.written import TALLY, WIDE, rows, workbook
from workbench.domain.errors import Invalid
from workbench.exchange.score_tables import Asked, Form, Told, below, first_look, guessed, plain_sheets, renamed
from workbench.exchange.score_tables import read_scores as read

ODD = b"Pupil,Who,Mark,Notes\nMaple,Ann,3,good\nMaple,Bob,2,\n"


def as_told(data: bytes, told: Told) -> list[tuple[object, ...]]:
    return rows(read(renamed(data, told), Asked(form=told.form)))


@pytest.mark.parametrize(
    ("table", "form"),
    [
        ("sample,rater,score\nMaple,Ann,3\n", Form.LONG),
        ("Piece,score\nMaple,3\n", Form.LONG),
        (WIDE, Form.WIDE),
        (TALLY, Form.TALLY),
        ("sample,1,2,3\nMaple,0,2,1\n", None),
        ("Pupil,Who,Mark\nMaple,Ann,3\n", None),
    ],
)
def test_the_layout_is_recognised_or_left_open(table, form):
    assert first_look(table.encode()).form is form


def test_columns_with_headings_that_nobody_knows_are_read_as_told():
    told = Told(1, Form.LONG, sample=0, rater=1, score=2)
    assert as_told(ODD, told) == [("Maple", "Ann", "3", "good"), ("Maple", "Bob", "2", "")]


def test_a_column_that_is_told_to_be_something_else_loses_its_own_heading():
    data = b"sample,student,rater,score\n1,Maple,Ann,3\n2,Oak,Bob,2\n"
    told = Told(1, Form.LONG, sample=1, rater=2, score=3)
    assert as_told(data, told) == [("Maple", "Ann", "3"), ("Oak", "Bob", "2")]


def test_raters_may_be_called_like_a_column_or_not_at_all():
    data = b"sample,Work,,Order\nMaple,3,2,4\n"
    told = Told(1, Form.WIDE, sample=0, spread=(1, 2, 3))
    table = read(renamed(data, told), Asked(form=Form.WIDE, keep_columns=frozenset({"Order"})))
    assert list(table.rows["rater"]) == ["“Work”", "C", "Order"]


def test_a_title_above_the_headings_changes_no_row_number():
    data = b"Fall moderation\n\nsample,Ann,Bob\nMaple,3,2\n"
    look = first_look(data)
    assert look.row == 3
    assert list(read(renamed(data, guessed(look, Form.WIDE))).numbers) == [4, 4]


def test_totals_are_no_raters_and_their_rows_are_named():
    data = b"sample,Ann,Bob,Total\nMaple,3,2,5\nMean,3,2,5\n"
    look = first_look(data)
    told = guessed(look, Form.WIDE)
    assert told.spread == (1, 2)
    assert below(data, told).totals == ((3, "Mean"),)


def test_a_tally_counts_levels_under_any_heading():
    data = b"sample,Below,Meets\nMaple,1,3\n"
    told = Told(1, Form.TALLY, sample=0, spread=(1, 2))
    assert as_told(data, told) == [("Maple", "Below", 1), ("Maple", "Meets", 3)]
    assert below(data, told).scales[""].levels == ("Below", "Meets")
    assert below(data, told).scales[""].line == "Meets"


def test_every_sheet_of_a_workbook_becomes_a_text_table_with_its_cells_in_place():
    def fill(book):
        book.add_worksheet("Notes").write(2, 1, "hello")
        sheet = book.add_worksheet("Scores")
        for at, row in enumerate((("sample", "Ann"), ("Maple", 2.5))):
            sheet.write_row(at + 1, 2, row)

    notes, scores = plain_sheets(workbook(fill))
    assert (notes.name, scores.name) == ("Notes", "Scores")
    look = first_look(scores.data)
    assert (look.row, [column.letters for column in look.columns if column.name]) == (2, ["C", "D"])
    assert look.below[0] == ("", "", "Maple", "2.5")


@pytest.mark.parametrize("table", ["", "\n\n", "sample,Ann,Bob\n"])
def test_what_holds_no_table_is_refused(table):
    with pytest.raises(Invalid):
        first_look(table.encode())


def scale(*scores: str, criterion: str = ""):
    data = "sample,rater,score\n" + "".join(f"S{n},Ann,{score}\n" for n, score in enumerate(scores))
    return below(data.encode(), Told(1, Form.LONG, sample=0, rater=1, score=2)).scales[criterion]


def test_a_scale_of_numbers_has_no_gaps_and_strays_do_not_change_it():
    assert scale("1", "4", "2", "absent").levels == ("1", "2", "3", "4")
    assert scale("2.5", "1", "3").levels == ("1", "2.5", "3")
    assert scale("1", "100000").levels == ()


def test_a_scale_of_words_is_ordered_where_their_order_is_known():
    known = scale("Meets", "Advanced", "Beginning", "Developing", "Meets")
    assert known.levels == ("Beginning", "Developing", "Meets", "Advanced")
    assert known.is_sure
    assert known.line == "Meets"
    assert not scale("Seed", "Sprout", "Tree").is_sure


def test_criteria_share_a_scale_only_where_that_can_be():
    def of(*rows_of: tuple[str, str]):
        lines = "".join(f"S{n},{c},Ann,{score}\n" for n, (c, score) in enumerate(rows_of))
        told = Told(1, Form.LONG, sample=0, criterion=1, rater=2, score=3)
        return below(f"sample,criterion,rater,score\n{lines}".encode(), told).shared

    assert of(("Claim", "1"), ("Claim", "4"), ("Voice", "2"), ("Voice", "3")).levels == ("1", "2", "3", "4")
    assert of(("Claim", "1"), ("Claim", "4"), ("Voice", "0"), ("Voice", "90")) is None
    assert of(("Claim", "1"), ("Claim", "4"), ("Voice", "Meets")) is None
