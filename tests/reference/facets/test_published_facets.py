"""Many-facet Rasch measures that other programs found for published scores."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.facets import fit
from analysis.facets.anchors import Anchors
from analysis.facets.integration import Known
from analysis.facets.joint import jointly
from analysis.facets.parameters import layout_of
from analysis.facets.ratings import ratings_of
from tests.reference.published import reference

HELD = json.loads((Path(__file__).parent / "irr_video.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found():
    return fit(reference(HELD["data"]).frame)


@pytest.fixture(scope="module")
def joint():
    ratings, _ = ratings_of(reference(HELD["data"]).frame, "rating_scale")
    block, anchor = np.zeros(len(ratings.samples), dtype=np.intp), np.full(len(ratings.samples), np.nan)
    return jointly(Known(ratings, layout_of(ratings, 1, Anchors()), block, anchor))


def test_marginal_severities_are_those_of_tam(found):
    assert found.raters["severity"].to_numpy() == pytest.approx(HELD["marginal"]["severity"], abs=1e-4)


def test_the_likelihood_is_that_of_tam(found):
    assert found.log_likelihood == pytest.approx(HELD["marginal"]["log_likelihood"], abs=1e-6)


def test_the_population_is_that_of_tam(found):
    assert found.sd_sample**2 == pytest.approx(HELD["marginal"]["variance"], rel=1e-4)


def test_steps_are_those_of_tam_once_they_sum_to_0(found):
    steps = np.array(HELD["marginal"]["steps"])
    assert found.steps["threshold"].dropna().to_numpy() == pytest.approx(steps - steps.mean(), abs=2e-4)


def test_measures_of_samples_are_those_of_tam_where_its_steps_hold_the_origin(found):
    origin = np.mean(HELD["marginal"]["steps"])
    assert found.samples["measure"].to_numpy() + origin == pytest.approx(HELD["marginal"]["eap"], abs=1e-3)
    assert found.samples["se"].to_numpy() == pytest.approx(HELD["marginal"]["eap_sd"], abs=1e-4)


def test_joint_estimates_are_those_of_immer(joint):
    steps = np.array(HELD["joint"]["steps"])
    assert joint.at[:3] == pytest.approx(HELD["joint"]["severity"], abs=1e-3)
    assert joint.at[5 + 1 : 5 + 4] == pytest.approx(steps - steps.mean(), abs=1e-3)


def test_corrected_joint_estimates_are_those_of_immer(joint, found):
    assert joint.corrected[:3] == pytest.approx(HELD["joint_corrected"]["severity"], abs=1e-3)
    assert found.raters["severity_fixed"].to_numpy() == pytest.approx(joint.corrected[:4])
