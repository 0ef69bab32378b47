"""How many more samples or raters would settle it? The two questions that a next session is planned by."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from analysis.agreement import exact
from analysis.frame import ScoreFrame
from analysis.reliability import Wanted, raters_needed, samples_needed
from analysis.values import Needed, Reliability

__all__ = ["HALF_WIDTH", "WANTED_DEPENDABILITY", "settling"]

HALF_WIDTH = 0.1
WANTED_DEPENDABILITY = 0.8
MOST_KNOWN = 400


def settling(frame: ScoreFrame, found: Iterable[Reliability], rng: np.random.Generator) -> Iterator[Needed]:
    """How many samples until the same level is known to 10 points, how many raters until their mean is dependable?

    Parameters
    ----------
    frame
        The first round is read.
    found
        The reliability of the same scores; empty where nobody wrote down who scored.
    rng
        Where the chance of simulated rounds comes from.

    Yields
    ------
    Needed
        For every session: samples for all criteria together where they can be pooled, else for none; raters for each
        row of ``found``. From 400 samples on nobody asks for more samples, and none are simulated.
    """
    for session in frame.sessions:
        here = frame.in_session(session)
        if here.not_pooled_because is None and len(np.unique(here.read.sample)) <= MOST_KNOWN:
            criterion = here.criteria[0] if len(here.criteria) == 1 else "all"
            needed = samples_needed(here, exact, Wanted(half_width=HALF_WIDTH), rng)
            goal = f"exact within {HALF_WIDTH:g}"
            yield replace(needed, session=session, criterion=criterion, goal=goal)
    for row in found:
        needed = raters_needed(row, WANTED_DEPENDABILITY)
        goal = f"dependability {WANTED_DEPENDABILITY:g}"
        yield replace(needed, session=row.session, criterion=row.criterion, goal=goal)
