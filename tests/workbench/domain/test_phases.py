"""A session's life, step by step."""

import pytest

from workbench.domain.errors import WrongMoment
from workbench.domain.phases import Act, Moment, Phase, Stage, after

LIFE = [
    (Act.OPEN, Phase.OPEN, 1, Stage.LOBBY),
    (Act.START, Phase.OPEN, 1, Stage.SCORING),
    (Act.CLOSE, Phase.CLOSED, 1, Stage.NONE),
    (Act.REVEAL, Phase.REVEALED, 1, Stage.DOTS),
    (Act.VOTE_AGAIN, Phase.OPEN, 2, Stage.SCORING),
    (Act.CLOSE, Phase.CLOSED, 2, Stage.NONE),
    (Act.REVEAL, Phase.REVEALED, 2, Stage.DOTS),
    (Act.CONCLUDE, Phase.CONCLUDED, 2, Stage.NONE),
    (Act.ARCHIVE, Phase.ARCHIVED, 2, Stage.NONE),
]


def test_a_session_goes_from_draft_to_archive_with_a_second_vote():
    moment = Moment()
    for act, phase, round, stage in LIFE:
        moment = after(moment, act)
        assert moment == Moment(phase, round, stage)


def test_every_act_belongs_to_one_phase_only():
    moment = Moment()
    for act, *_ in LIFE:
        for other in set(Act) - {act}:
            if (moment.phase, other) in {(Phase.REVEALED, Act.CONCLUDE), (Phase.REVEALED, Act.VOTE_AGAIN)}:
                continue
            if other in (Act.CLOSE, Act.REOPEN) and moment.phase in (Phase.OPEN, Phase.CLOSED):
                continue
            with pytest.raises(WrongMoment):
                after(moment, other)
        moment = after(moment, act)


def test_closing_can_be_undone_until_the_reveal():
    closed = Moment(Phase.CLOSED, 1)
    assert after(closed, Act.REOPEN) == Moment(Phase.OPEN, 1, Stage.SCORING)
    with pytest.raises(WrongMoment, match="only between closing and the reveal"):
        after(Moment(Phase.REVEALED, 1, Stage.DOTS), Act.REOPEN)


def test_there_is_no_third_vote():
    with pytest.raises(WrongMoment, match="only once"):
        after(Moment(Phase.REVEALED, 2, Stage.DOTS), Act.VOTE_AGAIN)


def test_scores_are_taken_only_while_scoring_is_on():
    assert Moment(Phase.OPEN, 1, Stage.SCORING).scores_open
    assert not Moment(Phase.OPEN, 1, Stage.LOBBY).scores_open
    assert not any(Moment(phase).scores_open for phase in set(Phase) - {Phase.OPEN})


def test_the_second_round_hides_itself_but_not_the_first():
    assert Moment(Phase.OPEN, 2, Stage.SCORING).rounds_revealed == 1
    assert Moment(Phase.CLOSED, 2).rounds_revealed == 1
    assert Moment(Phase.REVEALED, 2, Stage.DOTS).rounds_revealed == 2
    assert Moment(Phase.OPEN, 1, Stage.SCORING).rounds_revealed == 0
