"""What the reliability of scores looks like: correlations, shares of variance, and what a mean of raters is worth.

Standard library only, and other results; read through `analysis.values`, which says what holds for every result.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from analysis.talk import Why

__all__ = ["Component", "DecisionRow", "Form", "Icc", "Needed", "Reliability"]

Form: TypeAlias = Literal["1,1", "A,1", "C,1", "1,k", "A,k", "C,k"]


@dataclass(frozen=True, slots=True)
class Icc:
    """One intraclass correlation of a complete table, named as McGraw and Wong 1996 do.

    Parameters
    ----------
    form
        ``1`` raters differ from sample to sample, ``A`` do raters give the same level, ``C`` do raters put the
        samples in the same order; ``1`` for one rater, ``k`` for the mean of the raters there were.
    value, low, high
        The correlation and its 95% interval; it can fall below 0.
    f, df1, df2, p
        The test that it is 0.
    no_interval_because
        Why a value stands without an interval and test; None when it has them.
    """

    form: Form
    value: float
    low: float | None = None
    high: float | None = None
    f: float | None = None
    df1: float | None = None
    df2: float | None = None
    p: float | None = None
    no_interval_because: str | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """How much of the variance of the scores has one source.

    Parameters
    ----------
    source
        ``sample``, ``rater``, ``criterion``, two of them with a colon between, or ``residual``.
    variance
        In levels squared, never below 0.
    percent
        Share of the sum of all components.
    """

    source: str
    variance: float
    percent: float


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What the mean of so many raters on so many criteria would be worth; as `Reliability` reads them.

    Parameters
    ----------
    raters, criteria
        Raters for each sample, and criteria in the mean.
    generalizability, dependability, sem_relative, sem_absolute
        With the ends of their 95% intervals, ``_low`` and ``_high``.
    """

    raters: int
    criteria: int
    generalizability: float | None = None
    generalizability_low: float | None = None
    generalizability_high: float | None = None
    dependability: float | None = None
    dependability_low: float | None = None
    dependability_high: float | None = None
    sem_relative: float | None = None
    sem_relative_low: float | None = None
    sem_relative_high: float | None = None
    sem_absolute: float | None = None
    sem_absolute_low: float | None = None
    sem_absolute_high: float | None = None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the mean of the raters a sample had can be trusted, on one criterion or on all.

    Parameters
    ----------
    criterion, session
        ``criterion`` is a name, or ``all``: the mean of all criteria, which stay the same ones for every sample.
    icc, icc_undefined_because
        Six correlations, or why there are none.
    components, method
        Where the variance sits, and how it was estimated.
    raters_per_sample
        Harmonic mean of the raters a sample had.
    generalizability
        Would other raters put the samples in the same order? Share of the variance of such means that is not error,
        when a rater's severity is no error.
    dependability
        Would other raters give the same levels? The same when severity is error. With the ends of its 95% interval,
        as the others.
    sem_relative, sem_absolute
        Standard error of measurement of such a mean, in levels: how far it lies from the mean of all raters, without
        and with severity.
    decision_study
        The same figures for other numbers of raters and criteria.
    n_samples, n_raters, n_ratings
        What it rests on; every score of the criterion is used.
    interval_method
        How the intervals were made.
    undefined_because
        Why there are no components; None when there are.
    no_relative_interval_because, no_absolute_interval_because
        Why generalizability, or dependability, stands without an interval.
    """

    criterion: str
    session: str = ""
    icc: tuple[Icc, ...] = ()
    icc_undefined_because: str | Why | None = None
    components: tuple[Component, ...] = ()
    method: str = ""
    raters_per_sample: float | None = None
    generalizability: float | None = None
    generalizability_low: float | None = None
    generalizability_high: float | None = None
    dependability: float | None = None
    dependability_low: float | None = None
    dependability_high: float | None = None
    sem_relative: float | None = None
    sem_relative_low: float | None = None
    sem_relative_high: float | None = None
    sem_absolute: float | None = None
    sem_absolute_low: float | None = None
    sem_absolute_high: float | None = None
    decision_study: tuple[DecisionRow, ...] = ()
    n_samples: int = 0
    n_raters: int = 0
    n_ratings: int = 0
    interval_method: str = ""
    undefined_because: str | Why | None = None
    no_relative_interval_because: str | None = None
    no_absolute_interval_because: str | None = None

    def variance(self, source: str) -> float | None:
        """The component of one source; None when there is none."""
        return next((found.variance for found in self.components if found.source == source), None)


@dataclass(frozen=True, slots=True)
class Needed:
    """How many raters or samples would settle a question.

    Parameters
    ----------
    what
        ``raters`` for each sample, or ``samples``.
    n
        How many in all, as far as these scores show; None beside the reason.
    low, high
        The same at the two ends of the interval of the figure it rests on; None where no number is enough.
    chance
        Of the simulated rounds with ``n`` samples, the share that settled it; None when nothing was simulated.
    method
        How it was found.
    undefined_because
        Why there is no number.
    session, criterion, goal
        Whose scores they are, ``criterion`` a name or ``all``, and what counts as settled.
    """

    what: Literal["raters", "samples"]
    n: int | None = None
    low: int | None = None
    high: int | None = None
    chance: float | None = None
    method: str = ""
    undefined_because: str | Why | None = None
    session: str = ""
    criterion: str = ""
    goal: str = ""
