"""Each figure as the question it answers, and what it cannot tell.

The names are those of the analysis. Nothing here calls a figure good or bad.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.catalogue import later

__all__ = ["CHOICES", "READINGS", "Choice", "Family", "Reading"]


class Family(StrEnum):
    """What a figure is: a share of pairs, or a coefficient beyond chance."""

    SHARE = "share"
    COEFFICIENT = "coefficient"


@dataclass(frozen=True, slots=True)
class Reading:
    """How one figure is read.

    Parameters
    ----------
    title
        Its name for people.
    question
        What it answers.
    cannot
        What it does not say, and what makes it look better or worse than the teachers are.
    source, formula
        Where the formula is from, and the formula: of N cells, rᵢₖ raters gave cell i level k, πₖ is the share of level
        k, w the weight of two levels.
    family
        Share of pairs or coefficient.
    """

    title: str
    question: str
    cannot: str
    source: str
    formula: str
    family: Family = Family.COEFFICIENT


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to know, and the figures that answer it."""

    wants: str
    look_at: tuple[str, ...]
    because: str


_ONE_LEVEL = later("It falls when nearly all work is at one level, although people seldom differ.")
_NEAR_MISS = later("A near miss counts like a far one. It falls when nearly all work is at one level.")
_BASE = later("High when nearly all work is at one level, whoever scores.")
_WIDE = later("It rises when the work varies widely, even when few levels are the same.")
_EVEN = later(
    "It says more than the others when one level is common, and less about whether rare levels are told apart."
)
_MANY_LEVELS = later("It takes chance as equal for every level, so that more levels make it higher.")

_GWET = "Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed."
_ALPHA = "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability"
_KAPPA = (
    "Cohen 1960, Educational and Psychological Measurement 20, 37-46; Light 1971, Psychological Bulletin 76, 365-377"
)
_WEIGHTED = "Cohen 1968, Psychological Bulletin 70, 213-220"
_CONGER = "Conger 1980, Psychological Bulletin 88, 322-328"

