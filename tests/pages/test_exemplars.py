"""The exemplar pages: publishing, one exemplar, the library with its gaps, what we agreed; hostile words as text."""

import pytest

from tests.workbench.scored_session import TEACHERS, a_session, elsewhere, usual
from workbench.domain.exemplars import Annotation
from workbench.domain.phases import Act
from workbench.domain.samples import Audience
from workbench.services import exemplars, publishing
from workbench.services.publishing import Wording
from workbench.storage import samples

HOSTILE = '![t](https://tracker.example/p.png)<img src=x onerror=alert(1)> :red[x] $y$ "'


@pytest.fixture
def scored(store):
    """A concluded session that agreed on Maple's claim."""
    return concluded(store)


def concluded(store, **size):
    scored = a_session(store, **size)
    scored.give(usual, marks=[(0, 19)])
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    scored.act(Act.CONCLUDE)
    return scored


WORDING = Wording("It names the river.", "No harm is named.", Audience.DISTRICT)


def published(scored, wording=WORDING):
    return publishing.publish(scored.store, scored.facilitator, scored.id, scored.cell(0, 0), wording)


def texts(page) -> str:
    return "\n".join(text.value for text in page.text)


def html(page) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def harmless(page) -> bool:
    said = [*page.markdown, *page.caption, *page.title, *page.header]
    return "<img" not in html(page) and not any("![t](" in element.value for element in said)


def publish_page(scored, open_page, viewer=None):
    sample, criterion = scored.cell(0, 0)
    return open_page("publish", viewer or scored.facilitator, session=scored.id, sample=sample, criterion=criterion)


def test_a_facilitator_publishes_and_lands_on_the_exemplar(store, scored, open_page):
    page = publish_page(scored, open_page)
    assert not page.exception
    page.text_area(key="publish-why").set_value("It names the river.")
    page.button(key="publish").click().run()
    assert page.title[0].value == "Maple"
    assert "It names the river." in texts(page)
    (card,) = exemplars.library(store, scored.teachers[0]).cards
    assert card.exemplar.audience is Audience.SESSION


def test_without_a_reason_nothing_is_published_and_what_was_typed_stays(store, scored, open_page):
    page = publish_page(scored, open_page)
    page.text_area(key="publish-why-not").set_value("No harm is named.")
    page.button(key="publish").click().run()
    assert "An exemplar needs to say why it is at this level" in page.error[0].value
    assert page.text_area(key="publish-why-not").value == "No harm is named."
    assert exemplars.library(store, scored.facilitator).cards == ()


def test_a_teacher_cannot_open_the_publishing_page(store, scored, open_page):
    page = publish_page(scored, open_page, scored.teachers[0])
    assert not [button for button in page.button if button.key == "publish"]
    assert "Publish Maple" not in [title.value for title in page.title]


def test_an_exemplar_says_how_it_came_about_and_names_nobody(store, scored, open_page):
    exemplar_id = published(scored)
    page = open_page("exemplar", elsewhere(store, "Sam S."), exemplar=exemplar_id)
    assert not page.exception
    said = texts(page)
    assert "First vote: 4 teachers, all at 2 Developing." in said, [e.value for e in page.error]
    assert "Rubric: Argument, version 1." in said
    assert "It may be seen by everybody in the district." in said
    assert not any(name in said + html(page) for name in (*TEACHERS, scored.facilitator.person.name))
    assert not [b for b in page.button if b.key in ("change-words", "retire-now")]


def test_notes_are_taken_over_from_the_evidence_and_written_in_place(store, scored, open_page):
    exemplar_id = published(scored)
    page = open_page("exemplar", scored.facilitator, exemplar=exemplar_id)
    offered = next(button for button in page.button if button.key.startswith("use-"))
    offered.click().run()
    page.text_area[0].set_value("Names the place.").run()
    (note,) = exemplars.exemplar(store, scored.teachers[0], exemplar_id).exemplar.annotations
    assert (note.start, note.end, note.note) == (0, 19, "Names the place.")


