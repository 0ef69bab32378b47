"""What the scores of a table look like before anybody declared levels: a scale for a person to confirm."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.exchange.level_words import rank, says_proficient
from workbench.exchange.score_tables.asked import Asked, Form
from workbench.exchange.score_tables.grid import Grid, gridded
from workbench.exchange.score_tables.headers import Column, columns_in
from workbench.exchange.score_tables.opening import sheets_in
from workbench.exchange.score_tables.telling import Told, heading_names, level_of
from workbench.exchange.score_tables.totals import total_rows

__all__ = ["Below", "Scale", "below"]

_LONGEST_SCALE = 101
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels as they seem to be, lowest first.

    Parameters
    ----------
    levels
        As a person would type them; empty where nothing like a scale was found.
    is_sure
        Whether their order is known.
    """

    levels: tuple[str, ...] = ()
    is_sure: bool = True

    @property
    def line(self) -> str:
        """The level whose name says that it is good enough, or nothing."""
        return next((level for level in self.levels[1:] if says_proficient(level)), "")


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below the headings.

    Parameters
    ----------
    scores
        How many cells may hold scores.
    scales
        By criterion, under ``""`` where no column names any, the scale that its scores seem to be on.
    totals
        Number and name of the rows that look like totals.
    """

    scores: int
    scales: Mapping[str, Scale]
    totals: tuple[tuple[int, str], ...]

    @property
    def shared(self) -> Scale | None:
        """One scale that would do for every criterion, or nothing where they differ too much."""
        found = list(self.scales.values())
        if len(set(found)) == 1:
            return found[0]
        numbers = [int(level) for scale in found for level in scale.levels if level.lstrip("-").isdigit()]
        if len(numbers) < sum(len(scale.levels) for scale in found) or max(numbers) - min(numbers) >= _SHORT:
            return None
        return Scale(tuple(map(str, range(min(numbers), max(numbers) + 1))))


def below(data: bytes, told: Told) -> Below:
    """Return what stands below the headings of a text table that is read as told."""
    (sheet,) = sheets_in(data)
    columns = columns_in(sheet.head()[told.row - 1])
    grid = gridded(sheet.rows(), after=told.row, width=len(columns), skip=frozenset())
    totals = total_rows(grid, told.sample or 0, Asked())
    used = grid.without(frozenset(totals))
    if told.form is Form.TALLY:
        scales = dict.fromkeys(_criteria(used, told), _of_headings([level_of(columns[at]) for at in told.spread]))
    else:
        found = _by_column(used, told, columns) if told.form is Form.CRITERIA else _scores(used, told)
        scales = {name: _scale(found[name], decimal_comma=sheet.decimal_comma) for name in sorted(found)}
    numbers = tuple((int(grid.numbers[at]), text) for at, text in totals.items())
    return Below(len(used.numbers) * max(1, len(told.spread)), scales, numbers)


def _criteria(grid: Grid, told: Told) -> list[str]:
    return sorted(set(grid.columns[told.criterion])) if told.criterion is not None else [""]


def _scores(grid: Grid, told: Told) -> dict[str, Counter[str]]:
    """By criterion, every score and how often it was given."""
    criteria = grid.columns[told.criterion] if told.criterion is not None else [""] * len(grid.numbers)
    places = told.spread if told.form is Form.WIDE else [told.score] if told.score is not None else []
    found: dict[str, Counter[str]] = {name: Counter() for name in set(criteria)}
    for at in places:
        for name, score in zip(criteria, grid.columns[at], strict=True):
            if score:
                found[name][score] += 1
    return found


def _by_column(grid: Grid, told: Told, columns: Sequence[Column]) -> dict[str, Counter[str]]:
    """The same where every column is a criterion."""
    names = heading_names(columns, told)
    return {names[at]: Counter(score for score in grid.columns[at] if score) for at in told.spread}


def _scale(found: Counter[str], *, decimal_comma: bool) -> Scale:
    numbers = {text: number for text in found if (number := _number(text, decimal_comma=decimal_comma)) is not None}
    if 2 * sum(found[text] for text in numbers) > found.total():
        return _of_numbers(set(numbers.values()))
    if not 0 < len(found) < _LONGEST_SCALE:
        return Scale()
    ranks = {text: rank(text) for text in found}
    is_sure = None not in ranks.values() and len(set(ranks.values())) == len(ranks)
    return Scale(tuple(sorted(found, key=lambda text: (ranks[text] if ranks[text] is not None else 9, text))), is_sure)


def _of_headings(levels: list[str]) -> Scale:
    """The levels of a tally: by their numbers or usual order where that is known, else as the columns stand."""
    numbers = {level: number for level in levels if (number := _number(level, decimal_comma=False)) is not None}
    if len(numbers) == len(levels):
        return Scale(tuple(sorted(levels, key=numbers.__getitem__)))
    ranks = {level: place for level in levels if (place := rank(level)) is not None}
    is_sure = len(set(ranks.values())) == len(levels)
    return Scale(tuple(sorted(levels, key=ranks.__getitem__)) if is_sure else tuple(levels), is_sure)


def _of_numbers(found: set[float]) -> Scale:
    if any(number != int(number) for number in found):
        return Scale(tuple(f"{number:g}" for number in sorted(found))) if len(found) < _LONGEST_SCALE else Scale()
    low, high = int(min(found)), int(max(found))
    return Scale(tuple(map(str, range(low, high + 1)))) if high - low < _LONGEST_SCALE else Scale()


def _number(text: str, *, decimal_comma: bool) -> float | None:
    try:
        number = float(text.replace(",", ".") if decimal_comma else text)
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None
