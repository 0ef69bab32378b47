"""Measures from another session that hold this one on the same scale."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.talk import Level

__all__ = ["ALL", "Anchors"]

ALL = "all"
"""In place of a criterion: the scale that all of them share."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Measures that another session found, in logits, held fixed so that this one lands on the same scale.

    Parameters
    ----------
    samples, raters, criteria
        By name: measure, severity, difficulty. Names that do not occur here are passed over.
    steps
        By criterion, or ``all`` on a rating scale, and upper level: the threshold between that level and the one
        below.
    """

    samples: Mapping[str, float] = field(default_factory=dict)
    raters: Mapping[str, float] = field(default_factory=dict)
    criteria: Mapping[str, float] = field(default_factory=dict)
    steps: Mapping[tuple[str, Level], float] = field(default_factory=dict)
