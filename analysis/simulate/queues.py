"""In which order each rater reads, what returns to them as an echo, and when they were done with it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.simulate.allocation import Codes, Reads
from analysis.simulate.plan import Plan
from analysis.simulate.scale import Reals

__all__ = ["Queues", "queued", "times"]

STARTS: Final = datetime(2026, 5, 16, 9, tzinfo=UTC)
_SECONDS, _SPREAD, _SHORTEST, _BREAK = 170.0, 0.35, 25, 45 * 60


@dataclass(frozen=True, slots=True)
class Queues:
    """Every read, rater after rater, in the order of their queues.

    Parameters
    ----------
    sample, rater
        (n,) positions.
    read
        (n,) number of the read as allocated: an echo has that of its first reading.
    occasion, position
        (n,) 2 for an echo; place in the rater's queue from 1.
    moment
        (n,) how far through the queue, from -0.5 at its first position to 0.5 at its last.
    previous
        (n,) the sample read just before; -1 for the first.
    """

    sample: Codes
    rater: Codes
    read: Codes
    occasion: Codes
    position: Codes
    moment: Reals
    previous: Codes


def queued(plan: Plan, reads: Reads, rng: np.random.Generator) -> Queues:
    """Put every rater's reads into an order, with echoes later than what they return."""
    turn = rng.random(len(reads.sample))
    if plan.same_order:
        turn = rng.permutation(plan.samples + plan.validity)[reads.sample] / (plan.samples + plan.validity)
    echoed = _echoed(plan, reads, turn, rng)
    read = np.concatenate([np.arange(len(turn)), echoed])
    turn = np.concatenate([turn, rng.uniform(np.minimum(turn[echoed] + 0.25, 1.0), 1.0)])
    occasion = np.repeat([1, 2], [len(reads.sample), len(echoed)])
    order = np.lexsort((occasion, turn, reads.rater[read]))
    return _in_order(reads, read[order], occasion[order])


def times(queues: Queues, rng: np.random.Generator) -> tuple[Codes, NDArray[np.datetime64]]:
    """(n,) seconds a read took and when its scores were given: all begin at once, and pause in the middle."""
    seconds = np.maximum(_SECONDS * np.exp(rng.normal(0, _SPREAD, len(queues.rater))), _SHORTEST).astype(np.intp)
    passed = np.cumsum(seconds + _BREAK * ((queues.moment > 0) & (np.roll(queues.moment, 1) <= 0)))
    first = _starts(queues.rater)
    passed -= np.repeat(passed[first] - seconds[first], np.diff([*first, len(passed)]))
    start = np.datetime64(STARTS.replace(tzinfo=None), "s")
    return seconds, start + passed.astype("timedelta64[s]")


def _echoed(plan: Plan, reads: Reads, turn: Reals, rng: np.random.Generator) -> Codes:
    """Reads that return: of each rater as many as planned, drawn from the first half of the queue."""
    if not plan.echoes:
        return np.zeros(0, dtype=np.intp)
    order = np.lexsort((turn, reads.rater))
    place, load = _places(reads.rater[order])
    early = order[place <= np.maximum(load // 2, plan.echoes)]
    early = early[np.lexsort((rng.random(len(early)), reads.rater[early]))]
    place, _ = _places(reads.rater[early])
    return early[place <= plan.echoes]


def _in_order(reads: Reads, read: Codes, occasion: Codes) -> Queues:
    sample, rater = reads.sample[read], reads.rater[read]
    position, load = _places(rater)
    moment = (position - 1) / np.maximum(load - 1, 1) - 0.5 * (load > 1)
    previous = np.where(position > 1, np.roll(sample, 1), -1)
    return Queues(sample, rater, read, occasion, position, moment, previous)


def _starts(rater: Codes) -> Codes:
    """Where each rater's rows begin, in rows sorted by rater."""
    return np.flatnonzero(np.r_[True, rater[1:] != rater[:-1]])


def _places(rater: Codes) -> tuple[Codes, Codes]:
    """(n,) place from 1 within the rater's rows, and how many rows the rater has; rows sorted by rater."""
    first = _starts(rater)
    load = np.diff(np.r_[first, len(rater)])
    return np.arange(len(rater)) - np.repeat(first, load) + 1, np.repeat(load, load)
