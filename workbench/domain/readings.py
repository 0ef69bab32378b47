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
    source
        Where the formula is from.
    family
        Share of pairs or coefficient.
    """

    title: str
    question: str
    cannot: str
    source: str
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
    "exact": Reading(later("Same level"), later("Do two teachers give the same level?"), _BASE, _GWET, Family.SHARE),
    "cut_agreement": Reading(
        later("Same side of the line"),
        later("Do two teachers agree whether the work is proficient?"),
        later("High when most work is far from the line, whoever scores."),
        _GWET,
        Family.SHARE,
    ),
    "adjacent": Reading(
        later("One level apart"),
        later("Are two teachers exactly one level apart?"),
        later("It does not say between which levels, or who is lower."),
        _GWET,
        Family.SHARE,
    ),
    "within_one": Reading(
        later("Within one level"),
        later("Do two teachers land on the same or the next level?"),
        later("On three or four levels it is high even for people who guess."),
        _GWET,
        Family.SHARE,
    ),
    "discrepant": Reading(
        later("Two or more levels apart"),
        later("Are two teachers two or more levels apart?"),
        later("It is rare, so that it needs many pieces to be known well."),
        _GWET,
        Family.SHARE,
    ),
    "chance_agreement": Reading(
        later("Same level by chance"),
        later("How often would two levels be the same if they were drawn blindly from all that were given?"),
        later("It says nothing about the teachers. It says what the same level is worth here."),
        "Fleiss 1971, Psychological Bulletin 76, 378-382",
        Family.SHARE,
    ),
    "krippendorff_alpha_ordinal": Reading(
        later("Ordinal alpha"),
        later("How far beyond chance do teachers agree on an ordered scale, gaps allowed?"),
        _ONE_LEVEL,
        _ALPHA,
    ),
    "krippendorff_alpha_nominal": Reading(
        later("Nominal alpha"), later("The same, when levels are names without an order?"), _NEAR_MISS, _ALPHA
    ),
    "krippendorff_alpha_interval": Reading(
        later("Interval alpha"), later("The same, when every step between levels is equally large?"), _ONE_LEVEL, _ALPHA
    ),
    "fleiss_kappa": Reading(
        later("Fleiss's kappa"),
        later("How far beyond chance is the same level, when chance draws from all levels given?"),
        _NEAR_MISS,
        "Fleiss 1971, Psychological Bulletin 76, 378-382",
    ),
    "conger_kappa": Reading(
        later("Conger's kappa"),
        later("How far beyond chance is the same level, when chance keeps each teacher's own use of levels?"),
        _NEAR_MISS,
        _CONGER,
    ),
    "cut_kappa": Reading(
        later("Kappa at the line"),
        later("Do teachers agree who is proficient more often than chance would?"),
        later("It falls when nearly all work is on one side, although people seldom differ."),
        _CONGER,
    ),
    "mean_kappa": Reading(
        later("Mean kappa of pairs"),
        later("How far beyond chance do two teachers give the same level, on average over all pairs of teachers?"),
        _NEAR_MISS,
        _KAPPA,
    ),
    "mean_kappa_linear": Reading(
        later("Mean kappa of pairs, linear"),
        later("The same, when each further level apart counts as much again?"),
        _ONE_LEVEL,
        _WEIGHTED,
    ),
    "mean_kappa_quadratic": Reading(
        later("Mean kappa of pairs, quadratic"),
        later("The same, when a far miss counts many times a near one?"),
        _WIDE,
        _WEIGHTED,
    ),
    "gwet_ac1": Reading(
        later("Gwet's AC1"),
        later("How far beyond chance is the same level, when chance is guessing now and then?"),
        _EVEN,
        _GWET,
    ),
    "gwet_ac2_linear": Reading(
        later("Gwet's AC2, linear"),
        later("The same, when each further level apart counts as much again?"),
        _EVEN,
        _GWET,
    ),
    "gwet_ac2_quadratic": Reading(
        later("Gwet's AC2, quadratic"),
        later("The same, when a far miss counts many times a near one?"),
        _WIDE,
        _GWET,
    ),
    "gwet_ac2_ordinal": Reading(
        later("Gwet's AC2, ordinal"),
        later("The same, when a miss counts by the number of levels that it spans?"),
        _EVEN,
        _GWET,
    ),
    "brennan_prediger": Reading(
        later("Brennan and Prediger's coefficient"),
        later("How far beyond chance is the same level, when chance takes every level for equally likely?"),
        _MANY_LEVELS,
        "Brennan & Prediger 1981, Educational and Psychological Measurement 41, 687-699",
    ),
    "brennan_prediger_quadratic": Reading(
        later("Brennan and Prediger's coefficient, quadratic"),
        later("The same, when a far miss counts many times a near one?"),
        _WIDE,
        "Brennan & Prediger 1981, Educational and Psychological Measurement 41, 687-699",
    ),
    "kendall_w": Reading(
        later("Kendall's W"),
        later("Do teachers put the work in the same order?"),
        later("Somebody who is always one level lower changes nothing. It needs pieces that everybody scored."),
        "Kendall & Babington Smith 1939, Annals of Mathematical Statistics 10, 275-287",
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
