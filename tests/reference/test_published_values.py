"""Published scores give the figures that R's packages find for them."""

import json
from pathlib import Path

import pytest

from analysis.agreement import chance_agreement, exact, within_one
from analysis.alpha import krippendorff_alpha
from tests.reference.published import NAMES, reference

STATISTICS = {
    "exact": exact,
    "within_one": within_one,
    "chance_agreement": chance_agreement,
    "krippendorff_alpha_nominal": lambda frame: krippendorff_alpha(frame, "nominal"),
    "krippendorff_alpha_ordinal": lambda frame: krippendorff_alpha(frame, "ordinal"),
    "krippendorff_alpha_interval": lambda frame: krippendorff_alpha(frame, "interval"),
}


@pytest.mark.parametrize("name", NAMES)
def test_reproduces_every_reference_value(name):
    published = reference(name)
    for statistic, expected in published.expected.items():
        found = STATISTICS[statistic](published.frame)
        assert found.statistic == statistic
        assert found.value == pytest.approx(expected["value"], abs=1e-9), (name, statistic)


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
