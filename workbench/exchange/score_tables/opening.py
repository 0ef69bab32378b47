"""What a file is, by its first bytes: sheets to read, or one sentence on why not."""

from collections.abc import Sequence
from functools import partial

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.exchange.score_tables.asked import Asked
from workbench.exchange.score_tables.head import header_fit
from workbench.exchange.score_tables.limits import MOST_BYTES
from workbench.exchange.score_tables.sheet import Sheet
from workbench.exchange.score_tables.text_sheet import text_sheet
from workbench.exchange.score_tables.workbook import workbook_sheets

__all__ = ["is_workbook", "sheets_in"]

_SAVE_AS = later('In the spreadsheet choose "Save as", then XLSX or CSV (UTF-8).')
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_WEB_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml")

NOTHING_SAID = Asked()


def sheets_in(data: bytes, asked: Asked = NOTHING_SAID) -> Sequence[Sheet]:
    """The sheets of a file that can be seen, or the one that was asked for.

    Raises
    ------
    Invalid
        When the file is empty, too large, or no table.
    """
    if len(data) > MOST_BYTES:
        raise Invalid(
            "This file is larger than {most} MB.",
            "Save only the columns with names and scores, or analyse it in parts.",
            most=MOST_BYTES // 1024 // 1024,
        )
    if is_workbook(data):
        return workbook_sheets(data, asked.sheet)
    _refuse_what_is_no_table(data)
    if asked.sheet:
        raise Invalid("A text file has no sheets.", "Leave --sheet out.")
    return [text_sheet(data, partial(header_fit, asked=asked))]


def is_workbook(data: bytes) -> bool:
    """Whether a file is to be unpacked before anything in it can be read."""
    return data.startswith(_WORKBOOKS)


def _refuse_what_is_no_table(data: bytes) -> None:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n"):
        raise Invalid("This file is empty.", "Choose the file that holds the scores.")
    if start.startswith(b"%pdf"):
        raise Invalid("This is a PDF, not a table.", _SAVE_AS)
    is_phone_picture = data[4:8] == b"ftyp"
    is_web_picture = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if data.startswith(_PICTURES) or is_phone_picture or is_web_picture:
        raise Invalid("This is a picture, not a table.", "Type the scores into a spreadsheet first.")
    if start.startswith(_WEB_PAGES):
        raise Invalid("This is a web page or an XML file, not a table.", _SAVE_AS)
