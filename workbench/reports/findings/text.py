"""A report as a page of text for a terminal: the answer and a small picture first, then the tables."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from workbench.domain.catalogue import _
from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Column, Depth, Dots, Kind, Range, Report, Section, Table

__all__ = ["WIDTH", "text"]

WIDTH = 88
MOST_DOTS = 10
WIDEST_NAME = 28
NARROWEST = 4


def text(report: Report) -> str:
    """Return the report as lines no wider than a terminal; ends with a line break.

    What stands deepest, every figure with its method, is left to the other formats, which the last line names.
    """
    lines = [report.title, report.basis, "", *_paragraphs(report.first)]
    for section in report.sections:
        if section.depth is not Depth.METHOD:
            lines += ["", *_section(section)]
    deeper = [section.heading for section in report.sections if section.depth is Depth.METHOD]
    last = _("With --format html, xlsx or json also: {headings}.").format(headings="; ".join(deeper))
    lines += ["", *wrap(last, WIDTH), report.made_with]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _paragraphs(says: Sequence[str]) -> Iterator[str]:
    for said in says:
        yield from wrap(said, WIDTH)


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    yield "─" * len(section.heading)
    yield from _paragraphs(section.says)
    for picture in section.pictures:
        if isinstance(picture, Dots):
            yield from ["", *_dots(picture)]
    for table in section.tables:
        yield from ["", *_table(table, named=table.caption != section.heading)]


def _dots(picture: Dots) -> Iterator[str]:
    """Draw each piece as a line, each level as a column, each rater as a dot, and the cut as a line."""
    yield picture.caption
    widths = [
        max(len(level), *(len(_pile(given[at])) for _name, given in picture.rows), 1) + 2
        for at, level in enumerate(picture.levels)
    ]
    name_width = min(WIDEST_NAME, max((len(name) for name, _given in picture.rows), default=0))
    heads = list(picture.levels)
    yield _row("", heads, (name_width, widths), picture.cut)
    for name, given in picture.rows:
        yield _row(_short(name, name_width), [_pile(n) for n in given], (name_width, widths), picture.cut)
    yield _("One dot is one rater. │ is the Proficient line.") if picture.cut else _("One dot is one rater.")


def _pile(n: int) -> str:
    return "●" * n if n <= MOST_DOTS else f"●×{n}"


def _row(name: str, cells: Sequence[str], widths: tuple[int, Sequence[int]], cut: int | None) -> str:
    name_width, level_widths = widths
    drawn = [
        f"{'│ ' if cut and at == cut - 1 else '  '}{cell:<{width}}"
        for at, (cell, width) in enumerate(zip(cells, level_widths, strict=True))
    ]
    return f"  {name:<{name_width}}{''.join(drawn)}"


def _short(name: str, width: int) -> str:
    return name if len(name) <= width else f"{name[: width - 1]}…"


def _table(table: Table, *, named: bool) -> Iterator[str]:
    """Draw a table with each range in brackets beside what it belongs to."""
    if named:
        yield table.caption
    if table.rows:
        columns, rows = _with_ranges_beside(table)
        widths = _widths(columns, rows)
        yield from _heads(columns, widths)
        for row in rows:
            yield from _cells(row, columns, widths)
    for note in table.notes:
        yield from wrap(note, WIDTH)


def _with_ranges_beside(table: Table) -> tuple[list[Column], list[list[str]]]:
    """Merge every column of ranges into the one before it."""
    ranges = [at > 0 and any(isinstance(row[at], Range) for row in table.rows) for at in range(len(table.columns))]
    empty = [all(row[at] is None for row in table.rows) for at in range(len(table.columns))]
    kept = [at for at in range(len(table.columns)) if not ranges[at] and not empty[at]]
    rows = []
    for row in table.rows:
        cells = []
        for at in kept:
            cell = written(row[at], table.columns[at].kind)
            beside = row[at + 1] if at + 1 < len(row) and ranges[at + 1] else None
            cells.append(f"{cell} ({written(beside, table.columns[at + 1].kind)})" if beside is not None else cell)
        rows.append(cells)
    return [table.columns[at] for at in kept], rows


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
    """Give every column what it needs, and take from the widest what the page has not."""
    needed = [
        max([max(map(len, column.title.split()), default=0), *(len(row[at]) for row in rows)])
        for at, column in enumerate(columns)
    ]
    while sum(needed) + 2 * len(needed) - 2 > WIDTH and max(needed) > NARROWEST:
        needed[needed.index(max(needed))] -= 1
    return needed


def _heads(columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    heads = [wrap(column.title, width) or [""] for column, width in zip(columns, widths, strict=True)]
    tallest = max(map(len, heads))
    for line in range(tallest):
        cells = [head[line - tallest + len(head)] if line >= tallest - len(head) else "" for head in heads]
        yield _aligned(cells, columns, widths)
    yield "─" * (sum(widths) + 2 * len(widths) - 2)


def _cells(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        yield _aligned([cell[line] if line < len(cell) else "" for cell in wrapped], columns, widths)


def _aligned(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    return "".join(
        f"{cell:<{width}}  " if column.kind is Kind.TEXT else f"{cell:>{width}}  "
        for cell, column, width in zip(cells, columns, widths, strict=True)
    )
