"""Variance components: both estimators beside the analysis of variance, each other, and a known truth."""

import numpy as np
import pytest

from analysis.reliability.blocks import blocks_of, likelihood
from analysis.reliability.components import estimated, undefined_because
from analysis.reliability.moments import left_out_components, moments_components
from analysis.reliability.reml import reml_components
from tests.analysis.reliability.designs import design, on_levels, three_way, two_way, with_reads

VARIANCES = (1.0, 0.3, 0.2, 0.25, 0.3, 0.1, 0.5)
SOURCES = ("sample", "rater", "criterion", "sample:rater", "sample:criterion", "rater:criterion", "residual")


def anova(scores):
    """Components of a complete table of samples x raters x criteria from its mean squares, in SOURCES' order."""
    s, r, c = scores.shape
    part = {}
    for axes in [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]:
        means = scores.mean(axis=tuple({0, 1, 2} - set(axes)), keepdims=True)
        part[axes] = means - scores.mean() - sum(part[a] for a in part if set(a) < set(axes))
    ms = {
        axes: (effect**2).sum() * scores.size / effect.size / np.prod([scores.shape[a] - 1 for a in axes])
        for axes, effect in part.items()
    }
    e, sr, sc, rc = ms[0, 1, 2], ms[0, 1], ms[0, 2], ms[1, 2]
    return [
        (ms[0,] - sr - sc + e) / (r * c),
        (ms[1,] - sr - rc + e) / (s * c),
        (ms[2,] - sc - rc + e) / (s * r),
        (sr - e) / c,
        (sc - e) / r,
        (rc - e) / s,
        e,
    ]


def dense_deviance(made, components):
    """Minus twice the restricted log-likelihood by its textbook formula, on the whole variance matrix."""
    of = [made.groups[source].of for source in (*made.sources, made.residual)]
    v = sum(variance * (group[:, None] == group) for variance, group in zip(components, of, strict=True))
    inverse, ones = np.linalg.inv(v), np.ones(len(made))
    information = ones @ inverse @ ones
    left = made.score - (ones @ inverse @ made.score) / information
    return np.linalg.slogdet(v)[1] + np.log(information) + left @ inverse @ left


@pytest.mark.parametrize("seed", range(6))
def test_on_complete_tables_moments_are_the_analysis_of_variance(seed):
    rng = np.random.default_rng(seed)
    scores = on_levels(three_way(rng, rng.integers(2, 7, 3), VARIANCES))
    assert moments_components(design(scores)) == pytest.approx(anova(scores), abs=1e-10)


@pytest.mark.parametrize("seed", range(6))
def test_on_complete_tables_reml_is_the_analysis_of_variance_when_nothing_is_negative(seed):
    rng = np.random.default_rng(seed)
    made = design(three_way(rng, (12, 9, 5), VARIANCES))
    found = moments_components(made)
    assert (found > 0).all()
    assert reml_components(made) == pytest.approx(found, rel=1e-5)


def test_a_negative_estimate_is_0_by_reml_and_its_sum_of_squares_joins_the_residual():
    scores = np.array([[1.0, 2.0, 3.0], [2.0, 3.0, 1.0], [3.0, 1.0, 2.5], [1.5, 2.0, 2.0]])
    made = design(scores)
    assert moments_components(made)[0] < 0
    found = reml_components(made)
    assert found[:2] == pytest.approx([0, 0], abs=1e-9)
    assert found[2] == pytest.approx(scores.var(ddof=1), rel=1e-6)


