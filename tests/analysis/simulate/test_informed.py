"""Who knows everything but the effects finds what was planted, with errors as large as they should be."""

import numpy as np
import pandas as pd
import pytest

from analysis.simulate import Plan, simulated_day
from tests.benchmarks.informed import adjusted, informed, tally


def estimates(plan: Plan, days: int) -> pd.DataFrame:
    found = []
    for rng in np.random.default_rng(12).spawn(days):
        day = simulated_day(plan, rng)
        found.append(informed(day).merge(day.truth.raters, on="rater", suffixes=("", "_planted")))
    return pd.concat(found)


def test_where_nothing_is_planted_errors_are_as_large_as_their_standard_errors():
    rows = estimates(Plan(), 6)
    rows["off"] = (rows["estimate"] - rows["severity"].where(rows["kind"] == "severity", 0.0)) / rows["se"]
    sd = rows.groupby(rows["kind"].replace("extremism", "centrality"))["off"].agg(["mean", "std"])
    assert sd["std"].between(0.88, 1.12).all()
    assert sd["mean"].abs().max() < 0.05
    assert rows["flagged"][rows["kind"] != "severity"].mean() < 0.01


def test_planted_effects_are_recovered_and_nearly_all_flagged():
    rows = estimates(Plan(plants={"drift": 2, "bias": 2}), 6)
    own = rows[rows["kind"] == rows["kind_planted"]]
    size = own["points"].abs().groupby(own["kind"]).mean()
    assert size["drift"] == pytest.approx(1.8, abs=0.25)
    assert size["bias"] == pytest.approx(1.4, abs=0.2)
    assert own.groupby("kind")["flagged"].mean().min() > 0.7


def test_flags_of_any_method_are_counted_against_the_truth():
    truth = simulated_day(Plan(raters=4, plants={"drift": 2}), np.random.default_rng(1)).truth
    drifting = truth.planted["rater"].iloc[0]
    other = truth.raters["rater"][truth.raters["kind"] == ""].iloc[0]
    rows = [(drifting, "drift", True), (drifting, "severity", True), (drifting, "bias", False), (other, "bias", True)]
    counted = tally(pd.DataFrame(rows, columns=["rater", "kind", "flagged"]), truth)
    assert counted.loc["drift"].to_dict() == {"planted": 2, "found": 1, "false": 0}
    assert counted.loc["bias"].to_dict() == {"planted": 0, "found": 0, "false": 1}


def test_q_is_that_of_benjamini_and_hochberg():
    assert adjusted(np.array([0.04, 0.01, 0.03, 0.5])) == pytest.approx([0.16 / 3, 0.04, 0.16 / 3, 0.5])
