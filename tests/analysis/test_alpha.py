"""Krippendorff's alpha, beside the krippendorff package and in its corners."""

import krippendorff
import numpy as np
import pytest

from analysis import score_frame
from analysis.alpha import krippendorff_alpha
from tests.analysis.scores import frame_of, random_rows

METRICS = ("nominal", "ordinal", "interval")


def reliability_data(rows):
    """(raters, units) with NaN where there is no score, as the package wants it."""
    units = sorted({(row["sample"], row["criterion"]) for row in rows})
    raters = sorted({row["rater"] for row in rows})
    data = np.full((len(raters), len(units)), np.nan)
    for row in rows:
        data[raters.index(row["rater"]), units.index((row["sample"], row["criterion"]))] = row["score"]
    return data


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("seed", range(8))
def test_equals_the_krippendorff_package_on_random_scores_with_gaps(metric, seed):
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, (int(rng.integers(3, 30)), int(rng.integers(1, 4)), int(rng.integers(2, 9))), gaps=0.3)
    theirs = krippendorff.alpha(reliability_data(rows), level_of_measurement=metric, value_domain=[1, 2, 3, 4])
    assert krippendorff_alpha(score_frame(rows, [1, 2, 3, 4]), metric).value == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("metric", METRICS)
def test_leaving_out_one_sample_at_a_time_is_what_the_jackknife_does(metric):
    rows = random_rows(np.random.default_rng(8), (9, 2, 4))
    samples = sorted({row["sample"] for row in rows})
    without = [score_frame([r for r in rows if r["sample"] != s], [1, 2, 3, 4]) for s in samples]
    values = np.array([krippendorff_alpha(frame, metric).value for frame in without])
    se = np.sqrt(8 / 9 * np.sum((values - values.mean()) ** 2))
    assert krippendorff_alpha(score_frame(rows, [1, 2, 3, 4]), metric).se == pytest.approx(se, abs=1e-12)


def test_the_bootstrap_draws_whole_samples_and_agrees_with_drawing_them_one_by_one():
    rng = np.random.default_rng(11)
    rows = random_rows(rng, (25, 1, 4), gaps=0.1)
    found = krippendorff_alpha(score_frame(rows, [1, 2, 3, 4]), replicates=4000, rng=np.random.default_rng(1))
    data = reliability_data(rows)
    drawn = [data[:, rng.integers(0, data.shape[1], data.shape[1])] for _ in range(1500)]
    values = [krippendorff.alpha(d, level_of_measurement="ordinal", value_domain=[1, 2, 3, 4]) for d in drawn]
    assert str(found.method) == "percentile bootstrap over 25 whole samples, 4000 resamples"
    assert [found.low, found.high] == pytest.approx(np.percentile(values, [2.5, 97.5]), abs=0.03)
    assert found.se == pytest.approx(np.std(values), abs=0.01)


def test_the_same_seed_gives_the_same_interval():
    frame = score_frame(random_rows(np.random.default_rng(3), (12, 2, 3)), [1, 2, 3, 4])
    one, other = (krippendorff_alpha(frame, replicates=200, rng=np.random.default_rng(9)) for _ in range(2))
    assert one == other
    assert krippendorff_alpha(frame, replicates=200) == krippendorff_alpha(frame, replicates=200)


def test_one_level_in_use_is_undefined_with_the_reason():
    found = krippendorff_alpha(frame_of({"Maple": [3, 3], "Birch": [3, 3], "Cedar": [1, None]}))
    assert found.value is None
    assert str(found.undefined_because).startswith("Every score that can be compared is 3")
    assert found.n_left_out == 3


def test_without_two_scores_on_any_sample_it_is_undefined():
    found = krippendorff_alpha(frame_of({"Maple": [3, None], "Birch": [None, 2]}))
    assert found.undefined_because == "No sample was scored by two raters."


def test_a_figure_that_hangs_on_one_sample_has_no_interval():
    found = krippendorff_alpha(frame_of({"Maple": [3, 3], "Birch": [3, 3], "Cedar": [1, 2]}))
    assert found.value is not None
    assert found.low is None
    assert found.no_interval_because == "It rests on a single sample: without that one it would be undefined."


def test_resamples_in_which_it_is_undefined_are_counted():
    frame = frame_of({"Maple": [3, 3], "Birch": [3, 3], "Cedar": [1, 2], "Aspen": [2, 2]})
    assert "undefined in " in str(krippendorff_alpha(frame, replicates=300).method)


def test_a_long_scale_is_worked_through_in_portions():
    rng = np.random.default_rng(4)
    rows = [
        {"sample": f"s{s}", "criterion": "c", "rater": f"r{r}", "score": int(rng.integers(0, 101))}
        for s in range(400)
        for r in range(3)
    ]
    levels = list(range(101))
    theirs = krippendorff.alpha(reliability_data(rows), level_of_measurement="ordinal", value_domain=levels)
    assert krippendorff_alpha(score_frame(rows, levels)).value == pytest.approx(theirs, abs=1e-9)
