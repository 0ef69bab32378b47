"""What cannot be planned is answered with what, which and what to do; everything else is a day."""

import numpy as np
import pytest

from analysis.simulate import KINDS, ImpossiblePlan, Plan, default_size, simulated_day

IMPOSSIBLE = {
    "more reads than raters": (
        {"raters": 4, "reads": 5},
        "5 raters are to read each sample, and there are 4. Ask for 4 reads or fewer, or for more raters.",
    ),
    "more plants than raters": (
        {"raters": 3, "plants": {"drift": 2, "halo": 2}},
        "4 raters are to show something, and there are 3. Each shows one thing at most: ask for more raters or fewer",
    ),
    "no levels": ({"levels": 0}, "0 is no number of levels. Ask for a whole number from 2 on."),
    "very many levels": ({"levels": 500}, "A scale of 500 levels is none that teachers use. Ask for 20 or fewer."),
    "one rater": ({"raters": 1, "reads": 1}, "1 is no number of raters. Ask for a whole number from 2 on."),
    "half a sample": ({"samples": 7.5}, "7.5 is no number of samples."),
    "a kind that is none": (
        {"plants": {"laziness": 1}},
        "There is no kind of effect called laziness. Choose from severity, drift, bias, centrality, extremism, halo,",
    ),
    "fewer than no raters": ({"plants": {"drift": -1}}, "-1 is no number of raters for drift."),
    "a share above one": ({"local_share": 1.5}, "local_share is 1.5, which is no share. Give a number from 0 to 1."),
    "a spread below none": ({"profile_sd": -1.0}, "profile_sd is -1.0, below 0. Give 0 or more."),
    "samples all alike": ({"sample_sd": 0.0}, "sample_sd is 0.0: all samples would be alike."),
    "not a number": ({"group_shift": float("nan")}, "group_shift is nan, which no day has."),
    "an effect of the other kind": (
        {"sizes": {"centrality": 1.5}},
        "centrality of size 1.5 is none. Give 0 to 1 (slope of the rater's measure on the sample's).",
    ),
    "one read each": (
        {"reads": 1},
        "480 samples with 1 reads cannot link 40 raters to one another. Ask for more reads or samples, or for validity",
    ),
    "too few samples to link": ({"samples": 10, "reads": 2}, "10 samples with 2 reads cannot link 40 raters"),
    "more schools than raters": ({"schools": 41}, "41 schools share 40 raters and 480 samples."),
    "too few raters in a school": (
        {"schools": 20},
        "3 raters are to read each sample, and a school may have only 2. Ask for fewer reads or schools, or for more",
    ),
    "schools that never meet": ({"schools": 2, "local_share": 1.0}, "All reads stay within the schools."),
    "more echoes than half the queue": (
        {"echoes": 19},
        "19 samples are to return to each rater, who reads 36. Ask for 18 echoes or fewer.",
    ),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_an_impossible_plan_is_answered_with_a_sentence(what):
    asked, sentence = IMPOSSIBLE[what]
    with pytest.raises(ImpossiblePlan) as refused:
        Plan(**asked)
    assert any(str(problem).startswith(sentence) for problem in refused.value.problems), str(refused.value)


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(ImpossiblePlan) as refused:
        Plan(levels=1, criteria=0, local_share=-1.0, plants={"x": 1})
    assert len(refused.value.problems) == 4


@pytest.mark.parametrize(("kind", "size"), [("drift", 4.0), ("bias", 2.5), ("sequence", 3.99)])
def test_an_effect_that_the_scale_cannot_hold_is_refused_with_what_it_can(kind, size):
    with pytest.raises(ImpossiblePlan, match=r"Scores cannot move by .* levels here: .* Plant a smaller effect"):
        simulated_day(Plan(plants={kind: 1}, sizes={kind: size}), np.random.default_rng(1))


@pytest.mark.parametrize("levels", [2, 3, 4, 5, 6, 10])
def test_every_kind_fits_on_every_scale_at_its_usual_size(levels):
    day = simulated_day(Plan(levels=levels, plants=dict.fromkeys(KINDS, 1)), np.random.default_rng(2))
    assert sorted(day.table["score"].unique()) == list(range(1, levels + 1))
    assert sorted(day.truth.planted["kind"]) == sorted(KINDS)


def test_a_size_in_levels_keeps_its_share_of_the_scale_and_a_given_one_wins():
    assert default_size("drift") == 1.8
    assert default_size("drift", 3) == pytest.approx(0.9)
    assert default_size("halo", 3) == default_size("halo", 5)
    assert Plan(sizes={"drift": 0.7}).size("drift") == 0.7


@pytest.mark.parametrize(
    "odd",
    [
        {"raters": 2, "samples": 2, "reads": 2, "criteria": 1, "levels": 2},
        {"raters": 40, "samples": 20, "reads": 3},
        {"raters": 7, "samples": 11, "reads": 7},
        {"raters": 7, "samples": 11, "reads": 6},
        {"raters": 3, "samples": 2, "reads": 1, "validity": 1},
        {"schools": 1},
        {"schools": 13, "local_share": 0.0},
        {"interaction_sd": 0.0, "profile_sd": 0.0, "severity_sd": 0.0, "group_shift": 0.0},
        {"group_share": 1.0, "echoes": 18, "validity": 3, "same_order": True},
        {"criteria": 12, "levels": 20, "threshold_gap": 0.3},
    ],
)
def test_odd_but_possible_days_are_played(odd):
    plan = Plan(**odd)
    table = simulated_day(plan, np.random.default_rng(3)).table
    assert table["score"].between(1, plan.levels).all()
    assert table["rater"].nunique() == plan.raters
    assert table["sample"].nunique() == plan.samples + plan.validity
    assert not table.duplicated([name for name in ("sample", "rater", "criterion", "occasion") if name in table]).any()
