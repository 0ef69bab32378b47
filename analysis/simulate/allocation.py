"""Who reads what: equal loads, nobody reads a sample twice, and every rater can be compared with every other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.errors import Problem
from analysis.simulate.plan import ImpossiblePlan, Plan

__all__ = ["Reads", "Schools", "allocated", "dealt", "schools_of"]

Codes = NDArray[np.intp]
_SWAPS_TRIED = 2_000


@dataclass(frozen=True, slots=True)
class Reads:
    """(n,) sample and rater of every read, as positions."""

    sample: Codes
    rater: Codes


@dataclass(frozen=True, slots=True)
class Schools:
    """School of every sample, validity samples last, and of every rater, as positions."""

    samples: Codes
    raters: Codes


def schools_of(plan: Plan, rng: np.random.Generator) -> Schools:
    """Share samples and raters out among the schools, as equally as they can be."""
    numbers = (plan.samples + plan.validity, plan.raters)
    samples, raters = (rng.permutation(np.arange(number) % max(plan.schools, 1)) for number in numbers)
    return Schools(samples, raters)


def allocated(plan: Plan, schools: Schools, rng: np.random.Generator) -> Reads:
    """Every sample read by as many raters as planned, then the validity samples, which everybody reads.

    Loads differ by one read at most; where there are schools, within each of them.
    """
    if plan.schools > 1:
        drawn = _across_schools(plan, schools, rng)
    else:
        sizes = np.full(plan.samples, plan.reads)
        drawn = Reads(np.repeat(np.arange(plan.samples), sizes), dealt(sizes, plan.raters, rng))
    if not plan.validity:
        drawn = _linked(plan, drawn, rng)
    return _with_validity(plan, drawn)


def dealt(sizes: Codes, raters: int, rng: np.random.Generator) -> Codes:
    """Deal raters to heaps of these sizes, round after round through all of them; no heap gets one twice.

    Each round is a shuffled list of all raters. Only a heap that lies across the end of a round could get somebody
    twice, so the next round begins with raters it has not got.
    """
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    rounds = rng.permuted(np.tile(np.arange(raters), (-(-total // raters), 1)), axis=1)
    for number in range(1, len(rounds)):
        border = number * raters
        heap = int(np.searchsorted(ends, border, side="right"))
        before, missing = border - int(ends[heap] - sizes[heap]), int(ends[heap]) - border
        if before:
            taken = np.isin(rounds[number], rounds[number - 1, raters - before :])
            first = np.flatnonzero(~taken)[:missing]
            rounds[number] = np.concatenate([rounds[number, first], np.delete(rounds[number], first)])
    return rounds.ravel()[:total]


def _across_schools(plan: Plan, schools: Schools, rng: np.random.Generator) -> Reads:
    """Most reads stay in the sample's school; the others go to any other school."""
    sample = np.repeat(np.arange(plan.samples), plan.reads)
    goes = rng.permutation(len(sample)) < round((1 - plan.local_share) * len(sample))
    reader = (schools.samples[sample] + goes * rng.integers(1, plan.schools, len(sample))) % plan.schools
    rater = np.zeros_like(sample)
    for school in range(plan.schools):
        members, theirs = np.flatnonzero(schools.raters == school), np.flatnonzero(reader == school)
        heaps = np.bincount(sample[theirs], minlength=plan.samples)
        rater[theirs] = members[dealt(heaps[heaps > 0], len(members), rng)]
    return Reads(sample, rater)


def _linked(plan: Plan, reads: Reads, rng: np.random.Generator) -> Reads:
    """Exchange raters between samples until nobody stands apart; loads stay as they are."""
    parts, of_rater = _parts(plan, reads)
    rater = reads.rater.copy()
    for _ in range(_SWAPS_TRIED if parts > 1 else 0):
        one, other = (int(rng.choice(np.flatnonzero(mask))) for mask in _apart(of_rater[rater]))
        rater[[one, other]] = rater[[other, one]]
        now, now_of_rater = _parts(plan, Reads(reads.sample, rater))
        if now > parts:
            rater[[one, other]] = rater[[other, one]]
        else:
            parts, of_rater = now, now_of_rater
        if parts == 1:
            break
    if parts > 1:
        says = f"{plan.samples} samples with {plan.reads} reads did not link {plan.raters} raters to one another."
        raise ImpossiblePlan((Problem(says, "Ask for more reads or samples, or for validity samples."),))
    return Reads(reads.sample, rater)


def _apart(part: Codes) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The reads of the largest part, and all others."""
    largest = part == np.bincount(part).argmax()
    return largest, ~largest


def _parts(plan: Plan, reads: Reads) -> tuple[int, Codes]:
    """How many sets of raters share no sample, and the set of each rater."""
    total = plan.raters + plan.samples
    links = coo_array((np.ones(len(reads.rater)), (reads.rater, plan.raters + reads.sample)), shape=(total, total))
    parts, part = connected_components(links, directed=False)
    return int(parts), part[: plan.raters].astype(np.intp)


def _with_validity(plan: Plan, reads: Reads) -> Reads:
    sample = np.repeat(plan.samples + np.arange(plan.validity), plan.raters)
    rater = np.tile(np.arange(plan.raters), plan.validity)
    return Reads(np.concatenate([reads.sample, sample]), np.concatenate([reads.rater, rater]))
