"""PDF files: a stripped copy for the owner, page pictures for everyone, and the text to look for names in."""

import io
import math

import pikepdf
import pypdfium2

from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid
from workbench.domain.plain_text import clean
from workbench.intake.limits import Limits
from workbench.intake.pdf_stripping import strip
from workbench.intake.pictures import encoded
from workbench.intake.received import Page, Received

__all__ = ["read_pdf"]

_POINTS_PER_INCH = 72
_REPAIRED = later("This PDF was damaged and has been repaired. Check that every page is here and complete.")


def read_pdf(data: bytes, limits: Limits) -> Received:
    """A PDF as page pictures, rendered from the stripped copy so that both show the same."""
    stripped, notes = _stripped(data, limits)
    pages, text = _rendered(stripped, limits)
    return Received(
        kind="pages",
        media_type="application/pdf",
        text=text or None,
        pages=pages,
        original=stripped,
        warnings=notes,
    )


def _stripped(data: bytes, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    # Repairing a file that was cut off would lose its last pages without a word.
    if b"%%EOF" not in data[-2048:]:
        raise Invalid(
            "This PDF is not complete: its end is missing.", "Copy or download it once more, and upload that."
        )
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            _check_pages(len(pdf.pages), limits)
            notes = strip(pdf)
            repaired = (_(_REPAIRED),) if pdf.get_warnings() else ()
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
    except pikepdf.PasswordError as error:
        raise Invalid(
            "This PDF is locked with a password.", "Save a copy without the password, and upload that."
        ) from error
    except pikepdf.PdfError as error:
        raise Invalid("This PDF is damaged.", "Save or print it as a PDF once more, and upload that.") from error
    return out.getvalue(), repaired + notes


def _check_pages(count: int, limits: Limits) -> None:
    if not count:
        raise Invalid("This PDF has no pages.", "Save or print it as a PDF once more, and upload that.")
    if count > limits.pdf_pages:
        raise Invalid(
            "This PDF has {n} pages; at most {most} can be scored as one piece.",
            "Upload the pages that are to be scored.",
            n=count,
            most=limits.pdf_pages,
        )


def _rendered(data: bytes, limits: Limits) -> tuple[tuple[Page, ...], str]:
    document = pypdfium2.PdfDocument(data)
    pages, texts, left = [], [], limits.text_characters
    for page in document:
        pages.append(_picture(page, limits))
        texts.append(_words(page, left))
        left -= len(texts[-1])
        page.close()
    return tuple(pages), clean("\n\n".join(texts))


def _picture(page: pypdfium2.PdfPage, limits: Limits) -> Page:
    width, height = (max(side, 1.0) for side in page.get_size())
    scale = min(
        limits.page_dots_per_inch / _POINTS_PER_INCH,
        limits.image_long_side / max(width, height),
        math.sqrt(limits.page_pixels / (width * height)),
    )
    return encoded(page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"))


def _words(page: pypdfium2.PdfPage, most: int) -> str:
    """The text of a page, as far as there is room; pages beyond are still shown as pictures."""
    textpage = page.get_textpage()
    count = min(textpage.count_chars(), most)
    words = str(textpage.get_text_range(0, count)) if count > 0 else ""
    textpage.close()
    return words
