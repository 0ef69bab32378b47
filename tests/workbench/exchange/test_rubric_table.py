"""Rubrics as tables: what is read, what is refused and with which words, and that nothing changes on the way."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean, clean_line
from workbench.exchange import (
    DraftCriterion,
    DraftLevel,
    RubricTableDraft,
    read_rubric,
    read_rubrics,
    write_rubric_csv,
)

HEADER = (
    "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points"
)
TWO_LEVELS = f"{HEADER}\nEssay,Claim,Takes a stand,false,Clear,A reader could argue,2,Unclear,,1\n"


def labels(draft: RubricTableDraft, criterion: int = 0) -> list[str]:
    return [level.label for level in draft.criteria[criterion].levels]


def refusal(table: str | bytes) -> str:
    with pytest.raises(Invalid) as caught:
        read_rubric(table.encode() if isinstance(table, str) else table)
    return str(caught.value)


def test_a_canvas_table_becomes_a_draft_with_the_lowest_level_first() -> None:
    assert read_rubric(TWO_LEVELS.encode()) == RubricTableDraft(
        title="Essay",
        criteria=(
            DraftCriterion(
                "Claim",
                "Takes a stand",
                (DraftLevel("Unclear", "", 1.0), DraftLevel("Clear", "A reader could argue", 2.0)),
            ),
        ),
    )


def test_columns_numbered_as_canvas_does_it_are_understood() -> None:
    table = (
        "Rubric Name,Criteria Name,Rating Name 1,Rating Description 1,Rating Points 1,"
        "Rating Name 2,Rating Description 2,Rating Points 2\nEssay,Claim,A,good,2,B,poor,1"
    )
    assert labels(read_rubric(table.encode())) == ["B", "A"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_usual_encoding_and_separator_gives_the_same_draft(encoding: str, separator: str) -> None:
    table = TWO_LEVELS.replace("stand", "stand – déjà").replace(",", separator).replace("\n", "\r\n")
    draft = read_rubric(table.encode(encoding))
    assert draft.criteria[0].description == "Takes a stand – déjà"
    assert labels(draft) == ["Unclear", "Clear"]


def test_the_line_that_excel_writes_for_the_separator_is_no_row() -> None:
    assert labels(read_rubric(("sep=;\n" + TWO_LEVELS.replace(",", ";")).encode())) == ["Unclear", "Clear"]


def test_ragged_and_blank_rows_are_read_as_they_are_meant() -> None:
    table = (
        f"{HEADER},Rating Name,Rating Description,Rating Points\n\n,,,\nEssay,A,,false,x,,2,y,,1\n,B,,,x,,3,y,,2,z,,1\n"
    )
    draft = read_rubric(table.encode())
    assert draft.title == "Essay"
    assert [len(criterion.levels) for criterion in draft.criteria] == [2, 3]


def test_levels_out_of_order_are_put_in_order_and_it_is_said() -> None:
    draft = read_rubric(f"{HEADER}\nEssay,Claim,,false,Mid,,2,High,,3,Low,,1".encode())
    assert labels(draft) == ["Low", "Mid", "High"]
    assert draft.notes == ("Row 2, “Claim”: the levels were put in order of their points.",)


def test_points_with_a_decimal_comma_or_a_unit_are_numbers() -> None:
    draft = read_rubric(f'{HEADER}\nEssay,Claim,,false,A,,"1,75",B,,0.5 pts'.encode())
    assert [level.points for level in draft.criteria[0].levels] == [0.5, 1.75]


def test_ranges_and_unknown_columns_are_said_to_be_unused() -> None:
    draft = read_rubric(f"Criteria Outcome,{HEADER}\nX,Essay,Claim,,true,A,,2,B,,1".encode())
    assert any("ranges" in note for note in draft.notes)
    assert any("“Criteria Outcome”" in note for note in draft.notes)


def test_formulas_html_and_markdown_stay_plain_text_and_hidden_marks_go() -> None:
    table = f'{HEADER}\nEssay,Claim,"=HYPERLINK(""http://x"")",false,A,<b>![x](http://y)</b>,2,\u202eB,,1'
    criterion = read_rubric(table.encode()).criteria[0]
    assert criterion.description == '=HYPERLINK("http://x")'
    assert criterion.levels[1].descriptor == "<b>![x](http://y)</b>"
    assert criterion.levels[0].label == "B"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Essay,Claim,,false,A,,,B,,1", "Row 2, “Claim”: the level “A” has no points."),
        ("Essay,Claim,,false,A,,many,B,,1", "Row 2, “Claim”: “many” is not a number of points."),
        ("Essay,Claim,,false,A,,-1,B,,1", "Row 2, “Claim”: “-1” is not a number of points."),
        ("Essay,Claim,,false,A,,inf,B,,1", "“inf” is not a number"),
        ("Essay,Claim,,false,A,,1,B,,1", "Row 2, “Claim”: 2 levels have 1 points."),
        ("Essay,Claim,,false,A,,2,a,,1", "Row 2, “Claim”: 2 levels are called “a”."),
        ("Essay,Claim,,false,A,,2", "Row 2, “Claim”: 1 level(s)"),
        ("Essay,,,false,A,,2,B,,1", "Row 2 has no criterion name."),
        ("Essay,Claim,,false,A,,2,B,,1\nEssay,claim ,,false,A,,2,B,,1", "Rows 2 and 3 are both called “claim”."),
        ('Essay,"Claim,,false,A,,2,B,,1', "Row 2 cannot be read"),
        ("Essay,Claim,,false,A,,2,B,,1\nLab,Data,,false,A,,2,B,,1", "2 rubrics: “Essay”, “Lab”"),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_name(row: str, says: str) -> None:
    assert says in refusal(f"{HEADER}\n{row}")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        (HEADER, "no criteria"),
        ("sample,rater,score\n1,2,3", "not the header of a rubric"),
        (b"PK\x03\x04 workbook", "workbook"),
        (b"a,b\x00c", "not a CSV"),
        (b"x" * 1_100_000, "larger than 1 MB"),
        ("a\n" * 3000, "more than 2,000 rows"),
        (f"{HEADER}\n" + "\n".join(f"E,C{i},,false,A,,2,B,,1" for i in range(13)), "13 criteria"),
    ],
)
def test_a_table_that_is_no_rubric_is_refused_with_a_way_out(table: str | bytes, says: str) -> None:
    assert says in refusal(table)


def test_several_rubrics_in_one_table_can_be_asked_for() -> None:
    table = f"{HEADER}\nEssay,Claim,,false,A,,2,B,,1\nLab,Data,,false,A,,2,B,,1"
    assert [draft.title for draft in read_rubrics(table.encode())] == ["Essay", "Lab"]


def test_a_wide_table_takes_points_from_its_headings() -> None:
    table = "Criterion,Description,4 - Exemplary,Proficient (3),Level 2,1,Weight\nClaim,Says what,a,b,,d,30%"
    draft = read_rubric(table.encode(), title="Essay")
    levels = [("1", 1.0), ("Level 2", 2.0), ("Proficient", 3.0), ("Exemplary", 4.0)]
    assert [(level.label, level.points) for level in draft.criteria[0].levels] == levels
    assert draft.criteria[0].levels[1].descriptor == ""
    assert (draft.title, draft.notes) == ("Essay", ("Not used: “Weight”.",))


def test_a_wide_table_without_points_rises_from_left_to_right_and_says_so() -> None:
    draft = read_rubric(b"Criteria,Beginning,Developing,Proficient\nClaim,a,b,c")
    assert labels(draft) == ["Beginning", "Developing", "Proficient"]
    assert "“Beginning” was read as the lowest level" in draft.notes[0]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("Criterion,4 - High,Low\nClaim,a,b", "“Low” says no points"),
        ("Criterion,High,Low\nClaim,a,b,c", "column 4, which has no heading"),
        ("Criterion,High,high\nClaim,a,b", "2 levels are called “high”"),
    ],
)
def test_a_wide_table_that_leaves_a_doubt_is_refused(table: str, says: str) -> None:
    assert says in refusal(table)


lines = st.text(max_size=30).map(clean_line)
names = lines.filter(bool)
paragraphs = st.text(max_size=60).map(lambda text: clean(text).strip())
points = st.one_of(st.integers(0, 100).map(float), st.floats(0, 1000, allow_nan=False, width=16))


@st.composite
def criteria(draw: st.DrawFn, name: str) -> DraftCriterion:
    unique = draw(st.lists(names, min_size=2, max_size=5, unique_by=str.casefold))
    values = sorted(draw(st.lists(points, min_size=len(unique), max_size=len(unique), unique=True)))
    levels = tuple(DraftLevel(label, draw(paragraphs), value) for label, value in zip(unique, values, strict=True))
    return DraftCriterion(name, draw(paragraphs), levels)


@st.composite
def drafts(draw: st.DrawFn) -> RubricTableDraft:
    unique = draw(st.lists(names, min_size=1, max_size=4, unique_by=str.casefold))
    return RubricTableDraft(draw(names), tuple(draw(criteria(name)) for name in unique))


@given(drafts())
def test_a_rubric_written_and_read_again_is_the_same(draft: RubricTableDraft) -> None:
    assert read_rubric(write_rubric_csv(draft).encode()) == draft


@given(st.binary(max_size=300))
@example(b"\xef")
def test_any_bytes_are_a_rubric_or_refused(data: bytes) -> None:
    with suppress(Invalid):
        read_rubric(data)