def test_taking_an_exemplar_out_leads_back_to_the_library(store, scored, open_page):
    page = open_page("exemplar", scored.facilitator, exemplar=published(scored))
    page.button(key="retire-now").click().run()
    assert not page.error
    assert page.title[0].value == "Exemplars"
    assert exemplars.library(store, scored.facilitator).cards == ()


def test_whom_it_is_not_for_is_told_the_same_as_when_there_is_none(store, scored, open_page):
    exemplar_id = published(scored, Wording("Because.", "", Audience.SESSION))
    stranger = elsewhere(store, "Sam S.")
    hidden = open_page("exemplar", stranger, exemplar=exemplar_id)
    missing = open_page("exemplar", stranger, exemplar="no-such-exemplar")
    assert hidden.error[0].value == missing.error[0].value
    assert texts(hidden) == texts(missing)


def test_the_library_maps_what_there_is_and_counts_the_gaps(store, scored, open_page):
    published(scored)
    page = open_page("exemplars", scored.teachers[0])
    assert not page.exception
    assert (
        '<th scope="row">Claim</th><td class="none">none</td><td class="none">none</td><td class="some">1</td>'
        in html(page)
    )
    assert "7 levels have no exemplar yet." in [caption.value for caption in page.caption]
    page.selectbox(key="library-criterion").set_value(scored.rubric.criteria[1].id).run()
    assert "0 exemplars" in [caption.value for caption in page.caption]


def test_an_empty_library_says_how_work_comes_in(store, scored, open_page):
    assert "There is no exemplar for you yet." in open_page("exemplars", scored.facilitator).info[0].value


def test_hostile_words_are_text_on_every_page(store, open_page):
    scored = concluded(store, criteria=(HOSTILE, "Evidence"))
    exemplar_id = published(scored, Wording(HOSTILE, HOSTILE, Audience.SESSION))
    with store.reading() as db:
        artifact = samples.get(db, scored.samples[0]).artifacts[0]
    publishing.annotate(store, scored.facilitator, exemplar_id, Annotation(artifact.id, 0, 19, HOSTILE))
    with store.writing() as db:
        db.exec_driver_sql("UPDATE sample SET name = ? WHERE id = ?", (HOSTILE, scored.samples[0]))
    for name, viewer, query in (
        ("exemplar", scored.teachers[0], {"exemplar": exemplar_id}),
        ("exemplar", scored.facilitator, {"exemplar": exemplar_id}),
        ("exemplars", scored.teachers[0], {}),
        ("agreed", scored.teachers[0], {"session": scored.id}),
        ("agreed", scored.facilitator, {"session": scored.id}),
        ("agreement", scored.teachers[0], {"session": scored.id}),
    ):
        page = open_page(name, viewer, **query)
        assert not page.exception, name
        assert HOSTILE in texts(page), name
        assert harmless(page), name
    page = publish_page(scored, open_page)
    assert not page.exception
    assert harmless(page)


def test_what_we_agreed_is_read_by_everybody_and_written_by_the_facilitator(store, scored, open_page):
    published(scored)
    page = open_page("agreed", scored.facilitator, session=scored.id)
    assert not page.exception
    page.text_area(key="debrief-monday").set_value("Ask for one more reason.").run()
    page.text_input(key="debrief-next").set_value("4 May, 15:30").run()
    read = open_page("agreed", scored.teachers[0], session=scored.id)
    said = texts(read)
    for expected in ("Ask for one more reason.", "4 May, 15:30", "It names the river.", "everyone had 30 seconds"):
        assert expected in said
    assert not read.text_area
    assert not [b for b in read.button if b.key.startswith(("publish-", "open-"))]
    others = (*TEACHERS[1:], scored.facilitator.person.name)
    assert not any(name in said + html(read) for name in others)


def test_from_what_we_agreed_the_facilitator_goes_on_to_publish(store, scored, open_page):
    page = open_page("agreed", scored.facilitator, session=scored.id)
    next(button for button in page.button if button.key.startswith("publish-")).click().run()
    assert page.title[0].value == "Publish Maple"
