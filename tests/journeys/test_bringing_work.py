"""Three teachers bring work by a link, one with a phone; in the meeting nobody is given their own piece."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys import pages_to_cover, screens
from tests.journeys.cast import LAPTOP, PHONE, TABLET, Cast
from tests.journeys.leads import Lead
from tests.journeys.people import PIN, Teacher
from tests.journeys.school import School
from tests.journeys.test_projector import sits
from tests.workbench.inked import around_ink, ink, photo
from workbench.domain.samples import Artifact, ArtifactKind
from workbench.domain.scoring import Given
from workbench.domain.sessions import Session
from workbench.services import builtin, giving, installed, scoring, signing_in
from workbench.services.scoring import Entry
from workbench.storage import sessions as stored_sessions
from workbench.storage import tables as t

pytestmark = pytest.mark.browser

TITLE = "Work we brought"
PHOTO = (installed.data_dir() / "samples" / "dogwood" / "work.png").read_bytes()
NAMED = "Mara Lindqvist"
BRIDGE = f"My name is {NAMED}. Close the bridge for cars. Two bikes cannot pass a bus there."
POOL = "The pool should open at seven. Swimmers come before work."
TYPED = "Bouncing Balls Lab. I was wrong."
LABELS = {"Ana M": "Leo, 3rd period", "Ben O": "Mara, 7b", "Chloé D": "the one about swimming"}


def test_three_bring_work_and_nobody_scores_their_own(own_school: School, own_cast: Cast):
    own_school.facilitator("Noor Lead")
    builtin.ensure_rubrics(own_school.store)
    lead = own_cast.lead("Noor Lead")
    lead.signs_in()
    link = asks_for_samples(lead)
    ana, ben, chloe = (
        own_cast.teacher(name, on=on) for name, on in (("Ana M", PHONE), ("Ben O", LAPTOP), ("Chloé D", TABLET))
    )
    comes(ana, link)
    ana.page.locator('input[type="file"]').set_input_files(
        FilePayload(name="IMG_0001.png", mimeType="image/png", buffer=PHOTO)
    )
    types_what_it_says(ana)
    comes(ben, link)
    pastes(ben, BRIDGE)
    ben.presses("Mask what is ticked")
    ben.sees("[Name 1]")
    comes(chloe, link)
    pastes(chloe, POOL)
    own = {teacher.name: sends(teacher) for teacher in (ana, ben, chloe)}
    the_same_photo_twice(ana)

    session = the_lead_sees_what_came(own_school, lead, own)
    dev, unseen = own_cast.teacher("Dev P"), "Eun-ji K"
    for teacher in (ana, ben, chloe, dev):
        teacher.joins(session)
    sits(own_school, session, unseen)
    lead.starts()
    for teacher in (ana, ben, chloe, dev):
        teacher.is_at_the_desk()
    everybody = (*own, dev.name, unseen)
    for name in everybody:
        assert pieces_of(own_school, session, name) == set(own.values()) - {own.get(name)}
    ana.sees("1 piece is yours, so it is not among these.")
    reads_the_transcription(dev, own["Ana M"])
    for name in everybody:
        scores_everything(own_school, session, name)

    withdraws(ben)
    names_are_nowhere(own_school)
    lead.reloads()
    lead.sees("Everybody has finished.")
    lead.closes()
    lead.reveals()
    the_gap_is_shown(lead, chloe, own)


def test_names_in_the_pixels_of_three_phone_photos_are_gone_before_anybody_else_looks(
    own_school: School, own_cast: Cast
):
    own_school.facilitator("Noor Lead")
    builtin.ensure_rubrics(own_school.store)
    lead = own_cast.lead("Noor Lead")
    lead.signs_in()
    link = asks_for_samples(lead)
    for number, name in enumerate(LABELS):
        teacher = own_cast.teacher(name, on=PHONE)
        comes(teacher, link)
        photographs(teacher, photo(900 + number, 1200, words=f"{NAMED} {number}"))
        covers_the_name(own_school, teacher)
        sends(teacher)
    pictures = kept(own_school)
    assert len(pictures) == len(LABELS)
    assert [ink(picture) for picture in pictures] == [0, 0, 0]
    the_lead_sees_no_ink(lead)


def photographs(teacher: Teacher, picture: bytes) -> None:
    teacher.page.locator('input[type="file"]').set_input_files(
        FilePayload(name="IMG_7.jpg", mimeType="image/jpeg", buffer=picture)
    )
    teacher.sees("Cover names and faces")
    teacher.is_drawn()
    first = pages_to_cover.image(teacher.page)
    screens.eventually(teacher.page, lambda: first.evaluate("i => i.complete && i.naturalWidth > 0"), "a page")


def covers_the_name(school: School, teacher: Teacher) -> None:
    """Draw a box around the red letters; nothing can be sent before they are covered."""
    (picture,) = [found for found in kept(school) if ink(found)]
    pages_to_cover.draw(teacher.page, around_ink(Artifact("", ArtifactKind.PAGES, ""), picture))
    teacher.sees("1 box, not covered yet.")
    teacher.sees("Cover your boxes first, or remove them")
    expect(teacher.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    teacher.page.get_by_role("button", name="Cover these for good").click()
    teacher.sees("No boxes yet.", seconds=60)
    teacher.is_drawn()


def kept(school: School) -> list[bytes]:
    """Return every file that the server keeps."""
    folder = Path(school.settings.files_url.removeprefix("file://"))
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def the_lead_sees_no_ink(lead: Lead) -> None:
    got: list[int] = []
    lead.page.on("response", lambda answer: got.append(ink(answer.body())) if "/files/" in answer.url else None)
    lead.reloads()
    lead.sees("3 pieces from 3 people.")
    screens.settle(lead.page)
    lead.page.get_by_role("button", name="Look at it").first.click()
    lead.sees("Look at every page")
    screens.eventually(lead.page, lambda: got, "the page's picture")
    assert got == [0] * len(got)


def asks_for_samples(lead: Lead) -> str:
    lead.turns_to("/setup")
    lead.page.get_by_label("Name of the session").fill(TITLE)
    lead.page.keyboard.press("Tab")
    lead.presses("Keep as a draft")
    lead.sees("Ask for samples")
    lead.page.get_by_label("What should they bring?").fill("one piece near the line")
    lead.page.get_by_label("From how many people? (0: open)").fill("3")
    lead.page.keyboard.press("Tab")
    lead.presses("Make the link")
    lead.sees("Send this link, or the whole message:")
    screens.settle(lead.page)
    found = re.search(r"/give/[A-Z0-9-]+", screens.text_of(lead.page))
    assert found
    return found.group()


def comes(teacher: Teacher, link: str) -> None:
    teacher.goes_to(link)
    teacher.sees("one piece near the line")
    teacher.page.get_by_label("Your name").fill(teacher.name)
    teacher.page.get_by_label("PIN", exact=True).fill(PIN)
    teacher.page.get_by_role("button", name="Go on", exact=True).click()
    teacher.sees_title("Bring a piece of work")
    teacher.is_drawn()


def pastes(teacher: Teacher, text: str) -> None:
    teacher.page.get_by_label("Or paste the student's words").fill(text)
    teacher.presses("Add this text")
    teacher.sees("Permission")


def types_what_it_says(teacher: Teacher) -> None:
    teacher.sees("Permission")
    screens.settle(teacher.page)
    teacher.page.get_by_text("Type what the pages say (optional)").click()
    teacher.page.get_by_label("What they say").fill(TYPED)
    teacher.presses("Keep the transcription")
    screens.settle(teacher.page)


def sends(teacher: Teacher) -> str:
    """Say that there is permission, send; return the neutral name."""
    teacher.page.locator("label").filter(has_text="There is permission to use this work").click()
    screens.settle(teacher.page)
    teacher.page.get_by_label("Your own label (optional)").fill(LABELS[teacher.name])
    teacher.page.keyboard.press("Tab")
    teacher.presses("Send")
    teacher.sees("What you brought")
    teacher.sees(LABELS[teacher.name])
    found = re.search(r"the others see it as “([^”]+)”", screens.text_of(teacher.page))
    assert found
    return found.group(1)


def the_same_photo_twice(teacher: Teacher) -> None:
    screens.settle(teacher.page)
    teacher.page.locator('input[type="file"]').set_input_files(
        FilePayload(name="IMG_0002.png", mimeType="image/png", buffer=PHOTO)
    )
    teacher.sees("You have sent this already.")


def the_lead_sees_what_came(school: School, lead: Lead, own: dict[str, str]) -> Session:
    lead.reloads()
    setup = lead.page.url
    lead.sees("3 pieces from 3 people.")
    for words in (*LABELS, *LABELS.values()):
        lead.does_not_see(words)
    for _ in own:
        screens.settle(lead.page)
        lead.page.get_by_role("button", name="Look at it").first.click()
        lead.sees("Look at every page")
        assert lead.looked_at_every_page() in own.values()
        lead.page.goto(setup)
        lead.is_drawn()
    lead.picks("Student work", sorted(own.values()))
    lead.page.keyboard.press("Escape")
    lead.page.get_by_label("How to reach them during the session").fill("Room 12")
    lead.presses("Open the session")
    lead.sees_title("Lobby")
    with school.store.reading() as db:
        found = db.execute(t.calibration.select().where(t.calibration.c.title == TITLE)).one()
        return stored_sessions.get(db, found.id)


def viewer(school: School, session: Session, name: str):
    with school.store.writing() as db:
        person_id = next(p.id for p in stored_sessions.seated(db, session.id) if p.name == name)
        token = signing_in.start(school.store, db, person_id)
    found = signing_in.sign_in_for_token(school.store, token)
    assert found is not None
    here = signing_in.viewer_of(school.store, found.id)
    assert here is not None
    return here


def pieces_of(school: School, session: Session, name: str) -> set[str]:
    desk = scoring.desk(school.store, viewer(school, session, name), session.id)
    return {read.sample.name for read in desk.reads}


def scores_everything(school: School, session: Session, name: str) -> None:
    """Give every piece on somebody's desk a level; other journeys do so by hand."""
    who = viewer(school, session, name)
    for read in scoring.desk(school.store, who, session.id).reads:
        for criterion in read.criteria:
            level = 1 + len(name) % 3
            scoring.score(
                school.store,
                who,
                Entry(read.assignment.id, school.store.new_id()),
                criterion.id,
                Given(level=min(level, len(criterion.levels))),
            )


