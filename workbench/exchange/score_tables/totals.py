"""Rows and columns that sum up what stands beside them: whoever scored nothing must not become a sample or a rater."""

from collections.abc import Iterable, Iterator

from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.asked import Asked, is_among
from workbench.exchange.score_tables.grid import Grid
from workbench.exchange.score_tables.headers import Column

__all__ = ["total_columns", "total_rows", "totals_found"]

_ENGLISH = (
    "%|total|totals|subtotal|grand-total|sum|sums|mean|means|average|averages|avg|median|medians|count|counts|percent"
)
_SPANISH = "totales|suma|sumas|media|medias|promedio|promedios|mediana|cuenta|conteo|porcentaje"
_OF_SCORES = "total-score|total-scores|mean-score|average-score|puntaje-total|puntaje-medio|puntaje-promedio"
_WORDS = frozenset("|".join((_ENGLISH, _SPANISH, _OF_SCORES)).split("|"))


def total_columns(columns: Iterable[Column], asked: Asked) -> tuple[Column, ...]:
    """The columns whose header is a word for a total, but those that a person called raters or levels."""
    return tuple(
        column for column in columns if _is_total(column.name) and not is_among(column.name, asked.keep_columns)
    )


def total_rows(grid: Grid, sample: int, asked: Asked) -> dict[int, str]:
    """What the rows that sum up are called, by their place in the grid; looked for in the sample's cell and before."""
    found: dict[int, str] = {}
    for cells in grid.columns[: sample + 1]:
        words = {text for text in set(cells) if _is_total(text)}
        if words:
            found |= {at: text for at, text in enumerate(cells) if text in words}
    return {at: text for at, text in sorted(found.items()) if int(grid.numbers[at]) not in asked.keep_rows}


def totals_found(columns: Iterable[Column], rows: dict[int, str], grid: Grid) -> Iterator[Invalid]:
    """Say each total, and the two options that decide what it is."""
    for column in columns:
        yield Invalid(
            "Column {letters} (“{name}”) looks like a total, not like scores.",
            'Leave it out with --skip-column "{name}", or keep it with --keep-column "{name}".',
            letters=column.letters,
            name=column.name,
        )
    for at, text in rows.items():
        yield Invalid(
            "Row {row} (“{name}”) looks like a total, not like a piece of work.",
            "Leave it out with --skip-row {row}, or keep it with --keep-row {row}.",
            row=int(grid.numbers[at]),
            name=text,
        )


def _is_total(text: str) -> bool:
    return "-".join(text.rstrip(":").split()).casefold() in _WORDS
