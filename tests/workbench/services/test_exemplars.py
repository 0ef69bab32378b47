"""Exemplars: published from agreed work, seen by those they are for, found by rubric, criterion and level."""

from dataclasses import replace

import pytest

from tests.workbench.scored_session import TEXT, a_session, elsewhere, somebody, usual
from tests.workbench.world import staff
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.exemplars import Annotation
from workbench.domain.people import Role
from workbench.domain.phases import Act
from workbench.domain.samples import Artifact, ArtifactKind, Audience, Page, Permission
from workbench.domain.sessions import AgendaCell, SplitReason
from workbench.domain.small_groups import Say
from workbench.services import exemplars, publishing, sessions, small_groups
from workbench.services.files import Files, page_picture
from workbench.services.publishing import Wording
from workbench.services.sessions import Draft
from workbench.storage import samples, talk
from workbench.storage.store import Store

WHY = Wording("It names the river and what was done.", "It does not say who is harmed.", Audience.SESSION)
HOSTILE = "![t](https://tracker.example/p.png)<script>alert(1)</script> :red[x]"


@pytest.fixture
def scored(store: Store):
    """A session of four teachers that agreed on Maple's claim and stayed split on Birch's evidence."""
    scored = a_session(store)
    scored.give(usual, marks=[(0, 19)])
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    scored.end(1, 1, None, SplitReason.WORDING)
    return scored


def publish(scored, wording=WHY, viewer=None, cell=(0, 0)):
    return publishing.publish(scored.store, viewer or scored.facilitator, scored.id, scored.cell(*cell), wording)


def seen_by(scored, viewer):
    return [card.sample for card in exemplars.library(scored.store, viewer).cards]


def hidden(scored, viewer, exemplar_id):
    with pytest.raises(NotFound):
        exemplars.exemplar(scored.store, viewer, exemplar_id)
    return seen_by(scored, viewer) == []


def test_an_agreed_cell_is_published_with_its_level_and_reasons(store, scored):
    shown = exemplars.exemplar(store, scored.teachers[0], publish(scored))
    assert (shown.sample.name, shown.criterion.name, shown.exemplar.level) == ("Maple", "Claim", 3)
    assert (shown.exemplar.why, shown.exemplar.why_not_next) == (WHY.why, WHY.why_not_next)
    assert not shown.may_change
    assert exemplars.exemplar(store, scored.facilitator, shown.exemplar.id).may_change


def test_about_an_exemplar_says_how_many_and_how_far_apart_and_names_nobody(store, scored):
    shown = exemplars.exemplar(store, scored.teachers[0], publish(scored))
    (vote,) = shown.votes
    assert (vote.round, vote.raters, vote.lowest, vote.highest) == (1, 4, 2, 2)
    assert "30 seconds" in shown.rule
    assert shown.rubric.version == 1
    assert not any(teacher.person.name in repr(shown) for teacher in scored.teachers)


def test_the_spread_of_two_teachers_is_not_told(store):
    scored = a_session(store, teachers=2)
    scored.give(usual)
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    (vote,) = exemplars.exemplar(store, scored.facilitator, publish(scored)).votes
    assert (vote.raters, vote.lowest, vote.highest) == (2, None, None)


def test_the_spread_of_four_of_whom_one_would_rather_not_is_not_told(store):
    scored = a_session(store, teachers=4)
    small_groups.say(store, scored.teachers[0], scored.id, Say.RATHER_NOT)
    scored.give(usual)
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    (vote,) = exemplars.exemplar(store, scored.facilitator, publish(scored)).votes
    assert (vote.raters, vote.lowest, vote.highest) == (4, None, None)


@pytest.mark.parametrize("cell", [(1, 1), (2, 0)], ids=["split", "not talked about"])
def test_only_agreed_work_is_published(scored, cell):
    with pytest.raises(WrongMoment):
        publish(scored, cell=cell)


def test_only_who_led_the_session_publishes(store, scored):
    for viewer in (scored.teachers[0], staff(store, "Other F."), staff(store, "Ada", Role.ADMIN)):
        with pytest.raises(NotFound):
            publish(scored, viewer=viewer)
        with pytest.raises(NotFound):
            publishing.draft(store, viewer, scored.id, scored.cell(0, 0))


def test_a_reason_is_needed(scored):
    with pytest.raises(Invalid, match="why it is at this level"):
        publish(scored, replace(WHY, why="  "))


