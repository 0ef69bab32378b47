"""What the pictures of a report put where."""

import pytest

from workbench.reports.findings.axes import MOST_DOTS, in_parts, places, scale
from workbench.reports.findings.labels import lines, on_a_figure
from workbench.reports.findings.live import live
from workbench.reports.findings.parts import Dots, Kind, Range, Ranges
from workbench.reports.findings.still import still

LEVELS = ("One", "Two", "Three", "Four")


def test_every_rater_is_one_dot_and_no_two_dots_lie_on_each_other():
    for n in range(MOST_DOTS + 1):
        assert len(set(places(n))) == n
        assert sum(across for across, _down in places(n)) == pytest.approx(0)
        assert all(abs(across) < 0.45 for across, _down in places(n))


def test_a_cell_with_very_many_raters_is_a_number():
    dots = Dots("", "", LEVELS, 3, (("A", (0, MOST_DOTS, MOST_DOTS + 1, 0)),))
    single, many = live(dots, dots.rows)["wide"]["data"]
    assert len(single["x"]) == MOST_DOTS
    assert many["text"] == [str(MOST_DOTS + 1)]
    assert still(dots, dots.rows).count("<circle") == MOST_DOTS + 1


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_line_stands_before_the_lowest_proficient_level(size):
    dots = Dots("", "", LEVELS, 3, (("A", (1, 1, 1, 1)),))
    layout = live(dots, dots.rows)[size]["layout"]
    assert [line["x0"] for line in layout["shapes"]] == [2.5]
    assert any("Proficient line" in note["text"] for note in layout["annotations"])


def test_without_a_cut_there_is_no_line():
    dots = Dots("", "", LEVELS, None, (("A", (1, 1, 1, 1)),))
    assert live(dots, dots.rows)["wide"]["layout"]["shapes"] == []
    assert 'class="cut"' not in still(dots, dots.rows)


def test_a_range_is_drawn_from_its_low_to_its_high_end():
    ranges = Ranges("", "", Kind.SHARE, (("A", 0.5, Range(0.2, 0.9)), ("B", 0.7, None)))
    bars = live(ranges, ranges.rows)["wide"]["data"][0]["error_x"]
    assert bars["arrayminus"] == pytest.approx([0.3, 0])
    assert bars["array"] == pytest.approx([0.4, 0])
    assert still(ranges, ranges.rows).count('class="bar"') == 1


@pytest.mark.parametrize(
    ("kind", "value", "ticks"),
    [
        (Kind.SHARE, 0.97, ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (Kind.COEFFICIENT, -0.1, ["-0.50", "0.00", "0.50", "1.00"]),
        (Kind.LEVELS, 0.04, ["0.0", "+0.1"]),
        (Kind.COUNT, 3, ["0", "1", "2", "3"]),
        (Kind.NUMBER, 5.0, ["5", "6"]),
        (Kind.NUMBER, 1234.0, ["1234", "1235"]),
    ],
)
def test_ticks_are_round_and_all_read_differently(kind, value, ticks):
    null = 0.0 if kind is Kind.LEVELS else None
    assert [text for _value, text in scale(Ranges("", "", kind, (("A", value, None),), null)).ticks] == ticks


def test_labels_below_the_axis_are_tilted_only_where_they_do_not_fit():
    def angle(*levels: str) -> int:
        dots = Dots("", "", levels, None, (("A", (1,) * len(levels)),))
        return live(dots, dots.rows)["phone"]["layout"]["xaxis"]["tickangle"]

    assert angle("Beginning", "Developing", "Approaching", "Proficient") == 0
    assert angle(*map(str, range(10))) == 0
    assert angle("Emerging", "Beginning", "Developing", "Approaching", "Proficient", "Advanced") == -35


def test_on_a_phone_a_long_name_leaves_room_for_its_figure():
    ranges = Ranges("", "", Kind.SHARE, (("x " * 60, 0.5, Range(0.2, 0.9)),))
    (name,) = live(ranges, ranges.rows)["phone"]["layout"]["annotations"]
    assert name["text"].endswith("…: 50% (20% to 90%)")


def test_long_names_go_on_two_lines_and_end_in_an_ellipsis():
    assert lines("Alder and the long way home", 16, 2) == ("Alder and the", "long way home")
    assert lines("Alder and the very long way home", 14, 2) == ("Alder and the", "very long way…")
    assert lines("x" * 60, 10, 2) == ("x" * 10, f"{'x' * 9}…")
    assert lines("漢字" * 6, 10, 3) == ("漢字漢字漢", "字漢字漢字", "漢字")
    assert lines("", 10, 2) == ("",)


def test_plotly_shows_names_letter_by_letter():
    assert on_a_figure('<a href="x">$a$</a>\n&lt;') == '&lt;a href="x"&gt;&#36;a&#36;&lt;/a&gt; &amp;lt;'


def test_rows_are_spread_evenly_over_the_drawings():
    assert [len(part) for part in in_parts(range(26), 34)] == [13, 13]
    assert [len(part) for part in in_parts(range(25), 34)] == [25]
    assert in_parts((), 34) == []
