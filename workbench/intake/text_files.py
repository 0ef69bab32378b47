"""Bytes that are plain text: telling them, decoding them, and keeping them within the limit."""

import re

from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.intake.limits import Limits
from workbench.intake.received import Received

__all__ = ["decoded", "fitting", "read_text"]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_OLD_ENCODING = later(
    "The text is stored in an old encoding (Windows-1252). Check that accents and quotation marks are right."
)


def decoded(data: bytes, *, encodings: tuple[str, ...] = ("utf-8-sig", "cp1252")) -> tuple[str, str] | None:
    """The text in these bytes and its encoding, or None when they are not text.

    A NUL, or more than one control character in two hundred, means that the bytes are something else.
    """
    for encoding in ("utf-16",) if data.startswith(_UTF16) else encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and len(_CONTROLS.findall(text)) * 200 <= len(text):
            return text, encoding
    return None


def read_text(data: bytes, limits: Limits) -> Received:
    """A text file as a clean text."""
    found = decoded(data)
    if found is None:
        raise Invalid("This text file uses an encoding we cannot read.", "Save it as UTF-8 text, or paste the text.")
    text, encoding = found
    warnings = (_(_OLD_ENCODING),) if encoding == "cp1252" else ()
    return Received(kind="text", media_type="text/plain", text=fitting(clean(text), limits), warnings=warnings)


def fitting(text: str, limits: Limits) -> str:
    """The same text, unless there is none or too much of it."""
    if not text:
        raise Invalid("This text file holds no text.", "Choose the file that holds the student's work.")
    if len(text) > limits.text_characters:
        raise Invalid(
            "This text is {n} characters long; the most is {most}.",
            "Upload the part that is to be scored.",
            n=f"{len(text):,}",
            most=f"{limits.text_characters:,}",
        )
    return text
