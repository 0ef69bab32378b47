"""A page picture painted over in places, or turned: decoded and encoded anew, so nothing under the paint is left.

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

__all__ = ["PAINT", "cover_picture", "turn_picture"]

PAINT = (96, 96, 96)
# WebP works on luma blocks of 4 and chroma blocks of 8 pixels, and smooths up to 3 pixels across their edges.
_BLOCK = 8
_SMEAR = 3
# The picture was compressed once before: at this quality the second time takes away nothing that an eye finds.
_QUALITY = 92


def cover_picture(data: bytes, places: tuple[Place, ...], limits: Limits) -> Received:
    """The same picture, at the same size, with these places in one plain grey."""
    plain, is_png = _decoded(data, limits)
    for place in places:
        plain.paste(PAINT, _pixels(place, plain.size))
    return _encoded(plain, is_png=is_png)


def turn_picture(data: bytes, limits: Limits) -> Received:
    """The same picture, turned a quarter clockwise."""
    plain, is_png = _decoded(data, limits)
    return _encoded(plain.transpose(Image.Transpose.ROTATE_270), is_png=is_png)


def _decoded(data: bytes, limits: Limits) -> tuple[Image.Image, bool]:
    with opened(data, limits) as image:
        try:
            return image.convert("RGB"), image.format == "PNG"
        except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
            raise Invalid("This page cannot be read any more.", "Remove it, and add the file again.") from error


def _pixels(place: Place, size: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = size
    left, top = (math.floor((side - _SMEAR) / _BLOCK) * _BLOCK for side in (place.left * width, place.top * height))
    right, bottom = (
        math.ceil((side + _SMEAR) / _BLOCK) * _BLOCK for side in (place.right * width, place.bottom * height)
    )
    return max(left, 0), max(top, 0), min(right, width), min(bottom, height)


def _encoded(image: Image.Image, *, is_png: bool) -> Received:
    out = io.BytesIO()
    if is_png:
        image.save(out, format="PNG")
    else:
        image.save(out, format="WEBP", quality=_QUALITY, method=2)
    page = Page(out.getvalue(), "image/png" if is_png else "image/webp", image.width, image.height)
    return Received(kind="image", media_type=page.media_type, pages=(page,))
