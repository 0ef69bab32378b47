"""Laws that hold for the reliability of any scores."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import score_frame
from analysis.reliability import reliability

LEVELS = (1, 2, 3, 4)
FIGURES = [
    f"{figure}{end}"
    for figure in ("generalizability", "dependability", "sem_relative", "sem_absolute")
    for end in ("", "_low", "_high")
]
# The same scores in every run: a table of a few scores can lie on a ridge of the likelihood, where walks end apart.
LAW = settings(deadline=None, max_examples=25, derandomize=True)


@st.composite
def score_rows(draw):
    """Up to 5 samples x 2 criteria x 4 raters on four levels, some of them absent."""
    shape = [draw(st.integers(1, most)) for most in (5, 2, 4)]
    n = math.prod(shape)
    scores = draw(st.lists(st.integers(0, 4), min_size=n, max_size=n))
    places = [(s, c, r) for s in range(shape[0]) for c in range(shape[1]) for r in range(shape[2])]
    return [
        {"sample": f"s{s}", "criterion": f"c{c}", "rater": f"r{r}", "score": score}
        for (s, c, r), score in zip(places, scores, strict=True)
        if score
    ]


def found(rows):
    return reliability(score_frame(rows, LEVELS))


def numbers(row):
    """Every number of a row but the decision study's, None where there is none."""
    forms = [number for form in row.icc for number in (form.value, form.low, form.high, form.p)]
    components = [component.variance for component in row.components]
    return [*forms, *components, *(getattr(row, name) for name in FIGURES)]


def alike(rows, others):
    """Whether two analyses found the same numbers, as near as two walks to the same likelihood end."""
    return all(
        numbers(one) == [None if number is None else pytest.approx(number, abs=1e-4) for number in numbers(other)]
        for one, other in zip(rows, others, strict=True)
    )


@LAW
@given(score_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows, random):
    assert found(random.sample(rows, len(rows))) == found(rows)


@LAW
@given(score_rows())
def test_names_never_matter(rows):
    renamed = [
        row | {"sample": f"z{9 - int(row['sample'][1:])}", "rater": f"Ms {9 - int(row['rater'][1:])}"} for row in rows
    ]
    assert alike(found(renamed), found(rows))


@LAW
@given(score_rows())
def test_turning_the_scale_around_changes_nothing(rows):
    turned = [row | {"score": 5 - row["score"]} for row in rows]
    assert alike(found(turned), found(rows))


@LAW
@given(score_rows())
def test_every_figure_has_a_value_or_a_reason_and_an_interval_or_a_reason(rows):
    for row in found(rows):
        assert bool(row.components) == (row.undefined_because is None)
        assert bool(row.icc) == (row.icc_undefined_because is None)
        if row.components:
            assert (row.generalizability_low is None) == (row.no_relative_interval_because is not None)
            assert (row.dependability_low is None) == (row.no_absolute_interval_because is not None)
            assert min(component.variance for component in row.components) >= 0
            assert all(number is None or math.isfinite(number) for number in numbers(row))


@LAW
@given(score_rows())
def test_more_raters_never_make_a_mean_worse(rows):
    for row in found(rows):
        values = [d.dependability for d in row.decision_study if d.criteria == 1 and d.dependability is not None]
        assert values == sorted(values)
