"""How the levels of one cell lie."""

import pytest

from workbench.domain.dots import Dots, within_one
from workbench.domain.scoring import Condition


@pytest.mark.parametrize(
    ("counts", "disputed"),
    [
        ((1, 4, 3, 0), (2, 3)),
        ((4, 1, 0, 3), (1, 4)),
        ((1, 1, 1, 1), (2, 3)),
        ((0, 0, 5, 0), (2, 3)),
        ((0, 5, 0, 0), (2, 3)),
        ((5, 0, 0, 0), (1, 2)),
        ((0, 0, 0, 5), (3, 4)),
        ((0, 0, 0, 0), (2, 3)),
    ],
)
def test_the_two_levels_most_people_gave_are_in_dispute(counts, disputed):
    assert Dots(counts).disputed(cut=3) == disputed


@pytest.mark.parametrize(
    ("counts", "level"), [((0, 2, 3, 0), 3), ((2, 0, 1, 2), 4), ((0, 2, 2, 0), 2), ((0, 0, 0, 0), None)]
)
def test_of_two_levels_chosen_as_often_the_one_nearer_the_middle_is_proposed(counts, level):
    assert Dots(counts).most_chosen == level


def test_a_cell_that_somebody_could_not_score_is_not_unanimous():
    assert Dots((0, 3, 0)).unanimous == 2
    assert Dots((0, 3, 0), ((Condition.ILLEGIBLE, 1),)).unanimous is None
    assert Dots((0, 3, 1)).unanimous is None


def test_one_level_apart_counts_as_within_one():
    assert within_one([Dots((0, 3, 1)), Dots((2, 0, 1)), Dots((0, 0, 0))]) == 2
