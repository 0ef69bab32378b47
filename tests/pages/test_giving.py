"""The page on which a teacher brings work, and what the lead sees of it in Set up."""

import re
from pathlib import Path

import pytest

from tests.workbench.giving_world import Asked, asked
from workbench.domain.samples import Audience
from workbench.services import asking, giving, installed, samples
from workbench.services.joining import Arrival

PNG = (installed.data_dir() / "samples" / "dogwood" / "work.png").read_bytes()
LABEL = "![b](https://tracker.example/b.png) Ben, 3rd period"


@pytest.fixture
def meeting(store, facilitator, tmp_path: Path) -> Asked:
    return asked(store, tmp_path, facilitator)


@pytest.fixture
def ana(meeting: Asked):
    return meeting.comes("Ana")


def keyed(page, kind: str, start: str):
    return next(found for found in page.get(kind) if str(found.key).startswith(start))


def said(page) -> str:
    shown = (*page.markdown, *page.caption, *page.text, *page.warning, *page.error, *page.info, *page.success)
    return "\n".join(str(element.value) for element in shown).replace("\\", "").replace("\u2060", "")


def paste(page, text: str):
    keyed(page, "text_area", "paste-").set_value(text)
    keyed(page, "button", "add-text-").click().run()
    assert not page.exception
    return page


def test_a_teacher_brings_a_text_masks_says_permission_and_sends(meeting, ana, open_page, store):
    page = open_page("give", ana, session=meeting.session_id)
    assert page.title[0].value == "Bring a piece of work"
    assert "one piece near the line" in said(page)
    paste(page, "My name is Ana Perez. The river was dirty.")
    piece = giving.table(store, ana, meeting.session_id).in_hand
    page.button(key=f"mask-{piece.id}").click().run()
    page.checkbox(key=f"held-{piece.id}").check()
    page.selectbox(key=f"audience-{piece.id}").select_index(1)
    page.text_input(key=f"label-{piece.id}").set_value(LABEL)
    page.button(key=f"send-{piece.id}").click().run()
    assert not page.exception
    found = giving.table(store, ana, meeting.session_id)
    assert found.pieces[0].label == LABEL
    assert "Perez" not in found.pieces[0].sample.artifacts[0].text
    assert samples.get(store, meeting.lead, piece.id).permission.audience is Audience.SCHOOL
    assert LABEL in said(page)
    assert "What you brought" in [header.value for header in page.header]
    assert keyed(page, "file_uploader", "upload-") is not None


def test_a_photo_from_a_phone_is_brought_and_the_same_twice_is_said(meeting, ana, open_page, store):
    page = open_page("give", ana, session=meeting.session_id)
    for wanted in ("", "You have sent this already."):
        keyed(page, "file_uploader", "upload-").set_value([("IMG_1.png", PNG, "image/png")]).run()
        assert not page.exception
        assert wanted in said(page)
    assert len(giving.table(store, ana, meeting.session_id).in_hand.artifacts) == 1


def test_what_was_begun_can_be_given_up_and_begun_again(meeting, ana, open_page, store):
    page = paste(open_page("give", ana, session=meeting.session_id), "The river.")
    first = giving.table(store, ana, meeting.session_id).in_hand
    page.button(key=f"give-up-{first.id}").click().run()
    assert not page.exception
    assert giving.table(store, ana, meeting.session_id).in_hand is None
    paste(page, "Another river.")
    assert giving.table(store, ana, meeting.session_id).in_hand.artifacts[0].text == "Another river."


def test_a_label_is_for_nobody_else(meeting, open_page, store):
    meeting.brings("Ana", label="Mia of 7b")
    ben = meeting.comes("Ben")
    for page in (
        open_page("give", ben, session=meeting.session_id),
        open_page("setup", meeting.lead, session=meeting.session_id),
        open_page("samples", meeting.lead),
        open_page("sample", meeting.lead, sample=meeting.pieces["Ana"]),
    ):
        assert not page.exception
        assert "Mia of 7b" not in said(page)
        assert "Ana" not in said(page)


