"""Agreement beyond chance, from counts: Fleiss's kappa, Gwet's AC1 and AC2, Brennan and Prediger's coefficient.

Each is (p_a - p_e) / (1 - p_e): the agreement there is, less what chance would give, out of what chance would leave.
They share p_a, the weighted share of rater pairs that agree, averaged over cells with two or more scores, and part over
what chance is:

    Fleiss              two scores drawn blindly from the level shares: falls when nearly all work is at one level
    AC1, AC2            a score is a guess now and then, more likely so where levels are evenly used
    Brennan-Prediger    every level is equally likely; depends on how many levels the scale has

With one level in use none can tell raters who agree from raters who always say the same; all are undefined there,
although the formulas of the last two give 1. Level shares are averaged over all scored cells, also those with one
score; so are the samples of the standard error. Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., chapters 2 to
6, whose names the terms carry; the values are those of the R package irrCAC.
"""

from collections.abc import Callable
from functools import partial
from typing import Literal, TypeAlias, Unpack

import numpy as np

from analysis.agreement import level_shares
from analysis.counted import Statistic, measure, n_scored_cells, one_level_in_use
from analysis.estimates import BEYOND_CHANCE, ONE_LEVEL, How, Measure, Refused, estimate
from analysis.sums import Codes, Floats, Sums, divided
from analysis.tally import Tallied
from analysis.values import Estimate
from analysis.weights import Weighting, weights

__all__ = [
    "agreeing",
    "brennan_prediger",
    "brennan_prediger_quadratic",
    "fleiss_kappa",
    "gwet_ac1",
    "gwet_ac2_linear",
    "gwet_ac2_ordinal",
    "gwet_ac2_quadratic",
    "measured_beyond_chance",
]

Chance: TypeAlias = Callable[[Floats, Floats], Floats]
Coefficient: TypeAlias = Literal["fleiss", "gwet", "brennan_prediger"]


