"""A page picture with places painted over: decoded, painted, encoded anew, so that nothing under the paint is left.

Lossy compression smears a stroke over the block it lies in and a few pixels beyond. So the paint goes out to whole
blocks around each place: no grey ghost of a letter looks out from under its edge.
"""

import io
import math
import struct

from PIL import Image

from workbench.domain.covering import Place
from workbench.domain.errors import Invalid
from workbench.intake.limits import Limits
from workbench.intake.pictures import opened
from workbench.intake.received import Page, Received

__all__ = ["PAINT", "cover_picture"]

PAINT = (96, 96, 96)
# WebP works on luma blocks of 4 and chroma blocks of 8 pixels, and smooths up to 3 pixels across their edges.
_BLOCK = 8
_SMEAR = 3
# The picture was compressed once before: at this quality the second time takes away nothing that an eye finds.
_QUALITY = 92


def cover_picture(data: bytes, places: tuple[Place, ...], limits: Limits) -> Received:
    """The same picture, at the same size, with these places in one plain grey."""
    with opened(data, limits) as image:
        is_png = image.format == "PNG"
        try:
            plain = image.convert("RGB")
        except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
            raise Invalid("This page cannot be read any more.", "Remove it, and add the file again.") from error
    for place in places:
        plain.paste(PAINT, _pixels(place, plain.size))
    page = _encoded(plain, is_png=is_png)
    return Received(kind="image", media_type=page.media_type, pages=(page,))


def _pixels(place: Place, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    left, top = (math.floor((side - _SMEAR) / _BLOCK) * _BLOCK for side in (place.left * width, place.top * height))
    right, bottom = (
        math.ceil((side + _SMEAR) / _BLOCK) * _BLOCK for side in (place.right * width, place.bottom * height)
    )
    return max(left, 0), max(top, 0), min(right, width), min(bottom, height)


def _encoded(image: Image.Image, *, is_png: bool) -> Page:
    out = io.BytesIO()
    if is_png:
        image.save(out, format="PNG")
    else:
        image.save(out, format="WEBP", quality=_QUALITY, method=2)
    return Page(out.getvalue(), "image/png" if is_png else "image/webp", image.width, image.height)
