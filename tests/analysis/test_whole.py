"""The one object that the pages, the JSON and every report are drawn from."""

import json
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest

import analysis
from analysis import analyze, score_frame
from analysis.agreement import exact
from analysis.alpha import krippendorff_alpha
from analysis.values import Analysis, LeftOut
from tests.analysis.scores import frame_of, random_rows, rows_of

# fmt: off
CONTRACT = {
    "schema", "data", "agreement", "pairs", "decision", "raters", "reliability", "facets", "drift", "bias",
    "bias_panel", "effects", "echo", "schools", "agenda", "exemplars", "flags",
}
AGREEMENT = {
    "session", "round", "criterion", "statistic", "value", "low", "high", "se", "method", "about", "n_samples",
    "n_units", "n_raters", "n_pairs", "n_rater_pairs", "n_left_out", "undefined_because",
}
RATERS = {
    "rater", "n", "n_samples", "exact", "adjacent", "cut_agreement", "mean_difference", "low", "high", "levels",
    "validity",
}
VALIDITY = {"n", "exact", "adjacent", "discrepant", "mean_difference", "low", "high"}
PAIRS = {
    "criterion", "rater_a", "rater_b", "n", "exact", "adjacent", "kappa", "kappa_linear", "kappa_quadratic",
    "mean_difference",
}
DECISION = {"criterion", "cut", "raters", "consistency", "accuracy", "kappa", "low", "high"}
STATISTICS = {
    "exact", "adjacent", "within_one", "discrepant", "cut_agreement", "cut_kappa", "fleiss_kappa", "conger_kappa",
    "mean_kappa", "mean_kappa_linear", "mean_kappa_quadratic", "krippendorff_alpha_nominal",
    "krippendorff_alpha_ordinal", "krippendorff_alpha_interval", "gwet_ac1", "gwet_ac2_linear", "gwet_ac2_quadratic",
    "gwet_ac2_ordinal", "brennan_prediger", "brennan_prediger_quadratic", "kendall_w",
}
# fmt: on


@pytest.fixture
def frame():
    rows = random_rows(np.random.default_rng(1), (6, 3, 5))
    again = [row | {"round": 2, "score": 3} for row in rows if row["sample"] == "s0"]
    return score_frame([*rows, *again], [1, 2, 3, 4])


def test_holds_every_key_of_the_contract(frame):
    found = analyze(frame, cut=3).as_dict()
    assert set(found) >= CONTRACT
    assert found["schema"] == "workbench.analysis/1"
    assert set(found["agreement"][0]) >= AGREEMENT
    assert {row["statistic"] for row in found["agreement"]} == STATISTICS | {"chance_agreement"}
    assert set(found["raters"][0]) >= RATERS
    assert set(found["pairs"][0]) >= PAIRS
    assert set(found["decision"][0]) >= DECISION
    assert set(found["agenda"][0]) >= {"sample", "criterion", "priority", "spread", "straddles_cut", "why"}
    assert set(found["exemplars"][0]) >= {"sample", "criterion", "level", "strength", "boundary", "why"}


def test_raters_stand_beside_references_where_there_are_any():
    rows = [row | {"reference": 2} for row in rows_of({"Maple": [1, 2], "Birch": [2, 2]})]
    found = analyze(score_frame(rows, [1, 2, 3, 4])).as_dict()
    assert set(found["raters"][0]["validity"]) >= VALIDITY
    assert found["raters"][0]["validity"]["mean_difference"] == -0.5


def test_becomes_json_without_nan(frame):
    text = json.dumps(analyze(frame, cut=3).as_dict(), allow_nan=False)
    assert json.loads(text)["agenda"][0]["why"][0].endswith(".")


def test_what_is_not_computed_yet_is_empty(frame):
    found = analyze(frame).as_dict()
    assert found["facets"] is None
    assert all(found[key] == [] for key in ("drift", "bias", "effects", "flags"))
    assert found["decision"] == []


