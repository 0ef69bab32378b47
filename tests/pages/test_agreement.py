"""The agreement page: counts for few pieces, how one compares for that person only, and nothing kept for others."""

import ast
from pathlib import Path

import pytest

from tests.workbench.scored_session import a_session, usual
from workbench.domain.phases import Act

ROOT = Path(__file__).parents[2]
HOSTILE = '![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$ "'


def texts(page) -> str:
    return "\n".join(text.value for text in page.text)


def html(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def revealed(store, levels=usual, **size):
    scored = a_session(store, **size)
    scored.give(levels)
    scored.act(Act.CLOSE, Act.REVEAL)
    counted_down(store)
    return scored


def counted_down(store):
    """Let the countdown of the reveal be over."""
    with store.writing() as db:
        db.exec_driver_sql("UPDATE calibration SET stage_since = '2026-01-05 12:00:00.000000'")


def test_few_pieces_are_said_as_counts_with_chance_beside_them(store, open_page):
    scored = revealed(store, criteria=("Claim",))
    page = open_page("agreement", scored.teachers[0], session=scored.id)
    assert not page.exception
    assert page.title[0].value == "How well did we agree?"
    said = texts(page)
    assert "of 24 pairs gave the same level (4 pieces)." in said
    assert "By chance alone, with these level shares, it would be about" in said
    assert "With 4 pieces, agreement cannot be told good from poor." in said
    assert "%" not in said
    assert "accura" not in (said + html(page)).casefold()


def test_whoever_leads_has_the_clock_of_the_talk_here_too_and_nobody_else(store, open_page):
    scored = revealed(store, criteria=("Claim",))
    comes = "next: agree and debrief, 10 minutes"
    assert comes in texts(open_page("agreement", scored.facilitator, session=scored.id))
    assert comes not in texts(open_page("agreement", scored.teachers[0], session=scored.id))


def test_below_the_minimum_it_says_what_is_needed(store, open_page):
    scored = revealed(store, pieces=2)
    said = texts(open_page("agreement", scored.teachers[0], session=scored.id))
    assert "A percentage needs 3 pieces; you have 2." in said
    assert "gave the same level" not in said


def test_unfinished_pieces_are_named(store, open_page):
    scored = revealed(store, lambda who, piece, criterion: 3 if who or piece else None)
    said = texts(open_page("agreement", scored.teachers[0], session=scored.id))
    assert "Not everybody finished these: Maple." in said


def test_nobody_is_told_how_another_teacher_compares(store, open_page):
    """One process keeps answers for many: what is kept for one viewer never reaches another."""
    scored = revealed(store, lambda who, piece, criterion: 1 + piece % 3 + (who > 0), pieces=10, criteria=("Claim",))
    first = open_page("agreement", scored.teachers[0], session=scored.id)
    assert "about one level lower than the others" in texts(first)
    second = texts(open_page("agreement", scored.teachers[1], session=scored.id))
    assert "about a quarter of a level higher than the others" in second
    assert "lower than" not in second
    wall = texts(open_page("agreement", scored.facilitator, session=scored.id))
    assert "than the others" not in wall


def test_a_facilitator_who_scored_sees_their_own_only_when_asked_for_on_this_screen(store, open_page):
    scored = a_session(store, pieces=10, criteria=("Claim",))
    scored.teachers.append(scored.seat(scored.facilitator))
    scored.give(lambda who, piece, criterion: 1 + piece % 3 + (who == 4))
    scored.act(Act.CLOSE, Act.REVEAL)
    counted_down(store)
    page = open_page("agreement", scored.facilitator, session=scored.id)
    assert "higher than the others" not in texts(page)
    page.toggle(key="own-here").set_value(True).run()
    assert "about one level higher than the others" in texts(page)


def with_the_lead(store, **size):
    """Return a session whose lead scores too, a level apart from everybody."""
    scored = a_session(store, **size)
    scored.teachers.append(scored.seat(scored.facilitator))
    scored.give(lambda who, piece, criterion: 4 if who == 4 else 2)
    return scored


def test_everybody_reads_that_whoever_leads_scored_too(store, open_page):
    scored = with_the_lead(store)
    scored.act(Act.CLOSE, Act.REVEAL)
    counted_down(store)
    for viewer in (scored.teachers[0], scored.facilitator):
        said = texts(open_page("agreement", viewer, session=scored.id))
        assert "Whoever leads scored too. They chose the work and had seen it before" in said
        assert "They count here like all others." in said
        assert "48 of 80 pairs gave the same level" in said


def test_of_a_lead_who_did_not_score_nothing_is_said(store, open_page):
    scored = revealed(store)
    assert "Whoever leads" not in texts(open_page("agreement", scored.teachers[0], session=scored.id))


def test_a_lead_leaves_their_scores_out_before_the_reveal_and_everybody_sees_that_version_alone(store, open_page):
    scored = with_the_lead(store)
    page = open_page("live", scored.facilitator, session=scored.id)
    page.checkbox(key=f"lead-apart-{scored.id}").check().run()
    assert not page.exception
    assert scored.session.plan.lead_apart
    scored.act(Act.CLOSE, Act.REVEAL)
    counted_down(store)
    for viewer in (scored.teachers[0], scored.facilitator):
        page = open_page("agreement", viewer, session=scored.id)
        assert "left out of every dot and figure, here and elsewhere: 4 teachers count, 1 is left out." in texts(page)
        assert "48 of 48 pairs gave the same level" in texts(page)
        assert "Maple: 4 × Developing." in page.get("plotly_chart")[0].proto.alt
    page.toggle(key="own-here").set_value(True).run()
    assert "Your scores are left out of this session's figures, as you chose." in texts(page)


def test_a_lead_without_a_seat_has_nothing_to_choose(store, open_page):
    scored = a_session(store)
    assert not list(open_page("live", scored.facilitator, session=scored.id).checkbox)


def test_pictures_are_described_in_words(store, open_page):
    scored = revealed(store, lambda *_: 3, criteria=("Claim",))
    page = open_page("agreement", scored.teachers[0], session=scored.id)
    described = page.get("plotly_chart")[0].proto.alt
    assert "The Proficient line lies between Developing and Proficient." in described
    assert "Maple: 4 × Proficient." in described


def test_hostile_criteria_are_text(store, open_page):
    scored = revealed(store, criteria=(HOSTILE, "Evidence"))
    page = open_page("agreement", scored.teachers[0], session=scored.id)
    assert not page.exception
    assert HOSTILE in texts(page)
    assert "<img" not in html(page)
    assert not [m for m in page.markdown if "tracker" in m.value]
    assert not [c for c in page.caption if "tracker" in c.value]


@pytest.mark.parametrize("acts", [(), (Act.CLOSE,), (Act.CLOSE, Act.REVEAL)], ids=["open", "closed", "counting down"])
def test_before_the_reveal_the_page_is_another(store, open_page, acts):
    scored = a_session(store)
    scored.give(usual)
    scored.act(*acts)
    for viewer in (scored.teachers[0], scored.facilitator):
        page = open_page("agreement", viewer, session=scored.id)
        assert "How well did we agree?" not in [title.value for title in page.title]
        assert "same level" not in texts(page)


def test_every_kept_answer_is_kept_under_all_that_it_depends_on():
    """A cached function of a page takes a Key, which names session, revision, viewer, standing and phase."""
    found = [
        (path.name, function)
        for folder in ("workbench", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        and any("cache_data" in ast.unparse(d) or "cache_resource" in ast.unparse(d) for d in function.decorator_list)
    ]
    assert found
    for _name, function in found:
        assert [ast.unparse(a.annotation) for a in function.args.args if a.annotation][:2] == ["str", "Key"]
        assert "max_entries" in ast.unparse(function.decorator_list[0])


def test_every_figure_stands_two_depths_down_without_a_name(store, open_page):
    scored = revealed(store, lambda who, piece, criterion: 1 + (piece + who // 6) % 4, pieces=12, teachers=7)
    page = open_page("agreement", scored.teachers[0], session=scored.id)
    assert "Gwet" not in html(page)
    page.toggle(key="more-figures").set_value(True)
    page.toggle(key="every-figure").set_value(True).run()
    assert not page.exception
    written = texts(page) + html(page)
    for said in ("Gwet&#x27;s AC1", "Deciding who is proficient", "Formula and source", "Generalizability"):
        assert said in written, said
    assert not [viewer for viewer in scored.teachers[1:] if viewer.person.name in written]
    assert [button.label for button in page.get("download_button")] == ["Workbook (XLSX)", "Web page (HTML)"]
    page.button(key="check").click().run()
    assert not page.exception
    assert "the same by this program and by pingouin" in texts(page)
    assert "Value by pingouin" in html(page)


def test_where_most_of_the_disagreement_lies_is_said_without_a_percentage_while_pieces_are_few(store, open_page):
    scored = revealed(store, lambda who, piece, criterion: 2 + who % 2, criteria=("Claim",))
    said = texts(open_page("agreement", scored.teachers[0], session=scored.id))
    assert "Most of the disagreement on Claim is Developing against Proficient." in said
    assert "No sentences were written about it." in said
