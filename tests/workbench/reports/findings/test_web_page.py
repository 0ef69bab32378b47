"""The report as a web page: whole in itself, in the order of reading, and nobody's text is markup."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html
from plotly.offline import get_plotlyjs

from tests.workbench.reports.findings.made_up import LONG, WORST, department, long, worst
from workbench.domain.catalogue import speaking
from workbench.reports.findings.parts import Depth, Report, Section
from workbench.reports.findings.web_page import web_page

ADDRESSES = ("href", "src", "action", "data", "poster", "srcset", "xlink:href")
VOID = {"meta", "link", "br", "img", "input", "circle", "line"}


@pytest.fixture(scope="module")
def page() -> str:
    return web_page(department())


@pytest.fixture(scope="module")
def worst_page() -> str:
    return web_page(worst())


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.replace(str(get_plotlyjs()), ""))


def texts(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.xpath(path)]


def test_it_begins_with_the_answer_and_the_method_comes_last_and_closed(page):
    root = parsed(page)
    (body,) = root.xpath("//main")
    said = body.text_content()
    order = (
        "Spring writing, grade 9",
        "6 raters, 8 pieces",
        "On Ideas you gave",
        "Where did we differ?",
        "How far do we agree?",
        "In numbers",
        "Who gives more, who less?",
        "How it was worked out",
        "Calibration workbench 0.1.0",
    )
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)
    (method,) = root.xpath("//details[@class='method']")
    assert method.get("open") is None
    assert "leave out one piece" in method.text_content()


def test_headings_step_down_one_at_a_time(page):
    levels = [int(tag) for tag in re.findall(r"<h([1-6])", page.split("<script", 1)[0])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("made", [department, worst, long])
def test_every_element_is_closed_and_no_id_is_there_twice(made):
    page = web_page(made()).replace(str(get_plotlyjs()), "")
    open_now, ids = [], []
    for closing, tag, rest in re.findall(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|[^>\"])*)>", outside_scripts(page)):
        ids += re.findall(r'\bid="([^"]*)"', rest)
        if closing:
            assert open_now.pop() == tag
        elif tag not in VOID and not rest.endswith("/"):
            open_now.append(tag)
    assert open_now == []
    assert len(ids) == len(set(ids))


def outside_scripts(page: str) -> str:
    return re.sub(r"(<(script|style)[^>]*>).*?(</\2>)", r"\1\3", page, flags=re.DOTALL)


@pytest.mark.parametrize("made", [department, worst])
def test_nothing_in_it_points_outside(made):
    root = parsed(web_page(made()))
    found = [(e.tag, name, e.get(name)) for e in root.iter() for name in ADDRESSES if e.get(name)]
    assert found == [("link", "href", "data:,")]
    assert [style.text for style in root.xpath("//style") if re.search(r"url\(|@import", style.text)] == []


def test_its_policy_lets_only_its_own_scripts_and_style_run(page):
    root = html.document_fromstring(page)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    run = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(run) == 3
    assert rules["script-src"].split() == [run_by_hash(text) for text in (run[1], run[2], run[0])]
    assert rules["style-src"] == run_by_hash(re.search(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)[1])
    assert not root.xpath("//*[@style]")
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def run_by_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_what_people_typed_is_shown_letter_by_letter(worst_page):
    root = parsed(worst_page)
    assert texts(root, "//h1") == [WORST[1]]
    assert root.xpath("//title")[0].text == WORST[1]
    assert [script.text for script in root.xpath("//script") if "alert(1)" in (script.text or "")[:100]] == []
    assert root.xpath("//main//b[text()='bold'] | //main//script | //main//i") == []
    assert WORST[0] in texts(root, "//main//td")
    assert WORST[2] in texts(root, "//main//td")
    assert "007" in texts(root, "//main//th")
    assert LONG in texts(root, "//main//th")


def test_what_people_typed_ends_no_script_and_is_no_markup_to_plotly(worst_page):
    (given,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', worst_page, re.DOTALL)
    assert "<" not in given
    shown = [text for figure in json.loads(given).values() for size in figure.values() for text in strings(size)]
    assert any("&lt;script&gt;alert" in text for text in shown)
    assert {tag for text in shown for tag in re.findall(r"<[^>]*>", text)} <= {"<br>"}
    assert [text for text in shown if "$" in text] == []
    assert "template" not in given


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def test_every_picture_has_its_words_and_its_numbers_as_a_table(page):
    root = parsed(page)
    figures = root.xpath("//figure")
    assert len(figures) == 3
    for figure in figures:
        caption = " ".join(figure.xpath("figcaption")[0].text_content().split())
        assert figure.xpath(".//div[@role='img']")[0].get("aria-label") == caption
        assert figure.xpath(".//div[@class='still']/svg")
        assert figure.xpath("details[@class='numbers']//table")
    first = texts(figures[0], ".//tr[2]/*")
    assert first == ["Hickory", "0", "3", "3", "0"]


def test_tables_name_their_columns_and_rows_and_write_numbers_as_people_read_them(page):
    (table,) = parsed(page).xpath("//table[caption='Agreement by criterion']")
    assert {cell.get("scope") for cell in table.xpath("thead//th")} == {"col"}
    assert {cell.get("scope") for cell in table.xpath("tbody//th")} == {"row"}
    assert texts(table, "tbody/tr[1]/*") == ["Ideas", "58%", "45% to 71%", "0.41", "120"]
    assert texts(table, "tbody/tr[3]/*") == ["Conventions", "93%", "", "0.00", "118"]
    box = table.getparent()
    assert box.get("tabindex") == "0"
    assert box.get("aria-labelledby") == table.xpath("caption")[0].get("id")


def test_the_same_report_gives_the_same_page(page):
    assert web_page(department()) == page


def test_a_long_picture_is_drawn_in_parts_that_keep_their_axis_in_sight():
    root = parsed(web_page(long()))
    (figure,) = root.xpath("//figure")
    drawings = figure.xpath(".//div[@role='img']")
    assert len(drawings) == 17
    assert all("Proficient line" in drawing.text_content() for drawing in drawings)
    assert texts(figure, "details[@class='more']/summary") == ["The other 282 rows"]
    assert len(root.xpath("//table[caption='All pieces']")[-1].xpath("tbody/tr")) == 300


def test_a_report_without_pictures_does_without_plotly():
    page = web_page(Report("T", "B", ("One.",), (Section("Why", Depth.FIRST, ("Because.",)),), "W"))
    assert len(page) < 20_000
    assert "plotly.js v" not in page


def test_it_speaks_the_language_that_is_spoken():
    with speaking("es"):
        root = parsed(web_page(department()))
    assert root.get("lang") == "es"
    assert "Línea" in root.xpath("//figure")[0].text_content()
