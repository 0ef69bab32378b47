"""Every limit of the intake, in one place, with its unit."""

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may be, and what looking at it may cost.

    Parameters
    ----------
    upload_bytes
        Size of the file as it arrives.
    text_characters
        Length of a text after cleaning.
    image_pixels
        Width times height of a picture, before it is decoded.
    image_long_side
        Longer side of every picture that is kept, in pixels; larger ones are made smaller.
    pdf_pages
        Pages of a PDF, and pictures taken from a Word file.
    page_pixels
        Width times height of one rendered page.
    page_dots_per_inch
        Sharpness of a rendered page, before the two limits above make it smaller.
    unpacked_bytes, unpack_ratio, unpacked_files
        What a Word file may unpack to: bytes in all, times its packed size, and files inside.
    memory_bytes
        Address space of the child process (where the system can limit it).
    cpu_seconds, wall_seconds
        Time of the child process: computing, and by the clock.
    answer_bytes
        What the child process may send back, pictures included.
    """

    upload_bytes: int = 25 * _MB
    text_characters: int = 200_000
    image_pixels: int = 40_000_000
    image_long_side: int = 2_400
    pdf_pages: int = 40
    page_pixels: int = 25_000_000
    page_dots_per_inch: int = 150
    unpacked_bytes: int = 50 * _MB
    unpack_ratio: int = 200
    unpacked_files: int = 2_000
    memory_bytes: int = 1_024 * _MB
    cpu_seconds: int = 40
    wall_seconds: float = 60.0
    answer_bytes: int = 120 * _MB

    @property
    def upload_megabytes(self) -> int:
        """Largest upload in the unit that people use."""
        return self.upload_bytes // _MB


LIMITS = Limits()