def test_publishing_twice_is_publishing_once_and_other_words_replace_it(store, scored):
    first = publish(scored)
    publishing.annotate(store, scored.facilitator, first, note(scored))
    assert publish(scored) == first
    second = publish(scored, replace(WHY, why="It also says what changed."))
    assert second != first
    assert seen_by(scored, scored.teachers[0]) == ["Maple"]
    assert exemplars.exemplar(store, scored.teachers[0], second).exemplar.annotations == (note(scored),)


def note(scored, text="Names the place.", start=0, end=19):
    with scored.store.reading() as db:
        artifact = samples.get(db, scored.samples[0]).artifacts[0]
    return Annotation(artifact.id, start, end, text)


def test_wider_than_the_session_needs_the_permission_recorded_on_the_work(store):
    scored = a_session(store, permission=Permission(held=True, audience=Audience.SCHOOL))
    scored.give(usual)
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    for wide in (Audience.DISTRICT, Audience.PUBLIC):
        with pytest.raises(Invalid, match="No permission is recorded that lets Maple be seen beyond the school"):
            publish(scored, replace(WHY, audience=wide))
    assert publishing.draft(store, scored.facilitator, scored.id, scored.cell(0, 0)).audiences == (
        Audience.SESSION,
        Audience.SCHOOL,
    )
    assert publish(scored, replace(WHY, audience=Audience.SCHOOL))


def test_without_a_recorded_permission_it_stays_in_the_session(store):
    scored = a_session(store, permission=Permission(held=False, audience=Audience.PUBLIC))
    scored.give(usual)
    scored.act(Act.CLOSE, Act.REVEAL)
    scored.end(0, 0, 3)
    with pytest.raises(Invalid, match="beyond this session"):
        publish(scored, replace(WHY, audience=Audience.SCHOOL))


@pytest.mark.parametrize(
    ("audience", "colleague_sees", "stranger_sees"),
    [(Audience.SESSION, False, False), (Audience.SCHOOL, True, False), (Audience.DISTRICT, True, True)],
)
def test_everybody_sees_only_what_is_for_them(store, scored, audience, colleague_sees, stranger_sees):
    exemplar_id = publish(scored, replace(WHY, audience=audience))
    colleague = somebody(store, "Cora C.", scored.facilitator.person.school_id)
    stranger = elsewhere(store, "Sam S.")
    assert seen_by(scored, scored.teachers[0]) == seen_by(scored, scored.facilitator) == ["Maple"]
    for viewer, sees in ((colleague, colleague_sees), (stranger, stranger_sees)):
        if sees:
            assert exemplars.exemplar(store, viewer, exemplar_id)
        else:
            assert hidden(scored, viewer, exemplar_id)


def test_a_permission_taken_back_narrows_what_was_published(store, scored):
    exemplar_id = publish(scored, replace(WHY, audience=Audience.DISTRICT))
    stranger = elsewhere(store, "Sam S.")
    assert seen_by(scored, stranger) == ["Maple"]
    with store.writing() as db:
        db.exec_driver_sql("UPDATE sample SET permission_held = 0")
    assert hidden(scored, stranger, exemplar_id)
    assert exemplars.exemplar(store, scored.teachers[0], exemplar_id).audience is Audience.SESSION


def test_whoever_still_scores_the_work_blind_elsewhere_does_not_see_its_level(store, scored):
    exemplar_id = publish(scored, replace(WHY, audience=Audience.DISTRICT))
    plan = Draft("Next time", scored.rubric.id, scored.session.samples[:1], scored.session.plan)
    again = replace(scored, id=sessions.draft(store, scored.facilitator, plan))
    again.act(Act.OPEN, Act.START)
    teacher = again.seat(scored.teachers[0])
    assert hidden(scored, teacher, exemplar_id)
    assert seen_by(scored, scored.teachers[1]) == ["Maple"]
    again.act(Act.CLOSE)
    assert hidden(scored, teacher, exemplar_id)
    again.act(Act.REVEAL)
    assert seen_by(scored, teacher) == ["Maple"]


