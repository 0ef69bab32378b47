"""Slope and curvature of the likelihood are what differences of the likelihood say they are."""

import numpy as np
import pytest

from analysis.facets.anchors import Anchors
from analysis.facets.evidence import evidence
from analysis.facets.integration import Known
from analysis.facets.measures import posterior_modes
from analysis.facets.parameters import layout_of
from analysis.facets.ratings import ratings_of
from tests.analysis.facets.days import Shape, day

NODES = 31
STEP = 1e-4


@pytest.fixture(params=["rating_scale", "partial_credit"])
def case(request):
    rng = np.random.default_rng(5)
    ratings, _ = ratings_of(day(rng, Shape(raters=5, samples=12, levels=4)).frame, request.param)
    block = (np.arange(len(ratings.samples)) % 2).astype(np.intp)
    anchor = np.where(np.arange(len(block)) == 3, 0.4, np.nan)
    known = Known(ratings, layout_of(ratings, 2, Anchors()), block, anchor)
    return known, rng.normal(0, 0.3, len(known.layout.start))


def shifted(at, which, by):
    return at + by * (np.arange(len(at)) == which)


def test_the_gradient_is_the_slope_of_the_likelihood(case):
    known, at = case
    around = posterior_modes(known, at)
    found = evidence(known, at, around, NODES)
    numeric = [
        evidence(known, shifted(at, which, STEP), around, NODES).log_likelihood
        - evidence(known, shifted(at, which, -STEP), around, NODES).log_likelihood
        for which in range(len(at))
    ]
    assert found.gradient == pytest.approx(np.array(numeric) / (2 * STEP), abs=1e-5)
    assert np.asarray(found.by_sample.sum(axis=0)) == pytest.approx(found.gradient)


def test_the_information_is_the_curvature_of_the_likelihood(case):
    known, at = case
    around = posterior_modes(known, at)
    found = evidence(known, at, around, NODES)
    numeric = [
        evidence(known, shifted(at, which, -STEP), around, NODES).gradient
        - evidence(known, shifted(at, which, STEP), around, NODES).gradient
        for which in range(len(at))
    ]
    assert found.information == pytest.approx(np.array(numeric) / (2 * STEP), abs=1e-4)


def test_few_nodes_suffice_where_they_follow_the_posterior(case):
    known, at = case
    around = posterior_modes(known, at)
    assert evidence(known, at, around, 9).log_likelihood == pytest.approx(
        evidence(known, at, around, 41).log_likelihood, abs=2e-3
    )
