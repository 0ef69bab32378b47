"""Agreement as people may see it: after the reveal, without names, and never from less than the minimums."""

import pytest

from tests.workbench.scored_session import a_session, elsewhere, usual
from tests.workbench.world import staff
from workbench.domain.errors import NotFound
from workbench.domain.people import Role
from workbench.domain.phases import Act
from workbench.services.results.agreement import COEFFICIENT, group_agreement, key_for
from workbench.services.results.deeper import every_figure
from workbench.services.results.own import own_differences


def revealed(store, levels=usual, **size):
    scored = a_session(store, **size)
    scored.give(levels)
    scored.act(Act.CLOSE, Act.REVEAL)
    return scored


def pooled(scored, viewer=None):
    return group_agreement(scored.store, viewer or scored.teachers[0], scored.id).pooled.figures


@pytest.mark.parametrize("ask", [key_for, group_agreement, own_differences, every_figure])
def test_nobody_sees_agreement_before_the_reveal(store, ask):
    scored = a_session(store)
    scored.give(usual)
    for viewer in (scored.teachers[0], scored.facilitator):
        for act in (None, Act.CLOSE):
            if act and scored.session.moment.scores_open:
                scored.act(act)
            with pytest.raises(NotFound):
                ask(store, viewer, scored.id)


@pytest.mark.parametrize("ask", [key_for, group_agreement, own_differences, every_figure])
def test_who_has_no_part_in_the_session_finds_nothing_whatever_their_role(store, ask):
    scored = revealed(store)
    for viewer in (elsewhere(store, "Olu F."), staff(store, "Ada", Role.ADMIN), staff(store, "Cho", Role.COACH)):
        with pytest.raises(NotFound):
            ask(store, viewer, scored.id)


def test_from_few_pieces_a_share_is_said_as_a_count_of_pairs(store):
    scored = revealed(store, lambda who, piece, criterion: 3 if who else 2, criteria=("Claim",))
    figures = pooled(scored)
    assert figures["exact"].pairs == (12, 24)
    assert figures["cut_agreement"].pairs == (12, 24)
    assert figures["within_one"].pairs == (24, 24)
    assert figures["chance_agreement"].pairs == (15, 24)  # 0.75² + 0.25² of 24 pairs
    assert figures["exact"].value is figures["exact"].low is None
    assert figures["exact"].n_samples == 4


def test_from_ten_pieces_on_a_share_has_its_interval(store):
    exact = pooled(revealed(store, pieces=10))["exact"]
    assert exact.pairs is None
    assert exact.low < exact.value < exact.high
    assert "jackknife" in str(exact.method)


@pytest.mark.parametrize(
    ("pieces", "teachers", "says"),
    [
        (2, 4, ("A percentage needs 3 pieces; you have 2.",)),
        (3, 3, ("A percentage needs 4 teachers; you have 3.",)),
        (2, 2, ("A percentage needs 4 teachers; you have 2.", "A percentage needs 3 pieces; you have 2.")),
    ],
)
def test_below_the_minimum_the_page_says_how_much_more_it_needs(store, pieces, teachers, says):
    figures = pooled(revealed(store, pieces=pieces, teachers=teachers))
    for name in ("exact", "adjacent", "within_one", "cut_agreement", "chance_agreement"):
        assert figures[name].withheld == says
        assert figures[name].value is figures[name].pairs is None


def at(scored):
    return scored.teachers[0], scored.id


def test_a_line_between_two_levels_obeys_the_same_minimum(store):
    criterion = group_agreement(store, *at(revealed(store, pieces=2))).criteria[0]
    assert [line.same_side.withheld for line in criterion.lines] == [("A percentage needs 3 pieces; you have 2.",)] * 3
    assert all(line.same_side.pairs is None for line in criterion.lines)


def test_every_line_between_two_levels_is_counted_and_the_proficient_line_marked(store):
    criterion = group_agreement(store, *at(revealed(store))).criteria[0]
    lines = [(line.below, line.above, line.is_cut) for line in criterion.lines]
    assert lines == [(1, 2, False), (2, 3, True), (3, 4, False)]
    assert criterion.lines[1].same_side.pairs == criterion.figures["cut_agreement"].pairs