def test_whoever_did_not_come_by_the_link_finds_nothing(meeting, open_page, store, facilitator):
    meeting.comes("Ana")
    page = open_page("give", facilitator, session=meeting.session_id)
    assert "There is nothing here for you" in said(page)


def test_the_start_page_leads_to_what_is_asked_for(meeting, ana, open_page):
    page = open_page("home", ana)
    assert "bring one piece near the line" in said(page)
    page.button(key=f"give-{meeting.session_id}").click().run()
    assert page.title[0].value == "Bring a piece of work"


def test_the_lead_makes_the_link_and_sees_what_came_and_what_is_missing(meeting, open_page, store):
    sample_id = meeting.brings("Ana")
    page = open_page("setup", meeting.lead, session=meeting.session_id)
    assert not page.exception
    assert meeting.code in "\n".join(code.value for code in page.code)
    assert "1 piece from 1 person." in said(page)
    assert "2 people have brought nothing yet" in said(page)
    assert "not looked at yet" in said(page)
    assert page.button(key=f"look-{sample_id}").label == "Look at it"
    page.text_input(key="asking-what").set_value("")
    page.button(key="asking-save").click().run()
    assert "Nothing is asked for." in said(page)
    page.text_input(key="asking-what").set_value("one that surprises")
    page.button(key="asking-save").click().run()
    assert asking.came(store, meeting.lead, meeting.session_id).asking.wanted == "one that surprises"


def test_another_link_is_made_on_request(meeting, open_page):
    before = meeting.code
    page = open_page("setup", meeting.lead, session=meeting.session_id)
    page.button(key="asking-renew").click().run()
    assert not page.exception
    assert meeting.code != before


def test_the_lead_makes_a_one_time_code_for_a_name_and_no_screen_lists_who_came(meeting, ana, open_page, store):
    page = open_page("setup", meeting.lead, session=meeting.session_id)
    for name in ("Ben", "Ana"):
        page.text_input(key="asking-forgot-name").set_value(name)
        page.button(key="asking-forgot-do").click().run()
        assert not page.exception
        assert ("No teacher of that name came by this link." in said(page)) == (name == "Ben")
    code = re.search(r"Say this code to your colleague: ([A-Z0-9-]+)\.", said(page))
    assert code is not None
    assert "Ana" not in said(page)
    giving.come_with_new_pin(store, Arrival(meeting.code, "Ana", "7193", "10.0.0.1"), code[1])
    assert code[1] not in said(page.run())


def test_withdrawing_is_asked_once_and_done(meeting, open_page, store):
    sample_id = meeting.brings("Ana", label="Mia of 7b")
    ana = meeting.comes("Ana")
    page = open_page("give", ana, session=meeting.session_id)
    page.checkbox(key=f"sure-{sample_id}").check().run()
    page.button(key=f"withdraw-{sample_id}").click().run()
    assert not page.exception
    assert giving.table(store, ana, meeting.session_id).pieces == ()
    assert "Mia of 7b" not in said(page)


def test_once_the_session_has_begun_the_page_says_so_and_still_lets_one_withdraw(meeting, open_page):
    sample_id = meeting.brings("Ana")
    meeting.opens()
    page = open_page("give", meeting.joins("Ana"), session=meeting.session_id)
    assert "This session has begun" in said(page)
    assert not page.get("file_uploader")
    assert page.checkbox(key=f"sure-{sample_id}").value is False


def test_the_transcription_of_a_photo_is_typed_on_the_page(meeting, ana, open_page, store):
    page = open_page("give", ana, session=meeting.session_id)
    keyed(page, "file_uploader", "upload-").set_value([("IMG_1.png", PNG, "image/png")]).run()
    photo = giving.table(store, ana, meeting.session_id).in_hand.artifacts[0]
    keyed(page, "text_area", "transcription-").set_value("My name is Ana Perez.")
    page.button(key=f"transcription-{photo.id}").click().run()
    assert not page.exception
    assert giving.table(store, ana, meeting.session_id).in_hand.artifacts[0].text == "My name is Ana Perez."
    assert "1 place may name somebody" in [header.value for header in page.header]
