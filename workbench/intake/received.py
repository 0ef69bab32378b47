"""What is left of an upload once it is clean."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Page", "Received", "ReceivedKind"]

ReceivedKind = Literal["text", "image", "pages"]


@dataclass(frozen=True, slots=True)
class Page:
    """One picture to show: a page of a PDF, a photo, a picture from a Word file. It carries no metadata.

    Parameters
    ----------
    image
        The picture, encoded.
    media_type
        ``image/webp`` or ``image/png``.
    width, height
        In pixels.
    """

    image: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Received:
    """A clean artifact.

    Parameters
    ----------
    kind
        ``text``: show the text (a Word file may bring pictures too, named "[Picture 1]" in the text).
        ``image``: show the one page. ``pages``: show the pages; the text, if any, only serves to look for names.
    media_type
        What the upload turned out to be, by its content.
    text
        Clean text, or None when there is none to be had.
    pages
        Pictures in reading order.
    original
        The PDF without its metadata, scripts, attachments and annotations; None for every other kind. For the person
        who uploaded it only: hidden layers and cropped parts of pictures may still be inside.
    warnings
        Full sentences about what was left out.
    """

    kind: ReceivedKind
    media_type: str
    text: str | None = None
    pages: tuple[Page, ...] = ()
    original: bytes | None = None
    warnings: tuple[str, ...] = ()
