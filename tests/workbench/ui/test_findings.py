"""Reports on a screen: by depth, with a table beside each picture, and what people typed as text."""

from streamlit.testing.v1 import AppTest

from workbench.reports.findings.parts import Column, Depth, Dots, Kind, Range, Ranges, Report, Section, Table

HOSTILE = "![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$"


def _report(sections: tuple[Section, ...]) -> Report:
    return Report("scores.csv", "4 raters", ("One sentence.",), sections, "workbench")


def _drawn(report: Report, depth: Depth) -> AppTest:
    def script(report, depth):
        from workbench.ui import findings

        findings.sections(report, depth)

    page = AppTest.from_function(script, args=(report, depth), default_timeout=60).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


DOTS = Dots("Claim", "Two stand apart.", ("1", "2", "3"), 2, ((f"Maple {HOSTILE}", (1, 0, 2)), ("Oak", (0, 3, 0))))
RANGES = Ranges("Shares", "Most agree.", Kind.SHARE, (("Claim", 0.5, Range(0.4, 0.6)),), null=0.5)


def test_only_the_sections_of_the_depth_are_drawn_in_their_order():
    report = _report(
        (
            Section("Later", Depth.METHOD),
            Section("First one", Depth.FIRST, ("Said.",)),
            Section("First two", Depth.FIRST),
        )
    )
    page = _drawn(report, Depth.FIRST)
    assert [header.value for header in page.header] == ["First one", "First two"]
    assert [text.value for text in page.text] == ["Said."]


def test_each_picture_has_a_drawing_for_a_phone_words_and_its_numbers_as_a_table():
    page = _drawn(_report((Section("Dots", Depth.FIRST, pictures=(DOTS, RANGES)),)), Depth.FIRST)
    charts = page.get("plotly_chart")
    assert len(charts) == 4
    assert {chart.proto.alt for chart in charts} == {"Claim. Two stand apart.", "Shares. Most agree."}
    assert all('"--' not in chart.proto.spec for chart in charts)
    assert "This picture as a table" in html(page)
    assert "<span>40% to 60%</span>" in html(page)


def test_what_people_typed_is_text_in_headings_tables_and_pictures():
    table = Table(HOSTILE, (Column(HOSTILE), Column("n", Kind.COUNT)), ((HOSTILE, 3),), (HOSTILE,))
    page = _drawn(_report((Section(HOSTILE, Depth.FIRST, (HOSTILE,), (DOTS,), (table,)),)), Depth.FIRST)
    assert "<img" not in html(page)
    assert "&lt;img src=x" in html(page)
    as_markdown = [element.value for element in (*page.header, *page.caption, *page.markdown)]
    assert not [words for words in as_markdown if "![t]" in words]
    assert all("<img" not in chart.proto.spec for chart in page.get("plotly_chart"))


def test_a_long_table_says_how_many_rows_are_not_shown():
    rows = tuple((f"Piece {n}", n) for n in range(302))
    table = Table("Many", (Column("Piece"), Column("n", Kind.COUNT)), rows)
    page = _drawn(_report((Section("Many", Depth.FIRST, tables=(table,)),)), Depth.FIRST)
    assert "2 more rows are not shown here." in html(page)
    assert html(page).count("<tr>") == 301


def test_a_table_without_rows_says_why():
    table = Table("Nobody yet", (Column("Piece"),), (), ("Two raters are needed.",))
    page = _drawn(_report((Section("None", Depth.FIRST, tables=(table,)),)), Depth.FIRST)
    assert [text.value for text in page.text] == ["Nobody yet"]
    assert "Two raters are needed" in page.caption[0].value
