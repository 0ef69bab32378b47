"""Statistics on samples: what they are when samples are left out, or drawn again.

Nearly every statistic here is a function of sums over samples, so leaving one sample out is a subtraction, and a
resample is one multinomial draw of how often each kind of sample comes up (`Sums`). Whatever can do those two things
is `Sampled`, and can be given an interval.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Codes", "Floats", "Formula", "Sampled", "Sums", "divided", "in_portions", "ratio", "summed"]

Codes: TypeAlias = NDArray[np.intp]
Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.float64 | np.intp]
Formula: TypeAlias = Callable[[Floats], Floats]

AS_GOOD_AS_0 = 1e-9

_NUMBERS_AT_ONCE = 2_000_000


class Sampled(Protocol):
    """A statistic on samples that can be left out or drawn again; NaN where it is undefined."""

    @property
    def times(self) -> Codes:
        """(Q,) how many samples there are of each kind."""

    def value(self) -> float:
        """The statistic on all samples."""

    def without_each(self) -> Floats:
        """(Q,) the statistic without one sample of each kind."""

    def drawn(self, times: Codes) -> Floats:
        """(B,) the statistic on other samples: (B, Q) says how many there are of each kind."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """A statistic that is a formula on sums over samples.

    Parameters
    ----------
    terms
        (Q, T) what one sample of each kind adds to each of T sums.
    times
        (Q,) how many samples are of that kind.
    formula
        (R, T) sums to (R,) values, NaN where undefined.
    """

    terms: Floats
    times: Codes
    formula: Formula

    @property
    def total(self) -> Floats:
        """(1, T) the sums over all samples."""
        total: Floats = self.times @ self.terms
        return total[None, :]

    def value(self) -> float:
        """The statistic on all samples."""
        return float(self.formula(self.total)[0])

    def without_each(self) -> Floats:
        """(Q,) the statistic without one sample of each kind."""
        total = self.total
        return in_portions(lambda rows: self.formula(total - self.terms[rows]), *self.terms.shape)

    def drawn(self, times: Codes) -> Floats:
        """(B,) the statistic on other samples: (B, Q) says how many there are of each kind."""
        return in_portions(lambda rows: self.formula(times[rows] @ self.terms), len(times), self.terms.shape[1])


def ratio(sums: Floats) -> Floats:
    """(R,) the first sum over the second, NaN where the second is 0; sums (R, 2)."""
    return divided(sums[:, 0], sums[:, 1])


def divided(part: Numbers, whole: Numbers) -> Floats:
    """Part over whole, NaN where the whole is 0, or only the rounding error of a subtraction."""
    quotient: Floats = part / np.where(whole > AS_GOOD_AS_0, whole, np.nan)
    return quotient


def summed(values: Floats, which: Codes, size: int) -> Floats:
    """(size,) or (size, T) values added up by what they belong to; values (D,) or (D, T)."""
    by_column = values[:, None] if values.ndim == 1 else values
    columns = [np.bincount(which, column, minlength=size) for column in by_column.T]
    return np.stack(columns, axis=1).astype(np.float64).reshape(size, *values.shape[1:])


def in_portions(work: Callable[[slice], Floats], n_rows: int, width: int) -> Floats:
    """Work on n rows of so many numbers each, a portion at a time, so that memory stays small."""
    step = max(1, _NUMBERS_AT_ONCE // max(1, width))
    return np.concatenate([work(slice(at, min(at + step, n_rows))) for at in range(0, n_rows, step)])
