"""Effects that were planted in a simulated day are found, at their size; with nothing planted, nothing is."""

from collections import Counter

import numpy as np
import pytest

from analysis import about_raters, analyze, score_frame
from analysis.bias import bias_by_group
from analysis.drift.order import drift_by_order
from analysis.effects import raters_effects
from analysis.facets import fit
from analysis.flags import decided
from analysis.panel.joint import panel_of
from analysis.simulate import Plan, simulated_day

KINDS = ("drift", "bias", "centrality", "halo", "inconsistency")
# As many samples for each rater as on a whole day, and half the work.
HALF = {"raters": 20, "samples": 240}


def scored(plan, seed):
    day = simulated_day(plan, np.random.default_rng(seed))
    return score_frame(day.table, list(range(1, plan.levels + 1))), day.truth.raters.set_index("rater")


def decision(plan, seed):
    frame, truth = scored(plan, seed)
    return decided(list(raters_effects(frame, fit(frame)))), truth


def test_most_that_is_planted_is_flagged_and_little_else():
    right, wrong, planted = Counter(), 0, Counter()
    for seed in range(4):
        found, truth = decision(Plan(**HALF, plants=dict.fromkeys(KINDS, 1)), seed)
        planted.update(kind for kind in truth["kind"] if kind)
        for flag in found.flags:
            if flag.kind != "severity":
                right[flag.kind] += truth.loc[flag.rater, "kind"] == flag.kind
                wrong += truth.loc[flag.rater, "kind"] != flag.kind
    assert sum(right.values()) >= 0.85 * sum(planted.values())
    assert wrong <= 0.2 * sum(right.values())


def test_a_day_with_nothing_planted_but_severities_has_hardly_a_flag():
    others = [
        flag for seed in range(4) for flag in decision(Plan(**HALF), 300 + seed)[0].flags if flag.kind != "severity"
    ]
    assert len(others) <= 1


@pytest.mark.parametrize("reads", [2, 8])
def test_drift_and_bias_of_one_level_are_estimated_at_their_size(reads):
    plan = Plan(**HALF, reads=reads, plants={"drift": 3, "bias": 3}, sizes={"drift": 1.0, "bias": 1.0})
    ratio = {"drift": [], "bias": []}
    for seed in range(3):
        frame, truth = scored(plan, 40 + seed)
        panel = panel_of(frame)
        for found in (*drift_by_order(panel), *bias_by_group(panel)):
            if truth.loc[found.rater, "kind"] == found.kind:
                ratio[found.kind].append(found.estimate / truth.loc[found.rater, "levels"])
    assert np.mean(ratio["drift"]) == pytest.approx(1, abs=0.25)
    assert np.mean(ratio["bias"]) == pytest.approx(1, abs=0.25)


def test_a_flag_says_what_differs_on_how_many_pieces_and_which_to_look_at():
    found, _ = decision(Plan(**HALF, plants={"drift": 2}), 0)
    flag = next(flag for flag in found.flags if flag.kind == "drift")
    assert str(flag.says).startswith(
        f"From the first to the last of 36 pieces the scores of {flag.rater} fell by about"
    )
    assert str(flag.suggests) == "Look together at {} and {}.".format(*flag.samples)
    assert flag.estimate > 0


def test_turning_the_scale_round_turns_drift_and_leaves_slopes():
    plan = Plan(raters=10, samples=80, plants={"drift": 1})
    day = simulated_day(plan, np.random.default_rng(3))
    turned = day.table.assign(score=6 - day.table["score"])
    one, other = (score_frame(table, [1, 2, 3, 4, 5]) for table in (day.table, turned))
    drift, opposite = ([found.estimate for found in drift_by_order(panel_of(frame))] for frame in (one, other))
    assert opposite == pytest.approx([-estimate for estimate in drift], abs=1e-2)


def test_two_raters_are_no_panel():
    frame, _ = scored(Plan(raters=2, samples=30, reads=2), 1)
    assert list(raters_effects(frame, fit(frame))) == []


def test_without_an_order_there_is_no_drift_and_no_sequence():
    day = simulated_day(Plan(raters=8, samples=60), np.random.default_rng(5))
    frame = score_frame(day.table.drop(columns=["position", "scored_at"]), [1, 2, 3, 4, 5])
    kinds = {found.kind for found in raters_effects(frame, fit(frame))}
    assert {"severity", "halo", "inconsistency", "bias"} <= kinds
    assert not {"drift", "sequence"} & kinds


def test_one_criterion_has_no_halo():
    frame, _ = scored(Plan(raters=8, samples=60, criteria=1), 6)
    assert "halo" not in {found.kind for found in raters_effects(frame, fit(frame))}


def test_groups_that_nobody_wrote_everywhere_and_a_group_of_two_are_no_crash():
    day = simulated_day(Plan(raters=8, samples=60), np.random.default_rng(7))
    named = sorted(set(day.table["sample"]))
    few = {named[0]: "a", named[1]: "a"}
    frame = score_frame(day.table.assign(**{"group:few": day.table["sample"].map(few)}), [1, 2, 3, 4, 5])
    groups = {found.group for found in raters_effects(frame, fit(frame)) if found.kind == "bias"}
    assert groups == {"programme", "criterion"}


def test_the_analysis_holds_the_measurement_effects_and_flags():
    frame, _ = scored(Plan(raters=12, samples=96, plants={"bias": 1}), 2)
    written = about_raters(analyze(frame), frame).as_dict()
    assert written["facets"]["converged"]
    assert {row["kind"] for row in written["effects"]} >= {"severity", "halo", "inconsistency", "sequence"}
    assert written["drift"][0]["basis"] == "order"
    assert all(row["estimate"] > 0 for row in written["bias"] if row["group"] == "programme")
    assert all(isinstance(row["says"], str) for row in written["flags"])
