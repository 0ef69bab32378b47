"""Everything that was hidden in a simulated day, in logits and in levels."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.simulate.plan import KINDS, UNITS, Plan
from analysis.simulate.planting import NOTHING, Ways
from analysis.simulate.population import Population, difficulties
from analysis.simulate.scale import Reals, thresholds
from analysis.simulate.work import Work

__all__ = ["BETTER", "GROUP", "OTHER", "Names", "Truth", "truth_of"]

GROUP: Final = "programme"
BETTER: Final = "morning"
OTHER: Final = "evening"


@dataclass(frozen=True, slots=True)
class Names:
    """Names by position."""

    raters: list[str]
    samples: list[str]
    criteria: list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """What a day was made of.

    Parameters
    ----------
    raters
        A row a rater: ``rater``, ``severity`` (logits, mean 0), ``fair_average`` (mean level this severity gives to the
        sample population), ``points`` (the panel's mean fair average minus the rater's), ``kind`` of effect (empty for
        none), ``size`` as planned in the kind's unit, ``logits`` that the model took for it (missing where it has
        none), ``levels`` that this rater's scores move by (drift: first to last position; bias: on the group's samples;
        sequence: a level of the previous sample; severity: points; centrality, extremism: slope of the levels given on
        those an average rater gives; missing for halo and inconsistency), ``group_level`` that a bias is against.
    samples
        A row a sample: ``sample``, ``measure`` (logits), the student group, ``validity``.
    criteria
        A row a criterion: ``criterion``, ``difficulty`` (logits, mean 0).
    thresholds
        (levels - 1,) logits, mean 0, the same for every criterion.
    profile
        (S, C) logits by which a sample is better on a criterion than its measure says.
    """

    raters: pd.DataFrame
    samples: pd.DataFrame
    criteria: pd.DataFrame
    thresholds: Reals
    profile: Reals

    @property
    def planted(self) -> pd.DataFrame:
        """The raters in whom something is planted."""
        return self.raters[self.raters["kind"] != ""]

    def as_dict(self) -> dict[str, Any]:
        """Plain values; what a rater has not is None."""
        raters = self.raters.astype(object).where(self.raters.notna(), None)
        return {
            "raters": [{**row, "unit": UNITS.get(row["kind"], "")} for row in raters.to_dict("records")],
            "samples": self.samples.to_dict("records"),
            "criteria": self.criteria.to_dict("records"),
            "thresholds": self.thresholds.tolist(),
        }


def truth_of(plan: Plan, names: Names, work: Work, ways: Ways) -> Truth:
    """Write down what a day was made of."""
    group = np.where(work.better, BETTER, OTHER)
    validity = np.arange(len(work.measure)) >= plan.samples
    samples = {"sample": names.samples, "measure": work.measure, GROUP: group, "validity": validity}
    return Truth(
        raters=_raters(plan, names.raters, ways),
        samples=pd.DataFrame(samples),
        criteria=pd.DataFrame({"criterion": names.criteria, "difficulty": difficulties(plan)}),
        thresholds=thresholds(plan.levels, plan.threshold_gap),
        profile=work.profile,
    )


def _raters(plan: Plan, names: list[str], ways: Ways) -> pd.DataFrame:
    population = Population(plan)
    fair = population.expected(ways.severity)
    kinds = np.array([*KINDS, ""], dtype=object)[ways.kind]
    levels = np.full(plan.raters, np.nan)
    for at in np.flatnonzero(ways.kind != NOTHING):
        levels[at] = _levels(population, ways, int(at))
    levels = np.where(kinds == "severity", fair.mean() - fair, levels)
    columns = {
        "rater": names,
        "severity": ways.severity,
        "fair_average": fair,
        "points": fair.mean() - fair,
        "kind": kinds,
        "size": [plan.size(kind) if kind else np.nan for kind in kinds],
        "logits": _logits(ways),
        "levels": levels,
        "group_level": np.where(ways.shows("bias"), np.where(ways.against_better, BETTER, OTHER), ""),
    }
    return pd.DataFrame(columns)


def _logits(ways: Ways) -> Reals:
    """(R,) the planted size as the model took it."""
    found = np.full(len(ways.kind), np.nan)
    by_kind = {
        "severity": ways.severity,
        "drift": ways.drift,
        "bias": ways.penalty,
        "centrality": ways.slope,
        "extremism": ways.slope,
        "sequence": ways.sequence,
    }
    for kind, size in by_kind.items():
        found = np.where(ways.shows(kind), size, found)
    return found


def _levels(population: Population, ways: Ways, at: int) -> float:
    """What one rater's effect does to the scores, at that rater's own severity."""
    severity = float(ways.severity[at])
    match KINDS[ways.kind[at]]:
        case "drift":
            return population.change(float(ways.drift[at]), severity)
        case "sequence":
            return population.change(float(ways.sequence[at]), severity)
        case "bias":
            after = severity + float(ways.penalty[at])
            fair, harsh = population.expected(np.array([severity, after]), better=bool(ways.against_better[at]))
            return float(fair - harsh)
        case "centrality" | "extremism":
            return population.slope_in_points(severity, float(ways.slope[at]))
    return float("nan")