def fleiss_kappa(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """How much more often do two raters give the same level than two blind draws from the level shares would?

    Parameters
    ----------
    scores
        Cells scored by one rater count for the level shares, and are counted as left out. Any number of raters, not the
        same ones everywhere; who scored what does not matter.
    **how
        How the interval is made and whom it speaks of: see `How`.

    Returns
    -------
    Estimate
        Value at most 1. Undefined, with the reason, when no sample has two scores or one level is in use. Where nearly
        all work is at one level it is low although raters seldom differ.

    Notes
    -----
    Fleiss 1971, Psychological Bulletin 76, 378-382; with gaps as Gwet 2014.
    """
    return estimate(measured_beyond_chance("fleiss_kappa", scores), how)


def gwet_ac1(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """How much more often do two raters give the same level than guessing would make them?

    Parameters, what comes back and when it is undefined: as `fleiss_kappa`. Stays high where nearly all work is at one
    level, and is then easily misread as skill. Gwet 2008, British Journal of Mathematical and Statistical Psychology
    61, 29-48.
    """
    return estimate(measured_beyond_chance("gwet_ac1", scores), how)


def gwet_ac2_linear(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """AC1 in which being close counts: less by the same amount for every level apart. Read as `gwet_ac1`."""
    return estimate(measured_beyond_chance("gwet_ac2_linear", scores), how)


def gwet_ac2_quadratic(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """AC1 in which being close counts: less by the square of the levels apart. Read as `gwet_ac1`."""
    return estimate(measured_beyond_chance("gwet_ac2_quadratic", scores), how)


def gwet_ac2_ordinal(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """AC1 in which being close counts: less by the pairs of levels in between. Read as `gwet_ac1`."""
    return estimate(measured_beyond_chance("gwet_ac2_ordinal", scores), how)


def brennan_prediger(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """How much more often do two raters give the same level than if every level were equally likely?

    Parameters, what comes back and when it is undefined: as `fleiss_kappa`. A level that is declared and never used
    still counts. Brennan & Prediger 1981, Educational and Psychological Measurement 41, 687-699.
    """
    return estimate(measured_beyond_chance("brennan_prediger", scores), how)


def brennan_prediger_quadratic(scores: Tallied, **how: Unpack[How]) -> Estimate:
    """Brennan and Prediger's coefficient in which being close counts, by the square of the levels apart."""
    return estimate(measured_beyond_chance("brennan_prediger_quadratic", scores), how)


def measured_beyond_chance(name: str, scores: Tallied) -> Measure | Refused:
    """One of the coefficients, by its name in the contract; refused where one level is in use."""
    if one_level_in_use(scores.tally):
        return Refused(name, ONE_LEVEL, n_scored_cells(scores.tally))
    coefficient, weighting = COEFFICIENTS[name]
    w = weights(weighting, len(scores.tally.levels))
    formula, pulls = (
        partial(_corrected, w=w, chance=_CHANCE[coefficient]),
        partial(_pulls, w=w, coefficient=coefficient),
    )
    return measure(Statistic(name, partial(_terms, w=w), formula, BEYOND_CHANCE, pulls=pulls), scores)


def agreeing(counts: Codes, w: Floats) -> Floats:
    """(P, 2) weighted share of a cell's pairs that agree, and 1 for each cell that has a pair; 0 and 0 for others."""
    r_i = counts.sum(axis=1)
    agree = (counts * (counts @ w - 1)).sum(axis=1)
    paired = r_i > 1
    return np.column_stack([np.where(paired, agree / np.maximum(r_i * (r_i - 1), 1), 0), paired])


def _terms(counts: Codes, w: Floats) -> Floats:
    """(P, K + 3) weighted agreement, cells with a pair, level shares, cells."""
    return np.hstack([agreeing(counts, w), level_shares(counts)])


def _corrected(sums: Floats, w: Floats, chance: Chance) -> Floats:
    """(R,) (p_a - p_e) / (1 - p_e) from (R, K + 3) sums."""
    p_a, pi = divided(sums[:, 0], sums[:, 1]), divided(sums[:, 2:-1], sums[:, -1:])
    p_e = chance(pi, w)
    return divided(p_a - p_e, 1 - p_e)


def _fleiss(pi: Floats, w: Floats) -> Floats:
    """(R,) p_e: two scores drawn blindly from the level shares (R, K)."""
    p_e: Floats = ((pi @ w) * pi).sum(axis=1)
    return p_e


def _gwet(pi: Floats, w: Floats) -> Floats:
    """(R,) p_e: T_w / (K (K - 1)) times the sum of pi (1 - pi)."""
    p_e: Floats = (pi * (1 - pi)).sum(axis=1) * w.sum() / (len(w) * (len(w) - 1))
    return p_e


def _brennan_prediger(pi: Floats, w: Floats) -> Floats:
    """(R,) p_e: the mean weight."""
    return np.full(len(pi), w.mean())


_CHANCE: dict[Coefficient, Chance] = {"fleiss": _fleiss, "gwet": _gwet, "brennan_prediger": _brennan_prediger}


def _pulls(sums: Sums, w: Floats, coefficient: Coefficient) -> Floats:
    """(Q,) how far a sample of each kind pulls the coefficient: Gwet's linear approximation, kappa*_i - kappa."""
    p_e, pi = float(_CHANCE[coefficient](_level_shares(sums), w)[0]), _level_shares(sums)[0]
    of_level = {
        "fleiss": w @ pi,
        "gwet": w.sum() / (len(w) * (len(w) - 1)) * (1 - pi),
        "brennan_prediger": np.full(len(w), p_e),
    }[coefficient]
    return pulled(sums, sums.value(), p_e, sums.terms[:, 2:-1] @ of_level - p_e)


def pulled(sums: Sums, kappa: float, p_e: float, of_chance: Floats) -> Floats:
    """(Q,) kappa*_i - kappa, from how far each sample pulls chance.

    Parameters
    ----------
    sums
        The first two terms are agreement and cells with a pair.
    kappa, p_e
        The coefficient, and agreement by chance.
    of_chance
        (Q,) p_e|i - p_e, half of what the sample pulls, as Gwet writes it.
    """
    n, n_paired = sums.times.sum(), sums.total[0, 1]
    of_agreement = n / n_paired * (sums.terms[:, 0] - p_e * sums.terms[:, 1]) / (1 - p_e)
    pulls: Floats = of_agreement - kappa - 2 * (1 - kappa) * of_chance / (1 - p_e)
    return pulls


def _level_shares(sums: Sums) -> Floats:
    """(1, K) pi_k over all cells."""
    return divided(sums.total[:, 2:-1], sums.total[:, -1:])


COEFFICIENTS: dict[str, tuple[Coefficient, Weighting]] = {
    "fleiss_kappa": ("fleiss", "identity"),
    "gwet_ac1": ("gwet", "identity"),
    "gwet_ac2_linear": ("gwet", "linear"),
    "gwet_ac2_quadratic": ("gwet", "quadratic"),
    "gwet_ac2_ordinal": ("gwet", "ordinal"),
    "brennan_prediger": ("brennan_prediger", "identity"),
    "brennan_prediger_quadratic": ("brennan_prediger", "quadratic"),
}
