"""The sample pages: add, mask, look at every page; hostile words are shown as text and file names not at all."""

import re

import pytest

from tests.workbench.world import an_open_session, telling
from workbench.domain.people import Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import SessionSample
from workbench.services import builtin, installed, joining, naming, rubrics, samples, sessions
from workbench.services.joining import Arrival
from workbench.services.samples import About

HOSTILE = '![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$ =1+1 "'
PNG = (installed.data_dir() / "samples" / "dogwood" / "work.png").read_bytes()
PDF = (installed.data_dir() / "samples" / "walnut" / "work.pdf").read_bytes()
OWN_NAME = "Ana Perez 8B.pdf"


@pytest.fixture
def sample_id(store, facilitator) -> str:
    return samples.draft(store, facilitator, About("Letter", "Write to the mayor."), "s1")


@pytest.fixture
def look(store, facilitator):
    return lambda sample_id="s1": samples.get(store, facilitator, sample_id).sample


def plain(words: str) -> str:
    """Undo what keeps Markdown away, as the browser does."""
    return words.replace("\\", "").replace("\u2060", "")


def keyed(page, start: str):
    return next(w for w in (*page.button, *page.checkbox, *page.text_area) if str(w.key).startswith(start))


def uploader(page):
    return next(iter(page.file_uploader))


def everything_said(page) -> str:
    shown = (*page.markdown, *page.caption, *page.text, *page.warning, *page.error, *page.info, *page.success)
    return plain("\n".join(str(element.value) for element in shown))


def test_the_list_says_what_is_in_a_piece_and_whether_it_can_be_used(store, facilitator, open_page, sample_id, look):
    samples.add_text(store, facilitator, sample_id, "The river was dirty.", "t1")
    assert "Letter · 1 text · not looked at yet" in everything_said(open_page("samples", facilitator))
    samples.check(store, facilitator, look())
    page = open_page("samples", facilitator)
    assert "Letter · 1 text · ready to use" in everything_said(page)
    assert [b.label for b in page.button if b.proto.type == "primary"] == ["Add student work"]


def test_adding_work_begins_with_the_task_and_a_drawn_name(store, facilitator, open_page):
    page = open_page("sample", facilitator)
    page.text_input(key="task-new").set_value("Letter to the mayor")
    page.button(key="sample-begin").click().run()
    assert not page.exception
    (sample,) = samples.browse(store, facilitator)
    assert sample.task == "Letter to the mayor"
    assert page.title[0].value == sample.name
    assert sample.name in naming.sample_names()


def test_a_pasted_text_is_added_shown_and_its_names_are_offered(store, facilitator, open_page, sample_id, look):
    page = open_page("sample", facilitator, sample=sample_id)
    keyed(page, "paste-").set_value("My name is Ana Perez. Ana was there.")
    page.button(key="add-text-s1").click().run()
    assert not page.exception
    assert look().artifacts[0].text == "My name is Ana Perez. Ana was there."
    assert [b.label for b in page.button if b.proto.type == "primary"] == ["Mask what is ticked"]
    boxes = [box for box in page.checkbox if str(box.key).startswith("hint-")]
    assert [plain(box.label)[:12] for box in boxes] == ["“Ana Perez” ", "“Ana” in: … "]
    boxes[1].uncheck()
    page.button(key="mask-s1").click().run()
    assert not page.exception
    assert look().artifacts[0].text == "My name is [Name 1]. Ana was there."


def test_a_piece_is_usable_only_after_the_statement_is_ticked(store, facilitator, open_page, sample_id, look):
    samples.add_text(store, facilitator, sample_id, "The river was dirty.", "t1")
    page = open_page("sample", facilitator, sample=sample_id)
    assert page.button(key="check-s1").disabled
    keyed(page, "looked-").check().run()
    page.button(key="check-s1").click().run()
    assert not page.exception
    assert look().checked
    assert "Ready to use" in everything_said(page)


def test_a_tick_does_not_count_for_pages_added_after_it(store, facilitator, open_page, sample_id, look):
    samples.add_text(store, facilitator, sample_id, "The river was dirty.", "t1")
    page = open_page("sample", facilitator, sample=sample_id)
    keyed(page, "looked-").check().run()
    samples.add_text(store, facilitator, sample_id, "Somebody else adds this.", "t2")
    page.button(key="check-s1").click().run()
    assert not page.exception
    assert not look().checked
    assert "has changed since you looked at it" in everything_said(page)
    assert not keyed(page, "looked-").value


