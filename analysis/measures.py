"""Every agreement statistic of the contract, by its name."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias, Unpack

from analysis.agreement import (
    ADJACENT,
    CHANCE,
    DISCREPANT,
    EXACT,
    WITHIN_ONE,
    measured_cut_agreement,
    measured_cut_agreement_of_counts,
)
from analysis.alpha import measured_alpha
from analysis.beyond_chance import COEFFICIENTS, measured_beyond_chance
from analysis.conger import measured_conger, measured_cut_kappa
from analysis.counted import measure, n_scored_cells
from analysis.estimates import NO_NAMES, How, Measure, Refused, estimate
from analysis.frame import Cut, ScoreFrame
from analysis.kendall import measured_kendall_w
from analysis.mean_kappa import WEIGHTINGS, measured_mean_kappa
from analysis.tally import Tallied
from analysis.values import Estimate

__all__ = ["COUNTED", "IN_GENERAL", "MEASURES", "estimates", "measured"]

OfCounts: TypeAlias = Callable[[Tallied], Measure | Refused]
Asked: TypeAlias = Callable[[ScoreFrame, Cut], Measure | Refused]

COUNTED: Mapping[str, OfCounts] = {
    "exact": partial(measure, EXACT),
    "adjacent": partial(measure, ADJACENT),
    "within_one": partial(measure, WITHIN_ONE),
    "discrepant": partial(measure, DISCREPANT),
    "chance_agreement": partial(measure, CHANCE),
    "krippendorff_alpha_nominal": partial(measured_alpha, metric="nominal"),
    "krippendorff_alpha_ordinal": partial(measured_alpha, metric="ordinal"),
    "krippendorff_alpha_interval": partial(measured_alpha, metric="interval"),
    **{name: partial(measured_beyond_chance, name) for name in COEFFICIENTS},
}


def _without_cut(asked: Callable[[ScoreFrame], Measure | Refused]) -> Asked:
    return lambda frame, _cut: asked(frame)


MEASURES: Mapping[str, Asked] = {
    **{name: _without_cut(asked) for name, asked in COUNTED.items()},
    **{name: _without_cut(partial(measured_mean_kappa, name)) for name in WEIGHTINGS},
    "conger_kappa": _without_cut(measured_conger),
    "kendall_w": _without_cut(measured_kendall_w),
    "cut_agreement": measured_cut_agreement,
    "cut_kappa": measured_cut_kappa,
}
_OF_COUNTS = {*COUNTED, "cut_agreement"}
IN_GENERAL = tuple(name for name in MEASURES if name not in ("adjacent", "discrepant", "chance_agreement", "kendall_w"))


def measured(name: str, scores: Tallied, cut: Cut = None) -> Measure | Refused:
    """One statistic, ready for its interval, its difference from another, or its resamples.

    Parameters
    ----------
    name
        As in the contract.
    scores
        A frame of one session; of one without names, and of bare counts, what needs to know who scored is refused.
    cut
        The lowest level that counts as proficient, for the statistics at the cut; of bare counts one for all.
    """
    if isinstance(scores, ScoreFrame) and (scores.named or name in _OF_COUNTS):
        return MEASURES[name](scores, cut)
    if name == "cut_agreement":
        return measured_cut_agreement_of_counts(scores.tally, cut)
    return COUNTED[name](scores) if name in COUNTED else Refused(name, NO_NAMES, n_scored_cells(scores.tally))


def estimates(frame: ScoreFrame, cut: Cut = None, **how: Unpack[How]) -> Iterator[Estimate]:
    """Every statistic of the contract on one set of scores; about raters in general, those that can speak of them."""
    names = IN_GENERAL if how.get("about") == "raters_in_general" else MEASURES
    for name in names:
        yield estimate(measured(name, frame, cut), how)
