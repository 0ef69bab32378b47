"""Pictures, drawn anew: turned upright, no larger than needed, and without a trace of where they were taken."""

import io
import struct
import warnings

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid
from workbench.intake.limits import Limits
from workbench.intake.received import Page, Received

__all__ = ["encoded", "opened", "read_picture", "redrawn"]

_FORMATS = tuple(
    plugin.format
    for plugin in (JpegImagePlugin.JpegImageFile, PngImagePlugin.PngImageFile, WebPImagePlugin.WebPImageFile)
)
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_picture(data: bytes, limits: Limits) -> Received:
    """A PNG, JPEG or WebP as one clean page."""
    page, media_type, moves = _redrawn(data, limits)
    notes = (_("The picture moves; only its first frame is kept."),) if moves else ()
    return Received(kind="image", media_type=media_type, pages=(page,), warnings=notes)


def redrawn(data: bytes, limits: Limits) -> Page:
    """The same picture as a clean page: upright, on white, at most ``image_long_side`` pixels long."""
    return _redrawn(data, limits)[0]


def encoded(image: Image.Image) -> Page:
    """A picture in memory as a page. WebP keeps handwriting sharp at a fifth of the size of PNG."""
    out = io.BytesIO()
    image.save(out, format="WEBP", quality=85, method=2)
    return Page(image=out.getvalue(), media_type="image/webp", width=image.width, height=image.height)


def _redrawn(data: bytes, limits: Limits) -> tuple[Page, str, bool]:
    with opened(data, limits) as image:
        media_type = Image.MIME.get(str(image.format), "image/jpeg")
        moves = image.format in {"PNG", "WEBP"} and getattr(image, "n_frames", 1) > 1
        box = (limits.image_long_side, limits.image_long_side)
        try:
            turn = _TURNS.get(_orientation(image))
            image.draft(None, box)
            image.load()
        except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
            raise Invalid(
                "This picture is damaged or not complete.", "Save or take it once more, and upload that."
            ) from error
        flat = _on_white(image)
    flat.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return encoded(flat.transpose(turn) if turn else flat), media_type, moves


def opened(data: bytes, limits: Limits) -> Image.Image:
    """A picture whose size was looked at, not decoded yet."""
    # Between once and twice the limit Pillow only warns: here a warning is a refusal too.
    Image.MAX_IMAGE_PIXELS = limits.image_pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Invalid(
            "This picture has more than {most} megapixels.",
            "Make it smaller, or take a screenshot of it, and upload that.",
            most=limits.image_pixels // 1_000_000,
        ) from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise Invalid("This picture is damaged.", "Save or take it once more, and upload that.") from error


def _orientation(image: Image.Image) -> int:
    """How the camera was held; 1 (upright) when the picture does not say so in a way that can be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        return 1
    return value if isinstance(value, int) else 1


def _on_white(image: Image.Image) -> Image.Image:
    """Plain RGB. Black writing on a transparent ground would be black on black without the white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    above = image.convert("RGBA")
    ground = Image.new("RGB", above.size, "white")
    ground.paste(above, mask=above.getchannel("A"))
    return ground
