"""The rules that make an effect a flag."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from analysis.estimated import Estimated
from analysis.flags import decided, false_discovery

CLEAR = Estimated(
    rater="A", kind="drift", estimate=0.8, null=0.0, low=0.4, high=1.2, p=1e-5, df=30, n=96, n_samples=24,
    look_at=("Maple", "Birch"), basis="order",
)  # fmt: skip


def flags(*tests):
    return [(flag.rater, flag.kind) for flag in decided(tests).flags]


def test_false_discovery_is_that_of_scipy():
    p = np.random.default_rng(1).random(30) ** 3
    assert false_discovery(p) == pytest.approx(stats.false_discovery_control(p))


def test_a_clear_large_effect_is_a_flag():
    assert flags(CLEAR) == [("A", "drift")]
    assert str(decided([CLEAR]).flags[0].suggests) == "Look together at Maple and Birch."


@pytest.mark.parametrize(
    "less",
    [
        replace(CLEAR, estimate=0.2, low=0.1, high=0.3),
        replace(CLEAR, low=-0.1),
        replace(CLEAR, p=0.06),
        replace(CLEAR, n=16),
        replace(CLEAR, n_samples=9),
    ],
)
def test_what_is_small_unclear_or_rests_on_little_is_none(less):
    assert flags(less) == []


def test_severities_do_not_pay_for_accusations():
    severe = [replace(CLEAR, rater=f"S{at}", kind="severity", basis=None, p=1e-9) for at in range(40)]
    doubtful = replace(CLEAR, p=0.03)
    quiet = [replace(CLEAR, rater=f"Q{at}", p=0.5) for at in range(9)]
    assert ("A", "drift") not in flags(*severe, doubtful, *quiet)


def test_what_was_looked_at_and_not_flagged_counts():
    assert flags(replace(CLEAR, p=0.02))
    assert not flags(replace(CLEAR, p=0.02), *(replace(CLEAR, rater=f"Q{at}", p=0.9) for at in range(9)))


def test_a_bias_that_the_slope_explains_is_none():
    bias = replace(CLEAR, kind="bias", basis=None, group="programme", level="evening", without_slope=0.9)
    assert flags(bias) == [("A", "bias")]
    assert flags(replace(bias, without_slope=1.7)) == []


def test_a_bias_must_pass_within_bias_alone():
    bias = replace(CLEAR, kind="bias", basis=None, group="programme", level="evening", p=0.01)
    others = [replace(bias, rater=f"Q{at}", p=0.8) for at in range(9)]
    helped = [replace(CLEAR, rater=f"D{at}", p=1e-9) for at in range(40)]
    assert ("A", "bias") not in flags(bias, *others, *helped)


def test_scatter_that_draws_samples_together_is_called_by_its_name():
    central = replace(CLEAR, kind="centrality", basis=None, estimate=0.5, null=1.0, low=0.3, high=0.7)
    unsteady = replace(CLEAR, kind="inconsistency", basis=None, estimate=2.0, null=1.0, low=1.5, high=2.6)
    assert flags(central) == [("A", "centrality")]
    assert flags(central, unsteady) == [("A", "inconsistency")]


def test_a_near_miss_says_how_much_more_would_settle_it():
    near = replace(CLEAR, p=0.04, low=0.05)
    found = decided([near, *(replace(CLEAR, rater=f"Q{at}", p=0.9) for at in range(9))]).drift[0]
    assert not found.flagged
    assert 10 < found.more_samples < 100


@pytest.mark.parametrize(
    ("kind", "estimate", "null", "group", "word"),
    [
        ("severity", 0.4, 0.0, None, "lower"),
        ("severity", -0.4, 0.0, None, "higher"),
        ("drift", 0.4, 0.0, None, "fell"),
        ("drift", -0.4, 0.0, None, "rose"),
        ("bias", 0.4, 0.0, "programme", "lower than on other pieces"),
        ("bias", -0.4, 0.0, "programme", "higher than on other pieces"),
        ("bias", 0.4, 0.0, "criterion", "lower than on the other criteria"),
        ("bias", -0.4, 0.0, "criterion", "higher than on the other criteria"),
        ("centrality", 0.5, 1.0, None, "less than by others"),
        ("extremism", 1.6, 1.0, None, "more than by others"),
        ("halo", 0.4, 0.0, None, "went together"),
        ("inconsistency", 2.1, 1.0, None, "2.1 times the usual"),
        ("sequence", 0.4, 0.0, None, "followed the piece"),
        ("sequence", -0.4, 0.0, None, "went against the piece"),
    ],
)
def test_every_flag_has_a_sentence_with_its_size_and_range(kind, estimate, null, group, word):
    found = replace(
        CLEAR, kind=kind, estimate=estimate, null=null, low=estimate - 0.2, high=estimate + 0.2, group=group, level="x"
    )
    said = str(decided([found]).flags[0].says)
    assert word in said
    shown = abs(estimate) if null == 0 else estimate
    assert f"({shown - 0.2:.1f} to {shown + 0.2:.1f}" in said or f"; {shown - 0.2:.1f} to {shown + 0.2:.1f}" in said
