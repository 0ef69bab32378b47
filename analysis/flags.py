"""Which effects are flags: one place for the rules.

An effect is a flag when its interval excludes the null, its size passes the threshold of its kind, it rests on enough
scores and samples, and it stands out among all that was looked at: Benjamini and Hochberg 1995 at 5%, in two families
of an analysis, severity and everything else, so that true severities do not pay for false accusations. A bias must pass
within bias alone as well, and must not be half gone once the rater's slope is allowed for. Scores that scatter at
random, or fall on one group alone, also draw samples together, so who is flagged for that is not flagged for centrality
on top. What was looked at and not flagged counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from scipy import stats

from analysis.estimated import CRITERION, UNITS, Estimated
from analysis.flag_results import Bias, Drift, Effect, Flag
from analysis.flag_words import says, suggests
from analysis.sums import Floats

__all__ = ["Flagged", "decided", "false_discovery"]

RATE = 0.05

_DRAW_TOGETHER = ("inconsistency", "bias")


@dataclass(frozen=True, slots=True)
class Flagged:
    """All effects with their q, and the flags among them."""

    drift: tuple[Drift, ...]
    bias: tuple[Bias, ...]
    effects: tuple[Effect, ...]
    flags: tuple[Flag, ...]


def decided(tests: Sequence[Estimated]) -> Flagged:
    """Decide on all effects of one analysis at once."""
    q = _q(tests)
    passed = [one for one, at in zip(tests, q, strict=True) if _passes(one, at)]
    explained = {one.rater for one in passed if one.kind in _DRAW_TOGETHER}
    flagged = [one in passed and not (one.kind == "centrality" and one.rater in explained) for one in tests]
    rows = list(zip(tests, q.tolist(), flagged, strict=True))
    return Flagged(
        drift=tuple(_drift(one, at, is_flag=flag) for one, at, flag in rows if one.kind == "drift"),
        bias=tuple(_bias(one, at, is_flag=flag) for one, at, flag in rows if one.kind == "bias"),
        effects=tuple(_effect(one, at, is_flag=flag) for one, at, flag in rows if one.kind not in ("drift", "bias")),
        flags=tuple(_flag(one, at) for one, at, is_flag in rows if is_flag),
    )


def false_discovery(p: Floats) -> Floats:
    """(m,) the smallest rate of false discoveries at which each test would be one; Benjamini and Hochberg 1995."""
    order = np.argsort(p)
    stepped = p[order] * len(p) / np.arange(1, len(p) + 1)
    found = np.empty_like(p)
    found[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return found


def _q(tests: Sequence[Estimated]) -> Floats:
    """(m,) within the family; for a bias the larger of that and within bias."""
    p = np.array([one.p for one in tests])
    kind = np.array([one.kind for one in tests])
    q = np.ones(len(tests))
    for members in (kind == "severity", kind != "severity"):
        q[members] = false_discovery(p[members])
    bias = kind == "bias"
    q[bias] = np.maximum(q[bias], false_discovery(p[bias]))
    return q


def _passes(one: Estimated, q: float) -> bool:
    return q <= RATE and one.is_large and one.is_clear and not _is_centrality(one)


def _is_centrality(one: Estimated) -> bool:
    """Whether a bias loses half its size once the rater's own slope is allowed for."""
    return one.without_slope is not None and 2 * abs(one.estimate) < abs(one.without_slope)


def _more_samples(one: Estimated, *, is_flag: bool) -> int | None:
    """How many more samples would make an effect of this size clear, as errors shrink with the root of their number."""
    if is_flag or not one.is_large or not 0 < one.p < 1:
        return None
    now, wanted = stats.t.isf(one.p / 2, one.df), stats.norm.isf(RATE / 20)
    factor = max((wanted / now) ** 2, 10 / one.n_samples, 20 / one.n)
    return max(1, ceil(one.n_samples * factor) - one.n_samples) if factor < 50 else None


def _drift(one: Estimated, q: float, *, is_flag: bool) -> Drift:
    return Drift(one.rater, one.basis or "order", **_figures(one, q, is_flag=is_flag))


def _bias(one: Estimated, q: float, *, is_flag: bool) -> Bias:
    own: Any = {"shrunken": one.shrunken, "without_slope": one.without_slope}
    return Bias(one.rater, one.group or "", one.level or "", **_figures(one, q, is_flag=is_flag), **own)


def _effect(one: Estimated, q: float, *, is_flag: bool) -> Effect:
    return Effect(one.rater, one.kind, unit=UNITS[one.kind], null=one.null, **_figures(one, q, is_flag=is_flag))


def _figures(one: Estimated, q: float, *, is_flag: bool) -> Any:
    """What drift, bias and effects have in common."""
    return {
        "estimate": one.estimate,
        "low": one.low,
        "high": one.high,
        "p": one.p,
        "q": q,
        "n": one.n,
        "n_samples": one.n_samples,
        "flagged": is_flag,
        "more_samples": _more_samples(one, is_flag=is_flag),
    }


def _flag(one: Estimated, q: float) -> Flag:
    return Flag(
        kind=one.kind,
        basis=one.basis,
        rater=one.rater,
        criterion=one.level if one.group == CRITERION else None,
        group=f"{one.group}: {one.level}" if one.group not in (None, CRITERION) else None,
        estimate=one.estimate,
        unit=UNITS[one.kind],
        low=one.low,
        high=one.high,
        q=q,
        n=one.n,
        n_samples=one.n_samples,
        says=says(one),
        suggests=suggests(one),
        samples=one.look_at,
    )
