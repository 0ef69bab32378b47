"""The tables of a fit, one row for each rater, criterion, step, sample and surprising score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from analysis.facets.anchors import ALL
from analysis.facets.beside_others import correlations, exact_agreement, mean_levels
from analysis.facets.errors import Errors
from analysis.facets.fair import fair_at, fair_averages
from analysis.facets.integration import Known
from analysis.facets.joint import Joint
from analysis.facets.marginal import Fitted
from analysis.facets.ratings import SetAside
from analysis.facets.residuals import Residuals, mean_squares
from analysis.facets.results import Tables
from analysis.frame import ScoreFrame
from analysis.sums import Floats
from analysis.values import Level

__all__ = ["Findings", "no_tables", "tables"]

_COLUMNS = {
    "raters": (
        *("rater", "severity", "se", "points", "points_low", "points_high", "infit", "infit_z", "outfit", "outfit_z"),
        *("correlation", "exact_observed", "exact_expected", "observed_average", "fair_average", "n", "n_samples"),
        *("se_model", "severity_fixed", "undefined_because"),
    ),
    "criteria": ("criterion", "difficulty", "se", "infit", "infit_z", "outfit", "outfit_z", "n", "undefined_because"),
    "steps": ("criterion", "level", "threshold", "se", "n", "average_measure", "disordered"),
    "samples": ("sample", "measure", "se", "fair_average", "n"),
    "unexpected": ("sample", "rater", "criterion", "score", "expected", "z"),
}

_SURPRISING = 3.0
_MOST_LISTED = 50


@dataclass(frozen=True, eq=False)
class Findings:
    """All that the tables are made of."""

    frame: ScoreFrame
    known: Known
    aside: SetAside
    fitted: Fitted
    errors: Errors
    joint: Joint
    residuals: Residuals

    @property
    def at(self) -> Floats:
        """(P,) the parameters."""
        return self.fitted.at

    @cached_property
    def se(self) -> Floats:
        """(P,) standard errors that allow for what the scores of a read have in common."""
        return np.sqrt(np.maximum(np.diag(self.errors.robust), 0.0))

    @cached_property
    def ease(self) -> Floats:
        """(N,) likeliest measure minus severity and difficulty, score by score."""
        ratings, layout = self.known.ratings, self.known.layout
        hurdle = (self.at[layout.raters][:, None] + self.at[layout.criteria]).ravel()
        return self.residuals.measure[ratings.sample] - hurdle[ratings.cell]

    @cached_property
    def first_level(self) -> float:
        """Rubric points of the lowest level: its own number where the levels are consecutive numbers, else 1."""
        return float(np.mean([_lowest(self.frame.levels[name]) for name in self.known.ratings.criteria]))


def no_tables() -> Tables:
    """The tables of a fit that there is not."""
    return Tables(**{name: pd.DataFrame(columns=list(columns)) for name, columns in _COLUMNS.items()})


def tables(found: Findings) -> Tables:
    """All tables, their columns in the order of `FacetsFit`."""
    made = {
        "raters": _raters(found),
        "criteria": _criteria(found),
        "steps": _steps(found),
        "samples": _samples(found),
        "unexpected": _unexpected(found),
    }
    return Tables(**{name: table.reindex(columns=list(_COLUMNS[name])) for name, table in made.items()})


def _raters(found: Findings) -> pd.DataFrame:
    ratings, part = found.known.ratings, found.known.layout.raters
    size = len(ratings.raters)
    fair, points, error = _points(found)
    t = stats.t.ppf(0.975, np.maximum(ratings.reads_per_rater - 1, 1))
    fit = mean_squares(found.residuals, ratings.rater, size)
    observed, expected = exact_agreement(ratings, found.residuals)
    placed = pd.DataFrame(
        {
            "rater": ratings.raters,
            "severity": found.at[part],
            "se": found.se[part],
            "points": points,
            "points_low": points - t * error,
            "points_high": points + t * error,
            "infit": fit.infit,
            "infit_z": fit.infit_z,
            "outfit": fit.outfit,
            "outfit_z": fit.outfit_z,
            "correlation": correlations(ratings),
            "exact_observed": observed,
            "exact_expected": expected,
            "observed_average": mean_levels(ratings) + found.first_level,
            "fair_average": fair + found.first_level,
            "n": np.bincount(ratings.rater, minlength=size),
            "n_samples": ratings.reads_per_rater,
            "se_model": np.sqrt(np.diag(found.errors.model)[part]),
            "severity_fixed": found.joint.corrected[part] if found.joint.converged else np.nan,
        }
    )
    return _with_those_aside(placed, "rater", found.aside.raters, found.frame.raters)


def _points(found: Findings) -> tuple[Floats, Floats, Floats]:
    """(R,) fair average from 0; points: the panel's mean fair average minus the rater's; and their standard error."""
    part = found.known.layout.raters
    fair = fair_averages(found.known, found.at, found.at[part])
    mean = np.ones((len(fair.slope), len(fair.slope))) / len(fair.slope)
    slopes = (np.eye(len(fair.slope)) - mean) * fair.slope
    variance = np.einsum("rj,jk,rk->r", slopes, found.errors.robust[part, part], slopes, optimize=True)
    return fair.average, fair.average.mean() - fair.average, np.sqrt(np.maximum(variance, 0.0))


def _with_those_aside(table: pd.DataFrame, facet: str, aside: Mapping[str, str], order: Sequence[str]) -> pd.DataFrame:
    """The table with a row for everybody who could not be placed, in the order of the frame."""
    left_out = pd.DataFrame({facet: list(aside), "undefined_because": list(aside.values())})
    whole = pd.concat([table, left_out], ignore_index=True) if len(left_out) else table.assign(undefined_because=None)
    whole["undefined_because"] = (
        whole["undefined_because"].astype(object).where(whole["undefined_because"].notna(), None)
    )
    place = {name: at for at, name in enumerate(order)}
    return whole.sort_values(facet, key=lambda names: names.map(place), ignore_index=True)


def _criteria(found: Findings) -> pd.DataFrame:
    ratings, part = found.known.ratings, found.known.layout.criteria
    fit = mean_squares(found.residuals, ratings.criterion, len(ratings.criteria))
    table = pd.DataFrame(
        {
            "criterion": ratings.criteria,
            "difficulty": found.at[part],
            "se": found.se[part],
            "infit": fit.infit,
            "infit_z": fit.infit_z,
            "outfit": fit.outfit,
            "outfit_z": fit.outfit_z,
            "n": np.bincount(ratings.criterion, minlength=len(ratings.criteria)),
        }
    )
    return _with_those_aside(table, "criterion", found.aside.criteria, found.frame.criteria)


def _steps(found: Findings) -> pd.DataFrame:
    """Scale by scale, level by level."""
    return pd.concat(
        [_scale_steps(found, scale) for scale in range(len(found.known.ratings.values))], ignore_index=True
    )


def _scale_steps(found: Findings, scale: int) -> pd.DataFrame:
    ratings, layout = found.known.ratings, found.known.layout
    criteria = [name for name, own in zip(ratings.criteria, ratings.scale, strict=True) if own == scale]
    levels = found.frame.levels[criteria[0]]
    rows = ratings.on_scale[scale]
    category, size = ratings.category[rows], len(ratings.values[scale])
    n = np.bincount(category, minlength=size)
    ease = found.ease[rows]
    own = slice(layout.steps.start + scale * ratings.n_steps, layout.steps.start + scale * ratings.n_steps + size - 1)
    threshold = found.at[own]
    return pd.DataFrame(
        {
            "criterion": ALL if len(ratings.values) == 1 else criteria[0],
            "level": pd.Series([levels[place] for place in ratings.values[scale]], dtype=object),
            "threshold": np.append(np.nan, threshold),
            "se": np.append(np.nan, found.se[own]),
            "n": n,
            "average_measure": np.bincount(category, ease, size) / n,
            "disordered": np.concatenate([[False, False], np.diff(threshold) < 0])[:size],
        }
    )


def _samples(found: Findings) -> pd.DataFrame:
    known, posterior = found.known, found.fitted.here.posterior
    return pd.DataFrame(
        {
            "sample": known.ratings.samples,
            "measure": posterior.mean,
            "se": posterior.sd,
            "fair_average": fair_at(known, found.at, posterior.mean).average + found.first_level,
            "n": np.diff(known.ratings.sample_starts),
        }
    )


def _unexpected(found: Findings) -> pd.DataFrame:
    ratings, z = found.known.ratings, found.residuals.standardised
    rows = np.flatnonzero((np.abs(z) >= _SURPRISING) & found.residuals.counts)
    rows = rows[np.argsort(-np.abs(z[rows]), kind="stable")][:_MOST_LISTED]
    scale = ratings.scale[ratings.criterion[rows]]
    levels = [found.frame.levels[ratings.criteria[at]] for at in ratings.criterion[rows]]
    place = ratings.levels[scale, ratings.category[rows]].astype(int)
    expected = np.einsum("kn,nk->n", found.residuals.probability[:, rows], ratings.levels[scale])
    return pd.DataFrame(
        {
            "sample": [ratings.samples[at] for at in ratings.sample[rows]],
            "rater": [ratings.raters[at] for at in ratings.rater[rows]],
            "criterion": [ratings.criteria[at] for at in ratings.criterion[rows]],
            "score": pd.Series([own[at] for own, at in zip(levels, place, strict=True)], dtype=object),
            "expected": expected + np.array([_lowest(own) for own in levels], dtype=np.float64),
            "z": z[rows],
        }
    )


def _lowest(levels: Sequence[Level]) -> float:
    """Points of the lowest level."""
    numbers = [level for level in levels if isinstance(level, int)]
    consecutive = len(numbers) == len(levels) and np.diff(numbers).tolist() == [1] * (len(levels) - 1)
    return float(numbers[0]) if consecutive else 1.0
