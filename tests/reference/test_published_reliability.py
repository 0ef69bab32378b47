"""Published scores give the correlations and variance components that R's packages find for them.

One JSON per data set in ``reliability``: ``scores_of`` names the file beside this one that holds the scores, ``tasks``
the raters of each task where they are nested. Correlations and mean squares agree to 1e-8, components by REML to 1e-5
of their size, or to 2e-3 where the package stopped at its default tolerance.

R's irr takes the degrees of freedom of F for A,1 and A,k at the estimate instead of at 0, and the interval of A,k from
other ones than that of A,1; psych, pingouin and we do not.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.reliability.components import components_of, estimated
from analysis.reliability.design import Design, design_of
from analysis.reliability.icc import icc, mean_squares
from analysis.reliability.moments import moments_components
from analysis.reliability.reml import reml_components
from analysis.reliability.whole import reliability_of
from tests.reference.published import reference

FOLDER = Path(__file__).parent / "reliability"
HELD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
NESTED = (("sample",), ("criterion",), ("rater", "criterion"), ("sample", "criterion"))
NESTED_NAMES = ("sample", "task", "rater:task", "sample:task", "residual")


def having(key):
    return [name for name, held in HELD.items() if key in held["expected"]]


def frame_of(name):
    return reference(HELD[name]["scores_of"]).frame


def nested_design(name):
    """Raters within tasks: a task is what a criterion is elsewhere."""
    crossed, tasks = frame_of(name), list(HELD[name]["tasks"].values())
    task = np.array([next(at for at, raters in enumerate(tasks) if rater in raters) for rater in crossed.raters])
    facets = {"sample": crossed.sample, "rater": crossed.rater, "criterion": task[crossed.rater]}
    return Design(crossed.level - crossed.level.mean(), facets, NESTED)


@pytest.mark.parametrize("name", having("icc"))
def test_six_correlations_with_their_tests_and_intervals(name):
    forms = HELD[name]["expected"]["icc"]["forms"]
    found = {form.form: form for form in icc(design_of(frame_of(name)))}
    assert list(found) == list(forms)
    for form, expected in forms.items():
        for key, value in expected.items():
            assert getattr(found[form], key) == pytest.approx(value, abs=1e-8), (form, key)


@pytest.mark.parametrize("name", having("reml"))
def test_components_by_restricted_maximum_likelihood(name):
    design = design_of(frame_of(name))
    found = {component.source: component.variance for component in components_of(design, estimated(design))}
    assert found == pytest.approx(HELD[name]["expected"]["reml"]["components"], rel=1e-5)


@pytest.mark.parametrize("name", having("anova"))
def test_mean_squares_and_the_components_from_them(name):
    expected, design = HELD[name]["expected"]["anova"], design_of(frame_of(name))
    squares = mean_squares(design)
    found = {"sample": squares.msr, "rater": squares.msc, "residual": squares.mse}
    assert found == pytest.approx(expected["mean_squares"], abs=1e-8)
    moments = dict(zip(("sample", "rater", "residual"), moments_components(design), strict=True))
    assert moments == pytest.approx(expected["components"], abs=1e-8)


@pytest.mark.parametrize("name", having("nested"))
@pytest.mark.parametrize(("key", "tolerance"), [("nested", 1e-5), ("nested_default_tolerance", 2e-3)])
def test_raters_within_tasks(name, key, tolerance):
    if expected := HELD[name]["expected"].get(key):
        found = dict(zip(NESTED_NAMES, reml_components(nested_design(name)), strict=True))
        assert found == pytest.approx(expected["components"], rel=tolerance)


@pytest.mark.parametrize(("name", "key"), [(name, key) for key in ("reml", "anova") for name in having(key)])
def test_decision_studies(name, key):
    tolerance = {"reml": {"rel": 1e-5}, "anova": {"abs": 1e-6}}[key]
    rows = {row.raters: row for row in reliability_of(frame_of(name)).decision_study}
    for expected in HELD[name]["expected"][key]["decision_study"]:
        row = rows[expected["raters"]]
        assert row.generalizability == pytest.approx(expected["generalizability"], **tolerance)
        assert row.dependability == pytest.approx(expected["dependability"], **tolerance)
        assert row.sem_relative**2 == pytest.approx(expected["relative_error"], **tolerance)
        assert row.sem_absolute**2 == pytest.approx(expected["absolute_error"], **tolerance)


@pytest.mark.parametrize("name", list(HELD))
def test_every_file_says_what_it_is_and_where_it_comes_from(name):
    held = HELD[name]
    assert held["description"]
    assert held["source"]
    assert held["checked_with"]
    assert all(expected["fn"] for expected in held["expected"].values())
