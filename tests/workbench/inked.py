"""Work with a student's name in its pixels, written in red ink, and how much of that ink a picture still shows."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.workbench.intake.building import pdf, saved
from workbench.domain.covering import Box
from workbench.domain.samples import Artifact

NAME = "Ana Perez 8B"
RED = (215, 25, 30)
BLUE = (25, 25, 150)
# How far a pixel's red stands out before an eye calls it red; unwritten paper and blue ink stay far below.
STANDS_OUT = 30


def photo(
    width: int = 1600, height: int = 1200, *, words: str = NAME, turned: bool = False, on_its_side: bool = False
) -> bytes:
    """A phone photo of a page: the name in red near the top, the work in blue.

    ``turned``: held sideways, and EXIF says so; ``on_its_side``: sideways, and nothing says so.
    """
    page = Image.new("RGB", (width, height), (236, 232, 220))
    draw = ImageDraw.Draw(page)
    draw.text((width * 0.1, height * 0.05), words, RED, ImageFont.load_default(height // 20))
    for line in range(8):
        words = "The river was dirty and we cleaned it."
        draw.text((width * 0.1, height * (0.25 + line * 0.08)), words, BLUE, ImageFont.load_default(height // 26))
    exif = Image.Exif()
    if turned or on_its_side:
        page = page.transpose(Image.Transpose.ROTATE_90)
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def pdf_with_name(pages: int = 1) -> bytes:
    """A PDF with the name in red letters at the top of each page, in its text layer too."""
    document = pdf(pages, words="The river was dirty")
    for page in document.pages:
        ink = f"BT 1 0 0 rg /F1 24 Tf 50 {842 - 100} Td (My name is {NAME}) Tj ET".encode()
        page.obj["/Contents"] = document.make_stream(page.obj["/Contents"].read_bytes() + b" " + ink)
    return saved(document)


def ink(picture: bytes) -> int:
    """How many pixels of a picture are red."""
    return int((_redness(picture) > STANDS_OUT).sum())


def around_ink(artifact: Artifact, picture: bytes, number: int = 1) -> Box:
    """The tightest box around the red letters of a page, as somebody with a steady hand would draw it."""
    rows, columns = np.nonzero(_redness(picture) > 100)
    height, width = _redness(picture).shape
    left, top = columns.min() / width, rows.min() / height
    right, bottom = (columns.max() + 1) / width, (rows.max() + 1) / height
    return Box(artifact.id, number, float(left), float(top), float(right - left), float(bottom - top))


def _redness(picture: bytes) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    return pixels[:, :, 0] - pixels[:, :, 1:].max(axis=2)
