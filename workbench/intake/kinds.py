"""What a file is, told by its content; its name is never believed.

A file that is several things at once is what its first bytes say, and only that part of it is kept.
"""

import io
import re
import zipfile
from enum import Enum

import filetype

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.intake.text_files import decoded
from workbench.intake.word_archive import DAMAGED

__all__ = ["TRY_PDF", "Kind", "rough_name", "tell"]

TRY_PDF = later("Save or print it as a PDF, and upload that.")
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|meta|title)\b", re.I | re.S
)


class Kind(Enum):
    """The kinds that can be read, by the name people use for them."""

    TEXT = later("text file")
    PICTURE = later("picture")
    PDF = later("PDF")
    WORD = later("Word file")


def tell(data: bytes, *, ending: str = "") -> Kind:
    """The kind of a file.

    Parameters
    ----------
    data
        The whole file.
    ending
        What its name ends in (".pdf"), only to say how it differs from the content.

    Raises
    ------
    Invalid
        The file is of a kind that cannot be read; the sentence says which kind, and the way out.
    """
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return Kind.PDF
    plain = decoded(data, encodings=("utf-8-sig",))
    if plain:
        return _text(plain[0], ending)
    if _mime(data) in {"image/png", "image/apng", "image/jpeg", "image/webp"}:
        return Kind.PICTURE
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, ending)
    if decoded(data):
        return Kind.TEXT
    raise _refusal(data)


def rough_name(data: bytes) -> str:
    """A word for a file that nothing could be learnt from, told by its first bytes without opening it."""
    if data[:64].lstrip().startswith(b"%PDF-"):
        return Kind.PDF.value
    if data.startswith(b"PK"):
        return Kind.WORD.value
    return Kind.PICTURE.value if _mime(data).startswith("image/") else later("file")


def _mime(data: bytes) -> str:
    guess = filetype.guess(data[:8192])
    return str(guess.mime) if guess else ""


def _text(text: str, ending: str) -> Kind:
    start = text.lstrip()[:16].lower()
    if _WEB_PAGE.match(text[:4096]):
        web = later("This is a web page (HTML)."), later("This file is named {ending} but is a web page (HTML).")
        raise Invalid(_said(web, ending), "Print the page to PDF, or paste its text.", ending=ending)
    if start.startswith("{\\rtf"):
        raise Invalid("This is a rich text file (RTF).", "Save it as a Word file (.docx) or PDF, and upload that.")
    if start.startswith(("<svg", "<?xml", "%!ps")):
        drawing = (
            later("This is a drawing or data file (SVG, XML or PostScript)."),
            later("This file is named {ending} but is a drawing or data file (SVG, XML or PostScript)."),
        )
        raise Invalid(_said(drawing, ending), TRY_PDF, ending=ending)
    return Kind.TEXT


def _said(what: tuple[str, str], ending: str) -> str:
    """Return the second of two sentences where the file's name promises something else."""
    return what[ending in {".pdf", ".docx", ".txt", ".png", ".jpg"}]


def _packed(data: bytes, ending: str) -> Kind:
    """A ZIP: a Word file only when it holds a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        looks_like_word = ending == ".docx" or b"word/" in data[:65536]
        says = DAMAGED if looks_like_word else later("This ZIP file is damaged or not complete.")
        raise Invalid(says, "Copy or download it once more, or save it as a PDF.") from error
    if "word/document.xml" in names:
        return Kind.WORD
    raise _packed_refusal(names)


def _packed_refusal(names: set[str]) -> Invalid:
    if {"mimetype", "content.xml"} <= names:
        return Invalid(
            "This is an OpenDocument file (.odt or similar).",
            "Save or print it as a PDF, and upload that. Or save it as .docx.",
        )
    if any(name.endswith(".iwa") for name in names) or "index.xml" in names:
        return Invalid(
            "This is a file of Apple Pages, Numbers or Keynote.", "Export it as PDF or Word, and upload that."
        )
    if any(name.startswith("xl/") for name in names):
        return Invalid("This is an Excel workbook.", TRY_PDF)
    if any(name.startswith("ppt/") for name in names):
        return Invalid("This is a PowerPoint file.", TRY_PDF)
    return Invalid("This is a ZIP archive.", "Unpack it, and upload the files one by one.")


def _refusal(data: bytes) -> Invalid:
    """The sentence for a file that cannot be read, with the way out."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Invalid(
            "This is a phone photo in the HEIC format, which we cannot read.",
            "Take a screenshot of it and upload that; or on an iPhone set Settings > Camera > Formats to "
            "“Most Compatible”, and take the photo again.",
        )
    if data.startswith(_OLE):
        return _old_office_refusal(data)
    mime = _mime(data)
    family = mime.partition("/")[0]
    if family == "image":
        return Invalid("This kind of picture cannot be read.", "Save it as PNG or JPEG, and upload that.")
    if family in {"video", "audio"} or data[4:8] == b"ftyp":
        return Invalid("This is a video or sound recording.", "Upload a page, a photo or a text of the work instead.")
    if mime in {"application/gzip", "application/x-7z-compressed", "application/x-rar-compressed", "application/x-tar"}:
        return Invalid("This is an archive of files.", "Unpack it, and upload the files one by one.")
    return Invalid(
        "We cannot tell what kind of file this is.", "Upload text, a Word file (.docx), a PDF, a PNG or a JPEG."
    )


def _old_office_refusal(data: bytes) -> Invalid:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Invalid(
            "This Office file is locked with a password.", "Save a copy without the password, and upload that."
        )
    return Invalid(
        "This is an old Word file (.doc) or another old Office file.", "Save it as .docx or PDF, and upload that."
    )