def reads_the_transcription(teacher: Teacher, name: str) -> None:
    """Go to the photo's piece; what it says is shown when asked for, as a part that a screen reader finds."""
    while teacher.piece != name:
        teacher.page.get_by_role("combobox", name="Go to").click()
        teacher.page.get_by_role("option", name=re.compile(rf"^{re.escape(name)}")).click()
        teacher.is_at_the_desk()
        screens.settle(teacher.page)
    button = teacher.page.get_by_role("button", name="Read the transcription")
    expect(button).to_have_attribute("aria-expanded", "false")
    teacher.does_not_see(TYPED)
    button.click()
    said = teacher.page.get_by_role("region", name=re.compile("^Transcription"))
    expect(said).to_contain_text(TYPED)


def withdraws(teacher: Teacher) -> None:
    """Take back, in the middle of scoring, what one brought."""
    teacher.goes_to("/give")
    teacher.sees(LABELS[teacher.name])
    teacher.presses("Withdraw this work")
    teacher.page.locator("label").filter(has_text="Yes, delete this work").click()
    screens.settle(teacher.page)
    teacher.page.get_by_role("button", name="Withdraw", exact=True).click()
    teacher.page.get_by_text(LABELS[teacher.name]).wait_for(state="detached")


def names_are_nowhere(school: School) -> None:
    with school.store.reading() as db:
        rows = [str(row) for table in t.metadata.sorted_tables for row in db.execute(table.select())]
    for words in (NAMED, "Close the bridge", LABELS["Ben O"]):
        assert not [row for row in rows if words in row]


def the_gap_is_shown(lead: Lead, chloe: Teacher, own: dict[str, str]) -> None:
    lead.sees("1 teacher brought this piece and did not score it.")
    assert screens.text_of(lead.page).count("1 teacher brought this piece and did not score it.") == len(own)
    chloe.sees("You brought this piece, so you did not score it.", seconds=90)
    for words in LABELS.values():
        lead.does_not_see(words)
        chloe.does_not_see(words)


def test_a_link_that_was_renewed_and_one_that_never_was_look_the_same(own_school: School, own_cast: Cast):
    teacher = own_cast.teacher("Ana M", on=PHONE)
    teacher.goes_to("/give/BCDF-GHJK")
    teacher.sees("Nothing is asked for under this link.")
    teacher.is_forgiven("status of 404")
    assert giving.tables(own_school.store, own_school.facilitator("Noor Lead")) == ()
