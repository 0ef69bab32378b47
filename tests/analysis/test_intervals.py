"""Which interval an estimate carries, whom it speaks of, and what is said where there is none."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.agreement import cut_agreement, exact
from analysis.alpha import krippendorff_alpha
from analysis.beyond_chance import fleiss_kappa, gwet_ac1, gwet_ac2_quadratic
from analysis.conger import conger_kappa, cut_kappa
from analysis.estimates import NO_FORMULA, estimate
from analysis.kendall import kendall_w
from analysis.mean_kappa import mean_kappa
from analysis.measures import COUNTED, IN_GENERAL, MEASURES, measured
from analysis.tally import tally_cells
from tests.analysis.scores import frame_of, random_rows, rows_of

LEVELS = [1, 2, 3, 4]


@pytest.fixture
def frame():
    return score_frame(random_rows(np.random.default_rng(1), (20, 1, 5), gaps=0.0), LEVELS)


def test_the_jackknife_is_what_nobody_has_to_ask_for(frame):
    for name in MEASURES:
        found = estimate(measured(name, frame, 3), {})
        assert str(found.method).startswith("delete-one-sample jackknife, t(19)"), name
        assert found.about == "these_raters"


def test_the_bootstrap_is_had_with_replicates_and_says_so(frame):
    for name in MEASURES:
        found = estimate(measured(name, frame, 3), {"replicates": 50, "rng": np.random.default_rng(2)})
        assert str(found.method) == "percentile bootstrap over 20 whole samples, 50 resamples", name
        again = estimate(measured(name, frame, 3), {"replicates": 50, "rng": np.random.default_rng(2)})
        assert found == again


def test_the_standard_error_of_the_formula_is_near_that_of_the_jackknife(frame):
    for statistic in (fleiss_kappa, gwet_ac1, gwet_ac2_quadratic, conger_kappa):
        found, jackknifed = statistic(frame, analytic=True), statistic(frame)
        assert str(found.method) == "linear approximation (Gwet), t(19)"
        assert found.value == jackknifed.value
        assert found.se == pytest.approx(jackknifed.se, rel=0.1)


def test_where_no_formula_is_known_it_says_so():
    rows = random_rows(np.random.default_rng(1), (15, 2, 4), gaps=0.0)
    pooled = score_frame(rows, LEVELS)
    for found in (exact(pooled, analytic=True), krippendorff_alpha(pooled, analytic=True)):
        assert found.value is not None
        assert found.no_interval_because.startswith("No formula is known")
    for found in (gwet_ac1(pooled, analytic=True), conger_kappa(pooled, analytic=True)):
        assert found.no_interval_because.startswith("The formula takes every sample for one unit")


def test_of_raters_in_general_it_varies_with_samples_and_raters(frame):
    for name in IN_GENERAL:
        found = estimate(measured(name, frame, 3), {"about": "raters_in_general"})
        these = estimate(measured(name, frame, 3), {})
        without = measured(name, frame, 3).without_raters()
        of_raters = 4 / 5 * np.sum((without - without.mean()) ** 2)
        assert found.about == "raters_in_general"
        assert found.value == these.value
        assert found.se == pytest.approx(np.sqrt(these.se**2 + of_raters))
        df = found.se**4 / (these.se**4 / 19 + of_raters**2 / 4)
        assert str(found.method).startswith(f"jackknife over 20 samples and 5 raters, t({round(df, 1):.10g})")


def test_with_two_raters_nothing_can_be_said_of_raters_in_general():
    found = exact(frame_of({"Maple": [1, 2], "Birch": [2, 2], "Cedar": [3, 3]}), about="raters_in_general")
    assert found.value is not None
    assert found.no_interval_because == "So few raters met that without one of them it would be undefined."


def test_concordance_says_nothing_of_raters_in_general(frame):
    found = kendall_w(frame, about="raters_in_general")
    assert found.no_interval_because.startswith("It depends on how many raters there are")


def test_counts_without_names_have_everything_that_does_not_need_them(frame):
    counts = tally_cells(frame.cells[:, None, :], (1, 2, 3, 4))
    for statistic in (exact, fleiss_kappa, gwet_ac1, krippendorff_alpha):
        found, named = statistic(counts), statistic(frame)
        assert (found.value, found.low, found.high) == pytest.approx((named.value, named.low, named.high))
        assert (found.n_raters, found.n_rater_pairs) == (0, 0)
        general = statistic(counts, about="raters_in_general")
        assert general.no_interval_because == "It needs to know who scored, and these counts do not say."


def test_of_counts_without_names_every_statistic_is_had_or_says_that_it_needs_names(frame):
    counts = tally_cells(frame.cells[:, None, :], (1, 2, 3, 4))
    for name in MEASURES:
        found, named = estimate(measured(name, counts, 3), {}), estimate(measured(name, frame, 3), {})
        if name in COUNTED or name == "cut_agreement":
            assert (found.value, found.low, found.high) == pytest.approx((named.value, named.low, named.high)), name
        else:
            assert found.undefined_because == "It needs to know who scored, and these counts do not say.", name
            assert found.n_left_out == 20
    for cut, reason in ((None, "No cut was given."), (1, "The cut is the lowest level"), (9, "The cut is not one")):
        assert estimate(measured("cut_agreement", counts, cut), {}).undefined_because.startswith(reason)


def test_one_level_in_use_is_undefined_with_the_reason():
    frame = frame_of({"Maple": [3, 3], "Birch": [3, 3], "Cedar": [1, None]})
    for name in MEASURES:
        if any(word in name for word in ("kappa", "gwet", "brennan", "krippendorff", "kendall")):
            found = estimate(measured(name, frame, 3), {})
            assert found.value is None, name
            assert found.undefined_because, name
    assert gwet_ac1(frame).undefined_because.startswith("Only one level is in use")
    assert gwet_ac1(frame).n_left_out == 3


def test_all_on_one_side_of_the_cut_is_undefined_with_the_reason():
    frame = frame_of({"Maple": [3, 4], "Birch": [4, 3], "Cedar": [1, None]})
    assert cut_agreement(frame, 3).value == 1.0
    assert cut_kappa(frame, 3).undefined_because.startswith("All scores that can be compared are on the same side")
    assert cut_kappa(frame, None).undefined_because == "No cut was given."


def test_one_rater_has_nobody_to_agree_with():
    frame = frame_of({"Maple": [1], "Birch": [2], "Cedar": [3]})
    for name in MEASURES:
        if name != "chance_agreement":
            found = estimate(measured(name, frame, 2), {})
            assert found.undefined_because in (
                "No sample was scored by two raters.",
                "Fewer than two raters scored, so there is no order to compare.",
            ), name
            assert found.n_left_out == 3


def test_an_empty_frame_and_criteria_of_different_levels_are_undefined_with_the_reason():
    empty = score_frame([])
    rows = rows_of({"Maple": [1, 2]}, criterion="Ideas") + rows_of({"Maple": [1, 2]}, criterion="Voice")
    unlike = score_frame(rows, {"Ideas": [1, 2, 3], "Voice": [1, 2]})
    for name in MEASURES:
        assert estimate(measured(name, empty, None), {}).undefined_because
        found = estimate(measured(name, unlike, 2), {})
        assert found.undefined_because == "The criteria have different levels, so they cannot be pooled."


def test_mean_kappa_counts_pairs_with_ten_samples_in_common():
    table = {f"s{at:02}": [1 + at % 3, 1 + (at + at // 6) % 3, 2 if at < 9 else None] for at in range(12)}
    found = mean_kappa(frame_of(table))
    assert (found.n_raters, found.n_rater_pairs, found.n_samples, found.n_pairs) == (2, 1, 12, 12)
    few = mean_kappa(frame_of({name: table[name] for name in list(table)[:9]}))
    assert few.undefined_because == "No two raters have 10 samples in common."
    constant = frame_of({f"s{at:02}": [2, 2, 1 if at == 1 else None] for at in range(12)})
    assert mean_kappa(constant).undefined_because.startswith("Every two raters with 10 samples in common gave")


def test_concordance_uses_what_every_rater_scored():
    table = {"Maple": [1, 2, 1], "Birch": [2, 3, 3], "Cedar": [4, 4, 4], "Aspen": [1, 4, None]}
    found, complete = kendall_w(frame_of(table)), kendall_w(frame_of({n: s for n, s in table.items() if None not in s}))
    assert found.value == complete.value
    assert (found.n_units, found.n_left_out, found.n_raters) == (3, 1, 3)
    tied = frame_of({"Maple": [1, 2], "Birch": [1, 2], "Cedar": [4, None]})
    assert kendall_w(tied).undefined_because.startswith("No rater told any two samples apart")


def test_cut_kappa_is_conger_on_two_levels():
    table = {"Maple": [1, 3, 4], "Birch": [2, 2, 3], "Cedar": [4, 4, 3], "Aspen": [1, 2, 1]}
    two = frame_of({name: [1 + (level >= 3) for level in given] for name, given in table.items()}, [1, 2])
    found, expected = cut_kappa(frame_of(table), 3), conger_kappa(two)
    assert (found.value, found.se) == (expected.value, expected.se)


def test_where_there_is_no_formula_the_jackknife_stands_in_and_says_why(frame):
    found = estimate(measured("krippendorff_alpha_ordinal", frame, 3), {"analytic": True, "instead": True})
    plain = estimate(measured("krippendorff_alpha_ordinal", frame, 3), {})
    assert (found.low, found.high) == (plain.low, plain.high)
    assert str(found.method) == f"{plain.method}. {NO_FORMULA}"
