"""Published scores give the figures that R's packages find for them."""

import json
from pathlib import Path

import pytest

from analysis.agreement import exact
from analysis.estimates import estimate
from analysis.kendall import concordance_p, kendall_w
from analysis.measures import MEASURES, measured
from tests.reference.published import NAMES, reference

ANALYTIC = sorted({name for name in MEASURES if name.startswith(("fleiss", "conger", "gwet", "brennan", "kripp"))})


@pytest.mark.parametrize("name", NAMES)
def test_reproduces_every_reference_value(name):
    published = reference(name)
    for statistic, expected in published.expected.items():
        found = estimate(measured(statistic, published.frame), {})
        assert found.statistic == statistic
        assert found.value == pytest.approx(expected["value"], abs=1e-9), (name, statistic)


@pytest.mark.parametrize("statistic", ANALYTIC)
@pytest.mark.parametrize("name", NAMES)
def test_coefficients_have_the_standard_error_and_interval_of_irrcac_when_asked_for(name, statistic):
    published = reference(name)
    expected = published.expected.get(statistic, {})
    found = estimate(measured(statistic, published.frame), {"analytic": True})
    for number in {"se", "low", "high"} & set(expected):
        assert getattr(found, number) == pytest.approx(expected[number], abs=1e-9), (name, statistic, number)


@pytest.mark.parametrize("name", [name for name in NAMES if "kendall_w" in reference(name).expected])
def test_concordance_is_tested_as_irr_tests_it(name):
    published = reference(name)
    found, expected = kendall_w(published.frame), published.expected["kendall_w"]
    tested = concordance_p(found.value, found.n_raters, found.n_units)
    assert tested == pytest.approx((expected["chi_square"], expected["p"]), abs=1e-9)


@pytest.mark.parametrize("name", [name for name in NAMES if "low" in reference(name).expected.get("exact", {})])
def test_on_complete_tables_exact_agreement_has_the_standard_error_and_interval_of_irrcac(name):
    published = reference(name)
    found, expected = exact(published.frame), published.expected["exact"]
    assert found.se == pytest.approx(expected["se"], abs=1e-9)
    assert found.low == pytest.approx(expected["low"], abs=1e-9)
    assert found.high == pytest.approx(expected["high"], abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_file_says_what_it_is_and_where_it_comes_from(name):
    held = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    assert held["description"]
    assert held["source"]
    assert held["checked_with"]
    assert all(expected["fn"] for expected in held["expected"].values())
