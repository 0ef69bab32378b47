"""What a mean of raters is worth, criterion by criterion and over all of them."""

import json
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

import analysis.reliability
from analysis import score_frame
from analysis.reliability import reliability
from analysis.reliability.coefficients import Mean, parts_of
from analysis.reliability.design import design_of
from analysis.reliability.moments import moments_components
from analysis.values import _plain
from tests.analysis.reliability.designs import frame, on_levels, three_way, two_way, with_reads
from tests.analysis.scores import frame_of, random_rows

SOURCES = ["sample", "rater", "criterion", "sample:rater", "sample:criterion", "rater:criterion", "residual"]
FIGURES = ("generalizability", "dependability", "sem_relative", "sem_absolute")


def made(seed, shape=(14, 6, 3), reads=6):
    rng = np.random.default_rng(seed)
    return frame(with_reads(rng, on_levels(three_way(rng, shape, (0.8, 0.2, 0.1, 0.2, 0.2, 0.1, 0.3))), reads))


def test_there_is_a_row_for_each_criterion_and_one_for_all():
    rows = reliability(made(1))
    assert [row.criterion for row in rows] == ["c0", "c1", "c2", "all"]
    assert [component.source for component in rows[0].components] == ["sample", "rater", "residual"]
    assert [component.source for component in rows[-1].components] == SOURCES
    for row in rows:
        assert row.method == "REML"
        assert sum(component.percent for component in row.components) == pytest.approx(100)
        assert min(component.variance for component in row.components) >= 0


def test_one_criterion_has_no_row_for_all():
    assert [row.criterion for row in reliability(frame_of({"Maple": [1, 2], "Birch": [3, 4]}))] == ["score"]


def test_criteria_are_fixed_so_that_how_samples_differ_between_them_is_wanted_and_no_error():
    all_criteria = reliability(made(2))[-1]
    of = all_criteria.variance
    wanted = of("sample") + of("sample:criterion") / 3
    relative = of("sample:rater") / 6 + of("residual") / 18
    absolute = relative + of("rater") / 6 + of("rater:criterion") / 18
    assert all_criteria.generalizability == pytest.approx(wanted / (wanted + relative))
    assert all_criteria.dependability == pytest.approx(wanted / (wanted + absolute))
    assert all_criteria.sem_relative == pytest.approx(relative**0.5)
    assert all_criteria.sem_absolute == pytest.approx(absolute**0.5)


def test_on_a_complete_table_they_are_the_correlations_of_the_mean():
    row = reliability(frame(on_levels(two_way(np.random.default_rng(3), (15, 5)))))[0]
    icc = {form.form: form for form in row.icc}
    assert row.generalizability == pytest.approx(icc["C,k"].value, abs=1e-7)
    assert row.dependability == pytest.approx(icc["A,k"].value, abs=1e-7)
    assert row.decision_study[0].generalizability == pytest.approx(icc["C,1"].value, abs=1e-7)
    assert row.decision_study[0].dependability == pytest.approx(icc["A,1"].value, abs=1e-7)


def test_with_gaps_raters_per_sample_is_the_harmonic_mean_and_there_is_no_correlation():
    found = reliability(
        frame_of({"Maple": [1, 2, 1], "Birch": [3, 4, None], "Cedar": [2, 2, 4], "Aspen": [4, 3, None]})
    )
    assert found[0].raters_per_sample == pytest.approx(4 / (1 / 3 + 1 / 2 + 1 / 3 + 1 / 2))
    assert found[0].icc == ()
    assert found[0].icc_undefined_because.startswith("Not every rater scored every sample")


def test_the_decision_study_counts_raters_to_10_and_criteria_to_all_of_them():
    row = reliability(made(4))[-1]
    assert [(d.raters, d.criteria) for d in row.decision_study] == [(n, c) for n in range(1, 11) for c in (1, 2, 3)]
    held = next(d for d in row.decision_study if (d.raters, d.criteria) == (6, 3))
    for figure in FIGURES:
        for name in (figure, f"{figure}_low", f"{figure}_high"):
            assert getattr(held, name) == pytest.approx(getattr(row, name))
    two = [d for d in row.decision_study if d.criteria == 2]
    assert all(fewer.dependability < more.dependability for fewer, more in pairwise(two))
    parts = parts_of(np.array([c.variance for c in row.components]), _sources(row), Mean(4, 2))
    assert two[3].dependability == pytest.approx(parts.wanted / (parts.wanted + parts.absolute))


def _sources(row):
    full = ("sample", "rater", "criterion")
    return tuple(full if c.source == "residual" else tuple(c.source.split(":")) for c in row.components)