@pytest.mark.parametrize(
    ("pieces", "teachers", "says"),
    [
        (4, 4, ("This figure needs 30 pairs of scores; you have 24.", "This figure needs 10 pieces; you have 4.")),
        (10, 2, ("This figure needs 30 pairs of scores; you have 10.",)),
    ],
)
def test_a_chance_corrected_figure_needs_thirty_pairs_and_ten_pieces(store, pieces, teachers, says):
    scored = revealed(store, pieces=pieces, teachers=teachers, criteria=("Claim",))
    alpha = pooled(scored)[COEFFICIENT]
    assert alpha.value is alpha.low is None
    assert alpha.withheld == says


def test_a_chance_corrected_figure_has_its_interval_and_is_rough_below_twenty_pieces(store):
    alpha = pooled(revealed(store, pieces=10))[COEFFICIENT]
    assert alpha.low < alpha.value < alpha.high
    assert alpha.rough


def test_one_level_in_use_is_undefined_with_the_reason_and_never_zero(store):
    alpha = pooled(revealed(store, lambda *_: 3, pieces=10))[COEFFICIENT]
    assert alpha.value is None
    assert alpha.withheld
    assert "0" not in alpha.withheld[0]


def test_nobody_scored_gives_reasons_and_no_figures(store):
    scored = revealed(store, lambda *_: None)
    found = group_agreement(store, *at(scored))
    assert found.n_raters == 0
    assert all(figure.withheld for figure in found.pooled.figures.values())
    assert all(figure.withheld for criterion in found.criteria for figure in criterion.figures.values())
    assert found.unfinished == ("Maple", "Birch", "Cedar", "Alder")


def test_unfinished_pieces_are_named_and_what_was_given_counts(store):
    scored = revealed(store, lambda who, piece, criterion: None if (who, piece, criterion) == (0, 1, 1) else 3)
    found = group_agreement(store, *at(scored))
    assert found.unfinished == ("Birch",)
    assert found.criteria[0].figures["exact"].pairs == (24, 24)
    assert found.criteria[1].figures["exact"].pairs == (21, 21)


def test_the_key_of_a_kept_answer_tells_viewers_and_revisions_apart(store):
    scored = revealed(store)
    people = (*scored.teachers, scored.facilitator)
    keys = {key_for(store, viewer, scored.id) for viewer in people}
    assert len(keys) == len(people)
    before = key_for(store, scored.teachers[0], scored.id)
    scored.end(0, 0, 3)
    assert key_for(store, scored.teachers[0], scored.id) != before


def test_how_one_compares_is_shown_from_ten_pieces_on_and_to_that_person_only(store):
    lower = revealed(store, lambda who, piece, criterion: 1 + piece % 3 + (who > 0), pieces=10)
    own = own_differences(store, lower.teachers[0], lower.id)
    assert [o.name for o in own] == ["", "Claim", "Evidence"]
    assert own[0].difference == pytest.approx(-1)
    assert own[0].n_samples == 10
    others = own_differences(store, lower.teachers[1], lower.id)
    assert others[0].difference == pytest.approx(1 / 3)  # beside two alike and one a level lower
    assert own_differences(store, lower.facilitator, lower.id) == ()


def test_below_ten_pieces_the_difference_is_withheld_with_how_many_are_missing(store):
    scored = revealed(store, pieces=4)
    own = own_differences(store, scored.teachers[0], scored.id)
    assert all(o.difference is None and o.low is None and o.exact is None for o in own)
    assert "from 10 pieces" in own[0].withheld[0]
    assert "you have 4" in own[0].withheld[0]


def test_beside_a_single_colleague_no_difference_is_shown_since_it_would_give_them_away(store):
    scored = revealed(store, pieces=10, teachers=2)
    own = own_differences(store, scored.teachers[0], scored.id)
    assert all(o.difference is None for o in own)
