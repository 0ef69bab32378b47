"""Every two raters who scored the same work."""

from itertools import combinations
from time import process_time

import numpy as np
import pytest

from analysis import score_frame
from analysis.pairs import pairs
from tests.analysis.scores import frame_of, random_rows, rows_of
from tests.reference.published import NAMES, reference

LEVELS = [1, 2, 3, 4]
WEIGHTS = {
    "kappa": lambda a, b: a != b,
    "kappa_linear": lambda a, b: abs(a - b),
    "kappa_quadratic": lambda a, b: (a - b) ** 2,
}


def test_a_pair_by_hand():
    (found,) = pairs(frame_of({"Maple": [1, 2], "Birch": [3, 3], "Cedar": [2, 4], "Aspen": [1, None]}))
    assert (found.rater_a, found.rater_b, found.criterion, found.n) == ("A", "B", "score", 3)
    assert (found.exact, found.adjacent) == pytest.approx((1 / 3, 1 / 3))
    assert found.mean_difference == pytest.approx(-1.0)
    assert found.kappa == pytest.approx((1 / 3 - 2 / 9) / (1 - 2 / 9))
    assert found.undefined_because is None


def kappa_by_hand(one, other, weight):
    """One minus the weighted disagreement there is, over that of all scores of one with all of the other."""
    there_is = np.mean([weight(a, b) for a, b in zip(one, other, strict=True)])
    return 1 - there_is / np.mean([weight(a, b) for a in one for b in other])


def test_every_pair_of_every_criterion_has_kappa_by_its_definition():
    rows = random_rows(np.random.default_rng(4), (20, 2, 4))
    given = {(row["sample"], row["criterion"], row["rater"]): row["score"] for row in rows}
    found = pairs(score_frame(rows, LEVELS))
    assert len(found) == 2 * 6
    for pair in found:
        both = [
            (given[key], given[other])
            for key in given
            if key[1:] == (pair.criterion, pair.rater_a) and (other := (*key[:2], pair.rater_b)) in given
        ]
        one, other = zip(*both, strict=True)
        assert pair.n == len(both)
        for name, weight in WEIGHTS.items():
            assert getattr(pair, name) == pytest.approx(kappa_by_hand(one, other, weight), abs=1e-12)


@pytest.mark.parametrize("name", [name for name in NAMES if reference(name).pairs])
def test_published_pairs_have_the_figures_of_r(name):
    published = reference(name)
    found = {frozenset((pair.rater_a, pair.rater_b)): pair for pair in pairs(published.frame)}
    for expected in published.pairs:
        pair = found[frozenset((expected["rater_a"], expected["rater_b"]))]
        assert pair.n == expected["n"]
        assert pair.exact + pair.adjacent == pytest.approx(expected["within_one"], abs=1e-9)
        for number in ("exact", "kappa", "kappa_linear", "kappa_quadratic"):
            assert getattr(pair, number) == pytest.approx(expected[number], abs=1e-9), number


def test_the_same_one_level_throughout_leaves_kappa_undefined_with_the_reason():
    (found,) = pairs(frame_of({"Maple": [2, 2], "Birch": [2, 2]}))
    assert (found.exact, found.kappa, found.kappa_linear, found.kappa_quadratic) == (1.0, None, None, None)
    assert found.undefined_because.startswith("Both gave every sample the same one level")


def test_raters_who_never_met_are_no_pair():
    assert pairs(frame_of({"Maple": [1, None], "Birch": [None, 2]})) == ()
    assert pairs(score_frame([])) == ()


def test_raters_meet_only_within_a_session():
    rows = rows_of({"Maple": [1, 2]}, session="May") + rows_of({"Birch": [3, None]}, session="June")
    assert [(pair.session, pair.n) for pair in pairs(score_frame(rows, LEVELS))] == [("May", 1)]


def test_four_hundred_raters_take_seconds():
    rng = np.random.default_rng(1)
    rows = [
        {"sample": s, "rater": f"r{r:03}", "score": int(score)}
        for (s, r), score in np.ndenumerate(rng.integers(1, 5, (12, 400)))
    ]
    frame = score_frame(rows, LEVELS)
    start = process_time()
    found = pairs(frame)
    assert process_time() - start < 10
    assert [(pair.rater_a, pair.rater_b) for pair in found] == list(combinations(frame.raters, 2))
