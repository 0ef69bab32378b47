"""A simulated day: the table that its raters filled, and the truth."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.simulate.allocation import Schools, allocated, schools_of
from analysis.simulate.names import criterion_names, rater_names, sample_names, school_names
from analysis.simulate.plan import Plan
from analysis.simulate.planting import planted
from analysis.simulate.population import Population
from analysis.simulate.queues import Queues, queued, times
from analysis.simulate.scoring import measures, scored
from analysis.simulate.truth import BETTER, GROUP, OTHER, Names, Truth, truth_of
from analysis.simulate.work import Work, drawn_work

__all__ = ["Day", "simulated_day"]


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A simulated moderation day.

    Parameters
    ----------
    plan
        What was asked for.
    table
        A row a score, rater after rater in the order of their queues, as `analysis.score_frame` reads it.
    truth
        What was hidden in it.
    """

    plan: Plan
    table: pd.DataFrame
    truth: Truth


def simulated_day(plan: Plan, rng: np.random.Generator) -> Day:
    """Play a day.

    Every part draws from a stream of its own: two plans that differ only in their plants, played from generators in
    one state, have the same samples, severities, allocation and order.

    Parameters
    ----------
    plan
        How many, how different, what is planted.
    rng
        Where all chance comes from.

    Raises
    ------
    ImpossiblePlan
        When an effect of the planned size does not fit on the scale, or raters cannot be linked.
    """
    for_names, for_schools, for_work, for_raters, for_reads, for_queues, for_times, for_scores = rng.spawn(8)
    schools = schools_of(plan, for_schools)
    ways = planted(plan, Population(plan), schools, for_raters)
    work = drawn_work(plan, schools, for_work)
    queues = queued(plan, allocated(plan, schools, for_reads), for_queues)
    levels = scored(plan, measures(plan, work, queues, ways, for_scores), queues, ways, for_scores)
    samples = sample_names(plan.samples + plan.validity, for_names)
    names = Names(rater_names(plan.raters), samples, criterion_names(plan.criteria))
    table = pd.DataFrame(
        _who(plan, names, queues)
        | {"score": levels.ravel()}
        | _when(plan, queues, for_times)
        | _about(plan, work, queues)
        | _places(plan, schools, queues)
    )
    return Day(plan, table, truth_of(plan, names, work, ways))


def _who(plan: Plan, names: Names, queues: Queues) -> dict[str, Any]:
    criterion = np.tile(np.arange(plan.criteria), len(queues.sample))
    return {
        "sample": _texts(names.samples, _each(plan, queues.sample)),
        "rater": _texts(names.raters, _each(plan, queues.rater)),
        "criterion": _texts(names.criteria, criterion),
    }


def _when(plan: Plan, queues: Queues, rng: np.random.Generator) -> dict[str, Any]:
    seconds, given = times(queues, rng)
    moments, which = np.unique(given, return_inverse=True)
    stamps = [f"{stamp}Z" for stamp in np.datetime_as_string(moments)]
    columns = {
        "position": _each(plan, queues.position),
        "scored_at": _texts(stamps, _each(plan, which)),
        "seconds": _each(plan, seconds),
    }
    return columns | ({"occasion": _each(plan, queues.occasion)} if plan.echoes else {})


def _about(plan: Plan, work: Work, queues: Queues) -> dict[str, Any]:
    columns: dict[str, Any] = {f"group:{GROUP}": _texts([OTHER, BETTER], _each(plan, work.better[queues.sample] * 1))}
    if plan.validity:
        agreed = np.rint(work.levels).astype(np.int64)[queues.sample].ravel()
        columns["reference"] = pd.array(agreed, dtype="Int64")
        columns["reference"][_each(plan, queues.sample) < plan.samples] = pd.NA
    return columns


def _places(plan: Plan, schools: Schools, queues: Queues) -> dict[str, Any]:
    if not plan.schools:
        return {}
    names = school_names(plan.schools)
    return {
        "sample_school": _texts(names, _each(plan, schools.samples[queues.sample])),
        "rater_school": _texts(names, _each(plan, schools.raters[queues.rater])),
    }


def _each(plan: Plan, of_reads: NDArray[Any]) -> NDArray[Any]:
    """One value for every score of a read."""
    return np.repeat(of_reads, plan.criteria)


def _texts(names: list[str], codes: NDArray[np.intp]) -> Any:
    """Names by code, as a column of text."""
    return pd.array(names, dtype="str").take(codes)