READINGS: Mapping[str, Reading] = {
    "exact": Reading(
        later("Same level"),
        later("Do two teachers give the same level?"),
        _BASE,
        _GWET,
        "pₐ = 1/N Σᵢ Σₖ rᵢₖ(rᵢₖ − 1) / rᵢ(rᵢ − 1)",
        Family.SHARE,
    ),
    "cut_agreement": Reading(
        later("Same side of the line"),
        later("Do two teachers agree whether the work is proficient?"),
        later("High when most work is far from the line, whoever scores."),
        _GWET,
        "pₐ, k ∈ {<, ≥}",
        Family.SHARE,
    ),
    "adjacent": Reading(
        later("One level apart"),
        later("Are two teachers exactly one level apart?"),
        later("It does not say between which levels, or who is lower."),
        _GWET,
        "1/N Σᵢ Σ|k−l|=1 rᵢₖ rᵢₗ / rᵢ(rᵢ − 1)",
        Family.SHARE,
    ),
    "within_one": Reading(
        later("Within one level"),
        later("Do two teachers land on the same or the next level?"),
        later("On three or four levels it is high even for people who guess."),
        _GWET,
        "1/N Σᵢ Σ|k−l|≤1 rᵢₖ(rᵢₗ − [k=l]) / rᵢ(rᵢ − 1)",
        Family.SHARE,
    ),
    "discrepant": Reading(
        later("Two or more levels apart"),
        later("Are two teachers two or more levels apart?"),
        later("It is rare, so that it needs many pieces to be known well."),
        _GWET,
        "1/N Σᵢ Σ|k−l|≥2 rᵢₖ rᵢₗ / rᵢ(rᵢ − 1)",
        Family.SHARE,
    ),
    "chance_agreement": Reading(
        later("Same level by chance"),
        later("How often would two levels be the same if they were drawn blindly from all that were given?"),
        later("It says nothing about the teachers. It says what the same level is worth here."),
        "Fleiss 1971, Psychological Bulletin 76, 378-382",
        "Σₖ πₖ²",
        Family.SHARE,
    ),
    "krippendorff_alpha_ordinal": Reading(
        later("Ordinal alpha"),
        later("How far beyond chance do teachers agree on an ordered scale, gaps allowed?"),
        _ONE_LEVEL,
        _ALPHA,
        "1 − Dₒ/Dₑ, δₖₗ = Σ(k..l) n − (nₖ + nₗ)/2",
    ),
    "krippendorff_alpha_nominal": Reading(
        later("Nominal alpha"),
        later("The same, when levels are names without an order?"),
        _NEAR_MISS,
        _ALPHA,
        "1 − Dₒ/Dₑ, δₖₗ = [k ≠ l]",
    ),
    "krippendorff_alpha_interval": Reading(
        later("Interval alpha"),
        later("The same, when every step between levels is equally large?"),
        _ONE_LEVEL,
        _ALPHA,
        "1 − Dₒ/Dₑ, δₖₗ = |k − l|",
    ),
    "fleiss_kappa": Reading(
        later("Fleiss's kappa"),
        later("How far beyond chance is the same level, when chance draws from all levels given?"),
        _NEAR_MISS,
        "Fleiss 1971, Psychological Bulletin 76, 378-382",
        "(pₐ − pₑ) / (1 − pₑ), pₑ = Σₖ πₖ²",
    ),
    "conger_kappa": Reading(
        later("Conger's kappa"),
        later("How far beyond chance is the same level, when chance keeps each teacher's own use of levels?"),
        _NEAR_MISS,
        _CONGER,
        "(pₐ − pₑ) / (1 − pₑ), pₑ = Σ(g<h) Σₖ πgₖ πhₖ / (R(R − 1)/2)",
    ),
    "cut_kappa": Reading(
        later("Kappa at the line"),
        later("Do teachers agree who is proficient more often than chance would?"),
        later("It falls when nearly all work is on one side, although people seldom differ."),
        _CONGER,
        "(pₐ − pₑ) / (1 − pₑ), k ∈ {<, ≥}",
    ),
    "mean_kappa": Reading(
        later("Mean kappa of pairs"),
        later("How far beyond chance do two teachers give the same level, on average over all pairs of teachers?"),
        _NEAR_MISS,
        _KAPPA,
        "Σ(g<h) κgh / (R(R − 1)/2), κgh = (pgh − pₑ) / (1 − pₑ), pₑ = Σₖ πgₖ πhₖ",
    ),
    "mean_kappa_linear": Reading(
        later("Mean kappa of pairs, linear"),
        later("The same, when each further level apart counts as much again?"),
        _ONE_LEVEL,
        _WEIGHTED,
        "wₖₗ = 1 − |k − l| / (K − 1)",
    ),
    "mean_kappa_quadratic": Reading(
        later("Mean kappa of pairs, quadratic"),
        later("The same, when a far miss counts many times a near one?"),
        _WIDE,
        _WEIGHTED,
        "wₖₗ = 1 − (k − l)² / (K − 1)²",
    ),
    "gwet_ac1": Reading(
        later("Gwet's AC1"),
        later("How far beyond chance is the same level, when chance is guessing now and then?"),
        _EVEN,
        _GWET,
        "(pₐ − pₑ) / (1 − pₑ), pₑ = Σₖ πₖ(1 − πₖ) / (K − 1)",
    ),
    "gwet_ac2_linear": Reading(
        later("Gwet's AC2, linear"),
        later("The same, when each further level apart counts as much again?"),
        _EVEN,
        _GWET,
        "pₑ = Σ w / (K(K − 1)) Σₖ πₖ(1 − πₖ), wₖₗ = 1 − |k − l| / (K − 1)",
    ),
    "gwet_ac2_quadratic": Reading(
        later("Gwet's AC2, quadratic"),
        later("The same, when a far miss counts many times a near one?"),
        _WIDE,
        _GWET,
        "pₑ = Σ w / (K(K − 1)) Σₖ πₖ(1 − πₖ), wₖₗ = 1 − (k − l)² / (K − 1)²",
    ),
    "gwet_ac2_ordinal": Reading(
        later("Gwet's AC2, ordinal"),
        later("The same, when a miss counts by the number of levels that it spans?"),
        _EVEN,
        _GWET,
        "pₑ = Σ w / (K(K − 1)) Σₖ πₖ(1 − πₖ), wₖₗ = 1 − C(|k − l| + 1, 2) / C(K, 2)",
    ),
    "brennan_prediger": Reading(
        later("Brennan and Prediger's coefficient"),
        later("How far beyond chance is the same level, when chance takes every level for equally likely?"),
        _MANY_LEVELS,
        "Brennan & Prediger 1981, Educational and Psychological Measurement 41, 687-699",
        "(pₐ − pₑ) / (1 − pₑ), pₑ = 1/K",
    ),
    "brennan_prediger_quadratic": Reading(
        later("Brennan and Prediger's coefficient, quadratic"),
        later("The same, when a far miss counts many times a near one?"),
        _WIDE,
        "Brennan & Prediger 1981, Educational and Psychological Measurement 41, 687-699",
        "pₑ = Σ w / K², wₖₗ = 1 − (k − l)² / (K − 1)²",
    ),
    "kendall_w": Reading(
        later("Kendall's W"),
        later("Do teachers put the work in the same order?"),
        later("Somebody who is always one level lower changes nothing. It needs pieces that everybody scored."),
        "Kendall & Babington Smith 1939, Annals of Mathematical Statistics 10, 275-287",
        "12 S / (m²(n³ − n) − m Σ T)",
    ),
}

CHOICES = (
    Choice(
        later("Talk with colleagues about this work"),
        ("exact", "chance_agreement"),
        later("Everybody understands it at once. Beside it stands what chance alone would give."),
    ),
    Choice(
        later("Know whether it matters for students who gets which teacher"),
        ("cut_agreement", "cut_kappa"),
        later("Students advance at the line, so that only what crosses it changes anything for them."),
    ),
    Choice(
        later("Report one figure, with gaps and any number of teachers"),
        ("krippendorff_alpha_ordinal",),
        later("It takes any design, respects the order of levels and is widely known."),
    ),
    Choice(
        later("Compare rooms where nearly all work is at one level"),
        ("gwet_ac2_ordinal", "exact"),
        later("Kappa and alpha fall there although people seldom differ."),
    ),
    Choice(
        later("Compare with a study that used kappa"),
        ("conger_kappa", "mean_kappa_quadratic"),
        later("Use the same kind, the same weights and the same number of levels as the study."),
    ),
    Choice(
        later("Put work in order, for example for a prize"),
        ("kendall_w",),
        later("Only the order counts there, not who is strict."),
    ),
)
