"""The scale: which levels a criterion has, in which order, and where a score stands on it.

Weights and distances everywhere count positions in the level list, so the list is declared, and only where
nobody declared one is it read off the scores.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from analysis.errors import BadScores, Problem
from analysis.values import Level, Why

__all__ = ["DECLARE", "Declared", "as_level", "as_number", "as_text", "declared_levels", "inferred_levels", "position"]

Declared: TypeAlias = Sequence[Level] | Mapping[str, Sequence[Level]] | None

DECLARE = "Declare its levels, lowest first."

_MOST_INFERRED = 101
_ALIKE_UP_TO = 10


def as_text(value: Any) -> str:
    """A cell as a person wrote it, trimmed: 7 and 7.0 are '7', '007' stays '007', an empty cell is ''."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value != value:
        return ""
    number = as_number(value)
    return str(value).strip() if number is None or number != int(number) else str(int(number))


def as_number(value: Any) -> float | None:
    """The finite number a cell holds, or None."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def as_level(value: Any) -> Level:
    """A level as results name it: whole numbers as int, other numbers as float, text trimmed."""
    if isinstance(value, str):
        return value.strip()
    number = as_number(value)
    if number is None:
        return as_text(value)
    return int(number) if number == int(number) else number


def position(value: Any, levels: Sequence[Level]) -> int:
    """Where a score stands in the level list, as written or else as a number; -1 when it is not on it."""
    written = [as_text(level) for level in levels]
    if as_text(value) in written:
        return written.index(as_text(value))
    numbers = [as_number(level) for level in levels]
    number = as_number(value)
    return numbers.index(number) if number is not None and number in numbers else -1


def declared_levels(levels: Declared, criteria: Sequence[str]) -> dict[str, tuple[Level, ...]]:
    """The level list of every criterion that somebody declared one for."""
    if levels is None:
        return {}
    by_criterion = levels if isinstance(levels, Mapping) else dict.fromkeys(criteria, levels)
    declared = {as_text(name): tuple(map(as_level, scale)) for name, scale in by_criterion.items()}
    problems = [problem for name, scale in declared.items() for problem in _scale_problems(name, scale)]
    if problems:
        raise BadScores(problems)
    return declared


def _scale_problems(criterion: str, scale: Sequence[Level]) -> Iterable[Problem]:
    if not scale:
        says = Why("no_levels", "No levels are declared for {criterion}.", {"criterion": criterion})
        yield Problem(says, "List its levels, lowest first.")
    for level in sorted({as_text(level) for level in scale if list(map(as_text, scale)).count(as_text(level)) > 1}):
        facts = {"level": level, "criterion": criterion}
        says = Why("level_twice", "Level {level} is listed twice for {criterion}.", facts)
        yield Problem(says, "List every level once, lowest first.")


def inferred_levels(scores: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Level, ...]]:
    """Whole numbers from the lowest to the highest score, criteria that look alike sharing one scale.

    Parameters
    ----------
    scores
        By criterion, the distinct scores found in the table.
    """
    ranges = {criterion: _whole_range(criterion, found) for criterion, found in scores.items()}
    scales: list[tuple[int, int]] = []
    for low, high in sorted(set(ranges.values()), key=lambda ends: (ends[0] - ends[1], ends)):
        alike = next((scale for scale in scales if _alike(scale, (low, high))), None)
        if alike is None:
            scales.append((low, high))
        else:
            scales[scales.index(alike)] = (min(alike[0], low), max(alike[1], high))
    return {criterion: _scale_around(ends, scales) for criterion, ends in ranges.items()}


def _whole_range(criterion: str, found: Sequence[Any]) -> tuple[int, int]:
    numbers = [as_number(value) for value in found]
    whole = [int(number) for number in numbers if number is not None and number == int(number)]
    if len(whole) < len(numbers):
        listed = ", ".join(sorted({as_text(value) for value in found}))
        facts = {"criterion": criterion, "scores": listed}
        says = Why("no_whole_numbers", "The scores of {criterion} are not whole numbers: {scores}.", facts)
        raise BadScores([Problem(says, DECLARE)])
    low, high = min(whole), max(whole)
    if high - low >= _MOST_INFERRED:
        ends = {"criterion": criterion, "low": low, "high": high}
        raise BadScores([Problem(Why("wide", "The scores of {criterion} run from {low} to {high}.", ends), DECLARE)])
    return low, high


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Most levels in common; or, on a short scale, nothing that the other one does not have."""
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    both = max(one[1], other[1]) - min(one[0], other[0]) + 1
    inside = shared in (one[1] - one[0] + 1, other[1] - other[0] + 1)
    return 2 * shared >= both or (inside and both <= _ALIKE_UP_TO)


def _scale_around(ends: tuple[int, int], scales: Sequence[tuple[int, int]]) -> tuple[Level, ...]:
    around = [scale for scale in scales if scale[0] <= ends[0] and ends[1] <= scale[1]]
    low, high = min(around, key=lambda scale: (scale[1] - scale[0], scale))
    return tuple(range(low, high + 1))
