"""What we agreed: for participants after the reveal, on screen and on paper, and nobody's name is in it."""

import pytest

from tests.workbench.scored_session import TEACHERS, a_session, elsewhere, usual
from tests.workbench.world import staff
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.people import Role
from workbench.domain.phases import Act
from workbench.domain.sessions import AgendaCell, Debrief, SplitReason
from workbench.reports.printed import allowed_inline
from workbench.services import publishing
from workbench.services.agreed import printed, save_debrief, what_we_agreed
from workbench.services.publishing import Wording
from workbench.storage import talk

HOSTILE = '![t](https://tracker.example/p.png)<script>alert(1)</script> {{ 7*7 }} =1+1 "'


def talked(store, second=None):
    """Return a session that agreed on Maple's claim and stayed split on Birch's evidence, perhaps voting again."""
    scored = a_session(store)
    scored.give(usual)
    scored.act(Act.CLOSE, Act.REVEAL)
    if second:
        again = AgendaCell(store.new_id(), *scored.cell(1, 1), 1, second_vote=True)
        with store.writing() as db:
            talk.set_agenda(db, scored.id, (again,))
        scored.act(Act.VOTE_AGAIN)
        scored.give(second)
        scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    scored.end(1, 1, None, SplitReason.WORDING)
    return scored


def publish(scored, why="It names the river.", why_not_next="It does not say who is harmed."):
    publishing.publish(scored.store, scored.facilitator, scored.id, scored.cell(0, 0), Wording(why, why_not_next))


def test_the_sheet_says_what_was_agreed_and_where_the_group_stays_split(store):
    scored = talked(store)
    publish(scored)
    sheet = what_we_agreed(store, scored.teachers[0], scored.id).sheet
    assert sheet.samples == ("Maple", "Birch", "Cedar", "Alder")
    (agreed,) = sheet.agreed
    assert (agreed.sample, agreed.criterion, agreed.level) == ("Maple", "Claim", "Proficient")
    assert (agreed.why, agreed.why_not_next) == ("It names the river.", "It does not say who is harmed.")
    (split,) = sheet.split
    assert (split.sample, split.criterion, split.reason) == ("Birch", "Evidence", "the wording of the rubric")
    assert split.levels == ("Proficient", "Advanced")
    assert sheet.ending("Maple", "Claim") == "Proficient"
    assert sheet.ending("Cedar", "Claim") == ""


def test_what_the_talk_changed_counts_only_people_who_voted_twice(store):
    scored = talked(store, lambda who, piece, criterion: 4 if (piece, criterion) == (1, 1) and who else None)
    (change,) = what_we_agreed(store, scored.teachers[0], scored.id).sheet.talked
    assert (change.sample, change.criterion, change.voted_twice, change.moved) == ("Birch", "Evidence", 3, 1)
    assert change.together == 1
    html = printed(store, scored.teachers[0], scored.id)
    assert "3 teachers voted twice; 1 changed their level. They stand closer together than before." in html


def test_too_few_people_voted_twice_for_a_change_to_be_told(store):
    scored = talked(store, lambda who, piece, criterion: 4 if (piece, criterion) == (1, 1) and who > 1 else None)
    assert what_we_agreed(store, scored.teachers[0], scored.id).sheet.talked == ()


def test_a_spread_too_few_people_made_is_not_printed(store):
    scored = a_session(store, teachers=2)
    scored.give(usual)
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(1, 1, None, SplitReason.TASK)
    assert what_we_agreed(store, scored.teachers[0], scored.id).sheet.split[0].levels is None


def test_the_printed_page_names_nobody(store):
    scored = talked(store, usual)
    publish(scored)
    save_debrief(store, scored.facilitator, scored.id, Debrief("Say what a reason is.", "Ask for one more.", "May 4"))
    for viewer in (scored.teachers[0], scored.facilitator):
        html = printed(store, viewer, scored.id)
        for name in (*TEACHERS[: len(scored.teachers)], scored.facilitator.person.name):
            assert name not in html
            assert name.split()[0] not in html
        assert not any(person.person.id in html for person in (*scored.teachers, scored.facilitator))
        for expected in ("Say what a reason is.", "Ask for one more.", "May 4", "everyone had 30 seconds", "Maple"):
            assert expected in html


def test_the_printed_page_is_html_with_language_headings_and_table_heads(store):
    html = printed(store, *at(talked(store)))
    assert html.startswith("<!doctype html>")
    assert '<html lang="en">' in html
    assert "<h1>What we agreed</h1>" in html
    assert '<th scope="col" dir="auto">Claim</th>' in html
    assert '<th scope="row" dir="auto">Maple</th>' in html
    assert "@media print" in html
    style, script = allowed_inline("agreed")
    assert style.startswith("'sha256-")
    assert script.startswith("'sha256-")


def at(scored):
    return scored.teachers[0], scored.id


def test_hostile_words_are_printed_as_words(store):
    scored = talked(store)
    publish(scored, HOSTILE, HOSTILE)
    save_debrief(store, scored.facilitator, scored.id, Debrief(HOSTILE, HOSTILE, HOSTILE))
    html = printed(store, *at(scored))
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}") == 5
    assert "<img" not in html


@pytest.mark.parametrize("ask", [what_we_agreed, printed])
def test_only_participants_read_it_and_only_after_the_reveal(store, ask):
    scored = a_session(store)
    scored.give(usual)
    for act in (None, Act.CLOSE):
        if act:
            scored.act(act)
        for viewer in (scored.teachers[0], scored.facilitator):
            with pytest.raises(NotFound):
                ask(store, viewer, scored.id)
    scored.act(Act.REVEAL)
    assert ask(store, scored.teachers[0], scored.id)
    for stranger in (elsewhere(store, "Olu F."), staff(store, "Ada", Role.ADMIN), staff(store, "Cho", Role.COACH)):
        with pytest.raises(NotFound):
            ask(store, stranger, scored.id)


def test_only_the_facilitator_writes_what_the_group_takes_along(store):
    scored = talked(store)
    save_debrief(store, scored.facilitator, scored.id, Debrief("  Say it.\u202e ", "", ""))
    assert what_we_agreed(store, *at(scored)).debrief.wording == "Say it."
    for viewer in (scored.teachers[0], staff(store, "Other F.")):
        with pytest.raises(NotFound):
            save_debrief(store, viewer, scored.id, Debrief("No"))
    with pytest.raises(Invalid, match="1501 characters"):
        save_debrief(store, scored.facilitator, scored.id, Debrief("x" * 1501))
    scored.act(Act.CONCLUDE)
    save_debrief(store, scored.facilitator, scored.id, Debrief("Later that day."))
    scored.act(Act.ARCHIVE)
    with pytest.raises(WrongMoment):
        save_debrief(store, scored.facilitator, scored.id, Debrief("Too late."))


def test_what_is_written_reaches_every_screen(store):
    scored = talked(store)
    before = scored.session.stage_revision
    save_debrief(store, scored.facilitator, scored.id, Debrief("Say it."))
    assert scored.session.stage_revision > before
