"""What is wrong with a table of scores, row by row, in words for the person who typed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.talk import Why

__all__ = ["BadScores", "Problem", "row_list"]

_ROWS_NAMED = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what and which, what to do, and the rows it stands in."""

    says: str | Why
    do: str | Why
    rows: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = f"{row_list(self.rows)}: " if self.rows else ""
        return f"{where}{self.says} {self.do}"


class BadScores(ValueError):
    """The table cannot be analysed; every problem in it is listed, not only the first.

    Parameters
    ----------
    problems
        In the order of their first row.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.rows[:1]))
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def rows(self) -> tuple[int, ...]:
        """Every row number at fault, once, ascending."""
        return tuple(sorted({row for problem in self.problems for row in problem.rows}))


def row_list(rows: Sequence[int]) -> str:
    """Rows as a reader names them: 'Row 4', 'Rows 4 and 9', 'Rows 4, 5, 6, 7, 8, 9 and 12 more'."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    if len(rows) > _ROWS_NAMED:
        return f"Rows {', '.join(map(str, rows[:_ROWS_NAMED]))} and {len(rows) - _ROWS_NAMED} more"
    return f"Rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"
