"""One figure as it may be shown to a person: a value with its range, a count, or what it needs more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it may be shown.

    Parameters
    ----------
    statistic
        Name in the analysis.
    value, low, high
        The figure and its 95% interval; None where it is withheld or said as a count.
    pairs
        So many of so many pairs, where a percentage would say more than the evidence holds.
    rough
        Whether it rests on fewer than 20 pieces.
    n_samples, n_raters, n_pairs, n_left_out
        What was used, and the scored cells that were not.
    method
        How the interval was made, or why there is none.
    withheld
        What it needs more, or why it cannot be had; nothing where there is a figure.
    """

    statistic: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    pairs: tuple[int, int] | None = None
    rough: bool = False
    n_samples: int = 0
    n_raters: int = 0
    n_pairs: int = 0
    n_left_out: int = 0
    method: str = ""
    withheld: tuple[str, ...] = ()
