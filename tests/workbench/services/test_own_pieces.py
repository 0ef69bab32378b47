"""Who brought a piece is in no figure about it, whether they score it apart or not at all."""

import pytest

from tests.workbench.giving_world import Asked, asked
from workbench.domain.phases import Act, Stage
from workbench.domain.sessions import AgendaCell, Plan
from workbench.services import progress, results, scoring, sessions, talk_screen
from workbench.services.results.agreement import group_agreement
from workbench.services.results.gaps import gaps
from workbench.services.results.own import own_differences
from workbench.storage import sessions as stored
from workbench.storage import talk

GROUP = ("Ana", "Ben", "Cal", "Dee")
APART = Plan(own_apart=True)


@pytest.fixture
def meeting(either_store, tmp_path) -> Asked:
    return asked(either_store, tmp_path)


def revealed(meeting: Asked, plan: Plan) -> dict[str, object]:
    """Let Ana and Ben bring a piece each, four score, Ana highest, and reveal."""
    for name in ("Ana", "Ben"):
        meeting.brings(name)
    meeting.opens(plan)
    people = {name: meeting.joins(name) for name in GROUP}
    for name, viewer in people.items():
        meeting.scores(viewer, 3 if name == "Ana" else 1, f"Said by {name}.")
    meeting.act(Act.CLOSE, Act.REVEAL)
    return people


def counted(meeting: Asked, viewer, name: str) -> tuple[int, ...]:
    dots = results.dots(meeting.store, viewer, meeting.session_id, 1)
    return next(found.dots.counts for found in dots if found.sample_id == meeting.pieces[name])


@pytest.mark.parametrize("plan", [Plan(), APART], ids=["left out", "apart"])
def test_the_dots_of_a_piece_are_those_of_the_others(meeting: Asked, plan):
    people = revealed(meeting, plan)
    assert counted(meeting, people["Cal"], "Ana") == (3, 0, 0)
    assert counted(meeting, people["Cal"], "Ben") == (2, 0, 1)
    found = group_agreement(meeting.store, people["Cal"], meeting.session_id)
    assert found.pooled.figures["exact"].n_pairs == 6
    assert sorted(found.brought) == sorted(n for n, _ in named(meeting))
    assert found.unfinished == ()
    said = talked_about(meeting, people["Cal"], "Ana")
    assert "Ana" not in repr(said)


def named(meeting: Asked) -> list[tuple[str, str]]:
    with meeting.store.reading() as db:
        ids = [s.sample_id for s in stored.get(db, meeting.session_id).samples]
    return [
        (read.sample.name, read.sample.id)
        for read in scoring.desk(meeting.store, meeting.joins("Dee"), meeting.session_id).reads
        if read.sample.id in ids
    ]


def talked_about(meeting: Asked, viewer, name: str) -> talk_screen.Screen:
    """Put a piece on every screen, with a sentence from either end; return what one person sees."""
    with meeting.store.writing() as db:
        session = stored.get(db, meeting.session_id)
        criterion = sessions.overview(meeting.store, meeting.lead, session.id).rubric.criteria[0]
        cell = AgendaCell(meeting.store.new_id(), meeting.pieces[name], criterion.id, 1, sentences_shown=True)
        talk.set_agenda(db, session.id, (cell,))
        stored.show(db, session.id, Stage.TALK, cell.id, meeting.store.now())
    return talk_screen.screen(meeting.store, viewer, meeting.session_id)


def test_a_gap_says_how_many_brought_it_and_to_them_alone_that_it_is_theirs(meeting: Asked):
    people = revealed(meeting, Plan())
    for name in GROUP:
        found = gaps(meeting.store, people[name], meeting.session_id)
        own = {meeting.pieces[name]} if name in meeting.pieces else set()
        assert {sample for sample, gap in found.items() if gap.is_own} == own
        assert {gap.people for gap in found.values()} == {1}
        assert all(gap.given == {} for gap in found.values())
    lead = gaps(meeting.store, meeting.lead, meeting.session_id)
    assert [gap.is_own for gap in lead.values()] == [False, False]


def test_levels_given_apart_are_shown_to_oneself_after_the_reveal_and_to_nobody_else(meeting: Asked):
    people = revealed(meeting, APART)
    own = gaps(meeting.store, people["Ana"], meeting.session_id)[meeting.pieces["Ana"]]
    assert [given.level for given in own.given.values()] == [3]
    for viewer in (people["Ben"], people["Cal"], meeting.lead):
        assert gaps(meeting.store, viewer, meeting.session_id)[meeting.pieces["Ana"]].given == {}
    levels = results.own_levels(meeting.store, people["Ana"], meeting.session_id, 1)
    assert {sample for sample, _criterion in levels} == {meeting.pieces["Ben"]}
    screen = talked_about(meeting, people["Ana"], "Ana")
    assert [(own.apart, own.given.level) for own in screen.own] == [(True, 3)]


def test_before_the_reveal_nothing_says_who_brought_what(meeting: Asked):
    meeting.brings("Ana")
    meeting.opens(APART)
    ana = meeting.joins("Ana")
    for viewer in (ana, meeting.lead):
        with pytest.raises(Exception, match="There is nothing here for you"):
            gaps(meeting.store, viewer, meeting.session_id)


def test_the_desk_says_what_is_ones_own(meeting: Asked):
    for name in ("Ana", "Ben"):
        meeting.brings(name)
    meeting.opens()
    for name, brought in (("Ana", 1), ("Cal", 0)):
        desk = scoring.desk(meeting.store, meeting.joins(name), meeting.session_id)
        assert (desk.brought, [read.apart for read in desk.reads]) == (brought, [False] * (2 - brought))


def test_apart_everybody_reads_everything_and_nobody_waits_for_it(meeting: Asked):
    for name in ("Ana", "Ben"):
        meeting.brings(name)
    meeting.opens(APART)
    ana = meeting.joins("Ana")
    desk = scoring.desk(meeting.store, ana, meeting.session_id)
    assert {read.sample.id: read.apart for read in desk.reads} == {
        meeting.pieces["Ana"]: True,
        meeting.pieces["Ben"]: False,
    }
    other = next(read for read in desk.reads if not read.apart)
    meeting.gives(ana, other.assignment.id, 2)
    live = progress.live(meeting.store, meeting.lead, meeting.session_id)
    assert [(p.done, p.total) for p in live.people] == [(1, 1)]


def test_own_pieces_make_nobody_differ_from_the_others(meeting: Asked):
    people = revealed(meeting, APART)
    found = own_differences(meeting.store, people["Ana"], meeting.session_id)
    assert {own.n_samples for own in found} == {1}


def test_the_second_vote_leaves_own_pieces_out_too(meeting: Asked):
    people = revealed(meeting, Plan())
    talked_about(meeting, people["Cal"], "Ana")
    with meeting.store.writing() as db:
        cell = talk.agenda(db, meeting.session_id)[0]
        talk.change_cell(db, cell.id, second_vote=True)
    meeting.act(Act.VOTE_AGAIN)
    assert scoring.desk(meeting.store, people["Ana"], meeting.session_id).reads == ()
    assert len(scoring.desk(meeting.store, people["Cal"], meeting.session_id).reads) == 1
    assert len(progress.live(meeting.store, meeting.lead, meeting.session_id).people) == len(GROUP) - 1
