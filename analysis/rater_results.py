"""What is said of raters: one by one, two by two, and of another one who might have scored.

Standard library only; read through `analysis.values`, which says what holds for every result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.talk import Level, Why

__all__ = ["Comparison", "Decision", "PairAgreement", "RaterDifference", "Validity"]


@dataclass(frozen=True, slots=True)
class Validity:
    """How one rater's scores stand beside the agreed scores of validity samples.

    Parameters
    ----------
    n, n_samples
        Scores that have a reference, and the samples they lie in.
    exact, adjacent, discrepant
        Share of them at the reference, one level from it, two or more levels from it.
    mean_difference, low, high, se
        The rater minus the reference, in levels; the interval is clustered by sample.
    method
        How the interval was made.
    undefined_because, no_interval_because
        Why there is no figure; why a figure has no interval.
    """

    n: int = 0
    n_samples: int = 0
    exact: float | None = None
    adjacent: float | None = None
    discrepant: float | None = None
    mean_difference: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    method: str | Why = ""
    undefined_because: str | Why | None = None
    no_interval_because: str | None = None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How two raters agree on one criterion, over the samples both scored.

    Parameters
    ----------
    session, criterion, rater_a, rater_b
        The pair, in the order of their names.
    n
        Samples both scored.
    exact, adjacent
        Share of them at the same level, one level apart.
    kappa, kappa_linear, kappa_quadratic
        Cohen's kappa, and weighted by the levels apart.
    mean_difference
        Rater a minus rater b, in levels.
    undefined_because
        Why there is no kappa; None when there is one.
    """

    session: str
    criterion: str
    rater_a: str
    rater_b: str
    n: int
    exact: float
    adjacent: float
    kappa: float | None
    kappa_linear: float | None
    kappa_quadratic: float | None
    mean_difference: float
    undefined_because: str | Why | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Would another random rater, or another panel, decide the same about who is proficient?

    Parameters
    ----------
    session, criterion, cut
        The lowest level that counts as proficient.
    raters
        How many decide together, by majority.
    consistency, low, high, se
        How often two such panels, drawn anew, decide the same about a sample; the interval is over whole samples.
    accuracy
        How often such a panel decides as the majority of all raters like these would.
    kappa
        Consistency beyond chance.
    n_samples, n_left_out
        Samples used; scored samples with fewer than two scores.
    near_consistency, near_low, near_high, n_near
        The same for samples whose mean lies within half a level of the line below the cut.
    method
        How the interval was made.
    undefined_because, no_interval_because
        Why there is no figure; why a figure has no interval.
    kappa_undefined_because, near_undefined_because
        Why there is no kappa; why there is no consistency near the cut.
    """

    session: str
    criterion: str
    cut: Level
    raters: int
    consistency: float | None = None
    accuracy: float | None = None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    n_samples: int = 0
    n_left_out: int = 0
    near_consistency: float | None = None
    near_low: float | None = None
    near_high: float | None = None
    n_near: int = 0
    method: str | Why = ""
    undefined_because: str | Why | None = None
    no_interval_because: str | None = None
    kappa_undefined_because: str | Why | None = None
    near_undefined_because: str | Why | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One statistic on two sets of scores of the same samples: two rounds, or two criteria.

    Parameters
    ----------
    statistic
        Name in the contract.
    before, after
        The statistic on the first and on the second, on the samples that both have.
    difference, low, high, se
        The second minus the first, and its interval over the same resamples of both.
    n_samples, n_left_out
        Samples used, and samples that take part in only one of the two.
    method
        How the interval was made.
    undefined_because, no_interval_because
        Why there is no difference; why a difference has no interval.
    session, criterion, one, other
        Whose scores they are, and the two rounds or criteria by name.
    """

    statistic: str
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    n_samples: int = 0
    n_left_out: int = 0
    method: str | Why = ""
    undefined_because: str | Why | None = None
    no_interval_because: str | None = None
    session: str = ""
    criterion: str = ""
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class RaterDifference:
    """How one rater's scores stand beside those of the others who scored the same cells (leave-one-out).

    Parameters
    ----------
    rater, criterion
        ``criterion`` is a name, or ``all``.
    n, n_samples, n_left_out
        Scores compared, samples they lie in, and scores that nobody else could be compared with.
    exact, adjacent, cut_agreement
        Share of the others at the same level, one level apart, on the same side of the cut, averaged over scores.
    mean_difference, low, high, se
        The rater minus the others' mean, in levels; the interval is clustered by sample.
    levels
        How often the rater gave each level, all scores counted.
    validity
        Beside the agreed scores of validity samples; None when there are no references at all.
    """

    rater: str
    criterion: str
    n: int = 0
    n_samples: int = 0
    n_left_out: int = 0
    exact: float | None = None
    adjacent: float | None = None
    cut_agreement: float | None = None
    mean_difference: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    levels: Mapping[Level, int] = field(default_factory=dict)
    method: str | Why = ""
    undefined_because: str | Why | None = None
    no_interval_because: str | None = None
    validity: Validity | None = None
