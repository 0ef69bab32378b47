"""The rubric pages: browse, read, write, import; hostile words are shown as text."""

import re

from tests.workbench.world import an_open_session
from workbench.domain.people import Viewer
from workbench.domain.rubric_drafts import Draft, Row, Scale
from workbench.domain.rubrics import RubricKind
from workbench.services import builtin, joining, rubrics
from workbench.services.joining import Arrival

HOSTILE = '![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$ =1+1 "'


def html(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def texts(page) -> list[str]:
    return [t.value for t in page.text]


def a_rubric(store, facilitator, words="Lab reports") -> str:
    scale = Scale(("Not yet", "There", "Beyond"), 2, (Row("Question", ("", "asks", words)),))
    return rubrics.save(store, facilitator, Draft(words, RubricKind.ACADEMIC, (scale,)), store.new_id())


def test_academic_rubrics_stand_apart_from_dispositions_and_self_assessments(store, facilitator, open_page):
    builtin.ensure_rubrics(store)
    page = open_page("rubrics", facilitator)
    assert not page.exception
    assert [s.value for s in page.header] == ["Academic work", "Habits and dispositions", "Our own school"]
    assert "Argument writing" in texts(page)
    assert [b.label for b in page.button if b.proto.type == "primary"] == ["New rubric"]


def test_a_teacher_finds_no_rubric_list(store, facilitator, open_page):
    session = an_open_session(store, facilitator)
    ana = joining.join(store, Arrival(session.join_code, "Ana P.", "8264", "10.0.0.1")).person
    for staff_page in ("rubrics", "rubric_edit"):
        assert open_page(staff_page, Viewer(ana, frozenset())).title[0].value == "What waits for you"
    page = open_page("rubric", Viewer(ana, frozenset()), rubric=session.rubric_id)
    assert "Evidence" in html(page)
    assert not [b for b in page.button if b.key in ("rubric-edit", "rubric-copy", "rubric-retire")]


def test_the_table_draws_the_line_and_says_what_is_not_described(store, facilitator, open_page):
    page = open_page("rubric", facilitator, rubric=a_rubric(store, facilitator))
    assert not page.exception
    shown = html(page)
    assert "The There line" in shown
    assert re.search(r'<th scope="col" class="at-line"><span class="line-name">The There line</span>There</th>', shown)
    assert "not described" in shown
    assert page.button(key="rubric-edit").label == "Change it"


def test_hostile_words_are_text_on_every_rubric_page(store, facilitator, open_page):
    rubric_id = a_rubric(store, facilitator, HOSTILE)
    shelf = open_page("rubrics", facilitator)
    assert HOSTILE in texts(shelf)
    seen = open_page("rubric", facilitator, rubric=rubric_id)
    assert "<img" not in html(seen)
    assert "&lt;img src=x" in html(seen)
    for page in (shelf, seen, open_page("rubric_edit", facilitator, edit=rubric_id)):
        assert not page.exception
        shown_as_markdown = [m.value for m in (*page.markdown, *page.caption, *page.title, *page.header)]
        labels = [w.label for w in (*page.button, *page.selectbox, *page.text_input)]
        assert not [words for words in (*shown_as_markdown, *labels) if "![t]" in words]


def test_writing_a_new_rubric_says_what_is_missing_and_keeps_what_was_typed(store, facilitator, open_page):
    page = open_page("rubric_edit", facilitator)
    page.text_input(key="new-0-title").set_value("Lab reports")
    page.button(key="rubric-save").click().run()
    assert not page.exception
    assert "1 to 12 criteria" in page.error[0].value.replace("\\", "")
    assert page.text_input(key="new-0-title").value == "Lab reports"
    assert rubrics.browse(store, facilitator) == ()


def test_a_change_is_saved_once(store, facilitator, open_page):
    rubric_id = a_rubric(store, facilitator)
    page = open_page("rubric_edit", facilitator, edit=rubric_id)
    form = f"edit-{rubric_id}-0"
    page.text_input(key=f"{form}-title").set_value("Lab reports, grade 8")
    page.text_input(key=f"{form}-level-0-2").set_value("Meets")
    page.button(key="rubric-save").click().run()
    assert not page.exception
    seen = rubrics.get(store, facilitator, rubric_id)
    assert (seen.rubric.title, seen.rubric.criteria[0].cut_label) == ("Lab reports, grade 8", "Meets")
    assert len(seen.versions) == 1
    assert "The Meets line" in html(page)


def test_one_level_more_keeps_everything_typed_so_far(store, facilitator, open_page):
    rubric_id = a_rubric(store, facilitator)
    page = open_page("rubric_edit", facilitator, edit=rubric_id)
    form = f"edit-{rubric_id}"
    page.text_input(key=f"{form}-0-title").set_value("New title")
    page.button(key=f"{form}-0-more-0").click().run()
    assert page.text_input(key=f"{form}-1-title").value == "New title"
    page.text_input(key=f"{form}-1-level-0-4").set_value("Far beyond")
    page.button(key="rubric-save").click().run()
    criterion = rubrics.get(store, facilitator, rubric_id).rubric.criteria[0]
    assert [level.label for level in criterion.levels] == ["Not yet", "There", "Beyond", "Far beyond"]


def test_make_it_ours_begins_with_the_built_in_words(store, facilitator, open_page):
    builtin.ensure_rubrics(store)
    page = open_page("rubric_edit", facilitator, copy=builtin.rubric_id("argument-writing"))
    page.button(key="rubric-save").click().run()
    assert not page.exception
    ours = [r for r in rubrics.browse(store, facilitator) if rubrics.is_ours(r)]
    assert [r.title for r in ours] == ["Argument writing (ours)"]


CANVAS = (
    "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,"
    "Rating Name,Rating Description,Rating Points,Rating Name,Rating Description,Rating Points\n"
    "Essay,Claim,Takes a stand,false,Clear,A reader could argue,2,Unclear,,1\n"
)


def test_an_imported_table_is_shown_before_anything_is_stored(store, facilitator, open_page):
    page = open_page("rubric_edit", facilitator, start="file")
    page.file_uploader(key="rubric-file").set_value(("secret name.csv", CANVAS.encode(), "text/csv")).run()
    assert not page.exception
    assert "Nothing is stored yet" in page.info[0].value
    assert page.text_input(key="file-0-title").value == "Essay"
    assert rubrics.browse(store, facilitator) == ()
    page.button(key="rubric-save").click().run()
    (rubric,) = rubrics.browse(store, facilitator)
    assert [level.label for level in rubric.criteria[0].levels] == ["Unclear", "Clear"]


def test_a_broken_table_is_refused_with_its_row(store, facilitator, open_page):
    page = open_page("rubric_edit", facilitator, start="file")
    broken = CANVAS.replace(",2,", ",,").encode()
    page.file_uploader(key="rubric-file").set_value(("x.csv", broken, "text/csv")).run()
    assert not page.exception
    assert "has no points" in page.error[0].value.replace("\\", "")
    assert rubrics.browse(store, facilitator) == ()


def test_a_rubric_leaves_the_list(store, facilitator, open_page):
    page = open_page("rubric", facilitator, rubric=a_rubric(store, facilitator))
    page.button(key="rubric-retire").click().run()
    assert not page.exception
    assert rubrics.browse(store, facilitator) == ()
