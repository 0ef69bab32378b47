"""A table pasted as text: what spreadsheets quote, what Word does not, and the laws of turning a table round."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from workbench.domain.errors import Invalid
from workbench.domain.tables import Placed, Table, laid_out, repeated, transposed
from workbench.exchange import read_pasted_text

cells = some.text(alphabet=some.sampled_from('ab "\n\tç<=*\u202e'), max_size=6)
tables = some.lists(some.lists(some.text(max_size=3), min_size=3, max_size=3), min_size=1, max_size=5)
placed = some.builds(
    Placed, some.integers(0, 4), some.integers(0, 4), some.text(max_size=2), some.integers(1, 3), some.integers(1, 3)
)


def quoted(cell: str) -> str:
    """A cell as a spreadsheet puts it on the clipboard."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '"\n\t') else cell


def test_cells_of_several_lines_come_quoted_from_a_spreadsheet():
    table = read_pasted_text('Criteria\tGood\r\nClaim\t"two\nlines, ""quoted"""\r\n')
    assert table.rows == (("Criteria", "Good"), ("Claim", 'two\nlines, "quoted"'))


def test_quotation_marks_that_belong_to_the_words_stay():
    assert read_pasted_text('"Why"\tsays "because" once').rows == (('"Why"', 'says "because" once'),)


def test_an_empty_corner_stays_and_an_empty_column_goes():
    assert read_pasted_text("\tLow\t\tHigh\nClaim\ta\t\tb").rows == (("", "Low", "High"), ("Claim", "a", "b"))


def test_lines_of_one_row_are_put_together_when_they_add_up():
    table = read_pasted_text("Criteria\tLow\tHigh\nClaim\tone.\ntwo\tthree\nand more.\nEvidence\ta\tb")
    assert table.rows[1:] == (("Claim", "one.\ntwo", "three\nand more."), ("Evidence", "a", "b"))
    assert table.joined == 2


def test_ragged_rows_that_do_not_add_up_are_left_as_they_are():
    table = read_pasted_text("Criteria\tLow\tMiddle\tHigh\nClaim\ta\tb\nEvidence\tc\td\te")
    assert table.rows[1] == ("Claim", "a", "b", "")
    assert table.joined == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Nothing was pasted"),
        (" \n\t\n", "Nothing was pasted"),
        ("Claim\nEvidence", "no columns"),
        ("x" * 200_001, "more than 200,000 characters"),
        ("a\tb\n" * 201, "201 rows"),
        ("a\t" * 41 + "b", "42 columns"),
    ],
)
def test_what_is_no_table_gets_one_sentence_and_what_to_do(text: str, says: str):
    with pytest.raises(Invalid, match=says) as caught:
        read_pasted_text(text)
    assert caught.value.do.endswith(".")


@given(some.text(alphabet=some.sampled_from('ab"\t\n\r \u202e\x00<='), max_size=80))
@example('"""\t"a\n""\tb')
def test_any_text_is_a_table_or_refused(text: str):
    try:
        table = read_pasted_text(text)
    except Invalid:
        return
    assert {len(row) for row in table.rows} == {table.width}
    assert "\u202e" not in str(table.rows)


@given(some.lists(some.tuples(cells, cells, cells), min_size=1, max_size=5))
def test_what_a_spreadsheet_quotes_comes_out_as_it_was_written(rows: list[tuple[str, ...]]):
    read = [tuple(" ".join(cell.replace("\u202e", "").split()) for cell in row) for row in rows]
    full = [row for row in read if all(row)]
    text = "\n".join("\t".join(map(quoted, row)) for row, as_read in zip(rows, read, strict=True) if all(as_read))
    if full:
        found = read_pasted_text(text).rows
        assert [tuple(" ".join(cell.split()) for cell in row) for row in found] == full


@given(some.lists(placed, max_size=8))
def test_turning_a_table_round_twice_changes_nothing(given_cells: list[Placed]):
    table = laid_out(given_cells)
    if table.rows:
        assert transposed(transposed(table)) == table
        assert transposed(repeated(table)).rows == repeated(transposed(table)).rows or len(table.spans) > 1


@given(tables)
def test_a_table_without_merged_cells_is_its_own_repetition(rows: list[list[str]]):
    table = Table(tuple(tuple(row) for row in rows))
    assert repeated(table) == table
