"""Every agreement statistic of the contract, by its name."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, Unpack

from analysis.agreement import ADJACENT, CHANCE, DISCREPANT, EXACT, WITHIN_ONE, measured_cut_agreement
from analysis.alpha import Metric, measured_alpha
from analysis.beyond_chance import COEFFICIENTS, measured_beyond_chance
from analysis.conger import measured_conger, measured_cut_kappa
from analysis.counted import Statistic, measure
from analysis.estimates import How, Measure, Refused, estimate
from analysis.frame import Cut, ScoreFrame
from analysis.kendall import measured_kendall_w
from analysis.mean_kappa import WEIGHTINGS, measured_mean_kappa
from analysis.values import Estimate

__all__ = ["IN_GENERAL", "MEASURES", "Asked", "estimates", "measured"]

Asked: TypeAlias = Callable[[ScoreFrame, Cut], Measure | Refused]


def _counted(statistic: Statistic) -> Asked:
    return lambda frame, _cut: measure(statistic, frame)


def _named(asked: Callable[[str, ScoreFrame], Measure | Refused], name: str) -> Asked:
    return lambda frame, _cut: asked(name, frame)


def _alpha(metric: Metric) -> Asked:
    return lambda frame, _cut: measured_alpha(frame, metric)


MEASURES: Mapping[str, Asked] = {
    "exact": _counted(EXACT),
    "adjacent": _counted(ADJACENT),
    "within_one": _counted(WITHIN_ONE),
    "discrepant": _counted(DISCREPANT),
    "cut_agreement": measured_cut_agreement,
    "chance_agreement": _counted(CHANCE),
    "krippendorff_alpha_nominal": _alpha("nominal"),
    "krippendorff_alpha_ordinal": _alpha("ordinal"),
    "krippendorff_alpha_interval": _alpha("interval"),
    "cut_kappa": measured_cut_kappa,
    "conger_kappa": lambda frame, _cut: measured_conger(frame),
    **{name: _named(measured_beyond_chance, name) for name in COEFFICIENTS},
    **{name: _named(measured_mean_kappa, name) for name in WEIGHTINGS},
    "kendall_w": lambda frame, _cut: measured_kendall_w(frame),
}
IN_GENERAL = tuple(name for name in MEASURES if name not in ("adjacent", "discrepant", "chance_agreement", "kendall_w"))


def measured(name: str, frame: ScoreFrame, cut: Cut = None) -> Measure | Refused:
    """One statistic, ready for its interval, its difference from another, or its resamples.

    Parameters
    ----------
    name
        As in the contract.
    frame
        The scores of one session.
    cut
        The lowest level that counts as proficient, for the statistics at the cut.
    """
    return MEASURES[name](frame, cut)


def estimates(frame: ScoreFrame, cut: Cut = None, **how: Unpack[How]) -> Iterator[Estimate]:
    """Every statistic of the contract on one set of scores; about raters in general, those that can speak of them."""
    names = IN_GENERAL if how.get("about") == "raters_in_general" else MEASURES
    for name in names:
        yield estimate(measured(name, frame, cut), how)
