"""Blind means blind: who may see what, at every moment."""

from itertools import product

import pytest

from workbench.domain.errors import NotFound
from workbench.domain.people import WALL, Standing
from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.small_groups import Accord
from workbench.domain.visibility import Sight, distribution_shown, heads_shown, may_see, require

RATER = Standing("r", facilitates=False, rates=True)
LEAD = Standing("f", facilitates=True, rates=False)
SCORING_LEAD = Standing("f", facilitates=True, rates=True)
TYPIST = Standing("t", facilitates=False, rates=False, types=True)
STRANGER = Standing("s", facilitates=False, rates=False)
ADMIN = Standing("a", facilitates=False, rates=False, admin=True)
EVERYBODY = (RATER, LEAD, SCORING_LEAD, STRANGER, ADMIN, TYPIST)

BEFORE = [
    Moment(Phase.DRAFT),
    Moment(Phase.OPEN, 1, Stage.LOBBY),
    Moment(Phase.OPEN, 1, Stage.SCORING),
    Moment(Phase.CLOSED, 1),
]
AFTER = [
    Moment(Phase.REVEALED, 1, Stage.DOTS),
    Moment(Phase.REVEALED, 1, Stage.TALK),
    Moment(Phase.OPEN, 2, Stage.SCORING),
    Moment(Phase.CONCLUDED, 2),
]


@pytest.mark.parametrize(("who", "moment"), list(product(EVERYBODY, BEFORE)))
def test_nobody_sees_levels_or_sentences_before_the_reveal(who: Standing, moment: Moment):
    assert not may_see(Sight.THE_DOTS, who, moment)
    assert not may_see(Sight.THE_SENTENCES, who, moment)


@pytest.mark.parametrize("moment", AFTER)
def test_those_who_belong_see_the_first_round_after_its_reveal(moment: Moment):
    assert [may_see(Sight.THE_DOTS, who, moment) for who in EVERYBODY] == [True, True, True, False, False, False]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_second_vote_is_as_blind_as_the_first(who: Standing):
    assert not may_see(Sight.THE_DOTS, who, Moment(Phase.OPEN, 2, Stage.SCORING), round=2)
    assert not may_see(Sight.THE_DOTS, who, Moment(Phase.CLOSED, 2), round=2)


@pytest.mark.parametrize(("who", "moment"), list(product(EVERYBODY, BEFORE + AFTER)))
def test_nobody_ever_sees_a_named_persons_levels_or_an_author(who: Standing, moment: Moment):
    assert not may_see(Sight.A_NAMED_RESULT, who, moment)
    assert not may_see(Sight.THE_AUTHOR, who, moment)


@pytest.mark.parametrize("moment", BEFORE + AFTER)
def test_a_rater_never_sees_who_has_finished_even_as_an_admin(moment: Moment):
    assert not may_see(Sight.WHO_HAS_FINISHED, RATER, moment)
    assert not may_see(Sight.WHO_HAS_FINISHED, Standing("a", facilitates=False, rates=True, admin=True), moment)
    assert may_see(Sight.WHO_HAS_FINISHED, LEAD, moment)


def test_raters_read_the_work_only_once_scoring_has_started():
    assert not may_see(Sight.THE_WORK, RATER, Moment(Phase.OPEN, 1, Stage.LOBBY))
    assert may_see(Sight.THE_WORK, RATER, Moment(Phase.OPEN, 1, Stage.SCORING))
    assert not may_see(Sight.THE_WORK, STRANGER, Moment(Phase.OPEN, 1, Stage.SCORING))


def test_what_may_not_be_seen_looks_like_what_does_not_exist():
    with pytest.raises(NotFound, match="nothing here for you"):
        require(Sight.THE_SESSION, STRANGER, Moment(Phase.OPEN, 1, Stage.SCORING))


def test_dots_need_three_raters_and_four_on_the_wall():
    assert [distribution_shown(n) for n in (2, 3)] == [False, True]
    assert [distribution_shown(n, on_the_wall=Accord.UNSAID) for n in (3, 4)] == [False, True]
    assert [distribution_shown(n, on_the_wall=Accord.ALL) for n in (2, 3)] == [False, True]
    assert [distribution_shown(n, on_the_wall=Accord.NOT_ALL) for n in (4, 5)] == [False, True]


@pytest.mark.parametrize("moment", BEFORE + AFTER)
def test_a_wall_learns_how_many_have_finished_but_never_who(moment: Moment):
    assert may_see(Sight.HOW_MANY_HAVE_FINISHED, WALL, moment)
    assert not may_see(Sight.WHO_HAS_FINISHED, WALL, moment)
    assert not may_see(Sight.HOW_MANY_HAVE_FINISHED, RATER, moment)
    for sight in (Sight.SET_UP, Sight.THE_AUDIT, Sight.THE_WORK, Sight.A_NAMED_RESULT, Sight.THE_AUTHOR):
        assert not may_see(sight, WALL, moment)


def test_a_wall_is_as_blind_as_everybody_before_the_reveal():
    assert [may_see(Sight.THE_DOTS, WALL, moment) for moment in BEFORE] == [False] * len(BEFORE)
    assert [may_see(Sight.THE_DOTS, WALL, moment) for moment in AFTER] == [True] * len(AFTER)
    assert not may_see(Sight.THE_DOTS, WALL, Moment(Phase.OPEN, 2, Stage.SCORING), round=2)


def test_two_of_three_does_not_stand_on_a_wall():
    assert [heads_shown(n) for n in (1, 2, 3, 4)] == [False, False, False, True]


def test_a_colleagues_sheet_is_read_only_by_who_does_not_score_or_once_closed_by_who_leads():
    scoring, closed = Moment(Phase.OPEN, 1, Stage.SCORING), Moment(Phase.CLOSED, 1)
    who = (RATER, LEAD, SCORING_LEAD, STRANGER, ADMIN, TYPIST)
    assert [may_see(Sight.A_COLLEAGUES_SHEET, w, scoring) for w in who] == [False, True, False, False, False, True]
    assert [may_see(Sight.A_COLLEAGUES_SHEET, w, closed) for w in who] == [False, True, True, False, False, True]
    both = Standing("t", facilitates=False, rates=True, types=True)
    assert not may_see(Sight.A_COLLEAGUES_SHEET, both, closed)
    assert not may_see(Sight.THE_SHEETS, both, closed)


@pytest.mark.parametrize("moment", BEFORE + AFTER)
def test_a_typist_sees_the_work_and_sheets_and_nothing_of_the_session_else(moment: Moment):
    seen = {sight for sight in Sight if may_see(sight, TYPIST, moment)}
    assert seen == {Sight.THE_SESSION, Sight.THE_WORK, Sight.THE_SHEETS, Sight.A_COLLEAGUES_SHEET}
