"""What calamine does not tell of an XLSX sheet: cells with an error, formulas never calculated, and cells far away.

Calamine gives an error and a formula without a value as an empty cell, which would make a score absent in silence.
So the sheet's XML is looked through before, in pieces, for the few signs that matter.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

__all__ = ["NOT_CALCULATED", "Marks", "has_errors", "marks_in", "sheet_files"]

# Stands in the cell of a formula that no spreadsheet has calculated yet.
NOT_CALCULATED = "=?"

_STEP = 1024 * 1024
_OPEN_DOCUMENT = "content.xml"
_FAILED = b'value-type="error"'
_LONGEST_ROW = 32 * _STEP
_MOST_MARKS = 10_000
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW = re.compile(rb'row\s[^>]*?\br="(\d+)"')
_FAR = re.compile(rb'\br="([A-Z]{2,3})\d+"(?:[^>]*[^/])?>')
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_VALUELESS = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Marks:
    """What was found in a sheet.

    Parameters
    ----------
    cells
        Text by row (from 1) and column (from 0): an error as it is shown, or ``NOT_CALCULATED``.
    last_row, last_column
        How far the sheet reaches; columns up to Z count as one.
    """

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    last_row: int = 1
    last_column: int = 1

    @property
    def span(self) -> int:
        """How many cells lie between the first and the last one."""
        return self.last_row * self.last_column

    def note(self, place: str, text: str) -> None:
        """Note what stands in a cell called like "B12"."""
        if (found := _PLACE.fullmatch(place)) and len(self.cells) < _MOST_MARKS:
            self.cells.setdefault(int(found[2]), {})[_column(found[1])] = text


def sheet_files(archive: zipfile.ZipFile) -> list[str]:
    """The file of every sheet in the workbook's order, "" where there is none; nothing for other kinds of workbook."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    links = [_attributes(tag) for tag in _LINK.findall(archive.read("xl/_rels/workbook.xml.rels"))]
    files = {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))[1:] for link in links
    }
    sheets = [_attributes(tag) for tag in _SHEET.findall(archive.read("xl/workbook.xml"))]
    found = [
        files.get(next((value for key, value in sheet.items() if key.endswith(":id")), ""), "") for sheet in sheets
    ]
    return [file if file in names else "" for file in found]


def marks_in(archive: zipfile.ZipFile, file: str) -> Marks:
    """Look through one sheet."""
    marks = Marks()
    for piece in _pieces(archive, file):
        if row := _ROW.search(piece, max(piece.rfind(b"row "), 0)):
            marks.last_row = max(marks.last_row, int(row[1]))
        for letters in set(_FAR.findall(piece)):
            marks.last_column = max(marks.last_column, _column(letters.decode()) + 1)
        if b't="e"' in piece:
            for tag, text in _ERROR.findall(piece):
                marks.note(_attributes(tag).get("r", ""), unescape(text.decode("utf-8", "replace")))
        if b"<f" in piece or b":f" in piece:
            for tag in _VALUELESS.findall(piece):
                marks.note(_attributes(tag).get("r", ""), NOT_CALCULATED)
    return marks


def has_errors(archive: zipfile.ZipFile) -> bool:
    """Whether a formula failed anywhere in an ODS workbook."""
    if _OPEN_DOCUMENT not in archive.namelist():
        return False
    end = b""
    with archive.open(_OPEN_DOCUMENT) as stream:
        while read := stream.read(_STEP):
            if _FAILED in end + read:
                return True
            end = read[-len(_FAILED) :]
    return False


def _pieces(archive: zipfile.ZipFile, file: str) -> Iterator[bytes]:
    """The sheet in pieces that end where a row begins."""
    rest = b""
    with archive.open(file) as stream:
        while read := stream.read(_STEP):
            piece = rest + read
            cut = max(piece.rfind(b"<row "), piece.rfind(b":row "))
            cut = piece.rfind(b"<", 0, cut + 1)
            if cut <= 0 and len(piece) < _LONGEST_ROW:
                rest = piece
                continue
            yield piece[: max(cut, 0)] or piece
            rest = piece[cut:] if cut > 0 else b""
    yield rest


def _attributes(tag: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name.decode(): (one or other).decode("utf-8", "replace") for name, one, other in found}


def _column(letters: str) -> int:
    """A column's place, counted from 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