@pytest.mark.parametrize("reads", [2, 6])
def test_every_figure_stands_in_its_interval(reads):
    for row in reliability(made(5, reads=reads)):
        assert row.interval_method.startswith("delete-one-sample jackknife")
        for held in (row, *row.decision_study):
            for figure in FIGURES:
                low, value, high = (getattr(held, figure + end) for end in ("_low", "", "_high"))
                assert low <= value <= high
                assert figure.startswith("sem") or 0 <= low <= high <= 1


def test_two_raters_show_order_and_not_how_severity_varies():
    row = reliability(frame(on_levels(two_way(np.random.default_rng(6), (20, 2)))))[0]
    assert row.generalizability_low is not None
    assert row.dependability is not None
    assert row.dependability_low is None
    assert row.no_absolute_interval_because == "Without one of the raters severity could not be estimated."


def test_raters_who_never_differ_are_fully_dependable_without_an_interval():
    row = reliability(frame_of({"Maple": [1, 1, 1], "Birch": [3, 3, 3], "Cedar": [4, 4, 4]}))[0]
    assert row.generalizability == pytest.approx(1)
    assert row.dependability == pytest.approx(1)
    assert row.generalizability_low is None
    assert row.no_relative_interval_because.startswith("Raters never differ on a sample")


def test_samples_alike_and_raters_apart_leave_no_share_to_take():
    row = reliability(frame_of({"Maple": [1, 2, 4], "Birch": [1, 2, 4], "Cedar": [1, 2, 4]}))[0]
    assert row.generalizability is None
    assert row.no_relative_interval_because.startswith("Neither samples nor raters differ")
    assert row.dependability == pytest.approx(0)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"Maple": [1, 2, 3]}, "One sample does not show how much samples vary."),
        ({"Maple": [1], "Birch": [3]}, "One rater does not show how much raters vary."),
        ({"Maple": [1, None], "Birch": [None, 3]}, "No sample was scored by two raters."),
        ({"Maple": [2, 2], "Birch": [2, 2]}, "Every score is at the same level, so nothing varies."),
        ({}, "There are no scores in round 1."),
    ],
)
def test_scores_that_show_too_little_are_undefined_and_the_reason_is_said(table, reason):
    frame = frame_of(table) if table else frame_of({"Nobody": [1]}).rows(np.zeros(1, dtype=np.bool_))
    rows = reliability(frame)
    assert str(rows[0].undefined_because) == reason
    assert rows[0].components == ()
    assert rows[0].dependability is None
    assert rows[0].icc_undefined_because


def test_criteria_with_different_levels_are_not_pooled():
    rows = random_rows(np.random.default_rng(1), (6, 2, 4))
    found = reliability(score_frame(rows, {"c0": [1, 2, 3, 4], "c1": [1, 2, 3, 4, 5]}))
    assert found[0].components
    assert found[1].components
    assert found[2].undefined_because == "The criteria have different levels, so they cannot be pooled."


def test_sessions_are_never_pooled():
    rows = [
        row | {"session": session}
        for session in ("June", "May")
        for row in random_rows(np.random.default_rng(2), (6, 1, 4))
    ]
    assert [(row.session, row.criterion) for row in reliability(score_frame(rows, [1, 2, 3, 4]))] == [
        ("June", "c0"),
        ("May", "c0"),
    ]


def test_the_contract_is_plain_numbers_texts_and_none():
    held = json.loads(json.dumps([_plain(row) for row in reliability(made(7))], allow_nan=False))
    assert held[-1]["components"][0]["source"] == "sample"
    assert set(held[0]["icc"][0]) >= {"form", "value", "low", "high", "f", "df1", "df2", "p"}
    assert set(held[0]["decision_study"][0]) >= {"raters", "criteria", "generalizability", "dependability"}


def test_the_moments_may_be_asked_for_and_are_named():
    scores = made(8)
    row = reliability(scores, way="moments")[-1]
    assert row.method == "moments (analogous ANOVA)"
    assert [c.variance for c in row.components] == pytest.approx(np.maximum(moments_components(design_of(scores)), 0))


def test_results_can_be_read_without_numpy_or_pandas():
    says = "import analysis.reliability.results, sys; print(sorted({'numpy', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_names_what_it_offers():
    assert sorted(analysis.reliability.__all__) == sorted(analysis.reliability._HOME)
    assert all(getattr(analysis.reliability, name) for name in analysis.reliability.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'kappa'"):
        _ = analysis.reliability.kappa
