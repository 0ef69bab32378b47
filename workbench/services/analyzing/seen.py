"""What was seen of raters, with the minimums applied: the one list that every sentence and table about them reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from analysis.facets.results import FacetsFit, records
from analysis.flag_results import Bias, Drift, Effect, Flag, FlagKind
from analysis.values import Analysis
from workbench.domain.minimums import Evidence, Shown, still_needed
from workbench.reports.findings.parts import Range
from workbench.services.figures import reason

__all__ = ["Row", "Seen", "flags", "measure_lacks", "rater_rows", "seen", "too_small"]

Row = Mapping[str, Any]
_CRITERION = "criterion"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at in one rater: drift, leaning, or another effect.

    Parameters
    ----------
    kind, rater
        What and who.
    about
        The group a leaning is towards; empty for everything else.
    found
        Estimate, range, q, scores and pieces.
    """

    kind: FlagKind
    rater: str
    about: str
    found: Effect | Drift | Bias

    @property
    def around(self) -> Range:
        """The 95% range."""
        return Range(self.found.low, self.found.high)


def seen(analysis: Analysis) -> tuple[Seen, ...]:
    """Everything that was looked at and rests on enough to be shown."""
    kept_back = _kept_back(analysis)
    return tuple(one for one in _all(analysis) if not _lacks(one.found) and _question(one) not in kept_back)


def too_small(analysis: Analysis) -> int:
    """How much was looked at that rests on too few pieces to be shown."""
    return sum(bool(_lacks(one.found)) for one in _all(analysis))


def flags(analysis: Analysis) -> tuple[Flag, ...]:
    """The flags that may be shown: those of raters, by name and then by kind."""
    shown = {(one.kind, one.rater, one.about) for one in seen(analysis) if one.found.flagged}
    kept = [flag for flag in analysis.flags if (flag.kind, flag.rater, _about_of(flag)) in shown]
    return tuple(sorted(kept, key=lambda flag: flag.rater or ""))


def measure_lacks(analysis: Analysis) -> tuple[str, ...]:
    """Why no severities on one scale are shown; nothing when they are."""
    facets = analysis.facets
    if facets is None:
        return (reason(analysis.data.raters_unknown_because),)
    if facets.undefined_because:
        given = Evidence(raters=analysis.data.raters or 0, samples=analysis.data.samples, reads=inf)
        return (reason(facets.undefined_because), *still_needed(Shown.MEASURE, given))
    return still_needed(Shown.MEASURE, _evidence(facets))


def rater_rows(facets: FacetsFit) -> list[dict[str, Any]]:
    """The raters of a measurement who could be placed, by name."""
    return [row for row in records(facets.raters) if row["severity"] is not None]


def _evidence(facets: FacetsFit) -> Evidence:
    placed = rater_rows(facets)
    samples = len(facets.samples)
    reads = sum(row["n_samples"] for row in placed) / max(samples, 1)
    return Evidence(raters=len(placed), samples=samples, reads=reads)


def _all(analysis: Analysis) -> Iterable[Seen]:
    yield from (Seen(one.kind, one.rater, "", one) for one in analysis.effects)
    yield from (Seen("drift", one.rater, "", one) for one in analysis.drift)
    yield from (Seen("bias", one.rater, _about(one.group, one.level), one) for one in analysis.bias)


def _about(group: str, level: str) -> str:
    return level if group == _CRITERION else f"{group}: {level}"


def _about_of(flag: Flag) -> str:
    return flag.group or flag.criterion or ""


def _lacks(found: Effect | Drift | Bias) -> tuple[str, ...]:
    return still_needed(Shown.FLAG, Evidence(scores=found.n, samples=found.n_samples))


def _question(one: Seen) -> tuple[str, str]:
    """What was asked: the kind, and of a leaning the grouping."""
    return one.kind, one.found.group if isinstance(one.found, Bias) else ""


def _kept_back(analysis: Analysis) -> frozenset[tuple[str, str]]:
    """The questions whose answers are not shown of anybody, because they rest on too little."""
    groupings = {one.group for one in analysis.bias} - {_CRITERION}
    groups = {("bias", group) for group in groupings if _groups_lack(analysis, group)}
    return frozenset(groups | ({("severity", "")} if measure_lacks(analysis) else set()))


def _groups_lack(analysis: Analysis, group: str) -> tuple[str, ...]:
    """What a comparison of groups lacks, as far as one rater's pieces show how many each group has."""
    rows = [one for one in analysis.bias if one.group == group]
    criteria = max(len(analysis.data.criteria), 1)
    most: dict[str, int] = {}
    for one in rows:
        most[one.level] = max(most.get(one.level, 0), one.n_samples)
    if len(most) == 1:
        most[""] = max(one.n // criteria - one.n_samples for one in rows)
    return still_needed(Shown.GROUP, Evidence(samples=analysis.data.samples, smallest=min(most.values())))
