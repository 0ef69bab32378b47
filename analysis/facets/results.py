"""What a fit of the many-facet Rasch model looks like."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.facets.anchors import Anchors
from analysis.talk import Why

if TYPE_CHECKING:
    import pandas as pd


__all__ = ["FACETS", "Allocation", "ChiSquare", "FacetsFit", "Spread", "Tables", "records"]

FACETS = ("raters", "criteria", "samples")

_ALONE = ("model", "method", "population", "converged", "iterations", "log_likelihood", "sd_sample", "links_min")
_OF_EACH = ("separation", "strata", "reliability", "chi_square")
_TABLES = ("raters", "criteria", "steps", "samples", "unexpected")


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Whether all of a facet are the same but for error: value, degrees of freedom, p."""

    value: float
    df: int
    p: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the measures of a facet lie apart, beside how well each is known; None where there are too few.

    Parameters
    ----------
    separation, strata
        True sd over typical error, and how many levels can be told apart.
    reliability
        Share of the observed variance that is not error. Of raters: near 0 is good, they are not reliably different.
    chi_square
        The test that all are the same.
    """

    separation: float | None = None
    strata: float | None = None
    reliability: float | None = None
    chi_square: ChiSquare | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Whether severities hang on samples having reached raters independently of their quality.

    Parameters
    ----------
    rater
        Whose severity changes most when no population is assumed.
    points
        By how much, in rubric points: fixed samples minus population.
    p
        How often chance alone would change some rater's by so much.
    not_random
        Whether it is more than chance and at least 0.05 rubric points: severities then rest on who read what.
    """

    rater: str
    points: float
    p: float
    not_random: bool


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The tables of a fit, as `FacetsFit` explains them."""

    raters: "pd.DataFrame"
    criteria: "pd.DataFrame"
    steps: "pd.DataFrame"
    samples: "pd.DataFrame"
    unexpected: "pd.DataFrame"


@dataclass(frozen=True, slots=True, eq=False)
class FacetsFit:
    """A many-facet Rasch measurement of sample x criterion x rater.

    Tables have one row for each rater, criterion, step and sample; what has no value is NaN beside its reason in
    ``undefined_because``. Logits unless said otherwise; points and averages are in rubric points.

    Parameters
    ----------
    model, method, population
        ``rating_scale`` or ``partial_credit``; how it was estimated; what was assumed about the samples.
    converged, iterations, log_likelihood, sd_sample
        Of the search; the sd of the samples' measures within their blocks.
    spread
        By ``raters``, ``criteria``, ``samples``.
    links_min
        Fewest samples that a rater shares with others.
    raters
        ``rater, severity, se, points, points_low, points_high, infit, infit_z, outfit, outfit_z, correlation,
        exact_observed, exact_expected, observed_average, fair_average, n, n_samples``; then ``se_model``, the standard
        error if the model held exactly, ``severity_fixed``, with every sample a parameter (corrected joint maximum
        likelihood), and ``undefined_because``. ``se`` allows for what the scores of a read have in common.
    criteria
        ``criterion, difficulty, se, infit, infit_z, outfit, outfit_z, n, undefined_because``.
    steps
        ``criterion, level, threshold, se, n, average_measure, disordered``; the lowest level has no threshold. The
        criterion is ``all`` on a rating scale.
    samples
        ``sample, measure, se, fair_average, n``: mean and sd of the posterior.
    unexpected
        ``sample, rater, criterion, score, expected, z`` of the scores that surprise most, from 3 sds on.
    allocation
        The check against fixed samples; None where there is none.
    subsets
        The groups of raters that share no sample; empty when all are linked.
    undefined_because
        Why there is no fit; the tables are then empty.
    """

    model: str
    tables: "Tables"
    method: str | Why = ""
    population: str = ""
    converged: bool = False
    iterations: int = 0
    log_likelihood: float | None = None
    sd_sample: float | None = None
    spread: Mapping[str, Spread] = field(default_factory=lambda: dict.fromkeys(FACETS, Spread()))
    links_min: int | None = None
    allocation: Allocation | None = None
    subsets: tuple[tuple[str, ...], ...] = ()
    undefined_because: str | Why | None = None

    @property
    def raters(self) -> "pd.DataFrame":
        """One row for each rater."""
        return self.tables.raters

    @property
    def criteria(self) -> "pd.DataFrame":
        """One row for each criterion."""
        return self.tables.criteria

    @property
    def steps(self) -> "pd.DataFrame":
        """One row for each level in use."""
        return self.tables.steps

    @property
    def samples(self) -> "pd.DataFrame":
        """One row for each sample."""
        return self.tables.samples

    @property
    def unexpected(self) -> "pd.DataFrame":
        """One row for each score that surprises."""
        return self.tables.unexpected

    def anchors(self) -> "Anchors":
        """Difficulties and steps of this fit and the measures of its samples, for a session to be linked to it."""
        steps = self.steps[self.steps["threshold"].notna()]
        of_level = zip(steps["criterion"], steps["level"], strict=True)
        return Anchors(
            samples=_by_name(self.samples, "sample", "measure"),
            criteria=_by_name(self.criteria, "criterion", "difficulty"),
            steps=dict(zip(of_level, steps["threshold"].tolist(), strict=True)),
        )

    def as_dict(self) -> dict[str, Any]:
        """The contract's ``facets``, ready for JSON; ``allocation`` and the later columns of the tables are added."""
        alone = {name: getattr(self, name) for name in _ALONE}
        spread = {name: asdict(found) for name, found in self.spread.items()}
        return {
            **alone,
            "method": str(self.method),
            **{key: {name: found[key] for name, found in spread.items()} for key in _OF_EACH},
            "allocation": asdict(self.allocation) if self.allocation else None,
            "undefined_because": str(self.undefined_because) if self.undefined_because else None,
            **{name: records(getattr(self.tables, name)) for name in _TABLES},
        }


def records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """One dict for each row of a table, None where there is no value."""
    columns = {str(name): [None if value != value else value for value in table[name].tolist()] for name in table}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _by_name(table: "pd.DataFrame", name: str, measure: str) -> dict[str, float]:
    """Measures by name, of those who have one."""
    known = table[table[measure].notna()]
    return dict(zip(known[name], known[measure].tolist(), strict=True))