@pytest.mark.parametrize(("seed", "shape"), [(0, (6, 5, 3)), (1, (4, 7, 2)), (2, (9, 3, 3)), (3, (60, 6, 3))])
def test_with_gaps_the_likelihood_and_its_slopes_are_those_of_the_textbook(seed, shape):
    rng = np.random.default_rng(seed)
    scores = three_way(rng, shape, VARIANCES)
    made = design(np.where(rng.random(scores.shape) < 0.3, np.nan, scores))
    at, blocks = rng.uniform(0.05, 1.0, 7), blocks_of(made)
    here = likelihood(blocks, at)
    assert here.deviance == pytest.approx(dense_deviance(made, at), abs=1e-8)
    for which, slope in enumerate(here.slopes):
        step = 1e-5 * (np.arange(7) == which)
        rise = (dense_deviance(made, at - step) - dense_deviance(made, at + step)) / 2e-5 / 2
        assert slope == pytest.approx(rise, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("seed", range(10))
def test_no_other_components_are_more_likely(seed):
    rng = np.random.default_rng(seed)
    scores = on_levels(three_way(rng, (7, 4, 2), VARIANCES))
    made = design(np.where(rng.random(scores.shape) < 0.2, np.nan, scores))
    found = reml_components(made)
    best = dense_deviance(made, np.maximum(found, [0] * 6 + [1e-4 * made.score.var()]))
    for _ in range(200):
        other = np.abs(found + rng.normal(0, rng.choice([0.01, 0.3]), 7) * rng.integers(0, 2, 7))
        other[-1] = max(other[-1], 1e-3)
        assert dense_deviance(made, other) >= best - 1e-6


@pytest.mark.parametrize("facet", ["sample", "rater", "criterion"])
def test_leaving_one_out_is_what_analysing_the_others_gives(facet):
    rng = np.random.default_rng(3)
    scores = three_way(rng, (9, 5, 3), VARIANCES)
    scores[rng.random(scores.shape) < 0.2] = np.nan
    axis = ("sample", "rater", "criterion").index(facet)
    found = left_out_components(design(scores), facet)
    for level in range(scores.shape[axis]):
        assert found[level] == pytest.approx(moments_components(design(np.delete(scores, level, axis))), abs=1e-9)


@pytest.mark.parametrize(("way", "times"), [("reml", 25), ("moments", 200)])
def test_known_variances_are_recovered_from_scores_with_gaps(way, times):
    rng, found = np.random.default_rng(4), []
    for _ in range(times):
        scores = with_reads(rng, three_way(rng, (40, 12, 4), VARIANCES), 4)
        found.append(estimated(design(scores), way).components)
    assert np.mean(found, axis=0) == pytest.approx(VARIANCES, rel=0.15, abs=0.04)


def test_with_gaps_reml_varies_less_than_moments():
    rng, found = np.random.default_rng(5), {"reml": [], "moments": []}
    for _ in range(40):
        made = design(with_reads(rng, two_way(rng, (40, 12), rater=1.0), 3))
        for way, values in found.items():
            values.append(estimated(made, way).components[0])
    assert np.std(found["reml"]) < np.std(found["moments"])


def test_raters_who_never_differ_leave_all_variance_to_the_samples():
    for scores in (np.tile([[1.0], [2.0], [4.0], [4.0]], 3), np.tile([[[1.0]], [[2.0]], [[4.0]]], (1, 4, 2))):
        made = design(scores)
        found = reml_components(made)
        assert found[0] == pytest.approx(moments_components(made)[0], rel=1e-3)
        assert found[1:] == pytest.approx(np.zeros(len(found) - 1), abs=1e-9)


def test_a_rater_who_is_always_one_lower_is_variance_of_raters_alone():
    found = reml_components(design(np.add.outer([1.0, 2.0, 4.0, 3.0], [0, 0, 1])))
    assert found == pytest.approx([5 / 3, 1 / 3, 0], rel=1e-3, abs=1e-9)


def test_large_tables_are_estimated_by_moments_and_small_ones_by_reml_and_both_say_so():
    rng = np.random.default_rng(6)
    assert estimated(design(two_way(rng, (20, 5)))).method == "REML"
    large = design(with_reads(rng, two_way(rng, (9000, 500)), 2))
    assert estimated(large).method == "moments (analogous ANOVA)"


def test_rater_groups_that_no_sample_links_still_have_components():
    rng = np.random.default_rng(7)
    scores = np.full((20, 8), np.nan)
    scores[:10, :4], scores[10:, 4:] = two_way(rng, (10, 4)), two_way(rng, (10, 4))
    assert undefined_because(design(scores)) is None
    assert (reml_components(design(scores)) > 0).all()


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ([[1, 2, 3]], "One sample does not show how much samples vary."),
        ([[1], [2]], "One rater does not show how much raters vary."),
        ([[1, np.nan], [np.nan, 2], [2, np.nan]], "No sample was scored by two raters."),
        ([[3, 3], [3, 3]], "Every score is at the same level, so nothing varies."),
        ([[1, 2, np.nan, np.nan], [np.nan, np.nan, 3, 1]], "Too few scores are shared"),
        ([[1, 2], [2, np.nan]], "Too few scores are shared"),
    ],
)
def test_what_cannot_be_told_apart_is_undefined_and_the_reason_is_said(scores, reason):
    assert undefined_because(design(scores)).startswith(reason)
