"""Six intraclass correlations, beside pingouin and in their corners."""

import numpy as np
import pytest

from analysis.reliability.icc import icc, icc_undefined_because
from analysis.reliability.second_opinion import icc_by_pingouin
from tests.analysis.reliability.designs import design, on_levels, three_way, two_way


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # pingouin 0.7 on pandas 3.1
@pytest.mark.parametrize("seed", range(12))
def test_equals_pingouin_on_random_complete_tables(seed):
    rng = np.random.default_rng(seed)
    shape = (int(rng.integers(3, 30)), int(rng.integers(2, 9)))
    scores = on_levels(two_way(rng, shape, sample=float(rng.choice([0.1, 1.0])), rater=float(rng.choice([0.01, 0.5]))))
    ours, theirs = icc(design(scores)), icc_by_pingouin(design(scores))
    for one, other in zip(ours, theirs, strict=True):
        assert one.form == other.form
        for key in ("value", "f", "df1", "df2", "p"):
            assert getattr(one, key) == pytest.approx(getattr(other, key), abs=1e-8), (one.form, key)
        assert (one.low, one.high) == pytest.approx((other.low, other.high), abs=0.0051)


def test_the_order_of_forms_is_that_of_the_contract():
    found = icc(design(two_way(np.random.default_rng(1), (5, 3))))
    assert [form.form for form in found] == ["1,1", "A,1", "C,1", "1,k", "A,k", "C,k"]


def test_a_severe_rater_lowers_agreement_and_not_consistency():
    scores = on_levels(two_way(np.random.default_rng(2), (12, 4), rater=0.0))
    severe = scores - 2 * (np.arange(4) == 3)
    before, after = ({form.form: form.value for form in icc(design(table))} for table in (scores, severe))
    assert after["C,1"] == pytest.approx(before["C,1"], abs=1e-12)
    assert after["A,1"] < before["A,1"] - 0.1


def test_full_agreement_is_1_without_an_interval_and_says_why():
    for form in icc(design(np.tile([[1], [2], [4]], 3))):
        assert form.value == pytest.approx(1)
        assert (form.low, form.high, form.f, form.p) == (None, None, None, None)
        assert form.no_interval_because.startswith("Raters never differ on a sample")


def test_raters_who_differ_by_the_same_everywhere_are_fully_consistent_and_do_not_agree():
    found = {form.form: form for form in icc(design([[1, 2], [2, 3], [3, 4]]))}
    assert found["C,1"].value == 1
    assert found["C,1"].low is None
    assert found["A,1"].value == pytest.approx(2 / 3)
    assert found["1,1"].low is not None


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ([[1, 2, 3]], "One sample does not show how much samples vary."),
        ([[1], [2]], "One rater does not show how much raters vary."),
        ([[1, 2], [2, np.nan]], "Not every rater scored every sample"),
        ([[3, 3], [3, 3]], "Every score is at the same level"),
        ([[1, 2], [2, 1]], "All samples have the same mean level"),
        (three_way(np.random.default_rng(1), (3, 3, 2), [1] * 7), "Scores of one sample on several criteria"),
    ],
)
def test_there_is_none_and_the_reason_is_said(scores, reason):
    assert icc_undefined_because(design(scores)).startswith(reason)
