"""A table read as a rubric: what is guessed, what a person settles, what is said, and that nothing else goes wrong."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.workbench.rubric_documents import AS_TEXT, CLAIM, PRINTED
from workbench.domain.errors import Invalid
from workbench.domain.rubric_drafts import as_rubric
from workbench.domain.tables import Span, Table, rectangle, transposed
from workbench.exchange import Layout, TableRubric, completed, read_pasted_text, read_table
from workbench.exchange.level_words import level_heading, rank, says_proficient

SENSIBLE = Layout()
STRANDS = Table(
    (
        ("Strand", "Criterion", "Low", "High"),
        ("Planning", "Question", "a", "b"),
        ("", "Fair test", "c", ""),
        ("Data", "Table", "d", "e"),
    ),
    (Span(2, 2, 1, 2), Span(1, 0, 2, 1)),
)


def table(text: str) -> Table:
    return read_pasted_text(text.replace("|", "\t"))


def read(text: str, **settled: object) -> TableRubric:
    return read_table(table(text), replace(SENSIBLE, **settled))


def levels(found: TableRubric) -> tuple[str, ...]:
    return found.draft.scales[0].levels


def names(found: TableRubric) -> list[str]:
    return [row.name for row in found.draft.scales[0].rows]


def refusal(text: str, **settled: object) -> str:
    with pytest.raises(Invalid) as caught:
        read(text, **settled)
    assert caught.value.do
    return str(caught.value)


def test_a_printed_rubric_comes_out_lowest_first_with_its_line_and_without_points_and_weights():
    found = read_table(read_pasted_text(AS_TEXT), SENSIBLE)
    assert levels(found) == ("Beginning", "Developing", "Proficient", "Advanced")
    assert found.draft.scales[0].rows[0].descriptors == CLAIM
    assert found.draft.scales[0].rows[2].descriptors == ("Errors hide the meaning.", "", "Few errors.", "")
    assert found.line == found.draft.scales[0].cut == 3
    assert "Left out, for it is no level: “Weight”." in found.notes
    assert "2 empty cells are “not described”." in found.notes


def test_levels_that_stand_below_each_other_are_noticed():
    down = transposed(Table(tuple(row[:-1] for row in PRINTED)))
    assert completed(down, SENSIBLE).levels_down
    across = read_table(Table(tuple(row[:-1] for row in PRINTED)), SENSIBLE)
    assert read_table(down, SENSIBLE).draft == across.draft


def test_an_order_that_the_table_does_not_say_is_left_to_the_person():
    assert completed(table("Criteria|Seed|Sprout|Tree\nClaim|a|b|c"), SENSIBLE).highest_first is None
    assert levels(read("Criteria|Seed|Tree\nClaim|a|b", highest_first=True)) == ("Tree", "Seed")


def test_points_say_the_order_when_names_do_not_and_no_line_is_guessed():
    found = read("Criteria|Tree (4 pts)|Sprout (2 pts)|Seed (0 pts)\nClaim|a|b|c")
    assert levels(found) == ("Seed", "Sprout", "Tree")
    assert found.line is None


def test_a_table_without_heading_gets_numbered_levels_and_says_so():
    found = read("Claim|There is none to be found.|It is clear and precise.\nEvidence|None at all.|Enough of it.")
    assert levels(found) == ("Level 1", "Level 2")
    assert names(found) == ["Claim", "Evidence"]
    assert "2 levels have no heading and got numbers." in found.notes


def test_a_title_above_and_points_in_a_second_heading_row_are_understood():
    found = read("Argument rubric\n|4|3|2|1\n|Advanced|Proficient|Basic|Below\nClaim|a|b|c|d")
    assert found.draft.title == "Argument rubric"
    assert levels(found) == ("Below", "Basic", "Proficient", "Advanced")


def test_a_strand_beside_its_criteria_is_part_of_their_names():
    found = read_table(STRANDS, SENSIBLE)
    assert names(found) == ["Planning: Question", "Planning: Fair test", "Data: Table"]
    assert found.draft.scales[0].rows[1].descriptors == ("c", "c")
    assert "2 merged cells: their text is repeated." in found.notes


def test_merged_cells_may_be_kept_apart_instead():
    found = read_table(STRANDS, replace(SENSIBLE, repeat_merged=False))
    assert found.draft.scales[0].rows[1].descriptors == ("c", "")
    assert not [note for note in found.notes if "merged" in note]


def test_rows_beside_one_merged_name_are_one_criterion():
    joined = Table((("Criteria", "Not yet", "Meets"), ("Claim", "a", "b"), ("", "c", "d")), (Span(1, 0, 2, 1),))
    found = read_table(joined, SENSIBLE)
    assert names(found) == ["Claim"]
    assert found.draft.scales[0].rows[0].descriptors == ("a\nc", "b\nd")


def test_a_row_that_spans_the_table_is_a_heading_between_criteria():
    rows = (("Criteria", "Not yet", "Meets"), ("Writing", "", ""), ("Claim", "a", "b"))
    found = read_table(Table(rows, (Span(1, 0, 1, 3),)), SENSIBLE)
    assert names(found) == ["Claim"]
    assert "“Writing” spans the whole table and was left out." in found.notes


def test_duplicates_are_told_apart_and_word_for_word_repetitions_dropped():
    found = read("Criteria|Not yet|Meets\nClaim|a|b\nClaim|c|d\nClaim|a|b\nCriteria|Not yet|Meets\nTotal||")
    assert names(found) == ["Claim", "Claim (2)"]
    assert len([note for note in found.notes if "Claim" in note]) == 2
    assert "The heading stands there again in row 5; it was left out." in found.notes


def test_what_stands_below_a_criterions_name_is_kept_as_its_standard():
    found = read_table(Table((("Criteria", "Not yet", "Meets"), ("Claim\nW.8.1a", "a", "b"))), SENSIBLE)
    assert found.draft.scales[0].rows[0].competency == "W.8.1a"
    assert names(found) == ["Claim"]


@pytest.mark.parametrize(
    ("text", "settled", "says"),
    [
        ("Criteria|Low\nClaim|a", {}, "1 levels; a rubric needs 2 to 10"),
        ("|".join(f"c{n}" for n in range(13)) + "\n" + "|".join("x" * 13), {"left_out": ()}, "12 levels"),
        ("Criteria|Low|High\n" + "\n".join(f"Claim {n}|a|b" for n in range(13)), {}, "13 criteria; the most is 12"),
        ("Criteria|Low|High\nClaim|a|" + "b" * 3001, {}, "row 2 is longer than 3000 characters"),
        ("Claim|" + "a" * 61 + "|b\nEvidence|c|d", {"heading_rows": 1}, "too long for the name of a level"),
        ("Criteria|Low|High", {"heading_rows": 1}, "headings but no criteria"),
    ],
)
def test_what_cannot_be_a_rubric_gets_one_sentence(text: str, settled: dict[str, object], says: str):
    assert says in refusal(text, **settled)


@pytest.mark.parametrize(
    ("text", "label", "points"),
    [
        ("4 - Advanced", "Advanced", 4),
        ("Advanced (4)", "Advanced", 4),
        ("Advanced 4 pts", "Advanced", 4),
        ("Advanced\n4 points", "Advanced", 4),
        ("4 Advanced", "Advanced", 4),
        ("Level 4: Advanced", "Advanced", 4),
        ("Level 4", "Level 4", 4),
        ("4 pts", "4", 4),
        ("Excellent (9-10 pts)", "Excellent", 10),
        ("10-9 points", "10-9 points", 10),
        ("Proficient", "Proficient", None),
        ("Nivel 2", "Nivel 2", 2),
    ],
)
def test_a_heading_says_a_name_and_points(text: str, label: str, points: float | None):
    found = level_heading(text)
    assert (found.label, found.points) == (label, points)


@pytest.mark.parametrize(
    "label", ["Not yet proficient", "Approaching proficiency", "Exceeds standard", "Below", "Good"]
)
def test_only_a_level_that_is_good_enough_is_the_line(label: str):
    assert not says_proficient(label)
    assert rank(label) is not None


HOSTILE = ('=HYPERLINK("https://evil.example")', "<img src=x onerror=alert(1)>", "**b** :red[x]", "\u202eevil", "4 pts")
any_cell = some.one_of(
    some.sampled_from(["", "Criteria", "Proficient", "Not yet", "4", "Total", "x" * 130, *HOSTILE]),
    some.text(max_size=9),
)
any_table = some.builds(
    lambda rows, spans: Table(rectangle(rows), tuple(s for s in spans if s.row < len(rows))),
    some.lists(some.lists(any_cell, min_size=2, max_size=6), min_size=1, max_size=8),
    some.lists(some.builds(Span, *[some.integers(0, 1)] * 2, *[some.integers(1, 9)] * 2), max_size=3),
)
any_layout = some.builds(
    Layout,
    some.one_of(some.none(), some.booleans()),
    some.booleans(),
    some.one_of(some.none(), some.integers(0, 2)),
    some.one_of(some.none(), some.integers(1, 2)),
    some.one_of(some.none(), some.just((1,))),
    some.one_of(some.none(), some.booleans()),
)


@given(any_table, any_layout)
def test_any_table_read_in_any_way_is_a_rubric_or_refused(given_table: Table, layout: Layout):
    try:
        found = read_table(given_table, layout)
    except Invalid as refused:
        assert refused.do
        return
    stored = as_rubric(replace(found.draft, title="Any"), "r", lambda: "c")
    assert stored.criteria
    assert all(criterion.cut >= 2 for criterion in stored.criteria)


@given(any_table, any_layout)
def test_the_other_order_turns_every_criterion_round_and_nothing_else(given_table: Table, layout: Layout):
    try:
        up = read_table(given_table, replace(layout, highest_first=False)).draft.scales[0]
        down = read_table(given_table, replace(layout, highest_first=True)).draft.scales[0]
    except Invalid:
        return
    assert {row.descriptors for row in up.rows} == {row.descriptors[::-1] for row in down.rows}