def test_while_a_cell_is_voted_on_again_its_published_level_is_out_of_sight(store, scored):
    exemplar_id = publish(scored)
    teacher = scored.teachers[0]
    with store.writing() as db:
        talk.set_agenda(db, scored.id, (AgendaCell("again", *scored.cell(0, 0), 1, second_vote=True),))
    scored.act(Act.VOTE_AGAIN)
    assert hidden(scored, teacher, exemplar_id)
    scored.act(Act.CLOSE)
    assert hidden(scored, teacher, exemplar_id)
    scored.act(Act.REVEAL)
    assert seen_by(scored, teacher) == ["Maple"]


def test_withdrawn_work_leaves_the_library(store, scored):
    exemplar_id = publish(scored)
    with store.writing() as db:
        db.exec_driver_sql("UPDATE sample SET withdrawn_at = '2026-11-02 12:00:00.000000'")
    assert hidden(scored, scored.teachers[0], exemplar_id)
    with pytest.raises(Invalid, match="withdrawn"):
        publish(scored, replace(WHY, why="Again"))


def test_notes_lie_on_passages_of_the_work(store, scored):
    exemplar_id = publish(scored)
    publishing.annotate(store, scored.facilitator, exemplar_id, note(scored, HOSTILE))
    publishing.annotate(store, scored.facilitator, exemplar_id, note(scored, "Short.", 20, 35))
    publishing.annotate(store, scored.facilitator, exemplar_id, note(scored, "Shorter.", 20, 35))
    shown = exemplars.exemplar(store, scored.teachers[0], exemplar_id).exemplar.annotations
    assert [found.note for found in shown] == [HOSTILE, "Shorter."]
    publishing.take_note_away(store, scored.facilitator, exemplar_id, note(scored))
    assert len(exemplars.exemplar(store, scored.teachers[0], exemplar_id).exemplar.annotations) == 1
    for wrong in (note(scored, "x", 0, len(TEXT) + 1), note(scored, "x", 5, 5), note(scored, "x" * 301)):
        with pytest.raises(Invalid):
            publishing.annotate(store, scored.facilitator, exemplar_id, wrong)
    for viewer in (scored.teachers[0], staff(store, "Other F.")):
        with pytest.raises(NotFound):
            publishing.annotate(store, viewer, exemplar_id, note(scored))


def test_the_evidence_of_others_is_offered_without_names(store, scored):
    offered = publishing.draft(store, scored.facilitator, scored.id, scored.cell(0, 0)).evidence
    assert [(passage.mark.start, passage.mark.end, passage.people) for passage in offered] == [(0, 19, 4)]


def test_a_retired_exemplar_is_gone_from_the_library(store, scored):
    exemplar_id = publish(scored)
    for viewer in (scored.teachers[0], staff(store, "Other F.")):
        with pytest.raises(NotFound):
            publishing.retire(store, viewer, exemplar_id)
    publishing.retire(store, scored.facilitator, exemplar_id)
    assert hidden(scored, scored.teachers[0], exemplar_id)


def test_the_coverage_map_counts_and_names_the_gaps(store, scored):
    publish(scored)
    library = exemplars.library(store, scored.teachers[0])
    claim, evidence = scored.rubric.criteria
    assert library.coverage()[claim.id, 3] == 1
    assert sum(library.coverage().values()) == 1
    assert len(library.gaps()) == 7
    assert (claim, 3) not in library.gaps()
    assert (evidence, 3) in library.gaps()


def test_an_empty_library_says_so_by_being_empty(store, scored):
    library = exemplars.library(store, scored.teachers[0])
    assert library.rubric is None
    assert library.cards == library.gaps() == ()


def test_page_pictures_go_to_those_an_exemplar_is_for(store, scored, tmp_path):
    files = Files(f"memory://{tmp_path.name}")
    pages = Artifact(store.new_id(), ArtifactKind.PAGES, "Scan", pages=(Page(1, files.put(b"PNG"), "image/png", 1, 1),))
    with store.writing() as db:
        samples.add_artifact(db, scored.samples[0], pages, 2)
    stranger = elsewhere(store, "Sam S.")
    publish(scored)
    with pytest.raises(NotFound):
        page_picture(store, files, stranger, pages.id, 1)
    exemplar_id = publish(scored, replace(WHY, audience=Audience.DISTRICT))
    assert page_picture(store, files, stranger, pages.id, 1) == (b"PNG", "image/png")
    publishing.retire(store, scored.facilitator, exemplar_id)
    with pytest.raises(NotFound):
        page_picture(store, files, stranger, pages.id, 1)