def test_files_are_added_as_soon_as_they_are_chosen_and_their_names_vanish(
    store, facilitator, open_page, sample_id, look
):
    page = open_page("sample", facilitator, sample=sample_id)
    uploader(page).set_value([(OWN_NAME, PDF, "application/pdf"), ("b.png", PNG, "image/png")]).run()
    assert not page.exception
    assert [a.label for a in look().artifacts] == ["Pages", "Picture"]
    assert "Perez" not in everything_said(page)
    assert not uploader(page).value


def test_pages_are_offered_for_covering_until_a_session_reads_them(store, facilitator, open_page, sample_id):
    page = open_page("sample", facilitator, sample=sample_id)
    uploader(page).set_value([("b.png", PNG, "image/png")]).run()
    assert "What is under a box is deleted here for good" in everything_said(page)
    assert [box.proto.component_name for box in page.get("bidi_component")] == ["workbench_mask_boxes"]
    samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    builtin.ensure_rubrics(store)
    rubric_id = rubrics.browse(store, facilitator)[0].id
    plan = sessions.Draft("October", rubric_id, (SessionSample(sample_id),), telling(facilitator))
    sessions.act(store, facilitator, sessions.draft(store, facilitator, plan), Act.OPEN)
    page = open_page("sample", facilitator, sample=sample_id)
    assert "Cover names" not in everything_said(page)
    assert [box.proto.component_name for box in page.get("bidi_component")] == ["workbench_work"]


def test_of_several_files_a_refused_one_is_named_by_its_number(store, facilitator, open_page, sample_id, look):
    page = open_page("sample", facilitator, sample=sample_id)
    uploader(page).set_value(
        [("b.png", PNG, "image/png"), (OWN_NAME, b"<html><script>1</script></html>", "application/pdf")]
    ).run()
    assert not page.exception
    assert len(look().artifacts) == 1
    assert "File 2 was not added." in everything_said(page)
    assert "Perez" not in everything_said(page)


def test_hostile_words_are_text_on_every_sample_page(store, facilitator, open_page):
    sample_id = samples.draft(store, facilitator, About(HOSTILE, HOSTILE), "s1")
    samples.add_text(store, facilitator, sample_id, f"My name is Ana Perez. {HOSTILE}", "t1")
    for page in (open_page("samples", facilitator), open_page("sample", facilitator, sample=sample_id)):
        assert not page.exception
        assert HOSTILE in everything_said(page)
        as_markdown = [m.value for m in (*page.markdown, *page.caption, *page.title, *page.header)]
        labels = [w.label for w in (*page.button, *page.checkbox, *page.selectbox, *page.text_input)]
        assert not [words for words in (*as_markdown, *labels) if re.search(r"(?<!\\)(!\[t|<img|:red)|://", words)]


def test_one_part_is_removed_and_the_whole_piece_withdrawn(store, facilitator, open_page, sample_id, look):
    samples.add_text(store, facilitator, sample_id, "One.", "t1")
    samples.add_text(store, facilitator, sample_id, "Two.", "t2")
    page = open_page("sample", facilitator, sample=sample_id)
    page.button(key="remove-t1").click().run()
    assert [a.text for a in look().artifacts] == ["Two."]
    assert page.button(key="withdraw-s1").disabled
    page.checkbox(key="sure-s1").check().run()
    page.button(key="withdraw-s1").click().run()
    assert not page.exception
    assert page.title[0].value == "Student work"
    assert samples.browse(store, facilitator) == ()


def test_permission_and_the_day_of_deletion_are_kept(store, facilitator, open_page, sample_id):
    page = open_page("sample", facilitator, sample=sample_id)
    assert not page.exception
    samples.add_text(store, facilitator, sample_id, "One.", "t1")
    page = open_page("sample", facilitator, sample=sample_id)
    page.selectbox(key="audience-s1").select_index(1)
    page.button(key="describe-s1").click().run()
    assert "Without permission this work stays within its sessions." in everything_said(page)
    page.checkbox(key="held-s1").check()
    page.button(key="describe-s1").click().run()
    assert not page.exception
    seen = samples.get(store, facilitator, sample_id)
    assert (seen.permission.held, str(seen.permission.audience)) == (True, "school")


def test_a_teacher_finds_no_student_work(store, facilitator, open_page, sample_id):
    session = an_open_session(store, facilitator)
    ana = joining.join(store, Arrival(session.join_code, "Ana P.", "8264", "10.0.0.1")).person
    for name in ("samples", "sample"):
        page = open_page(name, Viewer(ana, frozenset()), sample=sample_id)
        assert page.title[0].value == "What waits for you"
