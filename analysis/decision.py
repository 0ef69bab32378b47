"""Would another rater, or another panel, decide the same about who is proficient?

A student is on one side of the cut or the other because of who happened to score. Take each sample to have a share p of
all raters like these who would call it proficient, spread over samples as a beta distribution whose mean and spread are
those of the counts (mean share, and share of rater pairs on the same side). A panel of k random raters decides by
majority; k is odd, so there is never a tie. Then

    consistency   two such panels, drawn anew, decide the same
    accuracy      such a panel decides as the majority of all raters like these would
    kappa         consistency beyond that of two panels deciding on two unrelated samples

This is the beta-binomial model of test decisions (Huynh 1976, Journal of Educational Measurement 13, 253-264; accuracy
as Livingston & Lewis 1995, ibid. 32, 179-197), with raters in place of test questions. For one rater the consistency is
`cut_agreement` itself and leans on no model; panels do, the more so the larger they are than the reads there were.

It cannot tell whether the raters are right. Where all of them lean the same way every panel leans with them, and
accuracy, which counts agreement with their own majority, does not see it. Raters who talk before they decide are no
panel in this sense.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

import numpy as np
from scipy.special import betainc, betaln, comb

from analysis.agreement import at_the_cut, share_of_pairs
from analysis.counted import Statistic, measure
from analysis.estimates import Measure, Refused, estimate
from analysis.frame import Cut, ScoreFrame
from analysis.sums import Codes, Floats, Sums, divided
from analysis.values import Decision, Level

__all__ = ["PANELS", "decisions"]

PANELS = (1, 3, 5, 7)
ONE_SIDE = "Every score is on the same side of the cut, so nothing can be corrected for chance."
NONE_NEAR = "Fewer than two samples lie within half a level of the cut."

_HALF_A_LEVEL = 0.5
_MOST_ALIKE, _LEAST_ALIKE = 1e6, 1e-6


def decisions(frame: ScoreFrame, cut: Cut, panels: tuple[int, ...] = PANELS) -> tuple[Decision, ...]:
    """How often would two random raters, or two random panels, decide the same at the cut?

    Parameters
    ----------
    frame
        Each session and criterion is taken for itself; samples with fewer than two scores are left out and counted.
    cut
        The lowest level that counts as proficient: one for all criteria, or by criterion.
    panels
        How many decide together; odd numbers.

    Returns
    -------
    tuple of Decision
        One per session, criterion with a cut, and size of panel; empty without a cut. The interval is the jackknife
        over whole samples.
    """
    if any(k < 1 or k % 2 == 0 for k in panels):
        raise ValueError(f"A panel decides by majority, so its size is odd: {panels}.")
    return tuple(
        row
        for session in frame.sessions
        for criterion, at in _cuts(frame, cut)
        for scores in [frame.in_session(session).only(criterion)]
        for near in [_near_the_cut(scores, at)]
        for row in [_decision(scores, near, Decision(session, criterion, at, k)) for k in panels]
    )


def _cuts(frame: ScoreFrame, cut: Cut) -> Iterator[tuple[str, Level]]:
    """The criteria that have a cut, with it."""
    for criterion in frame.criteria:
        at = cut.get(criterion) if isinstance(cut, Mapping) else cut
        if at is not None:
            yield criterion, at


def _decision(scores: ScoreFrame, near: ScoreFrame, asked: Decision) -> Decision:
    """One criterion of one session, decided by so many raters; and the samples that lie near the cut."""
    found = _measured(scores, asked)
    made, near_made = estimate(found, {}), estimate(_measured(near, asked), {})
    enough_near = near_made.n_samples > 1
    accuracy, kappa = _beside_consistency(found, asked.raters)
    return replace(
        asked,
        consistency=made.value,
        accuracy=accuracy,
        kappa=kappa,
        low=made.low,
        high=made.high,
        se=made.se,
        n_samples=made.n_samples,
        n_left_out=made.n_left_out,
        near_consistency=near_made.value if enough_near else None,
        near_low=near_made.low if enough_near else None,
        near_high=near_made.high if enough_near else None,
        n_near=near_made.n_samples,
        near_undefined_because=None if enough_near else NONE_NEAR,
        method=made.method,
        undefined_because=made.undefined_because,
        no_interval_because=made.no_interval_because,
        kappa_undefined_because=ONE_SIDE if made.defined and kappa is None else None,
    )


def _measured(scores: ScoreFrame, asked: Decision) -> Measure | Refused:
    statistic = Statistic("consistency", _terms, partial(_consistency, k=asked.raters))
    return at_the_cut("consistency", scores, asked.cut, lambda sides: measure(statistic, sides))


def _beside_consistency(found: Measure | Refused, k: int) -> tuple[float | None, float | None]:
    """Accuracy and kappa; None where there is none."""
    if isinstance(found, Refused) or not isinstance(found.sampled, Sums):
        return None, None
    sums = found.sampled.total
    kappa = float(_kappa(sums, k)[0])
    return float(_accuracy(sums, k)[0]), None if np.isnan(kappa) else kappa


def _near_the_cut(scores: ScoreFrame, cut: Level) -> ScoreFrame:
    """The samples whose mean lies within half a level of the line between the cut and the level below it."""
    at = scores.cut_positions(cut)
    line = -np.inf if at is None else at[0] - 0.5
    scored = scores.cells.sum(axis=1)
    mean = divided(scores.cells @ np.arange(scores.cells.shape[1]), scored)
    near = (scored > 1) & (np.abs(mean - line) <= _HALF_A_LEVEL)
    return scores.rows(near[scores.cell])


def _terms(counts: Codes) -> Floats:
    """(P, 3) share of a sample's pairs on the same side, 1 for each sample, share of its scores above the line."""
    above = counts[:, 1] / np.maximum(counts.sum(axis=1), 1)
    paired = counts.sum(axis=1) > 1
    return np.column_stack([share_of_pairs(counts), np.where(paired, above, 0.0)])


