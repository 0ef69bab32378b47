"""What a mean of raters is worth, from the components: generalizability theory.

Raters are drawn from all who might have scored, so what differs between them is error. Criteria are fixed: every
sample is judged on the same ones, their mean is what is wanted, and how criteria differ is never error. In the terms
of Brennan 2001, Generalizability Theory, ch. 4 (mixed model), with n raters and c criteria::

    wanted     = sample + sample:criterion / c
    relative   = sample:rater / n + residual / nc
    absolute   = relative + rater / n + rater:criterion / nc
    generalizability = wanted / (wanted + relative)
    dependability    = wanted / (wanted + absolute)

Relative error is about the order of samples, absolute error about their levels. With fewer criteria than there are,
c of them are thought of as drawn from these, and then fixed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.reliability.design import Source

__all__ = ["NO_ERROR", "Figure", "Half", "Mean", "Parts", "Worth", "parts_of", "spearman_brown"]

Floats: TypeAlias = NDArray[np.float64]

NO_ERROR = "Raters never differ on a sample but in severity, so nothing shows how far this can be trusted."


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of so many raters on so many criteria."""

    raters: float
    criteria: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The variance of means of raters: what is wanted, and relative and absolute error, each of the shape asked for."""

    wanted: Floats
    relative: Floats
    absolute: Floats


def parts_of(components: Floats, sources: tuple[Source, ...], mean: Mean) -> Parts:
    """What the components (..., B) of B sources, the residual among them, make of a mean."""
    raters = np.array([mean.raters if "rater" in source else 1.0 for source in sources])
    criteria = np.array([mean.criteria if "criterion" in source else 1.0 for source in sources])
    about_samples, about_raters = (np.array([facet in source for source in sources]) for facet in ("sample", "rater"))
    of_mean = components / (raters * criteria)
    relative = of_mean[..., about_samples & about_raters].sum(axis=-1)
    severity = of_mean[..., about_raters & ~about_samples].sum(axis=-1)
    return Parts(of_mean[..., about_samples & ~about_raters].sum(axis=-1), relative, relative + severity)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the ends of its 95% interval; None where there is none."""

    value: float | None = None
    low: float | None = None
    high: float | None = None

    def of_each(self, change: Callable[[float], float]) -> "Figure":
        """The figure and its ends, each changed."""
        return Figure(*(None if at is None else change(at) for at in (self.value, self.low, self.high)))


@dataclass(frozen=True, slots=True)
class Half:
    """One kind of error: the coefficient, the standard error of measurement, and why they have no interval."""

    coefficient: Figure
    sem: Figure
    no_interval_because: str | None = None

    def without_interval(self, reason: str) -> "Half":
        """The same values, and the reason why they stand alone."""
        return replace(self, no_interval_because=reason)

    def with_raters(self, times: float) -> "Half":
        """The same for so many times as many raters: Spearman and Brown's formula."""
        return Half(
            self.coefficient.of_each(lambda at: spearman_brown(at, times)),
            self.sem.of_each(lambda at: at / times**0.5),
            self.no_interval_because,
        )


@dataclass(frozen=True, slots=True)
class Worth:
    """What a mean of raters is worth when their severity is no error, and when it is."""

    relative: Half
    absolute: Half

    def with_raters(self, times: float) -> "Worth":
        """The same for the mean of so many times as many raters."""
        return Worth(self.relative.with_raters(times), self.absolute.with_raters(times))

    def as_fields(self) -> dict[str, Any]:
        """The figures as fields of a result, the ends of their intervals beside them."""
        figures = {
            "generalizability": self.relative.coefficient,
            "dependability": self.absolute.coefficient,
            "sem_relative": self.relative.sem,
            "sem_absolute": self.absolute.sem,
        }
        ends = {f"{name}_{end}": getattr(figure, end) for name, figure in figures.items() for end in ("low", "high")}
        return {name: figure.value for name, figure in figures.items()} | ends


def spearman_brown(coefficient: float, times: float) -> float:
    """The coefficient of a mean of so many times as many raters."""
    return times * coefficient / (1 + (times - 1) * coefficient)
