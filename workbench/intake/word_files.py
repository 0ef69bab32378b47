"""Word files (.docx): the text that a reader would see, and the pictures in it.

Headers, footers, comments and tracked deletions are dropped: that is where names and marks stand.
What the text cannot show (equations, charts) is counted and said.
"""

import io
import re
import zipfile

import mammoth

from workbench.domain.catalogue import _, count
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.intake.limits import Limits
from workbench.intake.pictures import redrawn
from workbench.intake.readable_lines import readable_lines
from workbench.intake.received import Page, Received
from workbench.intake.text_files import fitting
from workbench.intake.word_archive import DAMAGED, SAVE_AGAIN, opened

__all__ = ["read_word"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HAS_TEXT = re.compile(rb"<w:t[ >]")


def read_word(data: bytes, limits: Limits) -> Received:
    """A Word file as text; as pages when it holds nothing but pictures."""
    notes = _inspected(data, limits)
    pictures = _Pictures(limits)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=pictures.take,
            include_embedded_style_map=False,
            external_file_access=False,
        ).value
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise Invalid(DAMAGED, SAVE_AGAIN) from error
    text, pages = clean(readable_lines(html)), tuple(pictures.pages)
    notes += pictures.notes()
    if pages and not re.sub(r"\[Picture \d+\]", "", text).strip():
        return Received(kind="pages", media_type=_MEDIA_TYPE, pages=pages, warnings=notes)
    if not text:
        raise Invalid(
            "This Word file holds no text and no picture that can be shown.", "Save it as a PDF, and upload that."
        )
    return Received(kind="text", media_type=_MEDIA_TYPE, text=fitting(text, limits), pages=pages, warnings=notes)


class _Pictures:
    """Takes pictures as they come up in the text, and keeps those that can be read."""

    def __init__(self, limits: Limits) -> None:
        self.pages: list[Page] = []
        self._limits = limits
        self._left_out = 0

    def take(self, image: "mammoth.documents.Image") -> list[object]:
        """Called by mammoth for each picture: what stands in the text in its place."""
        try:
            if len(self.pages) == self._limits.pdf_pages:
                raise Invalid("No room for more pictures.")
            with image.open() as opened:
                self.pages.append(redrawn(opened.read(), self._limits))
        except (Invalid, KeyError, ValueError, zipfile.BadZipFile):
            self._left_out += 1
            return []
        return [mammoth.html.text(f" [Picture {len(self.pages)}] ")]

    def notes(self) -> tuple[str, ...]:
        if not self._left_out:
            return ()
        return (
            count(
                "{n} picture in the Word file could not be kept. "
                "If it matters, save the file as a PDF and upload that.",
                "{n} pictures in the Word file could not be kept. "
                "If it matters, save the file as a PDF and upload that.",
                self._left_out,
            ),
        )


def _inspected(data: bytes, limits: Limits) -> tuple[str, ...]:
    """Refuse what would unpack to too much, before unpacking anything; then say what will be left out."""
    with opened(data, limits) as archive:
        return _left_out(archive)


def _left_out(archive: zipfile.ZipFile) -> tuple[str, ...]:
    parts = {
        name: archive.read(name) for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")
    }
    body = parts["word/document.xml"]
    comments = len(re.findall(rb"<w:comment[ >]", parts.get("word/comments.xml", b"")))
    deletions = len(re.findall(rb"<w:del[ >]", body))
    equations = len(re.findall(rb"<m:oMath[ >]", body))
    charts = len(re.findall(rb"<c:chart[ >]|<dgm:relIds[ >]", body))
    said = [
        *([count("{n} comment", "{n} comments", comments)] if comments else []),
        *([count("{n} tracked deletion", "{n} tracked deletions", deletions)] if deletions else []),
        *([count("{n} equation", "{n} equations", equations)] if equations else []),
        *([count("{n} chart or diagram", "{n} charts and diagrams", charts)] if charts else []),
    ]
    if any(re.match(r"word/(header|footer)", name) and _HAS_TEXT.search(part) for name, part in parts.items()):
        said.append(_("the header and footer"))
    if not said:
        return ()
    listed = _("{some} and {last}").format(some=", ".join(said[:-1]), last=said[-1]) if said[1:] else said[0]
    way_out = " " + _("Save the file as a PDF to keep equations and charts.") if equations or charts else ""
    return (_("Left out: {what}.").format(what=listed) + way_out,)
