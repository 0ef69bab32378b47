"""The sheets of a spreadsheet workbook: XLSX, and what else calamine reads (XLS, XLSB, ODS)."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.limits import MOST_CELLS, MOST_UNPACKED_BYTES
from workbench.exchange.score_tables.sheet import Sheet
from workbench.exchange.score_tables.sheet_xml import Marks, has_errors, marks_in, sheet_files, texts_announced

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["workbook_sheets"]

Cell: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_SAVE_AS = later('In the spreadsheet choose "Save as", then XLSX or CSV (UTF-8).')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ROWS_OF_A_SHEET, _COLUMNS_OF_A_SHEET = 1_048_576, 16_384
_MILLISECOND = 1000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def workbook_sheets(data: bytes, wanted: str = "") -> list[Sheet]:
    """The sheets that can be seen and hold something, in the workbook's order; or the one that is wanted.

    Formulas give the values that were last calculated. Numbers are written as a spreadsheet shows them by default,
    dates and times in ISO 8601.

    Raises
    ------
    Invalid
        When this is no workbook or cannot be read, has no such sheet, or is empty or too large.
    """
    book = _opened(data)
    names = list(book.sheet_names)
    chosen = _named(names, wanted) if wanted else _shown(book)
    marks = _marks(data, [names.index(name) for name in chosen])
    sheets = [_sheet(book, name, found) for name, found in zip(chosen, marks, strict=True)]
    found = [sheet for sheet in sheets if sheet]
    if not found:
        raise Invalid("This workbook holds no cells that can be seen.", "Choose the file that holds the scores.")
    return found


def _opened(data: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # only workbooks need it

    locked = Invalid("This workbook is locked with a password.", "Save a copy without a password.")
    if not data.startswith(b"PK") and _ENCRYPTED in data:
        raise locked
    _check_archive(data)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise locked from error
    except CalamineError as error:
        raise _unreadable() from error


def _named(names: list[str], wanted: str) -> list[str]:
    chosen = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
    if not chosen:
        raise Invalid(
            "There is no sheet called “{sheet}”.",
            "The sheets are: {sheets}.",
            sheet=wanted,
            sheets=", ".join(f"“{name}”" for name in names),
        )
    return chosen


def _shown(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = (sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)
    return [sheet.name for sheet in tables if sheet.visible == SheetVisibleEnum.Visible]


def _check_archive(data: bytes) -> None:
    """Refuse archives that are no workbooks, or unpack to more than anybody scores."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, unpacked = archive.namelist(), sum(file.file_size for file in archive.infolist())
            texts = texts_announced(archive)
    except _BROKEN as error:
        raise _unreadable() from error
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise Invalid("This is an archive of files or a document, not a spreadsheet workbook.", _SAVE_AS)
    if unpacked > MOST_UNPACKED_BYTES or texts > 2 * MOST_CELLS:
        raise _too_large()


def _marks(data: bytes, places: list[int]) -> list[Marks]:
    """What calamine does not tell of the sheets at these places of the workbook; nothing where it is no XLSX."""
    if not data.startswith(b"PK"):
        return [Marks() for _ in places]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if has_errors(archive):
                raise _failed_formulas()
            files = dict(enumerate(sheet_files(archive)))
            return [marks_in(archive, files[at]) if files.get(at) else Marks() for at in places]
    except _BROKEN as error:
        raise _unreadable() from error


def _sheet(book: "CalamineWorkbook", name: str, marks: Marks) -> Sheet | None:
    from python_calamine import CalamineError

    # One stray cell in a far corner would make calamine lay out every cell before it.
    is_beyond = marks.last_row > _ROWS_OF_A_SHEET or marks.last_column > _COLUMNS_OF_A_SHEET
    if is_beyond or marks.last_row * marks.last_column > 2 * MOST_CELLS:
        raise _too_large()
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError as error:
        raise _unreadable() from error
    if sheet.start is None:
        return None
    if (sheet.start[0] + sheet.height) * sheet.width > MOST_CELLS:
        raise _too_large()
    return Sheet(partial(_rows, sheet, marks), name, first_column=sheet.start[1], decimal_comma=True)


def _rows(sheet: "CalamineSheet", marks: Marks) -> Iterator[Sequence[str]]:
    written: dict[tuple[type, Cell], str] = {}
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [cell if type(cell) is str else _known(cell, written) for cell in row]
        if number in marks.cells:
            for column, text in marks.cells[number].items():
                if 0 <= column - first < len(cells):
                    cells[column - first] = text
        yield cells


def _known(cell: Cell, written: dict[tuple[type, Cell], str]) -> str:
    key = (type(cell), cell)
    if (text := written.get(key)) is None:
        text = _written(cell)
        if len(written) < MOST_CELLS // 100:
            written[key] = text
    return text


def _written(cell: Cell) -> str:
    """A value as text: 3 and not 3.0, 0.3 and not 0.30000000000000004, TRUE, 2026-03-12."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case dt.datetime():
            return _to_the_second(cell).isoformat()
        case dt.date() | dt.time():
            return cell.isoformat()
    return str(cell)


def _to_the_second(when: dt.datetime) -> dt.datetime:
    """A time that is a fraction of a millisecond off a second was written as that second."""
    off = (when.microsecond + _MILLISECOND) % 1_000_000
    if off <= 2 * _MILLISECOND:
        return when + dt.timedelta(microseconds=_MILLISECOND - off)
    return when


def _unreadable() -> Invalid:
    return Invalid("This workbook is damaged or not complete.", _SAVE_AS)


def _failed_formulas() -> Invalid:
    return Invalid(
        "Formulas in this workbook failed, and this kind of file does not say where.",
        "Correct or empty their cells, or save it as XLSX, where each of them is named.",
    )


def _too_large() -> Invalid:
    return Invalid(
        "This workbook has more than {most} cells.",
        "Save only the sheet, columns and rows with names and scores; delete what stands far below or beside them.",
        most=f"{MOST_CELLS:,}",
    )
