"""The page for a table of scores from anywhere: brought, confirmed, reported on, and kept nowhere."""

import pytest

CSV = "text/csv"
LONG = "sample,rater,criterion,score\n" + "".join(
    f"{piece},{rater},Claim,{score}\n"
    for piece, scores in (("Maple", (3, 3, 2, 4)), ("Oak", (1, 2, 2, 1)), ("Elm", (4, 4, 3, 4)), ("Ash", (2, 3, 3, 2)))
    for rater, score in zip(("Zed Zimmer", "Ana Alba", "Bo Berg", "Cy Cole"), scores, strict=True)
)
HOSTILE = "![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$"


def html(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def texts(page) -> str:
    return "\n".join(text.value for text in page.text)


def paste(page, table: str):
    page.text_area(key="sheet-text").set_value(table)
    page.button(key="sheet-read").click().run()
    assert not page.exception
    return page


def see(page):
    page.button(key="sheet-report").click().run()
    assert not page.exception
    return page


def field(page, kind: str, ending: str):
    return next(widget for widget in page.get(kind) if widget.key.endswith(ending))


@pytest.fixture
def page(facilitator, open_page):
    return open_page("spreadsheet", facilitator)


def test_start_leads_to_it(facilitator, open_page):
    start = open_page("home", facilitator)
    start.button(key="start-sheet").click().run()
    assert not start.exception
    assert start.title[0].value == "Bring a spreadsheet"


def test_a_file_is_confirmed_reported_on_and_thrown_away(page):
    page.file_uploader[0].set_value(("Fall.csv", LONG.encode(), CSV)).run()
    assert not page.exception
    assert field(page, "selectbox", "long-rater").value == 1
    assert field(page, "text_input", "all-levels").value == "1, 2, 3, 4"
    see(page)
    assert list(page.error) == []
    assert "16 scores" in page.caption[0].value.replace("\\", "")
    everything = html(page) + texts(page) + "".join(chart.proto.spec for chart in page.get("plotly_chart"))
    assert "Maple" in everything
    assert "Zimmer" not in everything
    page.button(key="sheet-throw").click().run()
    assert not page.exception
    assert page.text_area(key="sheet-text").value == ""
    assert "Maple" not in repr(page.session_state)
