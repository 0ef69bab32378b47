"""Raters worth a conversation, what was looked at without finding anything, and what a little more would settle."""

from collections.abc import Iterator

from analysis.values import Analysis
from workbench.domain.catalogue import _, count, later
from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Column, Depth, Kind, Section, Table
from workbench.services.analyzing.seen import Seen, flags, seen, too_small
from workbench.services.figures import reason

__all__ = ["worth_a_conversation"]

FALSE_ONES = 0.05

_LOOKED_FOR = {
    "severity": later("Lower or higher levels than colleagues"),
    "drift": later("Lower or higher levels from first to last piece"),
    "bias": later("Lower or higher levels for one group of pieces, or on one criterion"),
    "centrality": later("Levels drawn to the middle"),
    "extremism": later("Levels drawn to the ends"),
    "halo": later("Criteria going together"),
    "inconsistency": later("Levels scattered around what colleagues see"),
    "sequence": later("Levels following the piece before"),
}
_IN_LEVELS = ("severity", "drift", "bias")


def worth_a_conversation(analysis: Analysis) -> Section | None:
    """Every flag with its sentence and a suggestion; None where nobody could be looked at."""
    looked_at, found = seen(analysis), flags(analysis)
    if not looked_at:
        return None
    says = [_nothing(len(looked_at))] if not found else [_something(len(found), len(looked_at)), _honest()]
    tables = [*_flags(analysis), *_near_misses(looked_at), _looked_at(analysis, looked_at)]
    return Section(_("Raters: worth a conversation"), Depth.FIRST, tuple(says), tables=tuple(tables))


def _honest() -> str:
    return _(
        "This does not say who is right. Each is clear, large enough to matter, and stands out among all that was "
        "looked at; still about one in twenty of such findings is chance."
    )


def _nothing(looked_at: int) -> str:
    return count("Nothing found; {n} thing was looked at.", "Nothing found; {n} things were looked at.", looked_at)


def _something(found: int, looked_at: int) -> str:
    says = count("{n} thing found", "{n} things found", found)
    return _("{found}, of {n} that were looked at.").format(found=says, n=looked_at)


def _flags(analysis: Analysis) -> Iterator[Table]:
    rows = tuple((flag.rater, f"{reason(flag.says)} {reason(flag.suggests)}") for flag in flags(analysis))
    columns = (Column(_("Rater")), Column(_("What was seen")))
    if rows:
        yield Table(_("What was found"), columns, rows)


def _near_misses(looked_at: tuple[Seen, ...]) -> Iterator[Table]:
    """What is large enough to matter and would be clear with at most as many pieces again."""
    large = [one for one in looked_at if one.found.more_samples is not None and one.found.q > FALSE_ONES]
    near = [one for one in large if (one.found.more_samples or 0) <= one.found.n_samples]
    columns = (
        Column(_("Rater")),
        Column(_("What was looked at")),
        Column(_("Seen so far")),
        Column(_("Pieces"), Kind.COUNT),
        Column(_("More pieces that would settle it"), Kind.COUNT),
    )
    rows = tuple((one.rater, _named(one), _size(one), one.found.n_samples, one.found.more_samples) for one in near)
    notes = (_("Not found: it may be chance. If it stays as it is, so many more pieces would settle it."),)
    if near:
        yield Table(_("Large enough to matter, not clear yet"), columns, rows, notes)


def _looked_at(analysis: Analysis, looked_at: tuple[Seen, ...]) -> Table:
    columns = (
        Column(_("What was looked at")),
        Column(_("How many"), Kind.COUNT),
        Column(_("Worth a conversation"), Kind.COUNT),
    )
    kinds = dict.fromkeys(one.kind for one in looked_at)
    rows = tuple((_(_LOOKED_FOR[kind]), *_counted(looked_at, kind)) for kind in kinds)
    hidden = too_small(analysis)
    notes = (
        count(
            "{n} more rests on fewer than 20 scores or 10 pieces and is not shown.",
            "{n} more rest on fewer than 20 scores or 10 pieces and are not shown.",
            hidden,
        ),
    )
    return Table(_("What was looked at"), columns, rows, notes if hidden else ())


def _counted(looked_at: tuple[Seen, ...], kind: str) -> tuple[int, int]:
    of_kind = [one for one in looked_at if one.kind == kind]
    return len(of_kind), sum(one.found.flagged for one in of_kind)


def _named(one: Seen) -> str:
    says = _(_LOOKED_FOR[one.kind])
    return f"{says} ({one.about})" if one.about else says


def _size(one: Seen) -> str:
    kind = Kind.LOWER if one.kind in _IN_LEVELS else Kind.COEFFICIENT
    return f"{written(one.found.estimate, kind)} ({written(one.around, kind)})"
