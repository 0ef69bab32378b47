"""Everything about the reliability of a frame's scores: one row for each criterion, and one for all of them."""

from collections.abc import Iterator
from typing import Any

from analysis.frame import ScoreFrame
from analysis.reliability.coefficients import Mean
from analysis.reliability.components import Way, components_of, estimated, undefined_because
from analysis.reliability.design import Design, design_of
from analysis.reliability.icc import icc, icc_undefined_because
from analysis.reliability.intervals import INTERVAL_METHOD, left_out, worth
from analysis.reliability.results import DecisionRow, Reliability

__all__ = ["MOST_RATERS", "reliability", "reliability_of"]

MOST_RATERS = 10


def reliability(frame: ScoreFrame, *, way: Way | None = None) -> tuple[Reliability, ...]:
    """Would other raters say the same, and where does the variance of the scores sit?

    Parameters
    ----------
    frame
        Each session is taken for itself, each criterion too, and then all of them where there are several.
    way
        How components are estimated; None is REML, or moments where that would take longer than about a second.

    Returns
    -------
    tuple of Reliability
        In the order of sessions and criteria, ``all`` last. Undefined, with the reason, where scores show too little.
    """
    return tuple(_rows(frame, way))


def reliability_of(frame: ScoreFrame, *, way: Way | None = None) -> Reliability:
    """The same for all scores of one session at once; criteria with different levels are not pooled."""
    criterion = frame.criteria[0] if len(frame.criteria) == 1 else "all"
    session = frame.sessions[0] if len(frame.sessions) == 1 else ""
    if reason := frame.not_pooled_because:
        return Reliability(criterion, session, icc_undefined_because=reason, undefined_because=reason)
    design = design_of(frame)
    no_icc = icc_undefined_because(design)
    reason = undefined_because(design)
    return Reliability(
        criterion,
        session,
        icc=() if no_icc else icc(design),
        icc_undefined_because=no_icc,
        n_samples=design.n("sample"),
        n_raters=design.n("rater"),
        n_ratings=len(design),
        undefined_because=reason,
        **({} if reason else _trusted(design, way)),
    )


def _rows(frame: ScoreFrame, way: Way | None) -> Iterator[Reliability]:
    for session in frame.sessions:
        here = frame.in_session(session)
        for criterion in frame.criteria:
            yield reliability_of(here.only(criterion), way=way)
        if len(frame.criteria) > 1:
            yield reliability_of(here, way=way)


def _trusted(design: Design, way: Way | None) -> dict[str, Any]:
    """Components, what they make of the mean the samples had, and of other means."""
    found, without = estimated(design, way), left_out(design)
    raters, criteria = design.raters_per_sample, design.n("criterion") if "criterion" in design.facets else 1
    means = {c: worth(found.components, without, Mean(raters, c)) for c in range(1, criteria + 1)}
    return {
        "components": components_of(design, found),
        "method": found.method,
        "raters_per_sample": raters,
        **means[criteria].as_fields(),
        "decision_study": tuple(
            DecisionRow(n, c, **means[c].with_raters(n / raters).as_fields())
            for n in range(1, MOST_RATERS + 1)
            for c in means
        ),
        "interval_method": INTERVAL_METHOD,
        "no_relative_interval_because": means[criteria].relative.no_interval_because,
        "no_absolute_interval_because": means[criteria].absolute.no_interval_because,
    }
