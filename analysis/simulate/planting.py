"""What each rater does besides reading: severities, and the effects that are planted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.simulate.allocation import Codes, Schools
from analysis.simulate.plan import KINDS, Plan
from analysis.simulate.population import Population, school_steps
from analysis.simulate.scale import Reals

__all__ = ["NOTHING", "Ways", "planted"]

NOTHING = -1


@dataclass(frozen=True, slots=True)
class Ways:
    """How each rater reads; all (R,).

    Parameters
    ----------
    kind
        Position in ``KINDS`` of what is planted in the rater; -1 for nothing.
    severity
        Logits; their mean is 0.
    slope
        Of the rater's measure on the sample's; 1 for what is usual.
    drift, penalty, sequence
        Logits from first to last position, on one group's samples, and per level of the previous sample.
    against_better
        Whether the penalty falls on the better group or on the other.
    halo, noise
        Shares: of a criterion's own impression that is lost, and of scores that are random.
    """

    kind: Codes
    severity: Reals
    slope: Reals
    drift: Reals
    penalty: Reals
    against_better: NDArray[np.bool_]
    sequence: Reals
    halo: Reals
    noise: Reals

    def shows(self, kind: str) -> NDArray[np.bool_]:
        """(R,) whether this kind is planted in the rater."""
        found: NDArray[np.bool_] = self.kind == KINDS.index(kind)
        return found


def planted(plan: Plan, population: Population, schools: Schools, rng: np.random.Generator) -> Ways:
    """Draw severities, and plant each kind in raters of its own, drawn at random.

    Raises
    ------
    ImpossiblePlan
        When a size does not fit on the scale.
    """
    severity = rng.normal(0, 1, plan.raters) * plan.severity_sd + plan.school_gap * school_steps(plan)[schools.raters]
    kind, against_better = _kinds(plan, rng), rng.random(plan.raters) < 0.5
    logits = {one: _logits(plan, population, one) for one in KINDS}
    severity = np.where(kind == KINDS.index("severity"), logits["severity"], severity)

    def only(one: str, size: float | Reals, usual: float = 0.0) -> Reals:
        return np.where(kind == KINDS.index(one), size, usual)

    penalty = _penalties(plan, population)
    return Ways(
        kind=kind,
        severity=severity - severity.mean(),
        slope=only("centrality", logits["centrality"], 1.0) * only("extremism", logits["extremism"], 1.0),
        drift=only("drift", logits["drift"]),
        penalty=only("bias", np.where(against_better, penalty[1], penalty[0])),
        against_better=against_better,
        sequence=only("sequence", logits["sequence"]),
        halo=only("halo", logits["halo"]),
        noise=only("inconsistency", logits["inconsistency"]),
    )


def _kinds(plan: Plan, rng: np.random.Generator) -> Codes:
    numbers = [plan.plants.get(kind, 0) for kind in KINDS]
    kinds = np.repeat([*range(len(KINDS)), NOTHING], [*numbers, plan.raters - sum(numbers)])
    return rng.permutation(kinds).astype(np.intp)


def _logits(plan: Plan, population: Population, kind: str) -> float:
    """The size as the model takes it: levels become logits, everything else stays."""
    size = plan.size(kind)
    wanted = plan.plants.get(kind, 0)
    return population.logits_of_change(size) if wanted and kind in ("drift", "sequence") else size


def _penalties(plan: Plan, population: Population) -> tuple[float, float]:
    """Logits that cost the other group, and the better one, as many levels as planned."""
    if not plan.plants.get("bias", 0):
        return 0.0, 0.0
    size = plan.size("bias")
    return population.logits_of_fall(size, better=False), population.logits_of_fall(size, better=True)
