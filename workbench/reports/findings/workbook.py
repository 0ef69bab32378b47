"""A report as a workbook of sheets: numbers are numbers, text is text, and nothing in it can run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from workbench.domain.catalogue import _
from workbench.reports.findings.as_tables import as_table
from workbench.reports.findings.cell_formats import Style, number_format
from workbench.reports.findings.parts import Cell, Column, Dots, Kind, Range, Report, Section, Table
from workbench.reports.findings.sheet_names import sheet_names

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["workbook"]

# Any fixed day does, so that the same report gives the same bytes; this is the first a spreadsheet knows in a zip.
CREATED = datetime(1980, 1, 1)  # noqa: DTZ001
NOTHING_RUNS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The most a cell takes; a longer text would be left out without a word.
LONGEST_TEXT = 32_767
NARROWEST, WIDEST, READ_ME_WIDTH = 9, 40, 96


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet to write on, and the styles of its book."""

    page: "Worksheet"
    styles: "_Styles"

    def text(self, row: int, column: int, text: str, style: Style = Style.PLAIN) -> None:
        cut = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
        self.page.write_string(row, column, cut, self.styles.of(style))

    def number(self, row: int, column: int, value: float, kind: Kind) -> None:
        self.page.write_number(row, column, value, self.styles.of(number_format(value, kind)))


class _Styles:
    """The styles of a book, each made when it is first asked for."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def of(self, style: str) -> "Format":
        if style not in self._made:
            look = style.look if isinstance(style, Style) else {"num_format": style}
            self._made[style] = self._book.add_format({"valign": "top", **look})
        return self._made[style]


def workbook(report: Report) -> bytes:
    """Return an XLSX file: what was found on the first sheet, then a sheet for each section that has tables.

    The same report gives the same bytes.
    """
    from xlsxwriter import Workbook  # only who asks for a workbook waits for it

    out = BytesIO()
    with Workbook(out, {"in_memory": True, **NOTHING_RUNS}) as book:
        book.set_properties({"title": report.title[:255], "comments": report.made_with[:255], "created": CREATED})
        styles = _Styles(book)
        held = [(section, tables) for section in report.sections if (tables := _tables(section))]
        first, *names = sheet_names([_("Read me"), *(section.heading for section, _tables in held)], _("Tables"))
        _read_me(_Sheet(book.add_worksheet(first), styles), report, list(zip(names, held, strict=True)))
        for name, (section, tables) in zip(names, held, strict=True):
            _section(_Sheet(book.add_worksheet(name), styles), section, tables)
    return out.getvalue()


def _tables(section: Section) -> list[Table]:
    """Return the tables of a section, and its dots as tables; ranges are among the tables anyway."""
    return [*section.tables, *(as_table(dots) for dots in section.pictures if isinstance(dots, Dots))]


def _read_me(sheet: _Sheet, report: Report, held: Sequence[tuple[str, tuple[Section, list[Table]]]]) -> None:
    sheet.page.set_column(0, 0, 32)
    sheet.page.set_column(1, 1, READ_ME_WIDTH)
    sheet.page.hide_gridlines(2)
    sheet.text(0, 0, report.title, Style.TITLE)
    sheet.text(1, 0, report.basis, Style.SOFT)
    row = 3
    for said in report.first:
        sheet.page.merge_range(row, 0, row, 1, "", sheet.styles.of(Style.WRAPPED))
        sheet.text(row, 0, said, Style.WRAPPED)
        # A merged cell does not grow with its text.
        sheet.page.set_row(row, 15 * (1 + len(said) // (READ_ME_WIDTH + 24)))
        row += 1
    for column, header in enumerate((_("Sheet"), _("What it holds"))):
        sheet.text(row + 1, column, header, Style.HEADER)
    for name, (section, tables) in held:
        sheet.text(row + 2, 0, name, Style.WRAPPED)
        sheet.text(row + 2, 1, "; ".join([section.heading, *(table.caption for table in tables)]), Style.WRAPPED)
        row += 1
    sheet.text(row + 3, 0, report.made_with, Style.SOFT)


def _section(sheet: _Sheet, section: Section, tables: Sequence[Table]) -> None:
    sheet.page.set_landscape()
    sheet.page.fit_to_pages(1, 0)
    row = 0
    shown = [_split(table) for table in tables]
    for table in shown:
        row = _table(sheet, row, table) + 1
    for said in section.says:
        sheet.text(row, 0, said)
        row += 1
    if len(shown) == 1:
        sheet.page.freeze_panes(2, 1)
    for column, width in enumerate(_widths(shown)):
        sheet.page.set_column(column, column, width)


def _table(sheet: _Sheet, top: int, table: Table) -> int:
    """Write a table and its notes; return the row below."""
    sheet.text(top, 0, table.caption, Style.CAPTION)
    for column, header in enumerate(table.columns):
        is_text = header.kind is Kind.TEXT
        sheet.text(top + 1, column, header.title, Style.HEADER if is_text else Style.NUMBER_HEADER)
    for row, cells in enumerate(table.rows, start=top + 2):
        for column, (cell, header) in enumerate(zip(cells, table.columns, strict=True)):
            _cell(sheet, (row, column), cell, header)
    below = top + 2 + len(table.rows)
    for note in table.notes:
        sheet.text(below, 0, note, Style.SOFT)
        below += 1
    return below


def _cell(sheet: _Sheet, place: tuple[int, int], cell: Cell, column: Column) -> None:
    if isinstance(cell, str):
        sheet.text(*place, cell, Style.WRAPPED if column.kind is Kind.TEXT else Style.WORDS)
    elif isinstance(cell, int | float):
        sheet.number(*place, cell, column.kind)


def _split(table: Table) -> Table:
    """Return a table whose ranges stand in two columns of numbers each."""
    has_range = [any(isinstance(row[n], Range) for row in table.rows) for n in range(len(table.columns))]
    columns: list[Column] = []
    for column, is_range in zip(table.columns, has_range, strict=True):
        columns += _ends(column) if is_range else [column]
    rows = tuple(
        tuple(part for cell, is_range in zip(row, has_range, strict=True) for part in _parts(cell, is_range=is_range))
        for row in table.rows
    )
    return Table(table.caption, tuple(columns), rows, table.notes)


def _ends(column: Column) -> list[Column]:
    titles = _("{what} from").format(what=column.title), _("{what} to").format(what=column.title)
    return [Column(title, column.kind) for title in titles]


def _parts(cell: Cell, *, is_range: bool) -> tuple[Cell, ...]:
    if isinstance(cell, Range):
        return cell.low, cell.high
    return (cell, None) if is_range else (cell,)


def _widths(tables: Sequence[Table]) -> list[int]:
    """Return how wide each column has to be for its numbers, its text up to a limit, and the words of its header."""
    most = max(len(table.columns) for table in tables)
    widths = [NARROWEST] * most
    for table in tables:
        for n, column in enumerate(table.columns):
            texts = [*column.title.split(), *(row[n] for row in table.rows)]
            longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
            widths[n] = min(max(widths[n], longest + 2), WIDEST)
    return widths
