"""A report as a page of text: as wide as a terminal, dots and cut lined up, ranges beside their figures."""

import pytest

from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Cell, Column, Depth, Dots, Kind, Range, Report, Section, Table
from workbench.reports.findings.text import WIDTH, text

TABLE = Table(
    "Agreement",
    (
        Column("Criterion"),
        Column("Same level", Kind.SHARE),
        Column("95% range", Kind.SHARE),
        Column("Difference", Kind.LEVELS),
        Column("Pieces", Kind.COUNT),
    ),
    (("Ideas", 0.584, Range(0.45, 0.77), -0.42, 12), ("Voice", "14 of 24", None, 0.0, 4)),
    ("A note.",),
)
DOTS = Dots("Ideas", "One dot is one rater.", ("1", "2", "3"), 3, (("Maple", (1, 0, 3)), ("Birch", (0, 14, 2))))


def page(*sections: Section) -> str:
    return text(Report("scores.csv", "3 raters", ("They agree.",), sections, "workbench 1"))


def test_a_range_stands_in_brackets_beside_its_figure():
    lines = page(Section("Agreement", Depth.TABLES, tables=(TABLE,))).splitlines()
    ideas, voice = (next(line for line in lines if line.startswith(name)) for name in ("Ideas", "Voice"))
    assert ideas.split("  ")[-1].strip() == "12"
    assert "58% (45% to 77%)" in ideas
    assert "-0.4" in ideas
    assert "14 of 24" in voice
    assert "95% range" not in "\n".join(lines)
    assert "A note." in lines


def test_numbers_stand_under_each_other():
    lines = page(Section("Agreement", Depth.TABLES, tables=(TABLE,))).splitlines()
    ends = {len(line) for line in lines if line.startswith(("Ideas", "Voice"))}
    assert len(ends) == 1


def test_dots_are_piled_and_the_line_is_drawn_before_the_first_proficient_level():
    lines = page(Section("Dots", Depth.FIRST, pictures=(DOTS,))).splitlines()
    head, maple, birch = (next(line for line in lines if name in line) for name in ("1", "Maple", "Birch"))
    assert head.index("│") == maple.index("│") == birch.index("│")
    assert maple.endswith("│ ●●●")
    assert "●×14" in birch
    assert "One dot is one rater. │ is the Proficient line." in lines


def test_what_stands_deepest_is_named_and_left_to_other_formats():
    whole = page(Section("Everything", Depth.METHOD, tables=(TABLE,)))
    assert "With --format html, xlsx or json also: Everything." in whole
    assert "58%" not in whole


@pytest.mark.parametrize("columns", [2, 7, 12])
def test_no_line_is_wider_than_the_page(columns: int):
    cells: tuple[Cell, ...] = tuple(f"{'long words ' * 3}{at}" for at in range(columns))
    heads = tuple(Column(f"A heading of some length {at}") for at in range(columns))
    wide = Table("Wide", heads, (cells,))
    lines = page(Section("Wide", Depth.TABLES, ("says " * 40,), tables=(wide,))).splitlines()
    assert max(map(len, lines)) <= WIDTH


def test_a_table_without_rows_says_why():
    lines = page(Section("None", Depth.TABLES, tables=(Table("Empty", TABLE.columns, (), ("Nobody scored.",)),)))
    assert "Empty\nNobody scored." in lines


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        (0.584, Kind.SHARE, "58%"),
        (-0.001, Kind.COEFFICIENT, "0.00"),
        (0.4149, Kind.COEFFICIENT, "0.41"),
        (0.44, Kind.LEVELS, "+0.4"),
        (-0.04, Kind.LEVELS, "0.0"),
        (0.44, Kind.SIZE, "0.4"),
        (0.00001, Kind.P, "below 0.001"),
        (0.0312, Kind.P, "0.031"),
        (7.0631, Kind.NUMBER, "7.06"),
        (12, Kind.COUNT, "12"),
        (Range(-0.1, 0.25), Kind.LEVELS, "-0.1 to +0.2"),
        ("not shown", Kind.SHARE, "not shown"),
        (None, Kind.SHARE, ""),
    ],
)
def test_every_kind_of_number_is_written_its_one_way(cell: Cell, kind: Kind, said: str):
    assert written(cell, kind) == said