def test_agreement_is_given_by_session_round_and_criterion_and_for_all(frame):
    found = analyze(frame, cut=3)
    assert {row.criterion for row in found.agreement} == {"c0", "c1", "c2", "all"}
    assert {row.round for row in found.agreement} == {1, 2}
    assert found.estimate("exact") == exact(frame)
    assert found.estimate("exact", "c1") == exact(frame.only("c1"))
    assert found.estimate("exact", in_round=2).value == 1.0
    assert "There is no kappa for all in round 1." in found.estimate("kappa").undefined_because


def test_one_criterion_answers_to_all_and_to_its_name():
    found = analyze(frame_of({"Maple": [1, 2], "Birch": [2, 2]}))
    assert found.estimate("exact") == found.estimate("exact", "score")
    assert {row.criterion for row in found.agreement} == {"score"}


def test_the_bootstrap_is_used_when_asked_for(frame):
    found = analyze(frame, replicates=100, rng=np.random.default_rng(1))
    assert str(found.estimate("krippendorff_alpha_ordinal", "c0").method).startswith("percentile bootstrap")
    assert found.estimate("krippendorff_alpha_ordinal").value == krippendorff_alpha(frame).value


def test_what_can_be_said_of_raters_in_general_stands_beside(frame):
    found = analyze(frame, cut=3)
    these, general = found.estimate("gwet_ac1"), found.estimate("gwet_ac1", about="raters_in_general")
    assert these.value == general.value
    assert general.se > these.se
    assert str(general.method).startswith("jackknife over 6 samples and 5 raters, t(")
    assert found.estimate("kendall_w", about="raters_in_general").undefined_because


def test_votes_are_compared_only_when_there_was_a_second_one(frame):
    assert analyze(frame).votes.n_votes > 0
    assert analyze(frame_of({"Maple": [1, 2]})).votes is None


def test_the_data_are_described(frame):
    data = analyze(frame).data
    assert (data.samples, data.raters, data.criteria) == (6, 5, ("c0", "c1", "c2"))
    assert data.levels_declared
    assert data.connected
    assert not data.complete
    assert analyze(frame_of({"Maple": [1, 2], "Birch": [2, 2]})).data.complete


def test_raters_that_no_sample_links_are_named_group_by_group():
    data = analyze(frame_of({"Maple": [1, 2, None, None], "Birch": [None, None, 2, 2]})).data
    assert not data.connected
    assert data.subsets == (("A", "B"), ("C", "D"))


def test_what_was_left_out_is_told():
    rows = [*rows_of({"Maple": [1, 2]}), {"sample": "Maple", "rater": "Z", "score": None, "mood": "fine"}]
    left_out = analyze(score_frame(rows)).data.left_out
    assert set(left_out) == {LeftOut("rows without a score", 1), LeftOut("column mood", 3)}


def test_an_empty_frame_gives_an_empty_analysis():
    found = analyze(score_frame([]), cut=3)
    assert (found.agreement, found.raters, found.agenda, found.exemplars) == ((), (), (), ())
    json.dumps(found.as_dict(), allow_nan=False)


def test_results_are_frozen_and_can_be_kept_in_a_cache(frame):
    found = analyze(frame, cut=3)
    assert pickle.loads(pickle.dumps(found)) == found
    for result in (
        found,
        found.data,
        found.agreement[0].estimate,
        found.raters[0],
        found.agenda[0],
        found.agenda[0].why[0],
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(result, fields(result)[0].name, None)


def test_values_load_neither_pandas_nor_scipy():
    code = "import sys, analysis.values; sys.exit(bool({'pandas', 'scipy', 'pingouin'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_public_names_are_there_and_nothing_else_is():
    assert all(getattr(analysis, name) for name in analysis.__all__)
    assert analysis.Analysis is Analysis
    with pytest.raises(AttributeError, match="has no attribute 'kappa'"):
        analysis.kappa  # noqa: B018
