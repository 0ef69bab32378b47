"""Each rater beside the agreed scores of validity samples."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.differences import differences, differences_by_criterion


def rows_of(scores, **columns):
    return [
        {"sample": sample, "rater": rater, "score": score, "reference": reference} | columns
        for sample, reference, by_rater in scores
        for rater, score in by_rater.items()
    ]


SCORES = [
    ("Maple", 3, {"A": 3, "B": 2}),
    ("Birch", 2, {"A": 1, "B": 4}),
    ("Cedar", 4, {"A": 4}),
    ("Aspen", None, {"A": 1, "C": 2}),
]


def by_name(found):
    return {difference.rater: difference.validity for difference in found}


def test_counts_scores_at_the_reference_one_level_from_it_and_further():
    found = by_name(differences(score_frame(rows_of(SCORES), [1, 2, 3, 4])))
    assert (found["A"].n, found["A"].n_samples) == (3, 3)
    assert (found["A"].exact, found["A"].adjacent, found["A"].discrepant) == pytest.approx((2 / 3, 1 / 3, 0))
    assert found["A"].mean_difference == pytest.approx(-1 / 3)
    assert (found["B"].exact, found["B"].adjacent, found["B"].discrepant) == (0, 0.5, 0.5)
    assert found["B"].mean_difference == pytest.approx(0.5)


def test_a_rater_without_a_validity_sample_is_undefined_with_the_reason():
    found = by_name(differences(score_frame(rows_of(SCORES), [1, 2, 3, 4])))["C"]
    assert (found.n, found.exact) == (0, None)
    assert found.undefined_because == "This rater scored nothing that has a reference."


def test_without_any_reference_there_is_nothing_to_say():
    rows = [{"sample": "Maple", "rater": rater, "score": 2} for rater in "AB"]
    assert by_name(differences(score_frame(rows, [1, 2, 3]))) == {"A": None, "B": None}


def test_the_interval_is_clustered_by_sample():
    rng = np.random.default_rng(3)
    level = rng.integers(1, 4, (12, 2))
    rows = [
        {"sample": s, "criterion": c, "rater": "A", "score": int(level[s, c]), "reference": 2}
        for s in range(12)
        for c in range(2)
    ]
    found = by_name(differences(score_frame(rows, [1, 2, 3])))["A"]
    assert (found.n, found.n_samples) == (24, 12)
    assert found.se == pytest.approx((level - 2).mean(axis=1).std(ddof=1) / np.sqrt(12))
    assert str(found.method) == "delete-one-sample jackknife, t(11)"
    by_criterion = differences_by_criterion(score_frame(rows, [1, 2, 3]))
    assert [difference.validity.n for difference in by_criterion] == [12, 12]


def test_only_the_first_blind_reading_counts():
    rows = rows_of(SCORES) + rows_of([("Maple", 3, {"A": 1})], round=2)
    assert by_name(differences(score_frame(rows, [1, 2, 3, 4])))["A"].n == 3
