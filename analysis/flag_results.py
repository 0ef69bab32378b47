"""What raters' effects and flags look like.

Standard library only; read through `analysis.values`. Estimates of severity, drift and bias are positive where lower
levels are given, growing lower, or lower for that group; in rubric points, one level apart.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from analysis.talk import Why

__all__ = ["Basis", "Bias", "Drift", "Echo", "Effect", "Flag", "FlagKind", "PanelBias"]

Basis: TypeAlias = Literal["order", "session", "reference"]
FlagKind: TypeAlias = Literal[
    "severity", "drift", "bias", "centrality", "extremism", "halo", "inconsistency", "sequence", "collective"
]


@dataclass(frozen=True, slots=True)
class Effect:
    """How one rater differs from colleagues who read the same samples.

    Parameters
    ----------
    rater, kind
        ``severity``: points. ``centrality`` and ``extremism``: levels given for each level that others see, null 1.
        ``halo``: correlation of what is left within a read, beyond the panel's. ``inconsistency``: mean square of what
        is left, the panel's 1. ``sequence``: points for each level of the piece before.
    estimate, unit, null, low, high, p
        In ``unit``, with its 95% interval and the test that it is ``null``.
    q
        The share of false ones among flags this clear, within the family of tests.
    n, n_samples, flagged
        Scores and samples that it rests on, and whether the rules make it a flag.
    more_samples
        How many more samples would settle an effect that is large enough but not clear; None otherwise.
    """

    rater: str
    kind: FlagKind
    estimate: float
    unit: str
    null: float
    low: float
    high: float
    p: float
    q: float
    n: int
    n_samples: int
    flagged: bool
    more_samples: int | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """How one rater's severity changed, relative to the panel.

    Parameters
    ----------
    rater, basis
        ``order``: at the last minus the first position of the rater's queue. ``session``: since the session before.
        ``reference``: over the day, against agreed levels.
    estimate, low, high, p, q, n, n_samples, flagged, more_samples
        As `Effect`.
    """

    rater: str
    basis: Basis
    estimate: float
    low: float
    high: float
    p: float
    q: float
    n: int
    n_samples: int
    flagged: bool
    more_samples: int | None = None


@dataclass(frozen=True, slots=True)
class Bias:
    """How much more severe one rater is on one level of a group than on the others, relative to colleagues.

    Parameters
    ----------
    rater, group, level
        ``group`` names the grouping (or ``criterion``), ``level`` the students (or criterion) it is about.
    estimate, low, high, p, q, n, n_samples, flagged, more_samples
        As `Effect`; found together with the rater's own severity and slope.
    shrunken
        The estimate drawn towards 0 as far as the spread of all raters' estimates is noise.
    without_slope
        The estimate if the rater's slope were taken to be everybody's; None where that was not asked.
    """

    rater: str
    group: str
    level: str
    estimate: float
    low: float
    high: float
    p: float
    q: float
    n: int
    n_samples: int
    flagged: bool
    shrunken: float | None = None
    without_slope: float | None = None
    more_samples: int | None = None


@dataclass(frozen=True, slots=True)
class PanelBias:
    """The whole panel's scores for one level of a group, against references made by others; as `Bias`."""

    group: str
    level: str
    estimate: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Echo:
    """How far one rater agrees with their own earlier level for the same samples; difference is second minus first."""

    rater: str
    n: int
    exact: float
    adjacent: float
    mean_difference: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something worth a conversation, and never more than that.

    Parameters
    ----------
    kind, basis, rater, criterion, group
        What and who; ``rater`` is None when it is about the panel, ``group`` names grouping and level.
    estimate, unit, low, high, q, n, n_samples
        As `Effect`.
    says
        What differs, from whom, on how many pieces, and the other explanation.
    suggests
        What to do about it: pieces to look at together.
    samples
        Those pieces.
    """

    kind: FlagKind
    basis: Basis | None
    rater: str | None
    criterion: str | None
    group: str | None
    estimate: float
    unit: str
    low: float
    high: float
    q: float
    n: int
    n_samples: int
    says: str | Why
    suggests: str | Why
    samples: tuple[str, ...] = ()
