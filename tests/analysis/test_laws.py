"""Laws that hold for any scores."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import BadScores, analyze, score_frame
from analysis.agreement import adjacent, cut_agreement, discrepant, exact, within_one
from analysis.alpha import krippendorff_alpha
from analysis.differences import differences
from analysis.estimates import estimate
from analysis.measures import MEASURES, measured

LEVELS = (1, 2, 3, 4)
STATISTICS = tuple(partial(lambda name, frame: estimate(measured(name, frame, 3), {}), name) for name in MEASURES)
COEFFICIENTS = [name for name in MEASURES if "kappa" in name or "gwet" in name or "brennan" in name]

LAW = settings(deadline=None, max_examples=40)
# A whole analysis takes as long as all the rest of a law together.
LAW_OF_THE_WHOLE = settings(deadline=None, max_examples=12)


@st.composite
def score_rows(draw):
    """Up to 6 samples x 2 criteria x 5 raters on four levels, any of them absent."""
    shape = (draw(st.integers(1, 6)), draw(st.integers(1, 2)), draw(st.integers(1, 5)))
    scores = draw(st.lists(st.integers(0, 4), min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
    return [
        {"sample": f"s{s}", "criterion": f"c{c}", "rater": f"r{r}", "score": score}
        for (s, c, r), score in zip(np.ndindex(shape), scores, strict=True)
        if score
    ]


def numbers(estimate):
    counts = (estimate.n_samples, estimate.n_units, estimate.n_raters, estimate.n_pairs, estimate.n_left_out)
    return (*counts, *(None if x is None else round(x, 9) for x in (estimate.value, estimate.low, estimate.high)))


def all_numbers(rows):
    frame = score_frame(rows, LEVELS)
    return [numbers(statistic(frame)) for statistic in STATISTICS]


@LAW_OF_THE_WHOLE
@given(score_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert analyze(score_frame(shuffled, LEVELS), cut=3) == analyze(score_frame(rows, LEVELS), cut=3)


@LAW
@given(score_rows())
def test_names_never_matter(rows):
    renamed = [
        row
        | {
            "sample": f"z{9 - int(row['sample'][1:])}",
            "rater": f"Ms {row['rater'][::-1]}",
            "criterion": row["criterion"] + "!",
        }
        for row in rows
    ]
    assert all_numbers(renamed) == all_numbers(rows)


@LAW
@given(score_rows(), st.lists(st.integers(0, 9), min_size=4, max_size=4, unique=True).map(sorted))
def test_an_order_preserving_relabelling_changes_nothing(rows, labels):
    relabelled = [row | {"score": f"level {labels[row['score'] - 1]}"} for row in rows]
    frame, levels = score_frame(rows, LEVELS), [f"level {label}" for label in labels]
    other = score_frame(relabelled, levels)
    for name in MEASURES:
        now, before = (estimate(measured(name, *asked), {}) for asked in ((other, levels[2]), (frame, 3)))
        assert numbers(now) == numbers(before)


@LAW
@given(score_rows(), st.sets(st.integers(5, 9)))
def test_ordinal_alpha_does_not_see_levels_that_nobody_used(rows, unused):
    wide = score_frame(rows, (0, *LEVELS, *sorted(unused)))
    assert numbers(krippendorff_alpha(wide)) == numbers(krippendorff_alpha(score_frame(rows, LEVELS)))


@LAW
@given(st.lists(st.sampled_from(LEVELS), min_size=2, max_size=8), st.integers(2, 6))
def test_full_agreement_on_two_or_more_levels_is_1_and_on_one_level_undefined(levels, n_raters):
    rows = [
        {"sample": f"s{s}", "rater": f"r{r}", "score": level} for s, level in enumerate(levels) for r in range(n_raters)
    ]
    frame = score_frame(rows, LEVELS)
    assert exact(frame).value == 1.0
    for metric in ("nominal", "ordinal", "interval"):
        alpha = krippendorff_alpha(frame, metric)
        assert alpha.value == (1.0 if len(set(levels)) > 1 else None)
        assert (alpha.undefined_because is None) == (len(set(levels)) > 1)


@LAW
@given(st.lists(st.integers(1, 4), min_size=12, max_size=15), st.integers(2, 4))
def test_full_agreement_is_1_on_two_or_more_levels_and_undefined_on_one(levels, n_raters):
    rows = [{"sample": f"s{s}", "rater": r, "score": level} for s, level in enumerate(levels) for r in range(n_raters)]
    frame = score_frame(rows, LEVELS)
    for name in [*COEFFICIENTS, "kendall_w"]:
        in_use = {level >= 3 for level in levels} if name == "cut_kappa" else set(levels)
        found = estimate(measured(name, frame, 3), {})
        assert found.value == (pytest.approx(1.0) if len(in_use) > 1 else None), name
        assert (found.undefined_because is None) == (len(in_use) > 1)


@LAW
@given(score_rows())
def test_every_figure_has_a_value_or_a_reason_and_an_interval_or_a_reason(rows):
    for statistic in STATISTICS:
        found = statistic(score_frame(rows, LEVELS))
        assert (found.value is None) == (found.undefined_because is not None)
        if found.value is not None:
            assert np.isfinite(found.value)
            assert (found.low is None) == (found.no_interval_because is not None)
            assert found.low is None or found.low <= found.value <= found.high


@LAW
@given(score_rows())
def test_what_is_used_and_what_is_left_out_make_up_the_input(rows):
    frame = score_frame(rows, LEVELS)
    n_cells = len({(row["sample"], row["criterion"]) for row in rows})
    for statistic in STATISTICS:
        assert statistic(frame).n_units + statistic(frame).n_left_out == n_cells
    for difference in differences(frame):
        assert difference.n + difference.n_left_out == sum(row["rater"] == difference.rater for row in rows)


@LAW
@given(score_rows())
def test_exact_adjacent_and_discrepant_are_all_there_is(rows):
    frame = score_frame(rows, LEVELS)
    if exact(frame).defined:
        assert exact(frame).value + adjacent(frame).value == pytest.approx(within_one(frame).value)
        assert within_one(frame).value + discrepant(frame).value == pytest.approx(1.0)
        assert cut_agreement(frame, 3).value >= exact(frame).value - 1e-12


@LAW
@given(score_rows().filter(bool), st.data())
def test_duplicates_are_refused(rows, data):
    twice = data.draw(st.sampled_from(rows))
    with pytest.raises(BadScores) as caught:
        score_frame([*rows, twice | {"score": 1}], LEVELS)
    assert caught.value.rows == (rows.index(twice) + 2, len(rows) + 2)


@LAW_OF_THE_WHOLE
@given(score_rows())
def test_results_never_change_the_frame(rows):
    frame = score_frame(rows, LEVELS)
    before = [getattr(frame, column).copy() for column in ("sample", "rater", "criterion", "level", "round")]
    once = analyze(frame, cut=3)
    assert analyze(frame, cut=3) == once
    after = [getattr(frame, column) for column in ("sample", "rater", "criterion", "level", "round")]
    assert all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))
