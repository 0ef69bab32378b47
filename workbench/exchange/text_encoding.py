"""How the bytes of a text table are to be read: which encoding, and which separator a first line names."""

import codecs
import re
from collections.abc import Iterator

__all__ = ["SEPARATORS", "encoding_of", "named_separator"]

SEPARATORS = ",;\t"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STEP = 1024 * 1024
_START = 4096
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\w\r\n])"?', re.IGNORECASE)


def encoding_of(data: bytes) -> str | None:
    """The encoding in which every byte is text; nothing where there is none: a picture, a program.

    UTF-8 and UTF-16 with or without a byte order mark, and Windows-1252.
    """
    return next((encoding for encoding in _likely(data) if _is_text(data, encoding)), None)


def named_separator(line: str) -> str:
    """The separator in a first line like ``sep=;``, which spreadsheets write for one another and do not show."""
    found = _SEPARATOR_LINE.fullmatch(line.rstrip("\r\n "))
    return found[1] if found else ""


def _likely(data: bytes) -> tuple[str, ...]:
    if data.startswith(_UTF16):
        return ("utf-16",)
    even, odd = data[:_START:2].count(0), data[1:_START:2].count(0)
    # The signs of a table (letters of its header, digits, separators) leave one half of their two bytes empty.
    if max(even, odd) > len(data[:_START]) / 10 and max(even, odd) > 10 * min(even, odd):
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        return not any("\x00" in piece for piece in _pieces(data, encoding))
    except UnicodeDecodeError:
        return False


def _pieces(data: bytes, encoding: str) -> Iterator[str]:
    """The text bit by bit: a large file as one more string would need up to four times its size."""
    # Begun bit by bit, the decoder of the mark takes one that is cut short for text.
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))()
    for at in range(0, len(data), _STEP):
        yield decoder.decode(data[at : at + _STEP], at + _STEP >= len(data))
