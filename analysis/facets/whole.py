"""The fit as a whole: from a score frame to measures of raters, criteria, levels and samples."""

from dataclasses import dataclass

import numpy as np

from analysis.errors import BadScores, Problem
from analysis.facets.anchors import Anchors
from analysis.facets.check import allocation_of
from analysis.facets.errors import errors_of
from analysis.facets.integration import Known
from analysis.facets.joint import Joint, jointly
from analysis.facets.marginal import SMALLEST_SD, maximised
from analysis.facets.measures import posterior_modes
from analysis.facets.parameters import layout_of, placed
from analysis.facets.population import Population, population_of
from analysis.facets.ratings import ONE_LEVEL, Model, Ratings, SetAside, ratings_of
from analysis.facets.residuals import residuals
from analysis.facets.results import FacetsFit, Spread, Tables
from analysis.facets.spread import spread_of
from analysis.facets.tables import Findings, no_tables, tables
from analysis.frame import NO_SCORES, ScoreFrame
from analysis.linking import Links, links_of
from analysis.sums import Codes, Floats
from analysis.talk import Why

__all__ = ["fit"]

_NODE_EVALUATIONS = 200_000
_FEWEST_NODES, _MOST_NODES = 7, 21
_SMALLEST_SD = 0.1

ONE_RATER = "There is one rater, so there is nobody to compare with."
ONE_SAMPLE = "There is one sample, so its quality cannot be told apart from the raters' severity."
NOT_PLACED = "Fewer than two raters can be placed ({rater}: {why})."
NOT_CONNECTED = "The raters fall into groups that share no sample, so severities cannot be compared: {groups}."
NOT_SETTLED = "The estimates did not settle, so none are shown."
BY_QUADRATURE = "marginal maximum likelihood, {nodes} adaptive nodes"
NOT_ENOUGH = "These scores do not say enough to find every severity, difficulty and step."


def fit(frame: ScoreFrame, *, model: Model | None = None, anchors: Anchors | None = None) -> FacetsFit:
    """How severe is each rater, how difficult each criterion, how strong each sample, all on one scale?

    Parameters
    ----------
    frame
        Scores with names; the round and occasion that statistics read.
    model
        ``rating_scale``: all criteria share their steps, the default when their levels are alike; ``partial_credit``:
        each has its own.
    anchors
        Measures to hold fixed, for instance ``earlier.anchors()``.

    Raises
    ------
    BadScores
        An anchored step that is on no scale; a rating scale asked for where criteria have different levels.
    """
    model = _chosen(frame, model)
    if not len(frame.read):
        return _undefined(model, Why("no_scores", NO_SCORES, {"round": frame.reads}))
    ratings, aside = ratings_of(frame, model)
    if because := _not_possible(ratings, aside):
        return _undefined(model, because)
    links = links_of(ratings.sample, ratings.rater, len(ratings.samples), len(ratings.raters))
    if len(groups := links.groups()) > 1:
        return _disconnected(model, ratings, groups)
    population = population_of(frame, ratings, links)
    known = _known(ratings, population, placed(anchors or Anchors(), frame.levels))
    return _fitted(_Case(model, frame, aside, links, population, known))


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """Scores that can be fitted."""

    model: Model
    frame: ScoreFrame
    aside: SetAside
    links: Links
    population: Population
    known: Known


def _chosen(frame: ScoreFrame, model: Model | None) -> Model:
    alike = len(set(frame.levels.values())) <= 1
    if model == "rating_scale" and not alike:
        says = "A rating scale needs criteria with the same levels, and these differ."
        raise BadScores([Problem(says, "Choose partial_credit.")])
    return model or ("rating_scale" if alike else "partial_credit")


def _not_possible(ratings: Ratings, aside: SetAside) -> str | Why | None:
    if ONE_LEVEL in aside.raters.values():
        return ONE_LEVEL
    if len(ratings.raters) < 2 and aside.raters:
        rater, why = next(iter(aside.raters.items()))
        return Why("not_placed", NOT_PLACED, {"rater": rater, "why": Why("set_aside", why, {})})
    if len(ratings.raters) < 2:
        return ONE_RATER
    return ONE_SAMPLE if len(ratings.samples) < 2 else None


def _disconnected(model: Model, ratings: Ratings, groups: list[Codes]) -> FacetsFit:
    subsets = tuple(tuple(ratings.raters[at] for at in group) for group in groups)
    named = " | ".join(", ".join(group) for group in subsets)
    return _undefined(model, Why("not_connected", NOT_CONNECTED, {"groups": named}), subsets)


def _undefined(model: Model, because: str | Why, subsets: tuple[tuple[str, ...], ...] = ()) -> FacetsFit:
    return FacetsFit(model=model, tables=no_tables(), subsets=subsets, undefined_because=because)


def _known(ratings: Ratings, population: Population, anchors: Anchors) -> Known:
    layout = layout_of(ratings, population.n_blocks, anchors)
    anchor = np.array([anchors.samples.get(name, np.nan) for name in ratings.samples])
    return Known(ratings, layout, population.block, anchor)


def _fitted(case: _Case) -> FacetsFit:
    known, joint = case.known, jointly(case.known)
    n_nodes = int(np.clip(_NODE_EVALUATIONS // len(known.ratings) | 1, _FEWEST_NODES, _MOST_NODES))
    start = _start(known, joint)
    fitted = maximised(known, start, posterior_modes(known, start), n_nodes)
    errors = errors_of(known, fitted) if fitted.converged else None
    if errors is None:
        return _undefined(case.model, NOT_ENOUGH if fitted.converged else NOT_SETTLED)
    left = residuals(known, fitted.at, fitted.here.posterior.mean)
    found = tables(Findings(case.frame, known, case.aside, fitted, errors, joint, left))
    return FacetsFit(
        model=case.model,
        tables=found,
        method=Why("quadrature", BY_QUADRATURE, {"nodes": n_nodes}),
        population=case.population.says,
        converged=True,
        iterations=fitted.iterations,
        log_likelihood=fitted.here.log_likelihood,
        sd_sample=_sd(fitted.at[known.layout.spread]),
        spread=_spread(found),
        links_min=int(case.links.shared_samples().min()),
        allocation=allocation_of(known, fitted.at, joint, errors),
    )


def _start(known: Known, joint: Joint) -> Floats:
    """(P,) the corrected joint estimates, and the population of their measures."""
    layout, measure = known.layout, joint.measure * joint.correction
    found = np.where(layout.anchored, layout.start, joint.corrected)
    n = np.bincount(known.block, minlength=layout.n_blocks)
    found[layout.blocks] = np.bincount(known.block, measure, layout.n_blocks) / n
    apart = measure - found[layout.blocks][known.block]
    found[layout.spread] = np.log(max(float(apart.std()), _SMALLEST_SD))
    return found


def _sd(log_sd: float) -> float:
    return float(np.exp(log_sd)) if log_sd >= np.log(SMALLEST_SD) else 0.0


def _spread(found: Tables) -> dict[str, Spread]:
    """How far the measures of each facet lie apart; of raters and criteria, those who could be placed."""
    facets = {
        "raters": found.raters[["severity", "se"]],
        "criteria": found.criteria[["difficulty", "se"]],
        "samples": found.samples[["measure", "se"]],
    }
    return {name: spread_of(*table.to_numpy(np.float64).T) for name, table in facets.items()}