def _beta(sums: Floats) -> tuple[Floats, Floats]:
    """(R,) a and b of the shares p, by the mean of p and of p squared: p^2 + (1 - p)^2 is agreement of two raters."""
    agree, mean = divided(sums[:, 0], sums[:, 1]), divided(sums[:, 2], sums[:, 1])
    mean = np.clip(mean, _LEAST_ALIKE, 1 - _LEAST_ALIKE)
    spread = (agree - 1 + 2 * mean) / 2 - mean**2
    alike = divided(mean * (1 - mean), spread) - 1
    total = np.clip(np.where(spread > 0, alike, _MOST_ALIKE), _LEAST_ALIKE, _MOST_ALIKE)
    return mean * total, (1 - mean) * total


def _consistency(sums: Floats, k: int) -> Floats:
    """(R,) two panels of k decide the same, from (R, 3) sums."""
    if k == 1:
        return divided(sums[:, 0], sums[:, 1])
    a, b = _beta(sums)
    return _both_above(a, b, k) + _both_above(b, a, k)


def _both_above(a: Floats, b: Floats, k: int) -> Floats:
    """(R,) two panels of k both have their majority above the line."""
    x = np.arange((k + 1) // 2, k + 1)
    ways, above = np.outer(comb(k, x), comb(k, x)).reshape(-1), np.add.outer(x, x).reshape(-1)
    both: Floats = _mean_over_beta(a, b, above, 2 * k - above) @ ways
    return both


def _mean_over_beta(a: Floats, b: Floats, above: Codes, below: Codes) -> Floats:
    """(R, X) mean of p^above (1 - p)^below over the beta distribution."""
    logarithm = betaln(a[:, None] + above, b[:, None] + below) - betaln(a, b)[:, None]
    mean: Floats = np.exp(logarithm)
    return mean


def _accuracy(sums: Floats, k: int) -> Floats:
    """(R,) a panel of k decides as the majority of all raters would."""
    a, b = _beta(sums)
    above = np.arange(k + 1)
    majority_below = betainc(a[:, None] + above, b[:, None] + k - above, 0.5)
    right = np.where(2 * above > k, 1 - majority_below, majority_below)
    accuracy: Floats = (_mean_over_beta(a, b, above, k - above) * right) @ comb(k, above)
    return accuracy


def _kappa(sums: Floats, k: int) -> Floats:
    """(R,) consistency beyond that of two panels on two unrelated samples; NaN when all is on one side."""
    a, b = _beta(sums)
    x = np.arange((k + 1) // 2, k + 1)
    above = _mean_over_beta(a, b, x, k - x) @ comb(k, x)
    mean = divided(sums[:, 2], sums[:, 1])
    chance = np.where((mean == 0) | (mean == 1), 1.0, above**2 + (1 - above) ** 2)
    return divided(_consistency(sums, k) - chance, 1 - chance)
